"""Where the command ``goodword`` begins and ends."""

import atexit
import gc
import sys


def main() -> None:
    """Run the command line, and end with its exit code."""
    # Hundreds of modules and millions of values are made here, with few circles among them: the collector
    # would walk them all, again and again, and once more at the end, only to give back what the system
    # takes back anyway.
    gc.set_threshold(1_000_000, 1_000, 1_000)
    atexit.register(gc.freeze)
    try:
        code = _code(sys.argv[1:])
    except KeyboardInterrupt:
        # Stopped before the command line was there to say so.
        code = 130
    sys.exit(code)


def _code(arguments: list[str]) -> int:
    """Return the exit code; where a build has nothing to do, it ends before the command line is loaded."""
    before = None
    if "build" in arguments:
        from generator import fast

        said, before = fast.answer(arguments)
        if said is not None:
            return fast.say(said)
    from generator.cli.main import run

    return run(arguments, before)
