"""The folder that an export is written to: made beside it, and then put in its place as a whole."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Self

import msgspec

#: By this file an export is known again, with what was written and what it was.
MARK = ".goodword-export.json"
#: Folders of a project that nothing is exported to.
_OWN = ("content", "site", "templates", "private", ".goodword", ".git", ".github")


class RefusedError(Exception):
    """The folder cannot be written to, in a sentence."""


class _Made(msgspec.Struct, frozen=True):
    """What an export wrote: the digests of its files by their paths."""

    files: dict[str, str]


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
        self._files: dict[str, str] = {}

    def _look(self, wanted: Path) -> None:
        """Refuse a folder with anything in it that no export wrote, or that was changed since."""
        if not self.folder.exists():
            return
        if not self.folder.is_dir():
            raise RefusedError(f"{wanted} is a file; name a folder")
        there = sorted(
            os.path.relpath(os.path.join(folder, name), self.folder).replace(os.sep, "/")  # noqa: PTH118 (of os.walk)
            for folder, _, names in os.walk(self.folder)
            for name in names
        )
        if not there:
            return
        try:
            made = msgspec.json.decode((self.folder / MARK).read_bytes(), type=_Made)
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

    def write(self, path: str, data: bytes) -> None:
        """Write a file. Raises OSError."""
        target = self._stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self._files[path] = _digest(data)

    def opened(self, path: str) -> "Growing":
        """Return a file that is written piece by piece. Raises OSError."""
        return Growing(self._stage / path, path, self._files)

    def put(self) -> None:
        """Put the folder where it was asked for; an earlier export goes. Raises OSError."""
        (self._stage / MARK).write_bytes(msgspec.json.encode(_Made(self._files)))
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


def _is_same(file: Path, digest: str) -> bool:
    """Return whether a file is one that was written, and as it was then."""
    try:
        return bool(digest) and file.is_file() and not file.is_symlink() and _digest(file.read_bytes()) == digest
    except OSError:
        return False


class Growing:
    """A file that is written piece by piece."""

    def __init__(self, target: Path, path: str, files: dict[str, str]) -> None:
        """Open it."""
        self._file, self._path, self._files = target.open("wb"), path, files
        self._digest = hashlib.blake2b(digest_size=16)

    def write(self, text: str) -> None:
        """Add to it. Raises OSError."""
        data = text.encode()
        self._digest.update(data)
        self._file.write(data)

    def close(self) -> None:
        """End it."""
        self._file.close()
        self._files[self._path] = self._digest.hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
