"""File stamps: values that differ whenever a file's bytes may differ.

Size, modification time (mtime) and inode number are not enough: an archive unpacked over a project, a copy that
preserves times, or a program that resets a time can leave all three unchanged while the bytes differ. The time at
which the inode itself was changed (ctime) cannot be set. Where the system has no ctime, where its clock is too
coarse, and where it is too recent to prove anything, a digest of the file's bytes takes its place.

The ctime changes with more than the bytes: with permissions, hard links and names too. Then a file is read
once more, and found to be unchanged.
"""

import os
import time
from _blake2 import blake2b  # hashlib, which loads OpenSSL, adds 2 ms of 20 to a build with nothing to do

from generator.base.system import below, trusted_ctime

#: Modification time in nanoseconds, size in bytes, inode number, and mark: the ctime in nanoseconds or, if
#: negative, a digest of the file's bytes; 0 for what cannot be read.
Stamp = tuple[int, int, int, int]

#: The stamp of a file of the output as a build left it. Earlier versions wrote shorter ones, which match no file.
OutputStamp = tuple[int, ...]

#: The coarsest tick of a file system's clock, in nanoseconds: a younger stamp proves nothing,
#: since a file can be written twice in one tick.
TICK = 50_000_000

#: Whether the system records a ctime. Windows reports the time of creation in its place.
HAS_CTIME = trusted_ctime()

#: A time that is a multiple of this, in nanoseconds, comes from a clock with a resolution of a second or worse,
#: as those of FAT, HFS+ and sshfs, or is missing.
COARSE = 1_000_000_000

#: Later than the time of any file.
NEVER = 1 << 63

#: The mask of the file type in a mode (S_IFMT), and the type of a regular file (S_IFREG).
KIND, FILE = 0o170000, 0o100000

_AT_ONCE = 1_000_000
#: Young files larger than this, in bytes, are not read to be compared.
_LARGE = 1_000_000


def stamp_of(info: os.stat_result, path: str, since: int = NEVER) -> Stamp:
    """Return a file's stamp. If its ctime is ``since`` (nanoseconds) or later, the file is read for a digest."""
    mark = info.st_ctime_ns
    if mark >= since or mark % COARSE == 0 or not HAS_CTIME:
        mark = mark_of(path) if info.st_mode & KIND == FILE else 0
    return info.st_mtime_ns, info.st_size, info.st_ino, mark


def is_conclusive(info: os.stat_result, since: int = NEVER) -> bool:
    """Return whether a file's ctime identifies its bytes: it is before ``since``, from a clock that is fine enough."""
    return HAS_CTIME and info.st_ctime_ns < since and info.st_ctime_ns % COARSE != 0


def mark_of(path: str) -> int:
    """Return a mark that is a digest of a file's bytes, a negative number; 0 if it cannot be read."""
    state = blake2b(digest_size=8)
    try:
        with open(path, "rb", buffering=0) as file:
            while data := file.read(_AT_ONCE):
                state.update(data)
    except OSError:
        return 0
    return _mark(state.digest())


def mark_of_bytes(data: bytes) -> int:
    """Return the mark of a file with these bytes."""
    return _mark(blake2b(data, digest_size=8).digest())


def _mark(digest: bytes) -> int:
    return ~(int.from_bytes(digest) >> 1)


class Folder:
    """A folder below which many files are looked at, in a ``with`` block.

    The system then looks at the folder's own path once and not for each file, where it can: a fifth of the time.
    """

    def __init__(self, path: str) -> None:
        """Keep the folder's path."""
        self.path = path
        self._at: int | None = None

    def __enter__(self) -> "Folder":  # noqa: PYI034 (typing takes 2 ms of 20 of a build with nothing to do)
        """Open the folder, if there is one."""
        if os.stat in os.supports_dir_fd:
            try:  # noqa: SIM105 (contextlib takes time to import)
                self._at = os.open(self.path, os.O_RDONLY)
            except OSError:
                pass
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        if self._at is not None:
            os.close(self._at)
            self._at = None

    def stat(self, path: str) -> os.stat_result:
        """Return the state of a file by its path below the folder. Raises OSError."""
        return os.stat(below(self.path, path)) if self._at is None else os.stat(path, dir_fd=self._at)


def stat_stamps(folder: str, paths: str) -> list[object]:
    """Return the stamps of files, from ``stat`` alone; ``paths`` has one path per line. A missing file gives None."""
    found: list[object] = []
    with Folder(folder) as opened:
        for path in paths.split("\n") if paths else ():
            try:
                info = opened.stat(path)
            except OSError:
                found.append(None)
            else:
                found.append((info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns))
    return found


def conclusive_by_now(folder: str, lines: str) -> dict[str, Stamp] | None:
    """Return the stamps, by path, of the files whose ctime is old enough by now; None if a file has other bytes.

    Each line has the mark of the file's bytes and its path.
    """
    since = time.time_ns() - TICK
    found: dict[str, Stamp] = {}
    for line in lines.split("\n"):
        mark, _, path = line.partition(" ")
        name = f"{folder}/{path}"
        try:
            info = os.stat(name)
        except OSError:
            return None
        if mark == "0" or str(mark_of(name)) != mark:
            return None
        if is_conclusive(info, since):
            found[path] = info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns
    return found


def proof_of(path: str) -> str | None:
    """Return what distinguishes a young file from another with the same stamp: a digest; None for a large file."""
    try:
        with open(path, "rb") as file:
            info = os.fstat(file.fileno())
            if info.st_size > _LARGE:
                return None
            stamp = f"{info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino} "
            return stamp + blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return None
