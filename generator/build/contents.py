"""All that the content says of itself, quickly: from the last build's cache where a file is as it was then.

No text is converted, and nothing is written, so it can be asked while a build is running.
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.base.problems import Problem, Report
from generator.build.settings import read_settings
from generator.content.codec import unpack
from generator.content.entry_reader import ReadOptions, read_entry
from generator.content.files import sort_files
from generator.content.find import find_files, read_bytes
from generator.incremental.content_cache import Store
from generator.incremental.fingerprint import kept_digest
from generator.pages.kind import Kind
from generator.site.project import Project
from generator.site.settings import Site


class Contents(msgspec.Struct, frozen=True):
    """The entries that could be read, with the settings, or None if these are invalid, and all errors."""

    site: Site | None
    kinds: Mapping[str, Kind]
    entries: tuple[Entry, ...]
    errors: tuple[Problem, ...] = ()


def read_contents(project: Project) -> Contents:
    """Return all entries of a project, without their texts where those are not in the cache."""
    report = Report()
    found = find_files(project.root, report)
    given = read_settings(project.root, found, report)
    kinds = given.kinds()
    sources = sort_files(found, given.folders(kinds), report)
    site = given.site
    zone = site.timezone if site else "UTC"
    terms = ReadOptions(zone, site.comments.longest_body if site else 0)
    store = _cache(project)
    entries = []
    for kind in kinds.values():
        for source in sources.entries[kind.folder]:
            kept = store.known(source, kind.name, terms.of(kind), project.root) if store else None
            if kept is not None:
                entry, problems = unpack(kept.reading, kind)
            else:
                data = read_bytes(project.root, source, report)
                if data is None:
                    continue
                reading = read_entry(source.path, data, kind, ZoneInfo(zone), texts=False)
                entry, problems = reading.entry, reading.problems
            report.add(problems)
            if entry is not None:
                entries.append(entry)
    return Contents(site, kinds, tuple(entries), tuple(problem for problem in report if problem.severity == "error"))


def _cache(project: Project) -> Store | None:
    """Return the content cache of the last build, or None if another program wrote it."""
    folder = project.work / "cache"
    program = kept_digest(f"{folder}/program")
    return Store(folder, program) if program else None
