"""Where an import writes: into the project, and never out of it."""

import errno
import shutil
from pathlib import Path

from generator.base.atomic import write_file
from generator.media.images import HEAD, rewritten, sniff
from generator.site.project import Project


def put(project: Project, path: str, data: bytes) -> None:
    """Write a file of the project. Raises OSError, also where a link would lead out of it."""
    write_file(_within(project, path), data)


def copy(project: Project, source: Path, path: str) -> None:
    """Copy a file into the project: a recording may be large. A drawing is written anew, as it may hold anything."""
    with source.open("rb") as file:
        kind = sniff(file.read(HEAD))
    if kind == "svg":
        data, wrong = rewritten(source.read_bytes(), path)
        if wrong:
            raise OSError(errno.EINVAL, wrong, path)
        put(project, path, data)
        return
    target = _within(project, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = target.with_name(f".{target.name[:100]}.tmp")
    try:
        shutil.copyfile(source, stage)
        stage.replace(target)
    finally:
        stage.unlink(missing_ok=True)


def _within(project: Project, path: str) -> Path:
    target = (project.root / path).resolve()
    if not target.is_relative_to(project.root.resolve()):
        raise OSError(errno.EPERM, "it lies outside of the project, by a link", path)
    return target
