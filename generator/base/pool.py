"""Work in several processes, with the same results in the same order as in one."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Up to this many files to read, or to make, are done faster in this process than by starting others.
READINGS, RENDERINGS = 80, 48

#: ``progress(step, done, of)``: called as a build advances, to be shown on the terminal.
Progress = Callable[[str, int, int], None]


def nothing() -> None:
    """Do nothing while others work."""


class WorkerOptions(msgspec.Struct, frozen=True):
    """How work is done: the number of processes, and the callback for progress."""

    jobs: int
    progress: Progress
    #: What this process does while others begin, if there are others.
    meanwhile: Callable[[], object] = nothing


def jobs_of(wanted: int) -> int:
    """Return how many processes to use: as many as asked for, else one for each core."""
    if wanted:
        return wanted
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def several(weights: Sequence[int], little: int, jobs: int) -> bool:
    """Return whether items of these weights are worth more than one process: more than ``little`` in all."""
    return len(weights) > 1 and sum(weights) > little and jobs > 1


def run(
    function: Callable[[Any, Sequence[Item]], list[Result]],
    context: Any,
    items: Sequence[Item],
    weights: Sequence[int],
    little: int,
    crew: WorkerOptions,
) -> Iterator[Result]:
    """Return ``function(context, chunk)``'s results, chunk by chunk, in the order of the items.

    ``weights`` are the items' relative costs; the largest should come first. With no more than ``little`` in all, or
    one process, the function is called in this process, and what is to be done meanwhile is not. The context is sent
    to each worker once. Raises :class:`generator.base.shares.WorkerDiedError` if a worker dies.
    """
    if not several(weights, little, crew.jobs):
        yield from function(context, items)
        return
    if forks():
        from generator.base.forks import run as run_forks  # noqa: PLC0415 (most builds have little to do)

        yield from run_forks(function, context, items, weights, crew.jobs, crew.meanwhile)
        return
    # multiprocessing takes 15 ms to import.
    from generator.base import workers  # noqa: PLC0415 (see above)

    yield from workers.run(function, context, items, weights, crew.jobs, crew.meanwhile)


def forks() -> bool:
    """Return whether workers are forked, so that they share the memory of this process: where that is safe."""
    # macOS has fork, but its system libraries do not survive it.
    return hasattr(os, "fork") and sys.platform != "darwin"
