"""Files that commands change: one command at a time, and each file either old or new."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.base.paths import on_disk
from generator.base.problems import Place, Report
from generator.base.system import replace
from generator.build.lock import locked
from generator.edit.yaml_text import Edit, YamlText
from generator.site.project import Project

#: The folder of the lock, which is another one than a build's: a long build must not hold up a line for the log.
_LOCK = "edit"


@contextmanager
def editing(project: Project) -> Iterator[None]:
    """Hold the project's lock for edits within a ``with``. Raises ``BusyError`` and OSError as a build's does."""
    with locked(project.work / _LOCK, what="another command that changes files of this site"):
        yield


def bytes_of(root: Path, path: str) -> bytes | None:
    """Return the bytes of a project's file, or None if it is not there. Raises OSError."""
    try:
        return Path(on_disk(str(root), path)).read_bytes()
    except FileNotFoundError:
        return None


def is_read_only(file: Path) -> bool:
    """Return whether a file's owner may not write to it: the folder's rights would still let it be replaced."""
    return not file.stat().st_mode & stat.S_IWUSR


def write(root: Path, path: str, data: bytes, before: bytes | None, report: Report, mode: int = 0o644) -> bool:
    """Write a project's file atomically, and return whether that was done.

    If the file is not as it was ``before``, or lies outside the project, that is reported, and nothing is written.
    A file that is there keeps its mode. Raises OSError.
    """
    target = Path(on_disk(str(root), path)).resolve()
    if not target.is_relative_to(root.resolve()):
        report.error(Place(path), "the file lies outside the project, by a link", "copy it here instead")
        return False
    if before is None and os.path.lexists(target):
        report.error(Place(path), "something is there already that is not a file which can be read", "move it away")
        return False
    if before is not None and is_read_only(target):
        report.error(Place(path), "the file is read-only, so it was left alone", "allow yourself to write to it first")
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        # Readable for nobody else even for a moment, if the file is not to be.
        with open(stage, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            stage.chmod(target.stat().st_mode & 0o7777)
        if bytes_of(root, path) != before:
            report.error(Place(path), "the file was changed by another program meanwhile", "try again")
            return False
        replace(stage, target)
    finally:
        stage.unlink(missing_ok=True)
    return True


def first_good(text: YamlText, ways: Iterable[list[Edit]], good: Callable[[bytes], bool]) -> bytes | None:
    """Return the bytes after the first of several edits that are found good, or None."""
    for edits in ways:
        data = text.edited(edits)
        if good(data):
            return data
    return None
