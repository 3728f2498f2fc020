"""Errors that end a command, each reported in one line, and the exit codes."""

import errno
import os
import re
from pathlib import Path

from generator.base.system import end_streams, too_long
from generator.build.lock import BusyError
from generator.cli.console import say

#: Exit codes: problems in the content, wrong usage, a failure of the system or the program; Ctrl-C as in shells.
CONTENT, USAGE, MACHINE, STOPPED = 1, 2, 3, 130

#: The disk is full, or a quota is used up.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}

#: If this environment variable is set, a traceback is printed for faults of the program itself.
_TRACEBACK = "GOODWORD_TRACEBACK"


def told(fault: Exception) -> int:
    """Return the exit code for an exception, after reporting it."""
    from generator.base.shares import WorkerDiedError

    if isinstance(fault, OSError):
        say(f"goodword: {_of_system(fault)}", err=True)
    elif isinstance(fault, MemoryError):
        say("goodword: there is not enough memory", err=True)
    elif isinstance(fault, BusyError | WorkerDiedError):
        say(f"goodword: {fault}", err=True)
    else:
        from generator.cli.report import written

        if os.environ.get(_TRACEBACK):
            import traceback

            traceback.print_exc()
        words = " ".join(str(fault).split())[:300]
        where = _where(fault)
        kept = written(fault)
        more = f"; send {kept} with it, which has the details" if kept else ""
        say(
            f"goodword: a fault of Goodword itself, please report it: {type(fault).__name__}: {words} ({where}){more}",
            err=True,
        )
    return MACHINE


def _where(fault: Exception) -> str:
    """Return the file and line in which an exception was raised, also if that was in a worker process."""
    import traceback

    # The process pool passes a worker's traceback on as the text of the exception's cause.
    if there := re.findall(r'^  File "([^"]+)", line (\d+)', str(fault.__cause__ or ""), re.MULTILINE):
        file, line = there[-1]
    else:
        last = traceback.extract_tb(fault.__traceback__)[-1]
        file, line = last.filename, last.lineno
    return f"{Path(file).name}:{line}"


def _of_system(fault: OSError) -> str:
    """Return the system's error message, with the file it is about."""
    words = fault.strerror or str(fault) or type(fault).__name__
    hint = "; make room and build again, nothing is lost" if fault.errno in _FULL else ""
    name = os.fsdecode(fault.filename) if isinstance(fault.filename, str | bytes) else ""
    if not name and fault.errno == errno.ENOENT:
        # The exception names no file if the current folder cannot be determined.
        return "the current folder is gone; go to one that is there, and try again"
    if too_long(name):
        hint = "; the path is too long for Windows: move the project nearer to the top of its drive"
    return f"{name}: {words}{hint}" if name else f"{words}{hint}"


def end_output(code: int) -> int:
    """Return the exit code after flushing the output; output to a broken pipe is dropped."""
    return code if end_streams() else code or MACHINE
