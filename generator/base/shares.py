"""What all ways to work in several processes have in common: shares of the work, and what may happen to a worker."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

#: The size of the pieces that workers get: shrinking, so that all finish at about the same time. The first is
#: this fraction of a worker's total share, so that work of one sort, such as feeds, stays in a process that has
#: loaded its libraries, with a maximum, so that progress is visible, and a minimum.
_PART, _MOST, _LEAST = 1 / 4, 512, 8


class WorkerDiedError(Exception):
    """A worker process died before it finished: out of memory, or killed."""


def chunks_of(items: Sequence[Item], weights: Sequence[int], jobs: int) -> list[list[Item]]:
    """Return the items in chunks of decreasing weight, in their order."""
    shares = Shares(weights, jobs)
    return [list(items[start:end]) for start, end in iter(shares.front, None)]


class Shares:
    """Work that is given away piece by piece: large pieces from the front, small ones from the back."""

    def __init__(self, weights: Sequence[int], jobs: int) -> None:
        """Use the items' relative costs, and the number of processes among which they are shared."""
        self.count = len(weights)
        self._weights, self._jobs = weights, jobs
        self._start, self._end, self._weight = 0, self.count, sum(weights)

    @property
    def left(self) -> bool:
        """Return whether there are items that were not given away."""
        return self._start < self._end

    def front(self) -> tuple[int, int] | None:
        """Return the first item of the next piece and its end, or None if nothing is left."""
        start, room = self._start, max(_LEAST, min(_MOST, self._weight * _PART / self._jobs))
        while self.left and room > 0:
            room -= self._taken(self._start)
            self._start += 1
        return (start, self._start) if start < self._start else None

    def back(self) -> tuple[int, int] | None:
        """Return a small piece: its first item and its end; None if nothing is left."""
        end, room = self._end, _LEAST
        while self.left and room > 0:
            self._end -= 1
            room -= self._taken(self._end)
        return (self._end, end) if self._end < end else None

    def _taken(self, item: int) -> int:
        """Return the weight of an item that is given away."""
        weight = self._weights[item]
        self._weight -= weight
        return weight


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Block SIGINT while processes are started: a half-started one would print a traceback."""
    # Windows has no signal masks.
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)
