"""The build, step by step: from the sources to the site. This is its first half, to the entries."""

import time
from collections.abc import Callable
from functools import cache

import msgspec

from generator.base import pool
from generator.base.model import Entry
from generator.base.pool import Progress, WorkerOptions
from generator.base.problems import Report
from generator.build.load import ingest
from generator.build.settings import STAND_IN, LoadedSettings, read_settings
from generator.build.terms import Options, Outcome, Tools
from generator.content.entry_reader import ReadOptions
from generator.content.files import Sources, sort_files
from generator.content.find import Source, find_files
from generator.content.locator import Locator
from generator.hosts.base import told_address
from generator.incremental.content_cache import Store
from generator.incremental.fingerprint import program_digest
from generator.incremental.html_store import BrokenCacheError
from generator.incremental.memo import Memo
from generator.pages.kind import Kind
from generator.site.project import Project
from generator.site.settings import SOURCE, Site, is_placeholder, rehosted

#: The second half of a build: from the site's settings, its sources and its entries, the environment variables that
#: were asked for, and the time at which the build began.
_SecondHalf = Callable[[Site, Sources, list[Entry], dict[str, str], float], Outcome]


def build(project: Project, options: Options, progress: Progress) -> Outcome:
    """Return the outcome of a build; if the cache turns out to be corrupt, it is repeated without."""
    try:
        return _outcome(project, options, progress)
    except BrokenCacheError:
        return _outcome(project, msgspec.structs.replace(options, clean=True), progress)


def _outcome(project: Project, options: Options, progress: Progress) -> Outcome:
    """Return the outcome of a build: sources to entries to a plan to files to the site."""
    began = time.monotonic()
    report, where = Report(), Locator(project.root)
    found = find_files(project.root, report, options.seen)
    given = read_settings(project.root, found, report)
    kinds = given.kinds()
    sources = sort_files(found, given.folders(kinds), report)
    if sources.site and sources.site.path != SOURCE:
        where.also[SOURCE] = sources.site.path
    site, asked = _settings(given, options)
    program = program_digest(f"{project.work}/cache/program")
    store = Store(project.work / "cache", program, forget=options.clean)
    memo = Memo(project.work / "cache" / "memo", program, forget=options.clean)
    crew = WorkerOptions(pool.jobs_of(options.jobs), progress)
    tools = Tools(project, options, crew, report, where, program, store, memo, kinds)
    terms = ReadOptions(site.timezone, site.comments.longest_body)
    second_half = cache(lambda: _second_half(tools, site.theme.skin))
    beginning = msgspec.structs.replace(crew, meanwhile=second_half)
    entries = ingest(project.root, _tasks(kinds, sources), given, terms, store, beginning, report)
    return second_half()(site, sources, entries, asked, began)


def _tasks(kinds: dict[str, Kind], sources: Sources) -> list[tuple[Source, Kind]]:
    """Return the files to read, each with its kind."""
    return [(source, kind) for kind in kinds.values() for source in sources.entries[kind.folder]]


def _settings(given: LoadedSettings, options: Options) -> tuple[Site, dict[str, str]]:
    """Return the site's settings with its address, and the environment variables that were asked for it.

    Defaults replace invalid settings, so that reading continues.
    """
    site, url, asked = given.site or STAND_IN, options.base_url, dict[str, str]()
    if given.site and not url and is_placeholder(site.url):
        url, asked = told_address(options.environment)
    return rehosted(site, url) if given.site and url else site, asked


def _second_half(tools: Tools, skin: str) -> _SecondHalf:
    """Return the second half of the build, ready to begin."""
    # A quarter of the time to import: done by this process while others read files.
    from generator.build.making import Making  # noqa: PLC0415 (see above)

    return Making(tools, skin).outcome
