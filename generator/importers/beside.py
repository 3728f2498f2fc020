"""Files that only texts show which are not out: they lie beside these, and are published with them, not before."""

import posixpath
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.base.layout import CONTENT, STATIC
from generator.base.paths import nfc
from generator.content.find import is_ignored
from generator.importers.file_kinds import PICTURES

#: The folder for them, in that of a text's kind. They have their old paths below it.
FOLDER = "uploads"


def beside(target: str, text: str) -> str:
    """Return where a file goes that a text shows. Both are paths: of the file in the old blog, of the text here."""
    return "/".join((*text.split("/")[:2], FOLDER, _read(target)))


def seen_from(text: str, path: str) -> str:
    """Return a path as a text names it."""
    return posixpath.relpath(path, posixpath.dirname(text))


def _read(target: str) -> str:
    """Return a path of names that are read beside texts: there, what is called ``README.pdf`` would not be."""
    return "/".join(f"file-{part}" if is_ignored(part) else part for part in target.split("/"))


class Lying:
    """The files that lie beside texts by now."""

    def __init__(self, root: Path) -> None:
        """Keep where the project is."""
        self._root = root

    def has(self, target: str) -> bool:
        """Return whether a file lies beside a text, by its path in the old blog. A picture may have another suffix."""
        path = PurePosixPath(_read(target))
        ends = PICTURES if path.suffix.lower() in ("", *PICTURES) else ()
        return any(str(one) in self._paths for one in (path, *map(path.with_suffix, ends)))

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self._found())

    def _found(self) -> Iterator[str]:
        for folder in (self._root / CONTENT).glob(f"*/{FOLDER}"):
            if folder.parent.name != STATIC:
                yield from (nfc(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())
