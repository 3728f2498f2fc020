"""What differs between Linux, macOS and Windows, and between the file systems below them.

No other module asks which system it runs on: what one of them lacks is replaced here. This is loaded before
everything else, so it imports nothing slow.
"""

import errno
import io
import os
import sys
import time
from collections.abc import Callable

#: Whether the rules of Windows hold for names of files, and for files that are open.
WINDOWS = os.name == "nt"

#: Whether file names are case-sensitive, as they are on hosts.
CAPITALS_COUNT = sys.platform not in {"win32", "cygwin", "darwin"}

#: Delays in seconds before retrying an operation on a file that another program has open.
PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)

#: How many processes Windows can wait for at once, less the two that Python itself needs:
#: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor
MOST_WORKERS = 61

#: From so many letters on, a path needs the form that lifts the limit of 260:
#: https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation (a folder's is 12 lower)
_LONG = 240

#: Without it, Windows would write CR LF for each line feed.
_BINARY = getattr(os, "O_BINARY", 0)

#: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"]
_NAMES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
_LETTERS = frozenset('<>:"|?*\\')


def trusted_ctime() -> bool:
    """Return whether ``st_ctime`` is the time of the inode's last change; on Windows it is that of creation."""
    return not WINDOWS


# --- bytes of files -----------------------------------------------------------


def open_to_read(path: str | os.PathLike[str]) -> int:
    """Return a file descriptor for :func:`read_at`. Raises OSError."""
    return os.open(path, os.O_RDONLY | _BINARY)


def open_to_append(path: str | os.PathLike[str]) -> int:
    """Return a file descriptor for appending; a missing file is created. Raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o644)


def _read_at(handle: int, length: int, start: int) -> bytes:
    """Return bytes from a position in a file, fewer at its end. The descriptor must not be shared with a process."""
    os.lseek(handle, start, os.SEEK_SET)
    parts = []
    while length > 0 and (part := os.read(handle, length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


read_at: Callable[[int, int, int], bytes] = getattr(os, "pread", _read_at)


# --- files that another program may hold --------------------------------------


def replace(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Rename a file or folder, replacing a file that has the target's name.

    Windows refuses this while another program has one of them open, and so do its folders when mounted in WSL or
    over a network. Search indexers and virus scanners close files soon, so it is retried. Raises OSError.
    """
    for pause in (*PAUSES, None):
        try:
            os.replace(source, target)
        except PermissionError as fault:
            if os.path.isdir(target) and not os.path.isdir(source):
                # Windows raises PermissionError for this as well.
                raise IsADirectoryError(errno.EISDIR, "a folder is in the file's place", os.fspath(target)) from None
            if pause is None:
                raise _held(fault, target, "replaced") from None
            time.sleep(pause)
        else:
            return


def remove(path: str | os.PathLike[str]) -> bool:
    """Delete a file, and return whether it existed. Retried for a while if another program has it open.

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
    """Delete a cache file if possible; one that stays does no harm."""
    try:  # noqa: SIM105 (contextlib takes time to import)
        os.unlink(path)
    except OSError:
        pass


def _held(fault: OSError, path: str | os.PathLike[str], what: str) -> PermissionError:
    """Return an error that names the file, and says what to do."""
    words = f"it cannot be {what} ({fault.strerror}); close it in other programs, or see that you may write there"
    return PermissionError(fault.errno, words, os.fspath(path).removeprefix("\\\\?\\"))


# --- paths and names ----------------------------------------------------------


def below(folder: str | os.PathLike[str], path: str) -> str:
    """Return the native path of a file, given its folder and its path there with slashes."""
    return native(f"{folder}/{path}") if WINDOWS else f"{folder}/{path}"


def native(path: str) -> str:
    r"""Return an absolute path as the system takes it; on Windows a long one gets ``\\?\``, which lifts a limit."""
    return _windows_path(path) if WINDOWS else path


def _windows_path(path: str) -> str:
    whole = path.replace("/", "\\")
    if len(whole) < _LONG or whole.startswith("\\\\?\\"):
        return whole
    return f"\\\\?\\UNC{whole[1:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}"


def too_long(path: str) -> bool:
    """Return whether a path is too long for most programs on Windows."""
    return WINDOWS and len(path) >= _LONG


def relative(path: str | os.PathLike[str]) -> str:
    """Return a path relative to the current folder; the absolute path if it is on another drive."""
    try:
        shown = os.path.relpath(path)
    except ValueError:
        return os.fspath(path)
    return os.fspath(path) if shown.startswith("..") else shown


def shell_word(path: str) -> str:
    """Return a path quoted as one word of a shell command that people copy; for PowerShell on Windows."""
    word = f".{os.sep}{path}" if path.startswith("-") else path
    if word.translate({ord(sign): "a" for sign in f"_-.:{os.sep}"}).isalnum():
        return word
    return "'" + word.replace("'", "''" if WINDOWS else "'\\''") + "'"


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path is below a folder; links in both must be resolved already."""
    case = os.path.normcase
    return case(path).startswith(case(folder).rstrip(os.sep) + os.sep)


def is_same(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Return whether two paths name one file or folder, as they may on a case-insensitive file system.

    For what does not exist yet, the system's usual case sensitivity decides.
    """
    first, second = os.fspath(one), os.fspath(other)
    alike = first.casefold() == second.casefold()
    try:
        if os.path.samestat(os.lstat(first), os.lstat(second)):
            return True
        # Inode numbers are not reliable on all file systems, but the folder lists either both names or one.
        return alike and len(_listed(first, second)) < 2
    except OSError:
        return alike and not CAPITALS_COUNT


def is_spelled(path: str | os.PathLike[str]) -> bool:
    """Return whether a file or folder exists under exactly this name, not only one in other capitals."""
    try:
        return bool(_listed(os.fspath(path)))
    except OSError:
        return False


def _listed(*paths: str) -> set[str]:
    """Return which of the paths' last components the folder of the first path lists."""
    from unicodedata import normalize  # noqa: PLC0415 (seldom needed)

    listed = {normalize("NFC", name) for name in os.listdir(os.path.dirname(paths[0]) or ".")}
    return listed.intersection(normalize("NFC", os.path.basename(path)) for path in paths)


def _is_link(item: "os.DirEntry[str]") -> bool:
    """Return whether a folder's item is a symbolic link, or a junction, which acts like one.

    https://learn.microsoft.com/windows/win32/fileio/reparse-point-tags
    """
    tag = getattr(item.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return item.is_symlink() or tag == 0xA0000003


#: Whether a folder's item is a link.
is_link = _is_link if WINDOWS else os.DirEntry.is_symlink


def impossible(path: str) -> str:
    """Return the part of a path that Windows does not allow as a name, or an empty string."""
    for part in path.split("/"):
        stem = part.partition(".")[0].rstrip(" ").lower()
        if stem in _NAMES or part.endswith((".", " ")) or not _LETTERS.isdisjoint(part) or min(part, default="x") < " ":
            return part
    return ""


def is_zone(name: str) -> bool:
    """Return whether a time zone's name has the right capitals; it need not exist.

    On a case-insensitive file system, zoneinfo finds europe/berlin as well, which a host then does not. Asking it for
    the names of all zones would read through hundreds of files.
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
    """Restart Python in UTF-8 mode if the locale's encoding of file names is another: a site's must not depend on it.

    What is printed keeps the locale's encoding.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode or not sys.executable:
        return
    said = getattr(sys.stdout, "encoding", None)
    # ASCII is the answer of a locale that is not set up: Python does not trust it either.
    if said and said != "ascii" and "PYTHONIOENCODING" not in os.environ:
        os.environ["PYTHONIOENCODING"] = said
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 (this program itself)


def prepare_streams() -> None:
    """Make the standard streams replace characters that their encoding lacks, instead of raising an error."""
    for stream, errors in (
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
        (sys.stdin, "surrogateescape"),
    ):
        # It is None where it was closed, or in a program without a console.
        if isinstance(stream, io.TextIOWrapper):
            try:  # noqa: SIM105 (see above)
                stream.reconfigure(errors=errors)
            except (OSError, ValueError):
                pass  # closed, or already read from


def nobody_reads(fault: OSError) -> bool:
    """Return whether an error says that a stream's reader is gone (a broken pipe)."""
    return isinstance(fault, BrokenPipeError) or (WINDOWS and fault.errno == errno.EINVAL)


def end_streams() -> bool:
    """Flush the standard streams, and return whether that succeeded; the output to a broken pipe is dropped."""
    out = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as fault:
            # The interpreter flushes once more at exit, and would report the error again, by exit code 120.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            out = out and nobody_reads(fault)
        except ValueError:
            out = False
    return out
