"""A project, without a word of what is in it."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.base.checksummed import read_checked
from generator.base.problems import Report
from generator.base.system import WINDOWS
from generator.build.last_build import LastBuild, last_build
from generator.build.settings import read_settings
from generator.content.find import find_files
from generator.hosts.base import known_hosts
from generator.incremental.fingerprint import kept_digest
from generator.scaffold import package
from generator.scaffold import record as records
from generator.scaffold.doctor.fact import Fact
from generator.scaffold.doctor.git import git_facts
from generator.search.program import INSTALL, program
from generator.site.project import Project

#: Less free space than this, in bytes, is little; and less than this many times the output.
_SPACE, _TIMES = 200_000_000, 3


def project_facts(project: Project) -> Iterator[Fact]:
    """Return what is known of a project."""
    root, last = project.root, last_build(project)
    yield from _content(root)
    yield from _folders(project)
    yield _cache(project)
    yield _output(last)
    yield _space(root, last)
    yield from git_facts(root)
    yield from _hosts(root)


def _content(root: Path) -> Iterator[Fact]:
    """Return how many files the content has, and whether the settings can be read."""
    report = Report()
    try:
        found = find_files(root, report)
    except OSError as fault:
        yield Fact(
            "Content", f"cannot be read: {fault.strerror}", "see that you may read content/ and all folders in it"
        )
        return
    folders = {source.path.rpartition("/")[0] for source in found}
    yield Fact("Content", f"{len(found):,} files in {len(folders):,} folders")
    unread = report.count("error")
    given = read_settings(root, found, report)
    if given.site is None or report.count("error") > unread:
        yield Fact("Settings", "site.yaml has errors", "goodword check says which")
    elif given.site.search != "none" and program() is None:
        yield Fact("Settings", "search: pagefind, and there is no Pagefind", INSTALL)
    if unread:
        yield Fact("Content", f"{unread} file{'' if unread == 1 else 's'} cannot be read", "goodword check says which")
    if (root / "templates").is_dir():
        count = sum(path.is_file() for path in (root / "templates").rglob("*"))
        yield Fact("Theme", f"{count} file{'' if count == 1 else 's'} of its own")


def _folders(project: Project) -> Iterator[Fact]:
    """Return what may be written, and who may read what is private."""
    wanted = {"content/": project.root / "content", "site/": project.output, ".goodword/": project.work}
    closed = []
    for name, folder in wanted.items():
        there = folder if folder.exists() else project.root
        if not there.is_dir() or not os.access(there, os.R_OK | os.W_OK | os.X_OK):
            closed.append(name)
    todo = f"see that {closed[0]} is a folder of yours that can be written" if closed else ""
    yield Fact("Folders", f"not to be written: {', '.join(closed)}" if closed else "can be written", todo)
    people = project.root / "private"
    try:
        mode = people.stat().st_mode
    except OSError:
        return
    if not WINDOWS and mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Fact("Private", "private/ can be read by others who use this computer; chmod go= private changes that")


def _cache(project: Project) -> Fact:
    """Return whether the cache of the last build can be used."""
    folder = project.work / "cache"
    if not (folder / "index").exists():
        return Fact("Cache", "none yet")
    size = sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
    if read_checked(folder / "index") is None:
        return Fact("Cache", f"{size:,} bytes, damaged", "delete the folder .goodword; the next build makes it anew")
    fresh = kept_digest(f"{folder}/program") is not None
    words = "of this Goodword" if fresh else "of another Goodword; the next build makes it anew"
    return Fact("Cache", f"{size:,} bytes, {words}")


def _output(last: LastBuild | None) -> Fact:
    """Return what the last build left."""
    if last is None:
        return Fact("Last build", "none yet")
    return Fact("Last build", f"{len(last.files):,} files, {last.size:,} bytes")


def _space(root: Path, last: LastBuild | None) -> Fact:
    """Return how much room there is."""
    try:
        free = shutil.disk_usage(root).free
    except OSError:
        return Fact("Room", "not known")
    needed = max(_SPACE, _TIMES * last.size if last else 0)
    todo = f"make room: a build may need {needed // 1_000_000:,} MB" if free < needed else ""
    return Fact("Room", f"{free // 1_000_000:,} MB free", todo)


def _hosts(root: Path) -> Iterator[Fact]:
    """Return for which hosts the project is, and whether their files are those of this Goodword."""
    labels = ", ".join(host.label for host, _ in known_hosts(str(root)))
    yield Fact("Host", labels or "none known")
    try:
        record = records.read(root)
    except (records.BrokenRecordError, OSError):
        todo = f"delete {records.FILE}, and run goodword upgrade"
        yield Fact("Host files", f"{records.FILE} cannot be read", todo)
        return
    if record is None:
        yield Fact("Host files", f"no {records.FILE}, so they are not looked after")
        return
    gone = [path for path in record.files if not (root / path).is_file()]
    mine = [path for path in record.files if path not in gone and _digest(root, path) != record.files[path]]
    words = [f"written by Goodword {record.goodword}"]
    words += [f"{len(mine)} changed by you"] if mine else []
    words += [f"{len(gone)} deleted"] if gone else []
    try:
        here = package.told().version
    except package.NotAPackageError:
        here = record.goodword
    todo = ""
    if here != record.goodword:
        todo = "run goodword upgrade, so that the host installs this Goodword"
        if records.is_newer(record, here):
            todo = f"install Goodword {record.goodword} or newer: the host has it already"
    yield Fact("Host files", ", ".join(words), todo)


def _digest(root: Path, path: str) -> str:
    """Return the digest of a file of the project, or an empty string."""
    try:
        return records.digest(path, (root / path).read_bytes())
    except OSError:
        return ""
