"""The entry point of the command ``goodword``: how the process starts and exits."""

import atexit
import gc
import os
import sys

from generator.base.system import insist_on_utf_8, prepare_streams


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    insist_on_utf_8()
    code = run()
    # Everything is printed and written. The interpreter's shutdown would tear down hundreds of modules and free all
    # their objects, which the system does anyway; so it is skipped unless an exit handler is registered.
    if not atexit._ncallbacks():  # noqa: SLF001 (the only way to know)
        os._exit(code)
    # At least the last garbage collection does not traverse all objects.
    gc.freeze()
    sys.exit(code)


def run() -> int:
    """Return the exit code of the command line, for programs that go on after it."""
    # Hundreds of modules and millions of objects are created here, with few reference cycles among them: at the
    # default thresholds, the garbage collector would traverse them all again and again.
    # Saves 2 % of a first build of 100 articles.
    gc.set_threshold(1_000_000, 1_000, 1_000)
    prepare_streams()
    try:
        return _code(sys.argv[1:])
    except KeyboardInterrupt:
        # Interrupted before the command line was loaded, which reports that otherwise.
        return 130
    except Exception as fault:  # noqa: BLE001 (the last resort: what the command line did not catch)
        return _report(fault)


def _code(arguments: list[str]) -> int:
    """Return the exit code; where a build has nothing to do, it ends before the command line is loaded."""
    before = None
    if "build" in arguments:
        from generator.incremental import up_to_date

        said, before = up_to_date.answer(arguments)
        if said is not None:
            return up_to_date.say(said)
    from generator.base.imports import put_off, without
    from generator.base.patterns import lazily_in

    # These are loaded by msgspec and click, and by urllib and shutil. Of typing_extensions, msgspec takes only what
    # ``typing`` has by now.
    with lazily_in("locale", "platform", "textwrap", "tokenize"), put_off("ipaddress", "bz2", "lzma"):
        with without("typing_extensions"):
            import msgspec  # noqa: F401 (whoever imports it next finds it)
        import shutil  # noqa: F401 (see above)

        from generator.cli.main import run as run_command_line

    return run_command_line(arguments, before)


def _report(fault: Exception) -> int:
    """Return the exit code for an exception raised outside the command line, after reporting it."""
    try:
        from generator.cli.faults import told
    except ImportError:
        # The library behind the command line (click) is missing or damaged itself.
        from generator.cli.report import written

        kept = written(fault)
        more = f"; {kept} has the details" if kept else ""
        sys.stderr.write(f"goodword: {fault}; install Goodword anew{more}\n")
        return 3
    return told(fault)
