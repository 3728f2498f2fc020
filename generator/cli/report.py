"""The crash report: a file with details of a fault of the program itself, to be sent to the maintainers."""

import platform
import re
import sys
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, requires, version


def written(fault: Exception) -> str:
    """Return the path of a new file with versions, the command and the traceback; "" if it cannot be written.

    It is in the system's temporary folder, not in the project, so that it is not published or committed by
    mistake. Of the site's content it has only what a traceback quotes.
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
    """Return the names of Goodword's direct dependencies."""
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
