"""Worker processes: how they are started, fed, watched and stopped."""

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

#: The size of the chunks that workers get: shrinking, so that all finish at about the same time. The first is
#: this fraction of a worker's total share, so that work of one sort, such as feeds, stays in a process that has
#: loaded its libraries; with a maximum, so that progress is visible, and a minimum.
_PART, _MOST, _LEAST = 2 / 3, 512, 8
_context: Any = None


class WorkerDiedError(Exception):
    """A worker process died before it finished: out of memory, or killed."""


def start_method() -> str:
    """Return how workers are started: by fork where that is safe, since they then share the parent's memory."""
    # macOS has fork, but its system libraries do not survive it.
    return "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"


def run(
    function: Callable[[Any, Sequence[Item]], list[Result]],
    context: Any,
    items: Sequence[Item],
    weights: Sequence[int],
    jobs: int,
) -> Iterator[Result]:
    """Return ``function(context, chunk)``'s results, chunk by chunk, in the order of the items.

    The context is sent to each worker once. Raises :class:`WorkerDiedError` if a worker dies.
    """
    chunks = _chunks(items, weights, jobs)
    start = multiprocessing.get_context(start_method())
    executor = ProcessPoolExecutor(min(jobs, len(chunks), MOST_WORKERS), start, _start, (context,))
    try:
        with _interrupts_blocked(), _frozen_objects():
            results = executor.map(_call, ((function, chunk) for chunk in chunks))
        for found in results:
            yield from found
    except BrokenProcessPool as fault:
        raise WorkerDiedError("a worker process died; is there memory enough?") from fault
    except BaseException:
        # Do not wait for unfinished work: Ctrl-C ends at once.
        for worker in multiprocessing.active_children():
            worker.terminate()
        # The executor's thread may find a future cancelled while it marks it as broken, and would print a traceback.
        threading.excepthook = _say_nothing
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _say_nothing(_fault: threading.ExceptHookArgs) -> None:
    """Print nothing of an exception in a thread."""


def _chunks(items: Sequence[Item], weights: Sequence[int], jobs: int) -> list[list[Item]]:
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
def _interrupts_blocked() -> Iterator[None]:
    """Block SIGINT while processes are started: a half-started one would print a traceback."""
    # Windows has no signal masks.
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


@contextmanager
def _frozen_objects() -> Iterator[None]:
    """Exclude all existing objects from garbage collection while processes are forked.

    A forked worker shares their pages with its parent until one of them writes to these (copy on write), and the
    garbage collector writes to the header of each object.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _start(context: Any) -> None:
    """Set up a worker: keep the context of all its calls, ignore Ctrl-C, and watch the parent process."""
    global _context  # noqa: PLW0603 (a worker has one task)
    _context = context
    # Ctrl-C goes to all processes of a terminal; the parent decides for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Exit as soon as the parent process has ended, for whatever reason: a killed build leaves no workers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _call(task: tuple[Callable[[Any, Sequence[Any]], list[Any]], Sequence[Any]]) -> list[Any]:
    """Return one chunk's results. This runs in a worker."""
    function, chunk = task
    return function(_context, chunk)
