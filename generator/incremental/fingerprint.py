"""What a build's results depend on besides the project: this program, its libraries, Python."""

import os
import sys
import time
from _blake2 import blake2b  # hashlib, which loads OpenSSL, adds 2 ms of 20 to a build with nothing to do

from generator.base.checksummed import read_checked, write_checked
from generator.base.file_stamps import TICK, stamp_of
from generator.base.installed import added_sources, additions, metadata_folders

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


#: The cached result of :func:`program_stamps`.
_TAKEN: list[str] = []


def program_stamps() -> str:
    """Return a digest of the stamps of this program's files, of the versions of all that is installed, and of Python.

    The files of packages with our entry points are included, since an editable install keeps its version. Computed once
    per process. The stamps may change although no byte does; but reading the files would take longer than many builds.
    """
    if _TAKEN:
        return _TAKEN[0]
    young = time.time_ns() - TICK
    parts = [sys.version]
    added = [path for top in added_sources() for path in _files(top, templates=True)]
    for path in (*sorted(source_files(PACKAGE)), *sorted(added)):
        changed, size, inode, mark = stamp_of(os.stat(path), path, young)
        parts.append(f"{path}\t{changed}\t{size}\t{inode}\t{mark}")
    _TAKEN.append(_digest([*parts, *additions(), *metadata_folders()]))
    return _TAKEN[0]


def program_digest(kept: str) -> str:
    """Return a digest of this program's bytes, of the versions of all that is installed, and of Python.

    The files of packages with our entry points are included, except templates. If no stamp has changed, the digest of
    the last build is taken from the file ``kept``. It depends on bytes, so the cache stays valid when the same program
    is installed again.
    """
    known = kept_digest(kept)
    if known is not None:
        return known
    stamps = program_stamps()
    parts = [sys.version]
    parts += [f"{path[len(PACKAGE) :]}\t{_file_digest(path)}" for path in sorted(source_files(PACKAGE))]
    for top in added_sources():
        above = len(os.path.dirname(top))
        parts += [f"{path[above:]}\t{_file_digest(path)}" for path in sorted(_files(top))]
    found = _digest([*parts, *additions(), *(os.path.basename(path) for path in metadata_folders())])
    os.makedirs(os.path.dirname(kept), exist_ok=True)
    write_checked(kept, (stamps + found).encode())
    return found


def kept_digest(kept: str) -> str | None:
    """Return the program's digest as the last build left it in the file ``kept``; None if any stamp has changed."""
    stamps = program_stamps()
    known = read_checked(kept)
    return known[len(stamps) :].decode() if known is not None and known.startswith(stamps.encode()) else None


def _files(top: str, *, templates: bool = False) -> list[str]:
    """Return the files in a folder, or the file itself; an empty list for a path inside an archive."""
    if os.path.isdir(top):
        return source_files(top, templates=templates)
    return [top] if os.path.isfile(top) else []


def _file_digest(path: str) -> str:
    with open(path, "rb", buffering=0) as file:
        return blake2b(file.readall(), digest_size=16).hexdigest()


def _digest(parts: list[str]) -> str:
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


#: Rooms that stand above the build, so that no output depends on them.
_ABOVE = frozenset({"edit", "importers", "leaving", "mentions", "moderation", "pulls", "scaffold", "serve", "web"})

#: Templates as Python, made of the templates when Goodword is packed; each is used only if its template is the same.
_MADE = ("theme", "compiled")


def source_files(folder: str, *, templates: bool = False) -> list[str]:
    """Return the program's files that determine its output; templates, which have their own digests, only if asked."""
    left_out = _ABOVE if folder == PACKAGE else frozenset()
    made = os.path.join(PACKAGE, *_MADE)
    found, waiting = [], [folder]
    while waiting:
        # os.walk takes twice the time, and this is a tenth of a build with nothing to do.
        with os.scandir(waiting.pop()) as listing:
            for item in listing:
                name = item.name
                if item.is_dir():
                    wanted = name not in left_out and name != "__pycache__" and (templates or name != "templates")
                    if wanted and item.path != made:
                        waiting.append(item.path)
                elif not name.endswith((".pyc", ".tmp")):
                    found.append(item.path)
        left_out = frozenset()
    return found
