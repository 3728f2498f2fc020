"""The output folder: compared before it is written, replaced file by file, cleared of its own.

New files are first laid out in a stage below ``.goodword/``. Only when all are there and none is
wrong do they take their places, by rename: a file is old or new, never torn.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.artifacts import PHASES, Phase

#: Kept by git, and by us.
KEEP = ".gitignore"


class Made(msgspec.Struct, frozen=True):
    """A file of the output that is ready: laid out in the stage, or there already as it should be."""

    path: str
    phase: Phase
    changed: bool


class Written(msgspec.Struct, frozen=True):
    """What publishing did, in numbers of files; ``foreign`` are files that no build of ours wrote."""

    written: int
    unchanged: int
    removed: int
    foreign: tuple[str, ...] = ()


class Stage:
    """Where files wait to be published."""

    def __init__(self, folder: Path, output: Path) -> None:
        """Use the folder as the stage for an output folder."""
        self.folder, self.output = folder, output
        self._made: set[str] = set()

    def clear(self) -> None:
        """Take away what an earlier build left."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, path: str, data: bytes) -> bool:
        """Lay out a file unless the output has it with the same bytes. Return whether it is new."""
        if same(self.output / path, data):
            return False
        target = self.folder / path
        parent = str(target.parent)
        if parent not in self._made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 (a hot path)
            self._made.add(parent)
        with open(target, "wb") as file:  # noqa: PTH123 (a hot path)
            file.write(data)
        return True


def same(path: Path, data: bytes) -> bool:
    """Return whether a file has these bytes; its size is asked before it is read."""
    try:
        if os.stat(path).st_size != len(data):  # noqa: PTH116 (a hot path)
            return False
        with open(path, "rb") as file:  # noqa: PTH123 (a hot path)
            return file.read() == data
    except OSError:
        return False


def publish(stage: Stage, made: Iterable[Made], before: Iterable[str], *, known: bool) -> Written:
    """Move what is laid out into place, in the order of the phases, then remove what is no longer made.

    ``before`` are the paths that earlier builds wrote. Where that is not known, foreign files are
    named and left alone.
    """
    files = list(made)
    by_phase: dict[str, list[str]] = {phase: [] for phase in PHASES}
    for file in files:
        if file.changed:
            by_phase[file.phase].append(file.path)
    stage.output.mkdir(parents=True, exist_ok=True)
    parents: set[str] = set()
    for phase in PHASES:
        for path in by_phase[phase]:
            _move(stage.folder / path, stage.output / path, parents)
    now = {file.path for file in files}
    removed = sum(_remove(stage.output, path) for path in sorted(set(before) - now))
    shutil.rmtree(stage.folder, ignore_errors=True)
    written = sum(file.changed for file in files)
    foreign = () if known else tuple(sorted(_files(stage.output) - now - {KEEP}))
    return Written(written, len(files) - written, removed, foreign)


def _move(source: Path, target: Path, parents: set[str]) -> None:
    """Move a file into its place; a folder where a file must be, or the reverse, gives way if it is empty."""
    parent = str(target.parent)
    if parent not in parents:
        try:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 (a hot path)
        except (FileExistsError, NotADirectoryError):
            _clear_way(target.parent)
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
        parents.add(parent)
    try:
        os.replace(source, target)  # noqa: PTH105 (a hot path)
    except IsADirectoryError:
        _prune(target)
        os.replace(source, target)  # noqa: PTH105
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        near = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, near)
        os.replace(near, target)  # noqa: PTH105


def _clear_way(folder: Path) -> None:
    """Remove the file that stands where a folder must be: an earlier page's, now a folder of pages."""
    for part in (*reversed(folder.parents), folder):
        if part.is_file():
            part.unlink()


def _prune(folder: Path) -> None:
    """Remove a folder tree that holds no file."""
    for here, _, _ in os.walk(folder, topdown=False):
        os.rmdir(here)  # noqa: PTH106


def _remove(output: Path, path: str) -> bool:
    """Remove a file that an earlier build wrote, and the folders that it leaves empty."""
    target = output / path
    try:
        target.unlink()
    except OSError:
        return False
    for parent in target.parents:
        if parent == output:
            break
        try:
            parent.rmdir()
        except OSError:
            break
    return True


def _files(output: Path) -> set[str]:
    """Return the paths of all files in the output folder."""
    found = set()
    for here, _, names in os.walk(output):
        folder = os.path.relpath(here, output).replace(os.sep, "/")
        found |= {name if folder == "." else f"{folder}/{name}" for name in names}
    return found
