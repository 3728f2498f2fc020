"""What all ways to work in several processes have in common: chunks of work, and what may happen to a worker."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

#: The size of the chunks that workers get: shrinking, so that all finish at about the same time. The first is
#: this fraction of a worker's total share, so that work of one sort, such as feeds, stays in a process that has
#: loaded its libraries; with a maximum, so that progress is visible, and a minimum.
_PART, _MOST, _LEAST = 2 / 3, 512, 8


class WorkerDiedError(Exception):
    """A worker process died before it finished: out of memory, or killed."""


def chunks_of(items: Sequence[Item], weights: Sequence[int], jobs: int) -> list[list[Item]]:
    """Return the items in chunks of decreasing weight, in their order."""
    chunks: list[list[Item]] = []
    left = sum(weights)
    room = 0.0
    for item, weight in zip(items, weights, strict=True):
        if room <= 0:
            chunks.append([])
            room = max(_LEAST, min(_MOST, left * _PART / jobs))
        chunks[-1].append(item)
        room -= weight
        left -= weight
    return chunks


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
