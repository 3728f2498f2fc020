"""What the last build wrote, so that the next one removes nothing else."""

import hashlib
import os
from pathlib import Path

import msgspec


class Manifest(msgspec.Struct, frozen=True):
    """The paths that builds wrote into an output folder."""

    paths: tuple[str, ...] = ()


def _file(work: Path, output: Path) -> Path:
    """Return where an output folder's manifest is kept: each folder has its own."""
    name = hashlib.blake2b(os.fsencode(output.resolve()), digest_size=8).hexdigest()
    return work / "outputs" / f"{name}.json"


def load(work: Path, output: Path) -> Manifest | None:
    """Return the manifest of an output folder, or nothing if there is none that can be read."""
    try:
        return msgspec.json.decode(_file(work, output).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def save(work: Path, output: Path, manifest: Manifest) -> None:
    """Keep a manifest; the old one stands until the new one is whole."""
    file = _file(work, output)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_bytes(msgspec.json.encode(manifest))
    os.replace(new, file)  # noqa: PTH105 (atomic)
