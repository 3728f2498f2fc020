"""The file with what helps to find a fault of the program itself, for whoever reports it."""

import platform
import re
import sys
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, requires, version


def written(fault: Exception) -> str:
    """Return the path of a new file with versions, the command and the traceback; nothing where none can be written.

    It lies among the system's temporary files, not in the project: nothing there is published or committed by
    mistake. It has no content of the site but what a traceback quotes.
    """
    words = [
        "What helps to find a fault of Goodword. Look through it before you send it: it names files and folders.\n\n",
        f"Goodword {_version('goodword')}, Python {platform.python_version()}, {platform.platform()}\n",
        f"{', '.join(f'{name} {_version(name)}' for name in _libraries())}\n",
        f"goodword {' '.join(map(repr, sys.argv[1:]))}\n",
        f"file names as {sys.getfilesystemencoding()}, output as {getattr(sys.stdout, 'encoding', None)}\n\n",
        *traceback.format_exception(fault),
    ]
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", prefix="goodword-fault-", suffix=".txt", delete=False
        ) as file:
            file.writelines(words)
    except OSError:
        return ""
    return file.name


def _libraries() -> list[str]:
    """Return the names of the libraries that Goodword itself asks for."""
    try:
        asked = requires("goodword") or []
    except PackageNotFoundError:
        return []
    return sorted(re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in asked if "extra ==" not in one)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
