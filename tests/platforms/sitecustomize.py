# mypy: ignore-errors
"""Makes the Python that starts with this folder in PYTHONPATH behave as if it ran on another system.

PLATFORM says what is to be: one word or several of

bare      what only Linux and macOS have is missing: fork, pread, fcntl, masks of signals, and more
windows   files that are open are held, names and lengths are those of Windows, handles translate line ends
scanner   somebody else has every third file open for a moment
exfat     as nocase, and the number of a file changes with how its name is spelled
nocase    capitals do not count, as with NTFS
apfs      nor do they here, nor how accents are stored
hfs       names of files come back with their accents apart, and capitals do not count

Only files below PLATFORM_ROOT are treated so. It is no test of Windows: what it does not know, it does not show.
"""

import builtins
import errno
import io
import os
import posixpath
import re
import signal
import subprocess
import sys
import time
import unicodedata
import zlib

ASKED = set(os.environ.get("PLATFORM", "").split())
ROOT = os.environ.get("PLATFORM_ROOT", "/nowhere")

_NEVER = re.compile(r'(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?: *\..*)?$|.*[<>:"|?*\\\x00-\x1f]|.*[. ]$')
_BINARY = 0x8000

if "exfat" in ASKED:
    ASKED.add("nocase")
real = {name: getattr(os, name) for name in dir(os) if callable(getattr(os, name))}
real_open, real_split = io.open, posixpath.split


# --- names --------------------------------------------------------------------


def folded(name: str) -> str:
    if {"apfs", "hfs"} & ASKED:
        name = unicodedata.normalize("NFD", name)
    return name.casefold() if {"nocase", "apfs", "hfs"} & ASKED else name


def stored(path, *, new=None):
    """Where a file lies that is asked for by this path. A new one is stored by the rules of the system."""
    if isinstance(path, int) or path is None:
        return path
    path = os.fspath(path)
    if isinstance(path, bytes):
        return path
    if "windows" in ASKED:
        plain = path.removeprefix("\\\\?\\").replace("\\", "/")
        if plain == path and len(path) >= 260 and path.startswith(ROOT):
            raise FileNotFoundError(errno.ENOENT, "the path is too long for this system", path)
        path = plain
    whole = posixpath.abspath(path) if not posixpath.isabs(path) else path
    if not whole.startswith(ROOT + "/"):
        return path
    here = ROOT
    parts = [part for part in whole[len(ROOT) :].split("/") if part not in {"", "."}]
    for number, part in enumerate(parts):
        if part == "..":
            here = posixpath.dirname(here)
            continue
        if "windows" in ASKED and _NEVER.match(part):
            raise OSError(errno.EINVAL, "this system has no such name", path)
        try:
            real["lstat"](f"{here}/{part}")
            exact = True
        except OSError:
            exact = False
        if not exact and {"nocase", "apfs", "hfs"} & ASKED:
            try:
                names = real["listdir"](here)
            except OSError:
                names = []
            wanted = folded(part)
            found = next((name for name in names if folded(name) == wanted), None)
            part = found or (unicodedata.normalize("NFD", part) if "hfs" in ASKED else part)
        if new is not None and number == len(parts) - 1:
            part = unicodedata.normalize("NFD", new) if "hfs" in ASKED else new
        here = f"{here}/{part}"
    return here


def one_path(name):
    function = real[name]

    def call(path=".", *args, **kwargs):
        return function(stored(path), *args, **kwargs)

    return call


# --- files that are open --------------------------------------------------------

_tried: dict[str, int] = {}


def holds(path: str) -> bool:
    """Whether a process of this test has a file open, or one below a folder."""
    group = os.getpgid(0)
    for number in real["listdir"]("/proc"):
        if not number.isdigit():
            continue
        try:
            if os.getpgid(int(number)) != group:
                continue
            handles = real["listdir"](f"/proc/{number}/fd")
        except OSError:
            continue
        for handle in handles:
            try:
                target = real["readlink"](f"/proc/{number}/fd/{handle}")
            except OSError:
                continue
            if target == path or target.startswith(path + "/"):
                return True
    return False


def refuse(path: str) -> None:
    """Refuses to rename or delete what is open."""
    if not path.startswith(ROOT + "/"):
        return
    if "scanner" in ASKED:
        count = _tried[path] = _tried.get(path, 0) + 1
        if hash(path) % 3 == 0 and count <= 2:
            raise PermissionError(errno.EACCES, "Access is denied", path)
    if "windows" in ASKED and holds(path):
        raise PermissionError(errno.EACCES, "The process cannot access the file because it is being used", path)


def unlink(path, *args, **kwargs):
    where = stored(path)
    if kwargs.get("dir_fd") is None and isinstance(where, str):
        refuse(where)
    return real["unlink"](where, *args, **kwargs)


def replace(source, target, **kwargs):
    one, other = stored(source), stored(target)
    refuse(one)
    if one == other:
        # The same file under another spelling: that is what changes.
        other = stored(target, new=real_split(os.fspath(target).replace("\\", "/"))[1])
        if "hfs" in ASKED or "nocase" in ASKED or "apfs" in ASKED:
            near = f"{one}.respelled"
            real["rename"](one, near)
            return real["rename"](near, other)
        return None
    if posixpath.lexists(other):
        refuse(other)
        if "windows" in ASKED and real["stat"](other).st_mode & 0o170000 == 0o040000:
            raise PermissionError(errno.EACCES, "Access is denied", source, None, target)
    return real["replace"](one, other, **kwargs)


# --- folders --------------------------------------------------------------------


class Item:
    """An os.DirEntry; Windows tells no inode and no time of its change there."""

    def __init__(self, entry, folder):
        self._entry, self.name = entry, entry.name
        self.path = folder + entry.name if folder.endswith("/") else f"{folder}/{entry.name}"

    def __fspath__(self):
        return self.path

    def inode(self):
        return self._entry.inode()

    def is_dir(self, *, follow_symlinks=True):
        return self._entry.is_dir(follow_symlinks=follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._entry.is_file(follow_symlinks=follow_symlinks)

    def is_symlink(self):
        return self._entry.is_symlink()

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        info = self._entry.stat(follow_symlinks=follow_symlinks)
        return as_windows(info, inode=0) if "windows" in ASKED else info


def as_windows(info, inode):
    values = list(info)
    values[1], values[2], values[3] = inode, 0, 0
    more = {name: getattr(info, name) for name in ("st_atime", "st_mtime", "st_atime_ns", "st_mtime_ns")}
    return os.stat_result(values, {**more, "st_ctime": 1.0, "st_ctime_ns": 1_000_000_000})


class Scan:
    def __init__(self, path="."):
        self._folder = "." if path is None else path
        self._listing = real["scandir"](stored(path) if not isinstance(path, int) else path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        entry = next(self._listing)
        return entry if isinstance(self._folder, int) else Item(entry, os.fspath(self._folder))

    def close(self):
        self._listing.close()


# --- handles that translate line ends ---------------------------------------------

_texts: set[int] = set()


def open_handle(path, flags, *args, **kwargs):
    if kwargs.get("dir_fd") is None:
        path = stored(path)
    handle = real["open"](path, flags & ~_BINARY, *args, **kwargs)
    inside = isinstance(path, str) and path.startswith(ROOT + "/")
    if "windows" in ASKED and inside and not flags & _BINARY:
        _texts.add(handle)
    else:
        _texts.discard(handle)
    return handle


def write_handle(handle, data):
    if handle in _texts:
        real["write"](handle, bytes(data).replace(b"\n", b"\r\n"))
        return len(data)
    return real["write"](handle, data)


def read_handle(handle, length):
    data = real["read"](handle, length)
    return data.partition(b"\x1a")[0].replace(b"\r\n", b"\n") if handle in _texts else data


def open_file(file, *args, **kwargs):
    return real_open(stored(file), *args, **kwargs)


# --- what is put in its place -------------------------------------------------------

PATHS = ("stat", "lstat", "listdir", "mkdir", "rmdir", "utime", "access", "readlink", "chmod")


def take_names() -> None:
    for name in PATHS:
        setattr(os, name, one_path(name))
    if "exfat" in ASKED:
        look = os.lstat
        os.lstat = lambda path, **kwargs: as_windows(look(path, **kwargs), zlib.crc32(os.fsencode(path)))
    os.unlink = os.remove = unlink
    os.rename = os.replace = replace
    os.scandir, os.DirEntry = Scan, Item
    os.open, os.write, os.read = open_handle, write_handle, read_handle
    io.open = builtins.open = open_file


def take_away() -> None:
    """Removes what Windows does not have, and what is loaded on other systems only."""
    import fcntl

    sys.modules["msvcrt"] = locks(fcntl)
    for name in ("fcntl", "resource", "grp", "pwd", "termios", "pty", "tty"):
        sys.modules[name] = None
    for name in (
        *("fork", "forkpty", "pread", "pwrite", "preadv", "register_at_fork", "sched_getaffinity", "process_cpu_count"),
        *("geteuid", "getgid", "getegid", "mkfifo", "mknod", "chown", "lchown", "sysconf", "statvfs", "killpg", "nice"),
    ):
        if hasattr(os, name):
            delattr(os, name)
    # What ends a program there needs no signal; here it is one by its number.
    subprocess.Popen.kill = lambda process: process.send_signal(9)
    for name in ("pthread_sigmask", "SIGKILL", "SIGALRM", "setitimer", "SIGHUP", "SIGPIPE", "SIGUSR1"):
        if hasattr(signal, name):
            delattr(signal, name)
    for name in ("EDQUOT", "ESTALE"):
        if hasattr(errno, name):
            delattr(errno, name)
    if hasattr(time, "tzset"):
        del time.tzset


def locks(fcntl):
    """What Windows has in place of fcntl, made of it."""
    import types

    module = types.ModuleType("msvcrt")
    module.LK_NBLCK, module.LK_UNLCK = 2, 0

    def locking(handle, mode, length):
        start = os.lseek(handle, 0, os.SEEK_CUR)
        try:
            fcntl.lockf(handle, fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except OSError:
            raise PermissionError(errno.EACCES, "Permission denied") from None

    module.locking = locking
    return module


def as_on_windows() -> None:
    os.O_BINARY = _BINARY

    def split(path):
        if not isinstance(path, str) or "\\" not in path:
            return real_split(path)
        head, tail = real_split(path.removeprefix("\\\\?\\").replace("\\", "/"))
        return ("\\\\?\\" if path.startswith("\\\\?\\") else "") + head.replace("/", "\\"), tail

    posixpath.split = split
    posixpath.dirname = lambda path: posixpath.split(path)[0]
    for name in ("stat", "lstat", "fstat"):
        function = getattr(os, name)

        def call(path, *args, _function=function, **kwargs):
            info = _function(path, *args, **kwargs)
            return as_windows(info, info.st_ino)

        setattr(os, name, call)
    from generator.base import system

    system.WINDOWS, system.CAPITALS_COUNT, system.is_link = True, False, system._is_link


if ASKED - {"bare"}:
    take_names()
if "bare" in ASKED:
    take_away()
if "windows" in ASKED:
    as_on_windows()
elif {"apfs", "hfs"} & ASKED:
    from generator.base import system

    system.CAPITALS_COUNT = False
