"""The clipboard, by the programs that systems have for it, or by the terminal."""

import base64
import os
import shutil
import subprocess
import sys

from generator.cli.console import is_terminal, say
from generator.cli.faults import MACHINE

#: Programs that take a text on standard input, each with the environment variable without which it is of no use.
_PROGRAMS = (
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("termux-clipboard-set",)),
)
#: A terminal takes no more than this in one go: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
_MOST = 74_000


def copy(text: str) -> str:
    """Return an empty string after a program has copied a text, or why none can."""
    for variable, (name, *options) in _PROGRAMS:
        if variable and not os.environ.get(variable):
            continue
        program = shutil.which(name)
        if program and _given(program, options, _encoded(name, text)):
            return ""
    return "nothing here can copy a text; on Linux, install wl-clipboard or xclip"


def copy_and_tell(text: str) -> int:
    """Return the exit code after copying a text, by the terminal where no program can, and saying so."""
    why = copy(text)
    data = base64.b64encode(text.encode("utf-8", "replace")).decode()
    if not why:
        say("Copied.", err=True)
    elif is_terminal(sys.stderr) and len(data) <= _MOST:
        # OSC 52: the terminal puts it there, also from another computer. Most know it; none says whether it did.
        say(f"\033]52;c;{data}\a", err=True, end="")
        say("Handed to the terminal, to copy it. If it does not know how, install wl-clipboard or xclip.", err=True)
    else:
        say(f"goodword: {why}", err=True)
        return MACHINE
    return 0


def _encoded(name: str, text: str) -> bytes:
    """Return the bytes that a program takes: Windows' wants UTF-16."""
    return text.encode("utf-16-le" if name == "clip.exe" else "utf-8", "replace")


def _given(program: str, options: list[str], data: bytes) -> bool:
    """Return whether a program took the data."""
    try:
        done = subprocess.run(  # noqa: S603 (one of the above, by its full path)
            [program, *options],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
