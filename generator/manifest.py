"""What the last build wrote and from what, so that the next one makes and removes nothing else."""

import hashlib
import os
from pathlib import Path

import msgspec

from generator.artifacts import Left
from generator.problems import Problem
from generator.sealed import read_sealed, write_sealed


class Record(msgspec.Struct, frozen=True, array_like=True):
    """An artifact: what it was made from, part by part, and its files as they were left.

    ``parts`` are digests by name; they are its key, and say what changed when it does.
    """

    parts: dict[str, bytes]
    files: dict[str, Left]


class Manifest(msgspec.Struct, frozen=True):
    """The artifacts of an output folder by their first path, and all paths that builds wrote there."""

    records: dict[str, Record] = {}
    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


_decoder = msgspec.msgpack.Decoder(Manifest)


def file_of(work: Path, output: Path) -> Path:
    """Return where an output folder's manifest is kept: each folder has its own."""
    place, home = output.resolve(), work.parent.resolve()
    # A project that is moved or copied takes its output along, and what is known of it.
    shown = place.relative_to(home) if place.is_relative_to(home) else place
    name = hashlib.blake2b(os.fsencode(shown), digest_size=8).hexdigest()
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
        return None
    return info.st_size, info.st_mtime_ns, info.st_ino


def looked_at(record: Record, output: Path) -> Record:
    """Return a record of the files as they are now."""
    files = {path: left(f"{output}/{path}") for path in record.files}
    return Record(record.parts, {path: found for path, found in files.items() if found is not None})


def intact(record: Record, output: Path) -> bool:
    """Return whether an artifact's files are as they were left."""
    return all(left(f"{output}/{path}") == was for path, was in record.files.items())
