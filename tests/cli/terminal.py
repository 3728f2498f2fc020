"""Runs commands interactively in a pseudo-terminal."""

import os
import select
import signal
import sys
import time

from tests.support import ROOT


def on_terminal(args: list[str], answers: list[str], prompts: tuple[str, ...] = ("]: ",)) -> tuple[int, str]:
    """The exit code and the screen of a command in a pseudo-terminal; each prompt gets its answer."""
    import pty

    process, screen = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "generator", *args])  # noqa: S606 (there is no shell to want)
    shown = b""
    waiting, given = list(answers), ""
    end, again = time.monotonic() + 120, 0.0
    while True:
        if not select.select([screen], [], [], 3)[0]:
            if time.monotonic() > end:
                os.kill(process, signal.SIGKILL)
            elif given == "\x03" and time.monotonic() > again:
                # Python can miss a Ctrl-C that comes just as it begins to read; people press it again.
                os.write(screen, given.encode())
                again = time.monotonic() + 20
            continue
        try:
            part = os.read(screen, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if waiting and shown.endswith(tuple(prompt.encode() for prompt in prompts)):
            given, again = waiting.pop(0), time.monotonic() + 20
            if given == "\x03":
                # Nobody presses it in the moment in which the question appears, before Python reads.
                time.sleep(0.5)
            os.write(screen, given.encode())
    _, status = os.waitpid(process, 0)
    os.close(screen)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")
