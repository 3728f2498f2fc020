"""What the last build left in the output, as it wrote it down. The output itself is not looked through."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from generator.hosts.base import Deployment, host_files
from generator.incremental import manifest
from generator.site.project import Project


class LastBuild(msgspec.Struct, frozen=True):
    """When a build last changed the output, its files with their sizes in bytes, and the hosts' rules."""

    at: dt.datetime
    files: tuple[tuple[str, int], ...]
    rules: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """Return the size of all files, in bytes."""
        return sum(size for _, size in self.files)


def last_build(project: Project) -> LastBuild | None:
    """Return what the last build left in the output, or None if none is known, or the output is gone."""
    known = manifest.load(project.work, project.output)
    if known is None or not project.output.is_dir():
        return None
    try:
        at = dt.datetime.fromtimestamp(manifest.file_of(project.work, project.output).stat().st_mtime, dt.UTC)
    except OSError:
        return None
    files = tuple((path, stamp[1]) for record in known.records for path, stamp in record.files)
    rules = {}
    for path in host_files(Deployment()):
        try:
            rules[path] = (project.output / path).read_bytes()
        except OSError:
            continue
    return LastBuild(at, files, rules)
