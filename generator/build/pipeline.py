"""The build, step by step: from the sources to the site."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.base import pool
from generator.base.digest import digest
from generator.base.file_stamps import OutputStamp, Stamp
from generator.base.model import Entry, Prose
from generator.base.pool import Progress, WorkerOptions
from generator.base.problems import Problem, Report, renamed
from generator.build import publish
from generator.build.execute import BuiltArtifact, Execution, make, remember
from generator.build.explain import explain
from generator.build.load import ingest
from generator.build.plan import Plan, hidden_urls
from generator.build.publish import Staging, Written
from generator.build.settings import LoadedSettings, read_settings
from generator.build.theme import Themes
from generator.checks.base import EntriesRead, MediaKnown, run_checks
from generator.comments.choose import choose
from generator.content.entry_reader import ReadOptions
from generator.content.files import Sources, sort_files
from generator.content.find import Source, find_files
from generator.content.locator import Locator
from generator.hosts.base import told_address
from generator.incremental import manifest
from generator.incremental.content_cache import Store
from generator.incremental.fingerprint import program_digest
from generator.incremental.html_store import BrokenCacheError
from generator.incremental.manifest import Manifest
from generator.incremental.memo import Memo
from generator.markup.typography import curled
from generator.pages.context import values
from generator.pages.dependencies import Keys
from generator.pages.kind import Kind
from generator.privacy.name_scanner import Guard
from generator.privacy.people import People, read_people
from generator.site.index import build_index
from generator.site.media_index import gather
from generator.site.project import Project
from generator.site.settings import SOURCE, Site, is_placeholder, rehosted
from generator.site.visibility import Change, Clock, Public, Waiting, public
from generator.theme import Theme


class Options(msgspec.Struct, frozen=True):
    """How a site is built. ``base_url`` replaces the settings' ``url`` if given."""

    clock: Clock
    output: Path
    base_url: str = ""
    strict: bool = False
    clean: bool = False
    jobs: int = 0
    #: Whether the output is written; false for ``check``.
    publish: bool = True
    #: The file of the output, by path or address, whose rebuild is to be explained.
    explain: str = ""
    #: The stamps of the content's files by path, if they were taken just before.
    seen: Mapping[str, Stamp] | None = None
    #: The environment variables with which a host may announce the site's address, used if the settings have none yet.
    environment: Mapping[str, str] = {}
    #: Gets what is published, with its texts, before anything is made of it.
    watch: Callable[[Site, Sequence[Entry], Mapping[str, Prose]], None] | None = None


class Outcome(msgspec.Struct, frozen=True):
    """The result of a build. Nothing was written if ``written`` is None."""

    problems: tuple[Problem, ...]
    written: Written | None
    seconds: float
    #: The stamps of all output files, and when the site changes next without an edit, and by which file.
    files: dict[str, OutputStamp] = {}
    next: Change | None = None
    #: The files that were rebuilt, even if their bytes are unchanged.
    made: tuple[str, ...] = ()
    #: The answer to ``Options.explain``.
    explained: str = ""
    #: How much is not published, and the settings, as far as both are known.
    waiting: Waiting = Waiting()
    site: Site | None = None
    #: The environment variables that influenced the build.
    asked: dict[str, str] = {}
    notes: tuple[str, ...] = ()


def build(project: Project, options: Options, progress: Progress) -> Outcome:
    """Return the outcome of a build; if the cache turns out to be corrupt, it is repeated without."""
    try:
        return _Build(project, options, progress).outcome()
    except BrokenCacheError:
        return _Build(project, msgspec.structs.replace(options, clean=True), progress).outcome()


#: Replaces settings that cannot be read.
_STAND_IN = Site(title="Site", url="https://site.invalid")


class _Build:
    """One build: what all its steps need, and the steps in the order in which they run."""

    def __init__(self, project: Project, options: Options, progress: Progress) -> None:
        """Open the cache; nothing else is read yet."""
        self.project, self.options, self.progress = project, options, progress
        self.report = Report()
        self.where = Locator(project.root)
        self.kinds: dict[str, Kind] = {}
        self.program = program_digest(f"{project.work}/cache/program")
        self.store = Store(project.work / "cache", self.program, forget=options.clean)
        self.memo = Memo(project.work / "cache" / "memo", self.program, forget=options.clean)
        #: A new name each time: a worker of a killed build may still write to the old one.
        self.staging = project.work / "stage" / f"{time.time_ns():x}"
        self.jobs = pool.jobs_of(options.jobs)
        self.shown = Public((), ())
        self.asked: dict[str, str] = {}

    def outcome(self) -> Outcome:
        """Return the outcome of the build: sources to entries to a plan to files to the site."""
        began = time.monotonic()
        report = self.report
        found = find_files(self.project.root, report, self.options.seen)
        given = read_settings(self.project.root, found, report)
        self.kinds = given.kinds()
        folders = given.folders(self.kinds)
        sources = sort_files(found, folders, report)
        if sources.site and sources.site.path != SOURCE:
            self.where.also[SOURCE] = sources.site.path
        site = self.settings(given)
        terms = ReadOptions(site.timezone, site.comments.longest_body)
        entries = ingest(self.project.root, self.tasks(sources), given, terms, self.store, self.crew, report)
        people, guard = self.check(entries, site, sources)
        kinds = tuple(self.kinds.values())
        theme, files = Themes(self.project, kinds, self.memo, self.where, report).open(site.theme.skin)
        plan = self.plan(site, entries, sources, files, people)
        before = manifest.load(self.project.work, self.options.output)
        products = self.make(plan, theme, guard, before) if plan else []
        written: Written | None = None
        left: dict[str, OutputStamp] = {}
        failed = report.failed or (self.options.strict and report.count("warning") > 0)
        if self.options.publish and not failed:
            written, left = self.publish(products, before)
        else:
            self.store.save()
        made = tuple(file.path for product in products if product.record is None for file in product.files)
        why = explain(self.options.explain, self.options.output.name, products, before) if self.options.explain else ""
        told = tuple(renamed(report, SOURCE, self.where.also.get(SOURCE, SOURCE)))
        if self.options.publish:
            told = tuple(problem for problem in told if problem.severity != "advice")
        known = None if site is _STAND_IN else site
        spent, notes = time.monotonic() - began, tuple(sorted(report.notes))
        to_come, waiting = self.shown.next, self.shown.waiting
        return Outcome(told, written, spent, left, to_come, made, why, waiting, known, self.asked, notes)

    @property
    def crew(self) -> WorkerOptions:
        """Return how many processes to use, and the callback for progress."""
        return WorkerOptions(self.jobs, self.progress)

    def tasks(self, sources: Sources) -> list[tuple[Source, Kind]]:
        """Return the files to read, each with its kind."""
        return [(source, kind) for kind in self.kinds.values() for source in sources.entries[kind.folder]]

    def settings(self, given: LoadedSettings) -> Site:
        """Return the site's settings with its address; defaults replace invalid ones, so that reading continues."""
        site = given.site or _STAND_IN
        url = self.options.base_url
        if given.site and not url and is_placeholder(site.url):
            url, self.asked = told_address(self.options.environment)
        return rehosted(site, url) if given.site and url else site

    def check(self, entries: list[Entry], site: Site, sources: Sources) -> tuple[People, Guard | None]:
        """Run the checks that look at several entries. Return the people who were helped, and the guard of their names.

        The guard finds names without consent; it is None if there is no list of people.
        """
        root, report = self.project.root, self.report
        faulty = frozenset(problem.place.path for problem in report if problem.severity == "error")
        people = read_people(root, report)
        guard = people.guard(site) or None
        run_checks(EntriesRead(*self.content(site, entries), sources.strays, people, guard, faulty))
        return people, guard

    def content(
        self, site: Site, entries: Sequence[Entry]
    ) -> tuple[Path, Site, Mapping[str, Kind], Sequence[Entry], Locator, Report, bool]:
        """Return the facts about content for the checks."""
        advice = not self.options.publish
        return self.project.root, site, self.kinds, entries, self.where, self.report, advice

    def plan(
        self, site: Site, entries: list[Entry], sources: Sources, files: dict[str, tuple[str, bytes]], people: People
    ) -> Plan | None:
        """Return the plan of all that is published, or None if the content has errors."""
        report, clock = self.report, self.options.clock
        self.shown = shown = public(entries, self.kinds, site, clock)
        if self.options.watch:
            self.options.watch(site, shown.entries, self.store.bodies)
        beside = (*sources.static, *sources.beside)
        media = gather(self.project.root, site, shown.entries, beside, self.where, report, self.store.recall)
        provider = choose(site, report)
        if report.failed:
            return None
        run_checks(MediaKnown(*self.content(site, shown.entries), media))
        index = build_index(shown.entries, curled(site), self.kinds, clock.now, self.memo.recall)
        found = values(index, media, self.store.bodies, provider, people.shown)
        hidden = hidden_urls({entry.source: entry for entry in entries}, shown.hidden, self.kinds, site)
        plan = Plan(found, files, hidden, self.where, report, shown.moments)
        return None if report.count("error") else plan

    def make(self, plan: Plan, theme: Theme, guard: Guard | None, before: Manifest | None) -> list[BuiltArtifact]:
        """Return all products, their files staged or unchanged in the output; what cannot be made is reported."""
        work = self.project.work
        execution = Execution(
            self.project.root,
            theme.folders,
            work / "cache" / "templates",
            plan,
            self.store.bodies,
            self.staging,
            self.options.output,
            publish.is_empty(self.options.output),
            guard,
        )
        keys = Keys(plan.context, self.program, digest(guard.secrets) if guard else b"")
        known = Manifest() if self.options.clean or before is None else before
        return make(execution, keys, theme, known, self.crew, self.report)

    def publish(self, products: list[BuiltArtifact], before: Manifest | None) -> tuple[Written, dict[str, OutputStamp]]:
        """Return what was written to the output, and the stamps of its files."""
        work, target = self.project.work, self.options.output
        made = [file for product in products for file in product.files]
        old = before.paths if before else set()
        # If this build is interrupted, the next one must know the files of both as ours.
        if new := sorted({file.path for file in made} - old):
            known = before or Manifest()
            manifest.save(work, target, msgspec.structs.replace(known, others=(*known.others, *new)))
        staging = Staging(self.staging, target)
        written = publish.publish(staging, made, old, known=before is not None)
        self.store.save()
        # As late as possible, so that few stamps are too young to be conclusive.
        now = manifest.settled(remember(products), target, staging.moved)
        if now != before:
            manifest.save(work, target, now)
        return written, {path: was for record in now.records for path, was in record.files}
