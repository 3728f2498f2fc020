"""The manifest: what the last build wrote, with keys, so that the next one makes and removes nothing else."""

import hashlib
import os
import time
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.base.digest import Parts
from generator.base.file_stamps import TICK, Folder, OutputStamp, is_conclusive, mark_of, stamp_of
from generator.base.system import below


class Record(msgspec.Struct, frozen=True, array_like=True):
    """An artifact's record: its key, and the paths and stamps of its files, the main one first.

    ``digests`` are its key. Their names are in the manifest, at index ``names``, since they are the same
    for all pages of a kind.
    """

    names: int
    digests: bytes
    files: tuple[tuple[str, OutputStamp], ...]


class Manifest(msgspec.Struct, frozen=True):
    """The records of an output folder's artifacts, and other files that builds wrote there."""

    names: tuple[tuple[str, ...], ...] = ()
    records: tuple[Record, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def paths(self) -> set[str]:
        """Return the paths of all files that builds wrote."""
        return {*self.others, *(path for record in self.records for path, _ in record.files)}

    def is_of(self, record: Record, parts: Parts) -> bool:
        """Return whether an artifact was made from what has this key."""
        return record.digests == parts.digests and self.names[record.names] == parts.names

    def parts(self, record: Record) -> Parts:
        """Return an artifact's key, with the names of its parts."""
        return Parts(self.names[record.names], record.digests)


_decoder = msgspec.msgpack.Decoder(Manifest)


def file_of(work: Path, output: Path) -> Path:
    """Return the path of an output folder's manifest: each folder has its own."""
    place, home = output.resolve(), work.parent.resolve()
    # Relative, so that a project that is moved or copied keeps its manifest.
    shown = place.relative_to(home) if place.is_relative_to(home) else place
    name = hashlib.blake2b(os.fsencode(shown.as_posix()), digest_size=8).hexdigest()
    return work / "outputs" / name


def load(work: Path, output: Path) -> Manifest | None:
    """Return the manifest of an output folder, or None if there is none that can be read."""
    data = read_checked(file_of(work, output))
    try:
        return _decoder.decode(data) if data is not None else None
    except (msgspec.DecodeError, ValueError):
        return None


def save(work: Path, output: Path, manifest: Manifest) -> None:
    """Write a manifest atomically."""
    file = file_of(work, output)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_checked(file, msgspec.msgpack.encode(manifest))


def settled(manifest: Manifest, output: Path, moved: AbstractSet[str]) -> Manifest:
    """Return a manifest with the final stamps of its files, once all are in place.

    Files that were ``moved`` one by one have other stamps than in the staging folder. A stamp that is so young that
    another write could fall into the same clock tick is replaced by one with a digest, and replaced back once it is
    old enough.
    """
    young = time.time_ns() - TICK
    records = []
    for record in manifest.records:
        for path, was in record.files:
            if path in moved or not 0 < was[-1] < young:
                files = tuple(
                    [(path, _settled(below(output, path), was, young, path in moved)) for path, was in record.files]
                )
                records.append(Record(record.names, record.digests, files))
                break
        else:
            records.append(record)
    return Manifest(manifest.names, tuple(records))


def _settled(path: str, was: OutputStamp, young: int, moved: bool) -> OutputStamp:  # noqa: FBT001 (it says where the stamp is from)
    """Return the final stamp of a file whose stamp was ``was``; stamps after ``young`` are not conclusive."""
    if 0 < was[-1] < young and not moved:
        return was
    try:
        info = os.stat(path)  # noqa: PTH116 (6,600 instructions, with pathlib 29,000)
    except OSError:
        return was
    if was[-1] > 0:
        return stamp_of(info, path, young)
    known = (info.st_mtime_ns, info.st_size, info.st_ino) if moved else was[:3]
    return (*known, info.st_ctime_ns if is_conclusive(info, young) and mark_of(path) == was[-1] else was[-1])


def unchanged(record: Record, output: Folder, young: int = 0) -> Record | None:
    """Return an artifact's record if its files are unchanged since the last build, or None.

    A stamp with a digest is replaced by a conclusive one if the file is older than ``young`` (nanoseconds), since its
    bytes had to be read anyway.
    """
    if len(record.files) == 1:
        # A shortcut: nearly all artifacts have one file, and each build checks all of them.
        path, was = record.files[0]
        stamp = _same(path, was, output, young)
        if stamp is None:
            return None
        return record if stamp is was else Record(record.names, record.digests, ((path, stamp),))
    known = [(path, stamp) for path, was in record.files if (stamp := _same(path, was, output, young)) is not None]
    return Record(record.names, record.digests, tuple(known)) if len(known) == len(record.files) else None


def _same(path: str, was: OutputStamp, output: Folder, young: int) -> OutputStamp | None:
    """Return the stamp of a file that is unchanged since the last build, ``was`` or a conclusive one; else None."""
    try:
        info = output.stat(path)
    except OSError:
        return None
    mark = was[-1]
    if mark > 0:
        return was if (info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns) == was else None
    known = info.st_mtime_ns, info.st_size, info.st_ino
    if known != was[:-1] or mark == 0 or mark_of(below(output.path, path)) != mark:
        return None
    return (*known, info.st_ctime_ns) if is_conclusive(info, young) else was
