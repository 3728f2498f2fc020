"""What differs between Linux, macOS and Windows, and between the file systems below them.

Elsewhere nobody asks which system it is. What is missing on one of them has another way here. It is loaded
before everything else, so it needs nothing that takes time to import.
"""

import errno
import io
import os
import sys
import time
from collections.abc import Callable

#: Whether the rules of Windows hold for names of files, and for files that are open.
WINDOWS = os.name == "nt"

#: Whether a file is found by its own capitals alone, as everything is on a host.
CAPITALS_COUNT = sys.platform not in {"win32", "cygwin", "darwin"}

#: How long it is waited, in seconds, before a file that another program holds is tried again.
PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)

#: Processes that Windows can wait for at a time, less the two that Python needs for itself:
#: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor
MOST_WORKERS = 61

#: From so many letters on, a path needs the form that lifts the limit of 260:
#: https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation (a folder's is 12 lower)
_LONG = 240

#: Without it, Windows would write two bytes for each line feed.
_BINARY = getattr(os, "O_BINARY", 0)

#: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"]
_NAMES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
_LETTERS = frozenset('<>:"|?*\\')


def trusted_ctime() -> bool:
    """Return whether ``st_ctime`` is the time at which a file's inode changed; on Windows its file was made then."""
    return not WINDOWS


# --- bytes of files -----------------------------------------------------------


def open_to_read(path: str | os.PathLike[str]) -> int:
    """Return a handle for :func:`read_at`. Raises OSError."""
    return os.open(path, os.O_RDONLY | _BINARY)


def open_to_append(path: str | os.PathLike[str]) -> int:
    """Return a handle at a file's end; the file is made where there is none. Raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o644)


def _read_at(handle: int, length: int, start: int) -> bytes:
    """Return bytes from a place in a file, fewer at its end. The handle must be this process's alone."""
    os.lseek(handle, start, os.SEEK_SET)
    parts = []
    while length > 0 and (part := os.read(handle, length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


read_at: Callable[[int, int, int], bytes] = getattr(os, "pread", _read_at)


# --- files that another program may hold --------------------------------------


def replace(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Rename a file or folder; a file in its place goes.

    Windows refuses that while another program has one of them open, as do its folders when they are seen from
    WSL or over a network. Search engines and virus scanners let go soon. Raises OSError.
    """
    for pause in (*PAUSES, None):
        try:
            os.replace(source, target)
        except PermissionError as fault:
            if os.path.isdir(target) and not os.path.isdir(source):
                # Windows says the same of it.
                raise IsADirectoryError(errno.EISDIR, "a folder is in the file's place", os.fspath(target)) from None
            if pause is None:
                raise _held(fault, target, "replaced") from None
            time.sleep(pause)
        else:
            return


def remove(path: str | os.PathLike[str]) -> bool:
    """Delete a file, and return whether it was there. One that another program holds is tried again for a while.

    Raises OSError.
    """
    for pause in (*PAUSES, None):
        try:
            os.unlink(path)
        except (FileNotFoundError, NotADirectoryError):
            break
        except PermissionError as fault:
            if pause is None or os.path.isdir(path):
                raise _held(fault, path, "deleted") from None
            time.sleep(pause)
        else:
            return True
    return False


def forget(path: str | os.PathLike[str]) -> None:
    """Delete a file of the cache, if it can be done now; one that stays does no harm."""
    try:  # noqa: SIM105 (contextlib takes time to import)
        os.unlink(path)
    except OSError:
        pass


def _held(fault: OSError, path: str | os.PathLike[str], what: str) -> PermissionError:
    """Return a fault that names the file, and says what to do."""
    words = f"it cannot be {what} ({fault.strerror}); close it in other programs, or see that you may write there"
    return PermissionError(fault.errno, words, os.fspath(path).removeprefix("\\\\?\\"))


# --- paths and names ----------------------------------------------------------


def below(folder: str | os.PathLike[str], path: str) -> str:
    """Return where a file lies whose path in a folder has slashes."""
    return native(f"{folder}/{path}") if WINDOWS else f"{folder}/{path}"


def native(path: str) -> str:
    r"""Return a whole path as the system takes it; on Windows a long one begins with ``\\?\``, which lifts a limit."""
    return _windows_path(path) if WINDOWS else path


def _windows_path(path: str) -> str:
    whole = path.replace("/", "\\")
    if len(whole) < _LONG or whole.startswith("\\\\?\\"):
        return whole
    return f"\\\\?\\UNC{whole[1:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}"


def too_long(path: str) -> bool:
    """Return whether a path is longer than Windows takes it, for most programs."""
    return WINDOWS and len(path) >= _LONG


def relative(path: str | os.PathLike[str]) -> str:
    """Return a path from the current folder; on another drive there is no way to it but the whole one."""
    try:
        shown = os.path.relpath(path)
    except ValueError:
        return os.fspath(path)
    return os.fspath(path) if shown.startswith("..") else shown


def shell_word(path: str) -> str:
    """Return a path as one word of a command that people copy, for PowerShell on Windows."""
    word = f".{os.sep}{path}" if path.startswith("-") else path
    if word.translate({ord(sign): "a" for sign in f"_-.:{os.sep}"}).isalnum():
        return word
    return "'" + word.replace("'", "''" if WINDOWS else "'\\''") + "'"


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path, with no links in it, is below a folder."""
    case = os.path.normcase
    return case(path).startswith(case(folder).rstrip(os.sep) + os.sep)


def is_same(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Return whether two paths name one file or folder, as they may where capitals do not count.

    Of what is not there yet, the system's custom decides.
    """
    first, second = os.fspath(one), os.fspath(other)
    alike = first.casefold() == second.casefold()
    try:
        if os.path.samestat(os.lstat(first), os.lstat(second)):
            return True
        # Not all file systems number their files in a way to be trusted, but the folder lists them both, or one.
        return alike and len(_listed(first, second)) < 2
    except OSError:
        return alike and not CAPITALS_COUNT


def is_spelled(path: str | os.PathLike[str]) -> bool:
    """Return whether a file or folder is there under its very name, where others may lead to it as well."""
    try:
        return bool(_listed(os.fspath(path)))
    except OSError:
        return False


def _listed(*paths: str) -> set[str]:
    """Return which of the names that paths end in are in the folder of the first."""
    from unicodedata import normalize  # noqa: PLC0415 (seldom needed)

    listed = {normalize("NFC", name) for name in os.listdir(os.path.dirname(paths[0]) or ".")}
    return listed.intersection(normalize("NFC", os.path.basename(path)) for path in paths)


def _is_link(item: "os.DirEntry[str]") -> bool:
    """Return whether an item of a folder is a link, or a junction, which leads on as links do.

    https://learn.microsoft.com/windows/win32/fileio/reparse-point-tags
    """
    tag = getattr(item.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return item.is_symlink() or tag == 0xA0000003


#: Whether an item of a folder leads elsewhere.
is_link = _is_link if WINDOWS else os.DirEntry.is_symlink


def impossible(path: str) -> str:
    """Return what of a path no file of Windows can be called, or nothing where all is well."""
    for part in path.split("/"):
        stem = part.partition(".")[0].rstrip(" ").lower()
        if stem in _NAMES or part.endswith((".", " ")) or not _LETTERS.isdisjoint(part) or min(part, default="x") < " ":
            return part
    return ""


def is_zone(name: str) -> bool:
    """Return whether a time zone may have this name, as far as capitals go; there need not be one.

    Where capitals do not count, zoneinfo finds europe/berlin as well, and then it is not there on a host. It would
    also look through hundreds of files for the names of all zones.
    """
    if CAPITALS_COUNT:
        return True
    from importlib.util import find_spec  # noqa: PLC0415 (not everywhere needed)

    spec = find_spec("tzdata")
    if spec is None or spec.origin is None:
        return True
    with open(os.path.join(os.path.dirname(spec.origin), "zones"), encoding="ascii") as file:
        return name in file.read().split()


# --- what is printed ----------------------------------------------------------


def insist_on_utf_8() -> None:
    """Start Python anew where the locale gives names of files another encoding than UTF-8: a site has only one.

    What is printed keeps the locale's encoding.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode or not sys.executable:
        return
    said = getattr(sys.stdout, "encoding", None)
    # ASCII is what a locale says that knows nothing: Python does not believe it either.
    if said and said != "ascii" and "PYTHONIOENCODING" not in os.environ:
        os.environ["PYTHONIOENCODING"] = said
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 (itself)


def prepare_streams() -> None:
    """See that whatever is printed or typed, in whatever encoding, comes through in one way or another."""
    for stream, errors in (
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
        (sys.stdin, "surrogateescape"),
    ):
        # There is none where it was closed, or where a program without a window was started.
        if isinstance(stream, io.TextIOWrapper):
            try:  # noqa: SIM105 (as said above)
                stream.reconfigure(errors=errors)
            except (OSError, ValueError):
                pass  # closed, or somebody read from it before


def nobody_reads(fault: OSError) -> bool:
    """Return whether a stream could not be written to because its reader is gone."""
    return isinstance(fault, BrokenPipeError) or (WINDOWS and fault.errno == errno.EINVAL)


def end_streams() -> bool:
    """See that all that was printed is out, and return whether it is; what nobody reads any more is dropped."""
    out = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as fault:
            if nobody_reads(fault):
                # The interpreter flushes once more when it ends, and would complain.
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            else:
                out = False
        except ValueError:
            out = False
    return out
