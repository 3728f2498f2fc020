"""What is published or expires after a moment, determined from the front matter alone.

A build would find out too, but converts every text first; scheduled jobs ask often, and mostly the answer is no.
"""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.base.problems import Problem, Report
from generator.build.settings import read_settings
from generator.content.entry_reader import read_entry
from generator.content.files import Sources, sort_files
from generator.content.find import find_files, read_bytes
from generator.content.kind import ContentType
from generator.site.project import Project
from generator.site.visibility import Change, Clock, public


class Agenda(msgspec.Struct, frozen=True):
    """The changes after a moment, in order, or the errors because of which they are not known."""

    changes: tuple[Change, ...] = ()
    zone: str = "UTC"
    problems: tuple[Problem, ...] = ()


def agenda(project: Project, since: dt.datetime) -> Agenda:
    """Return what is published or expires after a moment; no changes if the content has errors."""
    report = Report()
    found = find_files(project.root, report)
    given = read_settings(project.root, found, report)
    kinds, site = given.kinds(), given.site
    sources = sort_files(found, given.folders(kinds), report)
    entries = _entries(project, sources, kinds, site.zone, report) if site else []
    if site is None or report.failed:
        return Agenda(problems=tuple(problem for problem in report if problem.severity == "error"))
    return Agenda(tuple(sorted(public(entries, kinds, site, Clock(since)).changes)), site.timezone)


def _entries(
    project: Project, sources: Sources, kinds: Mapping[str, ContentType], zone: ZoneInfo, report: Report
) -> list[Entry]:
    """Return all entries that can be read, without their texts."""
    found = []
    for kind in kinds.values():
        for source in sources.entries[kind.folder]:
            data = read_bytes(project.root, source, report)
            if data is None:
                continue
            reading = read_entry(source.path, data, kind, zone, texts=False)
            report.add(reading.problems)
            if reading.entry is not None:
                found.append(reading.entry)
    return found
