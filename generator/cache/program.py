"""What a build's results depend on beside the project: this program, its libraries, Python."""

import os
import sys
from _blake2 import blake2b

from generator.installed import metadata_folders

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def program_digest() -> str:
    """Return a digest of this program, of the versions of all that is installed, and of Python.

    Source files go in by their stamps, packages by the names of their metadata folders: reading
    them would take longer than many a build.
    """
    parts = [sys.version]
    for path in sorted(source_files(PACKAGE)):
        info = os.stat(path)
        parts.append(f"{path}\t{info.st_mtime_ns}\t{info.st_size}")
    parts += metadata_folders()
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def source_files(folder: str) -> list[str]:
    """Return the program's files that decide what it does; templates are looked at on their own."""
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in {"__pycache__", "templates"}]
        found += [f"{here}/{name}" for name in names if not name.endswith((".pyc", ".tmp"))]
    return found
