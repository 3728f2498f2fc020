"""The entries of some kinds, without their texts, for commands that ask for one of them."""

from collections.abc import Callable

import msgspec

from generator.base.model import Entry
from generator.base.problems import Problem, Report, renamed
from generator.build.settings import read_settings
from generator.content.entry_reader import read_entry
from generator.content.files import settings_file, sort_files
from generator.content.find import Source, find_files, read_bytes
from generator.pages.kind import Kind
from generator.site.project import Project
from generator.site.settings import SOURCE, Site


class Lookup(msgspec.Struct, frozen=True):
    """The settings, None if they are faulty; the kinds; the entries that can be read; what is wrong with the others."""

    site: Site | None
    kinds: dict[str, Kind]
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    def errors_of(self, path: str) -> tuple[Problem, ...]:
        """Return the errors of a file."""
        return tuple(one for one in self.problems if one.place.path == path and one.severity == "error")


def look_up(project: Project, wanted: Callable[[Kind], bool]) -> Lookup:
    """Return the entries of the wanted kinds. Files of other kinds are not read, and nothing is written."""
    report = Report()
    found = find_files(project.root, report)
    given = read_settings(project.root, found, report)
    kinds = given.kinds()
    entries: list[Entry] = []
    if given.site is not None:
        sources = sort_files(found, given.folders(kinds), report)
        for kind in filter(wanted, kinds.values()):
            for source in sources.entries[kind.folder]:
                entry = _read(project, source, kind, given.site, report, texts=False)
                if entry is not None:
                    entries.append(entry)
    where = settings_file(found)
    told = tuple(renamed(report, SOURCE, where.path if where else SOURCE))
    return Lookup(given.site, kinds, tuple(entries), told)


def with_texts(project: Project, entry: Entry, kind: Kind, site: Site) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return an entry as a build reads it, with its texts, or None; and the errors because of which it is None."""
    report = Report()
    source = next(one for one in find_files(project.root, Report()) if one.path == entry.source)
    read = _read(project, source, kind, site, report, texts=True)
    return read, tuple(one for one in report if one.severity == "error")


def _read(project: Project, source: Source, kind: Kind, site: Site, report: Report, *, texts: bool) -> Entry | None:
    """Return a file's entry, or None if it cannot be read."""
    data = read_bytes(project.root, source, report)
    if data is None:
        return None
    reading = read_entry(source.path, data, kind, site.zone, site.comments.longest_body, texts=texts)
    report.add(reading.problems)
    return reading.entry
