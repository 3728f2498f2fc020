"""Whether what is done to a text grows with its size: by the processor's time of the same work in two sizes.

Both are measured again where the larger one took too long, as other work may have come between.

The system's own time is left out. It is mostly for memory: a string of over 128 KB may be given back to the system each
time that it is freed, and asked for again, or not, by how earlier tests of the same process left the heap.
"""

import gc
import resource
from collections.abc import Callable
from contextlib import suppress

from generator.markup.base import Unconvertible
from generator.markup.quick.tokens import Doubt

TIMES, ROOM = 4, 1.8
#: Below this many seconds, growth is not judged.
NOISE = 0.03


def _used() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def seconds(work: Callable[[], object]) -> float:
    """The processor's own time for some work; a text that is refused or left to the other way is done as well.

    Garbage is not looked for meanwhile: that takes as long as all is large that is there, from other tests as well.
    """
    gc.disable()
    try:
        begin = _used()
        with suppress(Doubt, Unconvertible, RecursionError):
            work()
        return _used() - begin
    finally:
        gc.enable()


def grows_too_fast(
    work: Callable[[str], object], make: Callable[[int], str], size: int = 3000, room: float = ROOM
) -> bool:
    """Whether a text four times as long takes more than ``room`` times what is fair, each time that it is tried."""
    small, large = make(size), make(size * TIMES)
    least = seconds(lambda: work(small)), seconds(lambda: work(large))
    for _ in range(9):
        if least[1] < NOISE or least[1] < least[0] * TIMES * room:
            return False
        # Else what is left of the last time takes room, and more is asked of the system, for the larger one most of all.
        gc.collect()
        again = seconds(lambda: work(small)), seconds(lambda: work(large))
        least = min(least[0], again[0]), min(least[1], again[1])
    return True
