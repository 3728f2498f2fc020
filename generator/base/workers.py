"""Worker processes where they cannot be forked: how they are started, fed, watched and stopped."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from generator.base.shares import WorkerDiedError, chunks_of, interrupts_blocked
from generator.base.system import MOST_WORKERS

Item = TypeVar("Item")
Result = TypeVar("Result")

_context: Any = None


def run(
    function: Callable[[Any, Sequence[Item]], list[Result]],
    context: Any,
    items: Sequence[Item],
    weights: Sequence[int],
    jobs: int,
    meanwhile: Callable[[], object],
) -> Iterator[Result]:
    """Return ``function(context, chunk)``'s results, chunk by chunk, in the order of the items.

    The context is sent to each worker once. ``meanwhile`` is done as soon as they have work. Raises
    :class:`WorkerDiedError` if a worker dies.
    """
    chunks = chunks_of(items, weights, jobs)
    start = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(min(jobs, len(chunks), MOST_WORKERS), start, _start, (context,))
    try:
        with interrupts_blocked():
            results = executor.map(_call, ((function, chunk) for chunk in chunks))
        meanwhile()
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
