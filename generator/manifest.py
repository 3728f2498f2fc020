"""What the last build wrote and from what, so that the next one makes and removes nothing else."""

import hashlib
import os
from pathlib import Path

import msgspec

from generator.artifacts import Left
from generator.digests import Parts
from generator.sealed import read_sealed, write_sealed
from generator.system import native


class Record(msgspec.Struct, frozen=True, array_like=True):
    """An artifact: what it was made from, and its files as they were left, the first one first.

    ``digests`` are its key. What each of them is of stands in the manifest, at ``names``: the same
    for all pages of a kind.
    """

    names: int
    digests: bytes
    files: tuple[tuple[str, Left], ...]


class Manifest(msgspec.Struct, frozen=True):
    """The artifacts of an output folder, and other files that builds wrote there."""

    names: tuple[tuple[str, ...], ...] = ()
    records: tuple[Record, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def paths(self) -> set[str]:
        """Return all files that builds wrote."""
        return {*self.others, *(path for record in self.records for path, _ in record.files)}

    def parts(self, record: Record) -> Parts:
        """Return what an artifact was made from."""
        return Parts(self.names[record.names], record.digests)


_decoder = msgspec.msgpack.Decoder(Manifest)


def file_of(work: Path, output: Path) -> Path:
    """Return where an output folder's manifest is kept: each folder has its own."""
    place, home = output.resolve(), work.parent.resolve()
    # A project that is moved or copied takes its output along, and what is known of it.
    shown = place.relative_to(home) if place.is_relative_to(home) else place
    name = hashlib.blake2b(os.fsencode(shown.as_posix()), digest_size=8).hexdigest()
    return work / "outputs" / name


def load(work: Path, output: Path) -> Manifest | None:
    """Return the manifest of an output folder, or nothing if there is none that can be read."""
    data = read_sealed(file_of(work, output))
    try:
        return _decoder.decode(data) if data is not None else None
    except (msgspec.DecodeError, ValueError):
        return None


def save(work: Path, output: Path, manifest: Manifest) -> None:
    """Keep a manifest; the old one stands until the new one is whole."""
    file = file_of(work, output)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_sealed(file, msgspec.msgpack.encode(manifest))


def left(path: Path | str) -> Left | None:
    """Return a file as it is now, or nothing if it is not there."""
    try:
        info = os.stat(path)  # noqa: PTH116 (a hot path)
    except OSError:
        long = native(os.fspath(path))
        return left(long) if long != path else None
    return info.st_size, info.st_mtime_ns, info.st_ino


def looked_at(record: Record, output: Path) -> Record:
    """Return a record of the files as they are now."""
    files = [(path, left(f"{output}/{path}")) for path, _ in record.files]
    return msgspec.structs.replace(record, files=tuple([(path, found) for path, found in files if found is not None]))


def intact(record: Record, output: str) -> bool:
    """Return whether an artifact's files are as they were left."""
    if len(record.files) == 1:
        # Nearly all are of one file, and all are asked for at each build.
        path, was = record.files[0]
        return left(f"{output}/{path}") == was
    return all(left(f"{output}/{path}") == was for path, was in record.files)
