"""The output folder: files are compared, replaced one by one, and obsolete ones of ours removed.

New files are first written to a staging folder below ``.goodword/``. Only when all are complete and without errors
are they renamed into place: a file is either old or new, never half-written.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator.base.file_stamps import OutputStamp, is_conclusive, mark_of_bytes
from generator.base.paths import nfc
from generator.base.system import below, is_same, is_spelled, remove, replace
from generator.build.terms import Written
from generator.pages.jobs import PHASES, Phase

#: The file that keeps an empty folder in Git; it is never removed.
KEEP = ".gitignore"
#: Without it, Windows would write CR LF for each line feed.
_BINARY = getattr(os, "O_BINARY", 0)


class StagedFile(msgspec.Struct, frozen=True):
    """A finished file of the output: staged, or already in the output with the same bytes."""

    path: str
    phase: Phase
    changed: bool
    left: OutputStamp


class Staging:
    """The staging folder: where files wait to be published."""

    def __init__(self, folder: Path, output: Path, *, empty: bool = False, dry: bool = False) -> None:
        """Use the folder to stage files for an output folder; the folders beside it are those of earlier builds.

        ``empty`` means that the output folder has nothing to compare with; ``dry`` that no file is written, since
        none will be published.
        """
        self.folder, self.output, self.empty, self.dry = folder, output, empty, dry
        self._folders: set[str] = set()
        #: Files that were moved into place one by one, which changes their stamps.
        self.moved: set[str] = set()

    def clear(self) -> None:
        """Remove the staging folders of earlier builds."""
        if self.dry:
            return
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, path: str, data: bytes) -> tuple[bool, OutputStamp]:
        """Stage a file unless the output has it with the same bytes. Return whether it is staged, and its stamp.

        A file that is moved into place with its folder keeps this stamp; that of a dry run has only its size.
        """
        if self.dry:
            return True, (0, len(data), 0, 0)
        if not self.empty and (there := same(below(self.output, path), data)) is not None:
            return False, there
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            _make_folder(below(self.folder, parent))
            self._folders.add(parent)
        return True, _left(_write(below(self.folder, path), data), data)


def _write(path: str, data: bytes) -> os.stat_result:
    """Write a file, and return its state. Raises OSError.

    Python's own file objects ask the system three questions more about each, which takes a quarter of the time.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        return os.fstat(handle)
    finally:
        os.close(handle)


def _make_folder(path: str) -> None:
    """Create a folder, optimised for the usual case that its parent exists and it does not."""
    try:
        os.mkdir(path)
    except OSError:
        os.makedirs(path, exist_ok=True)


def _left(info: os.stat_result, data: bytes) -> OutputStamp:
    """Return the stamp of a file just written with these bytes."""
    mark = info.st_ctime_ns if is_conclusive(info) else mark_of_bytes(data)
    return info.st_mtime_ns, info.st_size, info.st_ino, mark


def same(path: str, data: bytes) -> OutputStamp | None:
    """Return a file's stamp if it has these bytes, or None; the size is compared before the file is read."""
    try:
        info = os.stat(path)
        if info.st_size != len(data):
            return None
        with open(path, "rb") as file:
            return _left(info, data) if file.read() == data else None
    except OSError:
        return None


def is_empty(output: Path) -> bool:
    """Return whether an output folder is empty or missing."""
    try:
        return not set(os.listdir(output)) - {KEEP}
    except OSError:
        return True


def publish(staging: Staging, made: Iterable[StagedFile], before: Iterable[str], *, known: bool) -> Written:
    """Move the staged files into place, in the order of the phases, then remove obsolete ones, and return the counts.

    ``before`` are the paths that earlier builds wrote. If they are not ``known``, foreign files are listed and left
    alone. Raises :class:`OSError`, before anything is moved, if a foreign file is in the way.
    """
    files = list(made)
    changed = [file.path for phase in PHASES for file in files if file.changed and file.phase == phase]
    now = {file.path for file in files}
    obsolete = set(before) - now
    staging.output.mkdir(parents=True, exist_ok=True)
    removed = 0
    foreign: tuple[str, ...] = ()
    if not is_empty(staging.output):
        obsolete = _respelled(staging.output, obsolete, now)
        _check_way(staging.output, changed, obsolete)
        parents: set[str] = set()
        removed = sum(_move(staging, path, obsolete, parents) for path in changed)
        removed += sum(_remove(staging.output, path) for path in sorted(obsolete))
        foreign = () if known else tuple(sorted(_files(staging.output) - now - {KEEP}))
    else:
        _move_whole(staging, changed)
    shutil.rmtree(staging.folder.parent, ignore_errors=True)
    return Written(len(changed), len(files) - len(changed), removed, foreign)


def _respelled(output: Path, obsolete: set[str], now: set[str]) -> set[str]:
    """Rename files and folders whose names changed only in case, and return the other obsolete paths.

    On case-insensitive file systems both names are the same file, so removing the old name would remove the new file.
    """
    if not obsolete:
        return obsolete
    names = {name.casefold(): name for path in now for name in (*_parents(path), path)}
    left = set()
    for path in obsolete:
        name = ""
        for part in path.split("/"):
            name = f"{name}/{part}" if name else part
            right = names.get(name.casefold(), name)
            if right == name:
                continue
            old, new = below(output, name), below(output, right)
            if os.path.lexists(old) and is_same(old, new):
                if not is_spelled(new):
                    replace(old, new)
                name = right
        if name not in now:
            left.add(name)
    return left


def _move_whole(staging: Staging, paths: Iterable[str]) -> None:
    """Move everything into an empty output folder, by renaming only the files and folders at the top."""
    for top in dict.fromkeys(path.partition("/")[0] for path in paths):
        try:
            replace(below(staging.folder, top), below(staging.output, top))
            staging.moved.add(top)
        except OSError as fault:
            # Windows cannot rename a folder while a file in it is open.
            if fault.errno != errno.EXDEV and not isinstance(fault, PermissionError):
                raise
            parents: set[str] = set()
            for path in paths:
                if path.partition("/")[0] == top:
                    _move(staging, path, set(), parents)


def _check_way(output: Path, paths: Iterable[str], obsolete: set[str]) -> None:
    """Raise OSError if a foreign file is where a folder must be, or is in a folder where a file must be."""
    seen: set[str] = set()
    for path in paths:
        for parent in _parents(path):
            if parent in seen:
                continue
            seen.add(parent)
            here = below(output, parent)
            if parent not in obsolete and os.path.lexists(here) and not os.path.isdir(here):
                raise FileExistsError(
                    errno.EEXIST, "a folder must be here; move the file away, or rename it", str(output / parent)
                )
        target = below(output, path)
        if os.path.isdir(target) and not os.path.islink(target):
            foreign = sorted(name for name in _files(Path(target)) if f"{path}/{name}" not in obsolete)
            if foreign:
                raise FileExistsError(
                    errno.EEXIST, "a file must be here; move what is in the folder away", f"{target}/{foreign[0]}"
                )


def _parents(path: str) -> Iterator[str]:
    """Return the parent folders of a path, the outermost first."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _move(staging: Staging, path: str, obsolete: set[str], parents: set[str]) -> int:
    """Move a file into place. Return how many old files of ours were removed for that."""
    source, target = below(staging.folder, path), below(staging.output, path)
    staging.moved.add(path)
    parent, removed = os.path.dirname(target), 0
    if parent not in parents:
        try:
            os.makedirs(parent, exist_ok=True)
        except (FileExistsError, NotADirectoryError, FileNotFoundError):
            # A file is where a folder must be; the exception depends on the system.
            removed += sum(_remove(staging.output, above) for above in _parents(path) if above in obsolete)
            os.makedirs(parent, exist_ok=True)
        parents.add(parent)
    try:
        replace(source, target)
    except IsADirectoryError:
        removed += sum(_remove(staging.output, old) for old in sorted(obsolete) if old.startswith(f"{path}/"))
        _prune(Path(target))
        _replace(source, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        _replace(source, target)
    return removed


def _replace(source: str, target: str) -> None:
    """Move a file into place, also to another file system."""
    try:
        replace(source, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        near = _near(target)
        shutil.copyfile(source, near)
        replace(near, target)


def _near(target: str) -> str:
    """Return the temporary name beside the target, for a file that comes from another file system."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.new")


def _prune(folder: Path) -> None:
    """Remove a tree of empty folders, if it exists."""
    for here, _, _ in os.walk(folder, topdown=False):
        os.rmdir(here)


def _remove(output: Path, path: str) -> bool:
    """Remove a file that an earlier build wrote, and folders that become empty; return whether it existed.

    What is no longer public must not stay online: raises OSError if it cannot be removed.
    """
    target = below(output, path)
    if os.path.isdir(target) and not os.path.islink(target):
        return False
    # A killed build may have left a temporary file.
    remove(_near(target))
    found = remove(target)
    above = path.rpartition("/")[0]
    while found and above:
        try:
            os.rmdir(below(output, above))
        except OSError:
            break
        above = above.rpartition("/")[0]
    return found


def _files(output: Path) -> set[str]:
    """Return the paths of all files in the output folder."""
    found = set()
    for here, _, names in os.walk(output):
        folder = os.path.relpath(here, output).replace(os.sep, "/")
        found |= {nfc(name if folder == "." else f"{folder}/{name}") for name in names}
    return found
