"""Where the command ``goodword`` begins and ends."""

import atexit
import gc
import os
import sys

from generator.base.system import insist_on_utf_8, prepare_streams


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    insist_on_utf_8()
    code = run()
    # All is said and written. Python would take hundreds of modules and all their values apart, only to
    # give back what the system takes back anyway; so it is left out where nobody wants anything done at the end.
    if not atexit._ncallbacks():  # noqa: SLF001 (the only way to know)
        os._exit(code)
    # At least the collector does not look through them all once more.
    gc.freeze()
    sys.exit(code)


def run() -> int:
    """Return the exit code of the command line, for programs that go on after it."""
    # Hundreds of modules and millions of values are made here, with few circles among them: the collector
    # would walk them all, again and again.
    gc.set_threshold(1_000_000, 1_000, 1_000)
    prepare_streams()
    try:
        return _code(sys.argv[1:])
    except KeyboardInterrupt:
        # Stopped before the command line was there to say so.
        return 130
    except Exception as fault:  # noqa: BLE001 (what arises outside the command line)
        return _told(fault)


def _code(arguments: list[str]) -> int:
    """Return the exit code; where a build has nothing to do, it ends before the command line is loaded."""
    before = None
    if "build" in arguments:
        from generator.incremental import up_to_date

        said, before = up_to_date.answer(arguments)
        if said is not None:
            return up_to_date.say(said)
    from generator.cli.main import run as run_command_line

    return run_command_line(arguments, before)


def _told(fault: Exception) -> int:
    """Return the exit code for a fault that arose outside the command line, after saying what it was."""
    try:
        from generator.cli.faults import told
    except ImportError:
        # The library that the command line is made with is missing or damaged itself.
        from generator.cli.report import written

        kept = written(fault)
        more = f"; {kept} has the details" if kept else ""
        sys.stderr.write(f"goodword: {fault}; install Goodword anew{more}\n")
        return 3
    return told(fault)
