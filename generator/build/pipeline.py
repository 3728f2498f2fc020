"""The build, step by step: from the sources to the site."""

import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.base import pool
from generator.base.digest import digest
from generator.base.file_stamps import OutputStamp, Stamp
from generator.base.pool import Progress, WorkerOptions
from generator.base.problems import Problem, Report, renamed
from generator.build import publish
from generator.build.execute import BuiltArtifact, Execution, make, remember
from generator.build.explain import explain
from generator.build.letters import Letters, make_letters, write_letters
from generator.build.load import ingest
from generator.build.plan import Plan
from generator.build.publish import Staging, Written
from generator.build.settings import LoadedSettings, read_settings
from generator.build.steps import STAND_IN, Content, Watch, Ways, checked, planned
from generator.build.theme import Themes
from generator.checks.base import looked
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
from generator.pages.dependencies import Keys
from generator.pages.kind import Kind
from generator.privacy.name_scanner import Guard
from generator.site.project import Project
from generator.site.settings import SOURCE, Site, is_placeholder, rehosted
from generator.site.visibility import Change, Clock, Waiting
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
    watch: Watch | None = None


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
        advice = not self.options.publish
        content = Content(self.project.root, site, self.kinds, sources, entries, self.where, report, advice)
        people, guard = checked(content, looked)
        kinds = tuple(self.kinds.values())
        theme, files = Themes(self.project, kinds, self.memo, self.where, report).open(site.theme.skin)
        ways = Ways(recall_file=self.store.recall, recall=self.memo.recall, watch=self.options.watch)
        plan, shown = planned(content, self.options.clock, files, people, self.store.bodies, ways)
        before = manifest.load(self.project.work, self.options.output)
        keys = Keys(plan.context, self.program, digest(guard.secrets) if guard else b"") if plan else None
        products = self.make(plan, keys, theme, guard, before) if plan and keys else []
        letters = self.letters(plan, keys, theme) if plan and keys else Letters()
        written: Written | None = None
        left: dict[str, OutputStamp] = {}
        failed = report.failed or (self.options.strict and report.count("warning") > 0)
        if self.options.publish and not failed:
            written, left = self.publish(products, before)
            write_letters(self.project.work, letters)
        else:
            self.store.save()
        made = tuple(file.path for product in products if product.record is None for file in product.files)
        why = explain(self.options.explain, self.options.output.name, products, before) if self.options.explain else ""
        told = tuple(renamed(report, SOURCE, self.where.also.get(SOURCE, SOURCE)))
        if self.options.publish:
            told = tuple(problem for problem in told if problem.severity != "advice")
        known = None if site is STAND_IN else site
        spent, notes = time.monotonic() - began, tuple(sorted(report.notes))
        to_come, waiting = shown.next, shown.waiting
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
        site = given.site or STAND_IN
        url = self.options.base_url
        if given.site and not url and is_placeholder(site.url):
            url, self.asked = told_address(self.options.environment)
        return rehosted(site, url) if given.site and url else site

    def make(
        self, plan: Plan, keys: Keys, theme: Theme, guard: Guard | None, before: Manifest | None
    ) -> list[BuiltArtifact]:
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
            not self.options.publish,
            guard,
        )
        known = Manifest() if self.options.clean or before is None else before
        return make(execution, keys, theme, known, self.crew, self.report)

    def letters(self, plan: Plan, keys: Keys, theme: Theme) -> Letters:
        """Return the digests as e-mails; none of drafts and of what is still to come, which are not news yet."""
        if not self.options.publish or self.options.clock.drafts or self.options.clock.future:
            return Letters()
        return make_letters(self.project.work, plan, keys, theme, self.report)

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
