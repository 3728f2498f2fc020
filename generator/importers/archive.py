"""The files of an export: of a zip file, which is never unpacked to the disk, or of a folder into which one was.

Everything that is wrong with one is told when it is opened, before anything is read: names that lead out, links, sizes
that grow beyond measure, passwords, damage.
"""

import contextlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from generator.base.paths import nfc
from generator.importers.archive_ends import listed
from generator.importers.base import UnreadableError
from generator.importers.names import words

#: The most files, the most bytes of their list and of them all, and the most of one that is read at once.
MOST_FILES = 300_000
MOST_LISTED = 32 * 2**20
MOST_BYTES = 16 * 2**30
MOST_OF_ONE = 64 * 2**20
#: What is this many times as large as it is packed, and larger than that many bytes, is no text that a person wrote.
_RATIO = 250
_SMALL = 8 * 2**20
_AGAIN = "download the export again"
_UNPACK = "unpack it yourself, and give the folder"
#: What systems add to folders by themselves.
_ADDED = words("__MACOSX .DS_Store Thumbs.db desktop.ini")
_MANY = f"it has more than {MOST_FILES:,} files, which no export has: give the export alone"
#: What every program can unpack. Exports are packed like that.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: No system has longer names of files.
_LONGEST = 4096
_CHUNK = 2**20
_SHOWN = 80


class Archive:
    """A zip file or a folder. Names have slashes, and a folder around everything is left out of them."""

    def __init__(self, path: Path, own: frozenset[str] = frozenset()) -> None:
        """Look it through. ``own`` are folders of the export itself. Raises :class:`UnreadableError`."""
        self._path = path
        self._zip = None if path.is_dir() else _opened(path)
        #: What a person should know of it.
        self.notes: list[str] = []
        try:
            found = self._of_zip(self._zip) if self._zip is not None else self._of_folder()
        except UnreadableError:
            self.close()
            raise
        around = _around(found, own)
        self._files = {name.removeprefix(around): one for name, one in found.items()}

    @property
    def names(self) -> list[str]:
        """Return the names of its files, in order."""
        return sorted(self._files)

    def __contains__(self, name: str) -> bool:
        """Return whether there is a file of a name."""
        return name in self._files

    def close(self) -> None:
        """Let go of the file."""
        if self._zip is not None:
            self._zip.close()

    def read(self, name: str, most: int = MOST_OF_ONE) -> bytes:
        """Return a file's bytes. Raises :class:`UnreadableError`, also for more than ``most`` of them."""
        one = self._files[name]
        parts: list[bytes] = []
        size = 0
        for part in self._parts(one, name):
            size += len(part)
            if size > most:
                raise UnreadableError(f"{shown(name)} in it has more than {most // 2**20:,} MB, which is no text")
            parts.append(part)
        return b"".join(parts)

    def text(self, name: str, most: int = MOST_OF_ONE) -> str:
        """Return a file's text: UTF-8, where a few bytes may be something else. Raises :class:`UnreadableError`."""
        data = self.read(name, most)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16", "replace")
        return data.decode("utf-8-sig", "replace")

    def _parts(self, one: "zipfile.ZipInfo | Path", name: str) -> Iterator[bytes]:
        try:
            with one.open("rb") if isinstance(one, Path) else _within(self._zip).open(one) as file:
                while part := file.read(_CHUNK):
                    yield part
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, NotImplementedError):
            raise UnreadableError(f"{shown(name)} in it is damaged: {_AGAIN}") from None
        except OSError as fault:
            raise UnreadableError(f"{shown(name)} cannot be read: {fault.strerror or fault}") from None

    # --- what there is ------------------------------------------------------------------

    def _of_zip(self, archive: zipfile.ZipFile) -> dict[str, "zipfile.ZipInfo | Path"]:
        found: dict[str, zipfile.ZipInfo | Path] = {}
        size = packed = 0
        for entry in archive.infolist():
            name = safe(_name(entry))
            mode = entry.external_attr >> 16
            if stat.S_ISLNK(mode):
                raise UnreadableError(f"{shown(name)} in it is a link: no export has such; {_AGAIN}")
            if entry.is_dir() or not _counts(name) or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
                continue
            size += entry.file_size
            packed += entry.compress_size
            if entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
                raise UnreadableError(
                    f"{shown(name)} would grow to {entry.file_size // 2**20:,} MB, which is no text: {_AGAIN}"
                )
            if entry.flag_bits & 1:
                raise UnreadableError(f"it is protected by a password: {_UNPACK}")
            if entry.compress_type not in _PACKED:
                raise UnreadableError(f"{shown(name)} is packed in a way that cannot be read here: {_UNPACK}")
            self._keep(found, name, entry)
        if size > min(MOST_BYTES, max(_SMALL, _RATIO * packed)):
            raise UnreadableError(f"it would grow to {size // 2**20:,} MB, which is more than can be: {_AGAIN}")
        if packed > self._path.stat().st_size:
            raise UnreadableError(f"its files lie upon each other, which no export has: {_AGAIN}")
        return found

    def _of_folder(self) -> dict[str, "zipfile.ZipInfo | Path"]:
        found: dict[str, zipfile.ZipInfo | Path] = {}
        root = self._path.resolve()
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(one for one in folders if _counts(one))
            for file in sorted(files):
                path = Path(folder, file)
                name = path.relative_to(root).as_posix()
                if not _counts(name):
                    continue
                if not path.resolve().is_relative_to(root):
                    raise UnreadableError(f"{shown(name)} is a link that leads out of the folder: take it away")
                if path.is_file():
                    self._keep(found, nfc(name), path)
                if len(found) > MOST_FILES:
                    raise UnreadableError(_MANY)
        return found

    def _keep(self, found: dict[str, "zipfile.ZipInfo | Path"], name: str, one: "zipfile.ZipInfo | Path") -> None:
        if name in found:
            self.notes.append(f"{shown(name)} is there twice: the later one was taken")
        found[name] = one


class Packed:
    """An export in zip files or folders, which lets go of them at its end."""

    def __init__(self, paths: Sequence[Path], own: frozenset[str]) -> None:
        """Look them through. ``own`` are folders of the export itself. Raises :class:`UnreadableError`."""
        self._archives = [Archive(path, own) for path in paths]

    def __enter__(self) -> Self:
        """Return the export."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the files."""
        for one in self._archives:
            one.close()


def safe(name: str) -> str:
    """Return a name of a file in an archive with slashes. Raises :class:`UnreadableError` for one that leads out."""
    if len(name) > _LONGEST:
        raise UnreadableError(
            f"{shown(name)} in it has a longer name than a file can have: no export has such; {_AGAIN}"
        )
    plain = name.replace("\\", "/")
    parts = plain.split("/")
    if plain.startswith("/") or re.match(r"[A-Za-z]:", plain) or ".." in parts or "\0" in plain:
        raise UnreadableError(f"{shown(name)} in it would lie outside of its folder: no export has such; {_AGAIN}")
    return "/".join(part for part in parts if part not in {"", "."})


def shown(name: str) -> str:
    """Return a name of a file as it can be told: on one line, without signs that steer a terminal."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return f'"{plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"}"'


def _opened(path: Path) -> zipfile.ZipFile:
    """Return a zip file, opened. Raises :class:`UnreadableError`."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            length = listed(file)
        if length > MOST_LISTED:
            raise UnreadableError(_MANY)
        archive = zipfile.ZipFile(path)
    except OSError as fault:
        raise UnreadableError(f"it cannot be read: {fault.strerror or fault}") from None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, RuntimeError, LookupError):
        if head == b"PK\x03\x04":
            raise UnreadableError(f"it ends before its end, or is damaged: {_AGAIN}") from None
        raise UnreadableError("it is no zip file: give the file as you got it, or the folder that it became") from None
    if len(archive.infolist()) > MOST_FILES:
        archive.close()
        raise UnreadableError(_MANY)
    return archive


def _within(archive: zipfile.ZipFile | None) -> zipfile.ZipFile:
    """Return the archive, which a file of one has."""
    if archive is None:
        raise RuntimeError("no zip file")
    return archive


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name: many programs write UTF-8 without saying so."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return nfc(name)


def _counts(name: str) -> bool:
    parts = name.split("/")
    return bool(parts[-1]) and not any(part in _ADDED or part.startswith("._") for part in parts)


def _around(found: dict[str, "zipfile.ZipInfo | Path"], own: frozenset[str]) -> str:
    """Return the folders around all files, with a slash at the end; none of the export's own."""
    around = ""
    # What the first and the last have in common, all between them have.
    first, last = (pick(found, default="").split("/")[:-1] for pick in (min, max))
    for folder, other in zip(first, last, strict=False):
        if folder != other or folder in own:
            break
        around += f"{folder}/"
    return around
