"""What comes out or goes by itself after a moment, told from the keys of the content alone.

A build would tell as well, and convert every text before: a schedule asks often, and mostly in vain.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from generator.base.decoding import decode
from generator.base.model import Entry
from generator.base.problems import Place, Problem, Report
from generator.base.shelf import shelf
from generator.content.entry_reader import read_entry
from generator.content.files import Sources, read_bytes, scan
from generator.content.kind import ContentType
from generator.schema.fields import Invalid
from generator.schema.front_matter import read_yaml
from generator.site.project import Project
from generator.site.settings import SOURCE, Site, read_site
from generator.site.visibility import Change, Clock, public


class Agenda(msgspec.Struct, frozen=True):
    """What changes by itself after a moment, in order, and the errors that keep it from being told."""

    changes: tuple[Change, ...] = ()
    zone: str = "UTC"
    problems: tuple[Problem, ...] = ()


def agenda(project: Project, since: dt.datetime) -> Agenda:
    """Return what comes out or goes after a moment; nothing where the content has errors."""
    report = Report()
    kinds: dict[str, ContentType] = shelf("generator.kinds", "KIND")
    sources = scan(project.root, {kind.folder: kind.suffix for kind in kinds.values()}, report)
    site = _settings(project, sources, report)
    entries = _entries(project, sources, kinds, site.zone, report) if site else []
    if site is None or report.failed:
        return Agenda(problems=tuple(problem for problem in report if problem.severity == "error"))
    return Agenda(tuple(sorted(public(entries, kinds, site, Clock(since)).changes)), site.timezone)


def _settings(project: Project, sources: Sources, report: Report) -> Site | None:
    """Return the site's settings, unless they cannot be read."""
    data = read_bytes(project.root, sources.site, report) if sources.site else None
    text = decode(data, SOURCE, report) if data is not None else None
    node = read_yaml(text, SOURCE, report) if text is not None else None
    site = read_site(node, report) if node is not None else None
    if site is None or isinstance(site, Invalid):
        if not report.failed:
            report.error(Place(SOURCE), "the settings cannot be read")
        return None
    return site


def _entries(
    project: Project, sources: Sources, kinds: dict[str, ContentType], zone: ZoneInfo, report: Report
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
