"""Processes that share the work: how they are started, given it, watched and ended."""

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from generator.base.system import MOST_WORKERS

Item = TypeVar("Item")
Result = TypeVar("Result")

#: What is given to a worker at a time: less and less, so that all are done at about the same time. First
#: it is this part of what a worker will have in all, so that work of one sort, such as feeds, is done where
#: its libraries are loaded already; but no more than so much, since somebody watches, and no less.
_PART, _MOST, _LEAST = 2 / 3, 512, 8
_context: Any = None


class WorkerDiedError(Exception):
    """A worker process ended before its work: out of memory, or killed."""


def start_method() -> str:
    """Return how workers are started: by fork where that is safe, since they then have all that is here."""
    # macOS has it, but its own libraries do not survive it.
    return "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"


def run(
    function: Callable[[Any, Sequence[Item]], list[Result]],
    context: Any,
    items: Sequence[Item],
    weights: Sequence[int],
    jobs: int,
) -> Iterator[Result]:
    """Return ``function(context, chunk)``'s results, chunk by chunk, in the order of the items.

    The context goes to each worker once. Raises :class:`WorkerDiedError` where a worker ends before
    its time.
    """
    chunks = _chunks(items, weights, jobs)
    start = multiprocessing.get_context(start_method())
    executor = ProcessPoolExecutor(min(jobs, len(chunks), MOST_WORKERS), start, _start, (context,))
    try:
        with _interrupts_waiting(), _values_at_rest():
            results = executor.map(_call, ((function, chunk) for chunk in chunks))
        for found in results:
            yield from found
    except BrokenProcessPool as fault:
        raise WorkerDiedError("a worker process died; is there memory enough?") from fault
    except BaseException:
        # Nobody waits for what is half done: Ctrl-C ends at once.
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _chunks(items: Sequence[Item], weights: Sequence[int], jobs: int) -> list[list[Item]]:
    """Return the items in shares of less and less weight, in their order."""
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
def _interrupts_waiting() -> Iterator[None]:
    """Let Ctrl-C wait while processes are started: a half-started one would complain at length."""
    # Windows has none.
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


@contextmanager
def _values_at_rest() -> Iterator[None]:
    """Let the collector pass by all values that are here while processes are forked.

    A worker has them without a copy as long as nothing is written to them, and the collector writes.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _start(context: Any) -> None:
    """Keep what all of a worker's calls are given, and see that it ends with its parent, not before and not after."""
    global _context  # noqa: PLW0603 (a worker has one task)
    _context = context
    # Ctrl-C goes to all processes of a terminal; the parent decides for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent to end, however it ends, and end too: a killed build leaves nothing behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _call(task: tuple[Callable[[Any, Sequence[Any]], list[Any]], Sequence[Any]]) -> list[Any]:
    """Do one chunk in a worker."""
    function, chunk = task
    return function(_context, chunk)
