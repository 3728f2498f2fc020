"""How a project stands: its content, its last build, the next one, and its hosts."""

import datetime as dt

import msgspec

from generator.base.problems import Report
from generator.build.contents import Contents, read_contents
from generator.build.last_build import LastBuild, last_build
from generator.build.overview import Overview, overview
from generator.build.verdict import Verdict, by_note
from generator.checks.base import FilesMade
from generator.checks.host_limits.limits import Budget, budgets
from generator.hosts.base import known_hosts
from generator.site.project import Project


class Status(msgspec.Struct, frozen=True):
    """A project at a moment, with its time zone."""

    now: dt.datetime
    zone: str
    contents: Contents
    overview: Overview
    verdict: Verdict
    last: LastBuild | None
    budgets: tuple[Budget, ...]


def status_of(project: Project, here: dt.datetime) -> Status:
    """Return how a project stands at a moment."""
    contents = read_contents(project)
    found, last = overview(contents, here), last_build(project)
    facts = FilesMade(
        root=project.root,
        sizes=lambda: last.files if last else (),
        rules=lambda: last.rules if last else {},
        moments=found.moments,
        source=lambda _: "",
        report=Report(),
    )
    zone = contents.site.timezone if contents.site else "UTC"
    known = budgets(known_hosts(str(project.root)), facts)
    return Status(here, zone, contents, found, by_note(project, here), last, known)
