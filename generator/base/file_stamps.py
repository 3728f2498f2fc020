"""Stamps of files: what differs wherever a file's bytes may differ.

Size, time of change and inode do not tell enough: an archive unpacked over a project, a copy that keeps
times, or a program that puts a time back can leave all three as they were while the bytes differ. Nobody
can set the time at which the inode itself was changed. Where the system has no such time, where its clock
is too coarse, and where it is too young to prove anything, a digest of the file's bytes takes its place.

The inode's time changes with more than the bytes: with permissions, hard links and names too. Then a
file is read once more, and found to be the same.
"""

import os
import time
from _blake2 import blake2b

from generator.base.system import trusted_ctime

#: Time of change in nanoseconds, size in bytes, inode, and mark: the time in nanoseconds at which the inode
#: was changed or, below zero, a digest of the file's bytes; 0 for what cannot be read.
Stamp = tuple[int, int, int, int]

#: The stamp of a file of the output as it was left; earlier versions had one with less in it, which no file has.
OutputStamp = tuple[int, ...]

#: A file system's clock may tick as seldom as this, in nanoseconds: a younger stamp proves nothing,
#: since a file can be written twice in one tick.
TICK = 50_000_000

#: Whether the system tells when an inode was changed. Windows tells when a file was made instead.
TOLD = trusted_ctime()

#: A time that is a multiple of this, in nanoseconds, comes from a clock that ticks once a second or less, as
#: those of FAT, HFS+ and sshfs do, or is none.
COARSE = 1_000_000_000

#: As young as no file is.
NEVER = 1 << 63

#: What of a mode says the kind of a file, and what says that it is a plain one.
KIND, FILE = 0o170000, 0o100000

_AT_ONCE = 1_000_000
#: Young files as large as this, in bytes, are not read to be told apart.
_LARGE = 1_000_000


def stamp_of(info: os.stat_result, path: str, since: int = NEVER) -> Stamp:
    """Return a file's stamp. Where its inode was changed at ``since``, in nanoseconds, or later, it is read."""
    mark = info.st_ctime_ns
    if mark >= since or mark % COARSE == 0 or not TOLD:
        mark = mark_of(path) if info.st_mode & KIND == FILE else 0
    return info.st_mtime_ns, info.st_size, info.st_ino, mark


def tells(info: os.stat_result, since: int = NEVER) -> bool:
    """Return whether the time of a file's inode tells it from others, if that is before ``since``."""
    return TOLD and info.st_ctime_ns < since and info.st_ctime_ns % COARSE != 0


def mark_of(path: str) -> int:
    """Return a mark that tells a file's bytes from others, below zero; 0 where it cannot be read."""
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


def found_in(folder: str, paths: str) -> list[object]:
    """Return the stamps of files, named one on a line; those of the kind that needs no file to be read."""
    stat = os.stat
    found: list[object] = []
    for path in paths.split("\n") if paths else ():
        try:
            info = stat(f"{folder}/{path}")
        except OSError:
            found.append(None)
        else:
            found.append((info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns))
    return found


def aged(folder: str, lines: str) -> dict[str, Stamp] | None:
    """Return the stamps by path of those files, of which each line has the mark and the path, that are old by now.

    There are none at all where a file has other bytes.
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
        if tells(info, since):
            found[path] = info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns
    return found


def proof_of(path: str) -> str | None:
    """Return what tells a young file from another with the same stamp: its bytes; nothing for one that is large."""
    try:
        with open(path, "rb") as file:
            info = os.fstat(file.fileno())
            if info.st_size > _LARGE:
                return None
            stamp = f"{info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino} "
            return stamp + blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return None
