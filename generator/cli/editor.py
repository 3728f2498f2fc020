"""Opens a file in the editor that a person uses."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from generator.base.system import WINDOWS

#: Where no variable says which: the system's own choice comes first.
_EDITORS = ("sensible-editor", "editor", "nano", "vim", "vi", "notepad")


class EditorError(Exception):
    """The editor could not be used; the message says why."""


def edit(path: Path) -> None:
    """Open a file, and wait until the editor is closed. Raises :class:`EditorError`.

    ``VISUAL`` and ``EDITOR`` name one, with arguments if need be.
    """
    words = _words()
    try:
        done = subprocess.run([*words, str(path)], check=False)  # noqa: S603 (the person's own editor)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise EditorError(f'the editor "{words[0]}" cannot be started: {reason}; set VISUAL or EDITOR') from None
    if done.returncode:
        raise EditorError(f'the editor "{words[0]}" ended with exit code {done.returncode}')


def _words() -> list[str]:
    """Return the editor's command."""
    for name in ("VISUAL", "EDITOR"):
        value = os.environ.get(name, "").strip()
        if not value:
            continue
        if shutil.which(value):
            # A path with spaces, and no arguments.
            return [value]
        try:
            words = shlex.split(value, posix=not WINDOWS)
        except ValueError as wrong:
            raise EditorError(f'{name} cannot be read ("{value}"): {wrong}') from None
        words = [word.strip('"') for word in words] if WINDOWS else words
        if words and words[0]:
            # As a shell would, which most programs start it by.
            return [str(Path(words[0]).expanduser()) if words[0].startswith("~/") else words[0], *words[1:]]
    for name in _EDITORS:
        if shutil.which(name):
            return [name]
    raise EditorError("no editor is known here; set VISUAL or EDITOR")
