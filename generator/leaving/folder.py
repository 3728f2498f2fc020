"""The folder that an export is written to: made beside it, and then put in its place as a whole."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Self

import msgspec

from generator.content.exported import MARK, Made

#: Folders of a project that nothing is exported to.
_OWN = ("content", "site", "templates", "private", ".goodword", ".git", ".github")


class RefusedError(Exception):
    """The folder cannot be written to, in a sentence."""


class Target:
    """Writes files into a folder beside the one that was asked for. Used within a ``with``."""

    def __init__(self, wanted: Path, root: Path) -> None:
        """Look whether it may be written to. Raises :class:`RefusedError` and OSError."""
        self.folder = wanted.resolve()
        root = root.resolve()
        for part in (self.folder, *self.folder.parents):
            if any(part == (root / name).resolve() for name in _OWN):
                raise RefusedError(f"{wanted} is in {part.name}/ of the site itself; name another folder")
        if root == self.folder or root.is_relative_to(self.folder):
            raise RefusedError(f"{wanted} is the site's own folder, or above it; name another one")
        self._look(wanted)
        self._stage = self.folder.with_name(f".{self.folder.name[:100]}.{os.getpid()}.tmp")

    def _look(self, wanted: Path) -> None:
        """Refuse a folder with anything in it that no export wrote, or that was changed since."""
        if not self.folder.exists():
            return
        if not self.folder.is_dir():
            raise RefusedError(f"{wanted} is a file; name a folder")
        there = _files_below(self.folder)
        if not there:
            return
        try:
            made = msgspec.json.decode((self.folder / MARK).read_bytes(), type=Made)
        except (OSError, msgspec.DecodeError):
            raise RefusedError(f"there are files in {wanted} already, which are no export; name a new folder") from None
        for path in there:
            if path != MARK and not _is_same(self.folder / path, made.files.get(path, "")):
                raise RefusedError(
                    f"{wanted} has {path}, which was not there or was another when it was exported; name a new folder"
                )

    def __enter__(self) -> Self:
        """Make the folder in which everything is written first. Raises OSError."""
        self._stage.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what was not put in place."""
        shutil.rmtree(self._stage, ignore_errors=True)

    def place(self, path: str) -> Path:
        """Return where a file is to be written; its folder is there. Raises OSError."""
        target = self._stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def write(self, path: str, data: bytes) -> None:
        """Write a file. Raises OSError."""
        self.place(path).write_bytes(data)

    def copy(self, path: str, source: Path) -> None:
        """Write a file that is the same as another, which may be larger than the memory. Raises OSError."""
        shutil.copyfile(source, self.place(path))

    def put(self, kinds: dict[str, str] | None = None, sources: dict[str, str] | None = None) -> None:
        """Put the folder where it was asked for; an earlier export goes. Raises OSError.

        The mark says what :class:`Made` does.
        """
        made = {path: _digest(self._stage / path) for path in _files_below(self._stage)}
        self.write(MARK, msgspec.json.encode(Made(made, kinds or {}, sources or {})))
        old = self._stage.with_suffix(".old")
        if self.folder.exists():
            self.folder.rename(old)
        try:
            self._stage.rename(self.folder)
        except OSError:
            if old.exists():
                old.rename(self.folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _files_below(top: Path) -> list[str]:
    """Return the paths of all files below a folder, in order."""
    return sorted(
        os.path.relpath(os.path.join(folder, name), top).replace(os.sep, "/")  # noqa: PTH118 (of os.walk)
        for folder, _, names in os.walk(top)
        for name in names
    )


def _is_same(file: Path, digest: str) -> bool:
    """Return whether a file is one that was written, and as it was then."""
    try:
        return bool(digest) and file.is_file() and not file.is_symlink() and _digest(file) == digest
    except OSError:
        return False


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
