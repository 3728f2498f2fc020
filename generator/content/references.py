"""Resolves references to paths of project files: they may be file names or percent-encoded addresses."""

import posixpath
import re
from collections.abc import Container
from functools import lru_cache
from urllib.parse import unquote

from generator.base.paths import is_outside, may_be_file, nfc
from generator.content.files import CONTENT, STATIC

#: Characters with different meanings in an address and in a file name.
_TWO_MEANINGS = re.compile(r"[%?#:]")


def named(reference: str, source: str, files: Container[str]) -> str:
    """Return the path that a key's reference means: a literal file name if it exists, else an address.

    So ``Ep #1.mp3`` is that file, and ``Ep%20%231.mp3`` is it too, unless a file is called that.
    """
    if path := as_written(reference, source, files):
        return path
    path = resolve(reference, source)
    missing = path not in files and (path != ".." if path else may_be_file(reference))
    # If neither exists, the literal name is reported.
    return _literal(reference, _folder(source)) if missing and _TWO_MEANINGS.search(reference) else path


def linked(reference: str, source: str, files: Container[str]) -> str:
    """Return the path that a link or an image in a text means: an address, else a literal file name."""
    path = resolve(reference, source)
    return path if path in files else (as_written(reference, source, files) or path)


def as_written(reference: str, source: str, files: Container[str]) -> str:
    """Return the path of a file whose name is literally the reference, if an address would mean another; or ""."""
    if not _TWO_MEANINGS.search(reference):
        return ""
    path = _literal(reference, _folder(source))
    return path if path in files else ""


def resolve(reference: str, source: str) -> str:
    """Return the path from the root that a reference in a file means; ``..`` if it leads out of the project.

    A path that begins with ``/`` is below ``content/static/``, any other is relative to the file.
    An external address gives an empty string.
    """
    return _resolved(reference, _folder(source))


def _folder(source: str) -> str:
    """Return the folder of a file, whose path is from the root and plain."""
    return source.rpartition("/")[0]


@lru_cache(maxsize=16384)
def _resolved(reference: str, beside: str) -> str:
    """Return the path. Cached, since the same references are resolved at each step of a build."""
    return "" if is_outside(reference) else _joined(unquote(re.split(r"[?#]", reference, maxsplit=1)[0]), beside)


@lru_cache(maxsize=4096)
def _literal(reference: str, beside: str) -> str:
    """Return the path of a file whose name is literally the reference."""
    return _joined(reference, beside)


def _joined(path: str, beside: str) -> str:
    """Return a path of a file's folder, or of the static files, as one from the root."""
    path = nfc(path)
    if "\x00" in path or "\\" in path:
        return ".."
    folder = f"{CONTENT}/{STATIC}" if path.startswith("/") else beside
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if path.startswith("/") and not joined.startswith(folder + "/"):
        return ".."
    return ".." if joined.split("/")[0] == ".." else joined
