"""Work in several processes, with the same results in the same order as in one."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So much is done sooner here than processes are started: files to read, and files to make.
READINGS, MAKINGS = 150, 48

#: ``progress(step, done, of)``: what a build is at, for those who watch.
Progress = Callable[[str, int, int], None]


class Crew(msgspec.Struct, frozen=True):
    """How work is done: in how many processes, and who is told how far it is."""

    jobs: int
    progress: Progress


def jobs_of(wanted: int) -> int:
    """Return how many processes to use: as many as asked for, else one for each core."""
    if wanted:
        return wanted
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def several(weights: Sequence[int], little: int, jobs: int) -> bool:
    """Return whether items of these weights are worth more than one process; so ``little`` work is not."""
    return len(weights) > 1 and sum(weights) > little and jobs > 1


def run(
    function: Callable[[Any, Sequence[Item]], list[Result]],
    context: Any,
    items: Sequence[Item],
    weights: Sequence[int],
    little: int,
    jobs: int,
) -> Iterator[Result]:
    """Return ``function(context, chunk)``'s results, chunk by chunk, in the order of the items.

    ``weights`` say how much work each is, beside others. Those that are much should come first.
    With ``little`` work or one process it is called here. The context goes to each worker once. Raises
    :class:`generator.base.workers.WorkerDiedError` where a worker ends before its time.
    """
    if not several(weights, little, jobs):
        yield from function(context, items)
        return
    # What starts and watches processes takes 15 ms to import, and most builds have little to do.
    from generator.base import workers  # noqa: PLC0415 (as said above)

    yield from workers.run(function, context, items, weights, jobs)
