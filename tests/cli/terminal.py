"""Commands on a terminal, with somebody at it."""

import os
import pty
import sys
import time

from tests.support import ROOT


def on_terminal(args: list[str], answers: list[str]) -> tuple[int, str]:
    """The exit code and the screen of a command on a terminal, at which somebody answers each question."""
    process, screen = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "generator", *args])  # noqa: S606 (there is no shell to want)
    shown = b""
    waiting = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            part = os.read(screen, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if waiting and shown.endswith(b"]: "):
            os.write(screen, waiting.pop(0).encode())
    _, status = os.waitpid(process, 0)
    os.close(screen)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")
