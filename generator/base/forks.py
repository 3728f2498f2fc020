"""Work shared with forked processes, which have all that this one has.

This process hands out pieces from the front of the work, where the large items are, and does small ones from the back
itself. So libraries that only the large items need are loaded in few processes. Python's own pools do the like for
any system, but take 20 ms to import and to set up, and this process would only wait: as long as a hundred pages take.

Saves a tenth of a first build of 100 articles on two processors.
"""

import gc
import os
import pickle
import select
import signal
import struct
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from generator.base.shares import Shares, WorkerDiedError, interrupts_blocked

Item = TypeVar("Item")
Result = TypeVar("Result")

#: A piece in the pipe of work, by its first item and its end: so many bytes are written and read at once.
_PIECE = struct.Struct("=II")
#: Before each answer: the piece's first item, whether it was done, and the length of what follows.
_HEAD = struct.Struct("=I?Q")
#: The most bytes of an answer that are read at once.
_READ = 1 << 20
#: The most bytes in all pipes of answers: an eighth of what a user of Linux can have.
_PIPES = 8 << 20
#: How many pieces wait for each worker, so that none waits for this process.
_AHEAD = 2


class _Fault(Exception):  # noqa: N818 (the cause of an exception, not one that is caught)
    """Shows the traceback of a worker as the cause of the exception raised here."""


def run(
    function: Callable[[Any, Sequence[Item]], list[Result]],
    context: Any,
    items: Sequence[Item],
    weights: Sequence[int],
    jobs: int,
    meanwhile: Callable[[], object],
) -> Iterator[Result]:
    """Return ``function(context, piece)``'s results for pieces of the items, in the order of the items.

    This process does what is to be done ``meanwhile`` before it takes its first piece. Raises
    :class:`WorkerDiedError` if a worker dies, and what the function raises.
    """
    work, fill = os.pipe()
    # The workers' end of this pipe is closed when this process ends, for whatever reason.
    alive, living = os.pipe()
    workers: dict[int, int] = {}
    try:
        with interrupts_blocked(), _frozen_objects():
            for _ in range(min(jobs, len(items)) - 1):
                answers, answer = _wide_pipe(jobs)
                child = os.fork()
                if not child:
                    _close(fill, living, answers, *workers)
                    _work(function, context, items, work, answer, alive)
                workers[answers] = child
                _close(answer)
        shares = Shares(weights, jobs)
        yield from _shared(
            lambda start, end: function(context, items[start:end]), tuple(workers), fill, shares, meanwhile
        )
    finally:
        for child in workers.values():
            # All is done, or nobody waits for the rest.
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        _close(work, fill, alive, living, *workers)


def _shared(
    here: Callable[[int, int], list[Result]],
    workers: Sequence[int],
    fill: int,
    shares: Shares,
    meanwhile: Callable[[], object],
) -> Iterator[Result]:
    """Return the results in order. ``workers`` are the pipes of their answers; their pieces go to ``fill``."""
    ready = select.poll()
    for answers in workers:
        ready.register(answers, select.POLLIN)
    parts: dict[int, list[bytes]] = {answers: [] for answers in workers}
    #: The end and the results of each piece, by its first item.
    ends: dict[int, int] = {}
    found: dict[int, list[Result]] = {}
    waiting, told = 0, 0

    def hand_out() -> None:
        nonlocal waiting
        while waiting < _AHEAD * len(workers) and (piece := shares.front()):
            os.write(fill, _PIECE.pack(*piece))
            ends[piece[0]] = piece[1]
            waiting += 1

    hand_out()
    meanwhile()
    while told < shares.count:
        hand_out()
        # Who is about to send an answer that the pipe does not hold waits for nothing else.
        came = ready.poll(0 if shares.left and not any(parts.values()) else None)
        for answers, _ in came:
            data = os.read(answers, _READ)
            if not data:
                raise WorkerDiedError("a worker process died; is there memory enough?")
            parts[answers].append(data)
            for start, results in _whole(parts[answers]):
                found[start] = results
                waiting -= 1
        if not came and (piece := shares.back()):
            found[piece[0]], ends[piece[0]] = here(*piece), piece[1]
        while told in found:
            yield from found.pop(told)
            told = ends[told]


def _wide_pipe(jobs: int) -> tuple[int, int]:
    """Return a pipe that holds most answers, so that few workers wait for this process to read one."""
    import fcntl  # noqa: PLC0415 (not on Windows, where no process is forked)

    ends = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):  # a user can have so much in pipes, and no more
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, min(_READ, _PIPES // jobs))
    return ends


def _close(*ends: int) -> None:
    for end in ends:
        os.close(end)


def _whole(parts: list[bytes]) -> Iterator[tuple[int, list[Any]]]:
    """Return the answers that have come whole, and leave the rest. Raises what a worker raised."""
    size = sum(map(len, parts))
    while size >= _HEAD.size:
        if len(parts[0]) < _HEAD.size:
            parts[:] = [b"".join(parts)]
        start, good, length = _HEAD.unpack_from(parts[0])
        if size < _HEAD.size + length:
            return
        data = b"".join(parts)
        size -= _HEAD.size + length
        parts[:] = [rest] if (rest := data[_HEAD.size + length :]) else []
        answer = pickle.loads(memoryview(data)[_HEAD.size : _HEAD.size + length])  # noqa: S301 (from our own process)
        if not good:
            fault, told = answer
            raise fault from _Fault(told)
        yield start, answer


def _work(
    function: Callable[[Any, Sequence[Any]], list[Any]],
    context: Any,
    items: Sequence[Any],
    work: int,
    answer: int,
    alive: int,
) -> None:
    """Work on pieces until this process, which is a worker, is ended."""
    code = 1
    try:
        # Ctrl-C goes to all processes of a terminal; the parent decides for them.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        threading.Thread(target=_end_with_parent, args=(alive,), daemon=True).start()
        while piece := os.read(work, _PIECE.size):
            start, end = _PIECE.unpack(piece)
            try:
                good, data = True, pickle.dumps(function(context, items[start:end]), pickle.HIGHEST_PROTOCOL)
            except Exception as fault:  # noqa: BLE001 (whatever it is, the parent raises it)
                good, data = False, _told(fault)
            _write(answer, _HEAD.pack(start, good, len(data)) + data)
        code = 0
    finally:
        # What the parent has registered to be done at its end is not for workers, and nor are its open files.
        os._exit(code)


def _told(fault: Exception) -> bytes:
    """Return an exception with its traceback, as bytes; one that cannot be sent, by its words."""
    told = "".join(traceback.format_exception(fault))
    try:
        data = pickle.dumps((fault, told))
        pickle.loads(data)  # noqa: S301 (just made)
    except Exception:  # noqa: BLE001 (an exception may hold anything)
        data = pickle.dumps((RuntimeError(f"{type(fault).__name__}: {fault}"), told))
    return data


def _write(file: int, data: bytes) -> None:
    """Write all of the data to a pipe."""
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _end_with_parent(alive: int) -> None:
    """Exit as soon as the parent process has ended, for whatever reason: a killed build leaves no workers."""
    os.read(alive, 1)
    os._exit(1)


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
