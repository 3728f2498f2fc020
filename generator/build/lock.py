"""A lock on a project's work folder, so that only one build runs at a time."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

#: How long a second build waits for the first, in seconds.
PATIENCE = 30.0
_PAUSE = 0.05


class BusyError(Exception):
    """Another build of the project is running, and did not end in time."""


@contextmanager
def locked(work: Path, patience: float | None = None, what: str = "another build of this site") -> Iterator[bool]:
    """Hold the project's lock within a ``with``, and yield whether it was free at once.

    The system releases it when the process ends for any reason. ``patience`` is how many seconds to wait for another
    build. Raises :class:`BusyError` after that, and OSError if the folder is not writable.
    """
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("a+", encoding="ascii") as file:
        end = time.monotonic() + (PATIENCE if patience is None else patience)
        at_once = True
        while not _take(file):
            at_once = False
            if time.monotonic() >= end:
                raise BusyError(f"{what} is running{_holder(file)}")
            time.sleep(_PAUSE)
        try:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield at_once
        finally:
            _free(file)


def _holder(file: IO[str]) -> str:
    """Return which process holds the lock, or an empty string if that is not known."""
    file.seek(0)
    number = file.read(20)
    return f" (process {number})" if number.isdigit() else ""


def _module(name: str) -> Any:
    """Return a module that only some systems have, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


_fcntl = _module("fcntl")
#: The replacement on Windows.
_msvcrt = None if _fcntl else _module("msvcrt")
#: The offset that Windows locks, far beyond the file's end, so that others can read who holds the lock.
_FAR = 1 << 20


def _take(file: IO[str]) -> bool:
    """Try to acquire the lock, and return whether that succeeded."""
    try:
        if _fcntl:
            # Not flock: forked workers inherit its lock, and would keep it after the build is killed.
            _fcntl.lockf(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        elif _msvcrt:
            file.seek(_FAR)
            _msvcrt.locking(file.fileno(), _msvcrt.LK_NBLCK, 1)
    except OSError as fault:
        if fault.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            return False
        if fault.errno in {errno.ENOLCK, errno.ENOTSUP, errno.EINVAL}:
            # A file system without locks, as some network drives: build without one.
            return True
        raise
    return True


def _free(file: IO[str]) -> None:
    """Release the lock."""
    try:
        if _fcntl:
            _fcntl.lockf(file, _fcntl.LOCK_UN)
        elif _msvcrt:
            file.seek(_FAR)
            _msvcrt.locking(file.fileno(), _msvcrt.LK_UNLCK, 1)
    except OSError:
        return
