"""The output folder: compared before it is written, replaced file by file, cleared of its own.

New files are first laid out in a stage below ``.goodword/``. Only when all are there and none is
wrong do they take their places, by rename: a file is old or new, never torn.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator.base.file_stamps import OutputStamp, mark_of_bytes, tells
from generator.base.paths import nfc
from generator.base.system import below, is_same, is_spelled, remove, replace
from generator.pages.jobs import PHASES, Phase

#: Kept by git, and by us.
KEEP = ".gitignore"


class Made(msgspec.Struct, frozen=True):
    """A file of the output that is ready: laid out in the stage, or there already as it should be."""

    path: str
    phase: Phase
    changed: bool
    left: OutputStamp


class Written(msgspec.Struct, frozen=True):
    """What publishing did, in numbers of files; ``foreign`` are files that no build of ours wrote."""

    written: int
    unchanged: int
    removed: int
    foreign: tuple[str, ...] = ()


class Stage:
    """Where files wait to be published."""

    def __init__(self, folder: Path, output: Path, *, empty: bool = False) -> None:
        """Use the folder as the stage for an output folder; beside it are those of earlier builds.

        ``empty`` says that there is nothing in the output folder yet to compare with.
        """
        self.folder, self.output, self.empty = folder, output, empty
        self._folders: set[str] = set()
        #: Files that were put into place one by one: each has another stamp since, or is another file.
        self.moved: set[str] = set()

    def clear(self) -> None:
        """Take away what earlier builds left."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, path: str, data: bytes) -> tuple[bool, OutputStamp]:
        """Lay out a file unless the output has it with the same bytes. Return whether it is new, and its state.

        A file that is moved into place with its folder keeps that state.
        """
        if not self.empty and (there := same(below(self.output, path), data)) is not None:
            return False, there
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            _make_folder(below(self.folder, parent))
            self._folders.add(parent)
        with open(below(self.folder, path), "wb") as file:
            file.write(data)
            file.flush()
            return True, _left(os.fstat(file.fileno()), data)


def _make_folder(path: str) -> None:
    """Make a folder: mostly the one above it is there, and this one is not."""
    try:
        os.mkdir(path)
    except OSError:
        os.makedirs(path, exist_ok=True)


def _left(info: os.stat_result, data: bytes) -> OutputStamp:
    """Return the state of a file with these bytes."""
    mark = info.st_ctime_ns if tells(info) else mark_of_bytes(data)
    return info.st_mtime_ns, info.st_size, info.st_ino, mark


def same(path: str, data: bytes) -> OutputStamp | None:
    """Return a file's state if it has these bytes; its size is asked before it is read."""
    try:
        info = os.stat(path)
        if info.st_size != len(data):
            return None
        with open(path, "rb") as file:
            return _left(info, data) if file.read() == data else None
    except OSError:
        return None


def is_empty(output: Path) -> bool:
    """Return whether an output folder has nothing in it yet, or is not there."""
    try:
        return not set(os.listdir(output)) - {KEEP}
    except OSError:
        return True


def publish(stage: Stage, made: Iterable[Made], before: Iterable[str], *, known: bool) -> Written:
    """Move what is laid out into place, in the order of the phases, then remove what is no longer made.

    ``before`` are the paths that earlier builds wrote. Where that is not known, foreign files are
    named and left alone. Raises :class:`OSError`, before anything is moved, where a foreign file
    stands in the way.
    """
    files = list(made)
    changed = [file.path for phase in PHASES for file in files if file.changed and file.phase == phase]
    now = {file.path for file in files}
    obsolete = set(before) - now
    stage.output.mkdir(parents=True, exist_ok=True)
    removed = 0
    foreign: tuple[str, ...] = ()
    if not is_empty(stage.output):
        obsolete = _respelled(stage.output, obsolete, now)
        _check_way(stage.output, changed, obsolete)
        parents: set[str] = set()
        removed = sum(_move(stage, path, obsolete, parents) for path in changed)
        removed += sum(_remove(stage.output, path) for path in sorted(obsolete))
        foreign = () if known else tuple(sorted(_files(stage.output) - now - {KEEP}))
    else:
        _move_whole(stage, changed)
    shutil.rmtree(stage.folder.parent, ignore_errors=True)
    return Written(len(changed), len(files) - len(changed), removed, foreign)


def _respelled(output: Path, obsolete: set[str], now: set[str]) -> set[str]:
    """Return what is to be removed, after a file or folder whose name changed in its capitals alone has its new one.

    Windows and macOS take both names for one: to remove the old one would be to remove the new one.
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


def _move_whole(stage: Stage, paths: Iterable[str]) -> None:
    """Move all there is into an output folder that has nothing yet: its folders and files at the top."""
    for top in dict.fromkeys(path.partition("/")[0] for path in paths):
        try:
            replace(below(stage.folder, top), below(stage.output, top))
            stage.moved.add(top)
        except OSError as fault:
            # Windows moves no folder while anything in it is open.
            if fault.errno != errno.EXDEV and not isinstance(fault, PermissionError):
                raise
            parents: set[str] = set()
            for path in paths:
                if path.partition("/")[0] == top:
                    _move(stage, path, set(), parents)


def _check_way(output: Path, paths: Iterable[str], obsolete: set[str]) -> None:
    """Raise an error if a foreign file stands where a folder must be, or in a folder where a file must be."""
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
    """Return the folders above a path, from the top."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _move(stage: Stage, path: str, obsolete: set[str], parents: set[str]) -> int:
    """Move a file into its place. Return how many of our own old files had to give way."""
    source, target = below(stage.folder, path), below(stage.output, path)
    stage.moved.add(path)
    parent, removed = os.path.dirname(target), 0
    if parent not in parents:
        try:
            os.makedirs(parent, exist_ok=True)
        except (FileExistsError, NotADirectoryError, FileNotFoundError):
            # A file is where a folder must be; each system says so in another way.
            removed += sum(_remove(stage.output, above) for above in _parents(path) if above in obsolete)
            os.makedirs(parent, exist_ok=True)
        parents.add(parent)
    try:
        replace(source, target)
    except IsADirectoryError:
        removed += sum(_remove(stage.output, old) for old in sorted(obsolete) if old.startswith(f"{path}/"))
        _prune(Path(target))
        _replace(source, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        _replace(source, target)
    return removed


def _replace(source: str, target: str) -> None:
    """Put a file into its place, also where that is on another file system."""
    try:
        replace(source, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        near = _near(target)
        shutil.copyfile(source, near)
        replace(near, target)


def _near(target: str) -> str:
    """Return where a file is written before it takes its place, if it comes from another file system."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.new")


def _prune(folder: Path) -> None:
    """Remove a folder tree that holds no file, if it is there."""
    for here, _, _ in os.walk(folder, topdown=False):
        os.rmdir(here)


def _remove(output: Path, path: str) -> bool:
    """Remove a file that an earlier build wrote, and the folders that it leaves empty.

    What is not to be seen any more must not stay: raises OSError where it cannot be removed.
    """
    target = below(output, path)
    if os.path.isdir(target) and not os.path.islink(target):
        return False
    # A build that was killed may have left it.
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
