"""From what changed on the disk to what is shown: the steps of a build, with all in memory that did not change."""

import shutil
from operator import is_
from typing import Any

import msgspec

from generator.base.digest import digest
from generator.base.layout import CONTENT, NAMES
from generator.base.model import Entry
from generator.base.pool import WorkerOptions
from generator.base.problems import Problem, Report, renamed
from generator.build.load import Task
from generator.build.lock import BusyError, locked
from generator.build.settings import STAND_IN, LoadedSettings, read_settings
from generator.build.steps import Content, Ways, checked, planned
from generator.content.entry_reader import ReadOptions
from generator.content.files import Sources as FilesSorted
from generator.content.files import settings_file, sort_files
from generator.content.find import Source
from generator.content.locator import Locator
from generator.incremental.content_cache import Store
from generator.incremental.fingerprint import program_digest
from generator.pages.kind import Kind
from generator.privacy.name_scanner import Guard
from generator.privacy.people import People
from generator.serve.live.entries import Entries
from generator.serve.live.files import Files
from generator.serve.live.planner import Planner
from generator.serve.live.remembered import Examined, LiveMemo, Media
from generator.serve.live.shown import Shown, shown
from generator.serve.live.theme import LiveTheme
from generator.site.project import Project
from generator.site.settings import SOURCE, Site, rehosted
from generator.site.visibility import Change, Clock, Waiting

#: How many seconds a build that runs just now is waited for.
_PATIENCE = 10.0


class Taken(msgspec.Struct, frozen=True):
    """The sources as they were taken once, and what they show."""

    problems: tuple[Problem, ...]
    #: None if there are errors.
    shown: Shown | None
    site: Site
    kinds: dict[str, Kind]
    entries: list[Entry]
    clock: Clock
    people: People
    guard: Guard | None
    #: What the plan was made from, besides the entries: two objects that are kept, and values.
    of: tuple[Any, ...]
    waiting: Waiting = Waiting()
    next: Change | None = None

    def same(self, entries: list[Entry], of: tuple[Any, ...], clock: Clock) -> bool:
        """Return whether a plan from these would be the same."""
        due = self.next is not None and self.next[0] <= clock.now
        return (
            all(map(is_, self.of[:2], of[:2]))
            and self.of[2:] == of[2:]
            and not due
            and self.clock.now <= clock.now
            and len(entries) == len(self.entries)
            and all(map(is_, entries, self.entries))
        )


def _edited(entries: list[Entry], before: list[Entry]) -> list[str] | None:
    """Return the files whose entries are new; None if some came or went."""
    if len(entries) != len(before):
        return None
    pairs = [(one.source, other.source) for one, other in zip(entries, before, strict=True) if one is not other]
    return None if any(one != other for one, other in pairs) else [one for one, _ in pairs]


def _may_be_settings(path: str) -> bool:
    """Return whether a path is that of the settings, or of the folder that they are in."""
    folder, _, name = path.rpartition("/")
    return path == CONTENT or (folder == CONTENT and name.lower() in NAMES)


class Sources:
    """A project's sources, with all that was read of them."""

    def __init__(self, project: Project, base_url: str, crew: WorkerOptions, *, forget: bool = False) -> None:
        """Open the cache of builds; ``forget`` means that it is damaged."""
        self._root, self._base_url, self._crew, self._work = project.root, base_url, crew, project.work
        self._program = program_digest(f"{project.work}/cache/program")
        self._memo = LiveMemo(project.work / "cache" / "memo", self._program, forget=forget)
        self._files = Files(project.root)
        self._entries = Entries(project.root)
        self._examined = Examined(project.root)
        self._theme = LiveTheme(project, self._memo)
        self._planner = Planner()
        self._settings: Source | None = None
        self._given: LoadedSettings | None = None
        self._kinds: dict[str, Kind] = {}
        self._wrong: tuple[Problem, ...] = ()
        #: All files sorted, by these settings; the tasks, with their places by file; and files that belong nowhere.
        self._sorted = FilesSorted(None, {}, (), ())
        self._sorted_by: LoadedSettings | None = None
        self._tasks: list[Task] = []
        self._places: dict[str, int] = {}
        self._lost: tuple[Problem, ...] = ()
        self._last: Taken | None = None
        self._forget = forget
        self._store: Store | None = None

    def take(self, changed: frozenset[str] | None, clock: Clock) -> Taken:
        """Return the sources as they are now; the last ones if nothing has changed."""
        if self._last is not None:
            return self._take(changed, clock)
        try:
            # The cache of builds is read, and written if there was something new; never again later.
            with locked(self._work, _PATIENCE):
                return self._first(Store(self._work / "cache", self._program, forget=self._forget), clock)
        except BusyError:
            apart = self._work / "serve"
            shutil.rmtree(apart, ignore_errors=True)
            return self._first(Store(apart, self._program, forget=True), clock)

    def _first(self, store: Store, clock: Clock) -> Taken:
        """Return the sources as they are taken the first time, by way of a cache."""
        self._store, self._media = store, Media(store)
        try:
            found = self._take(None, clock)
            if self._media.learned:
                store.save()
                self._entries.texts.open()
        finally:
            self._store = None
            self._media.close()
        return found

    def _take(self, changed: frozenset[str] | None, clock: Clock) -> Taken:
        report = Report()
        delta = self._files.look(changed)
        report.add(self._files.problems)
        given = self._read_settings(changed)
        report.add(self._wrong)
        kinds, site = self._kinds, given.site or STAND_IN
        where = Locator(self._root)
        if given.site and self._base_url:
            site = rehosted(site, self._base_url)
        terms = ReadOptions(site.timezone, site.comments.longest_body)
        entries = self._some(delta, given, terms, report)
        if entries is None:
            entries = self._every(given, terms, report)
        sources = self._sorted
        if sources.site and sources.site.path != SOURCE:
            where.also[SOURCE] = sources.site.path
        content = Content(self._root, site, kinds, sources, entries, where, report, advice=False)
        people, guard = checked(content, self._examined.problems)
        theme, assets = self._theme.open(kinds, site.theme.skin, where, report)
        of = (given, theme, tuple(report), sources.static, sources.beside, people)
        if self._last is not None and self._last.same(entries, of, clock):
            return self._last
        if self._last is not None:
            self._planner.edited(_edited(entries, self._last.entries))
        ways = Ways(
            recall_file=self._media.recall,
            recall=self._memo.recall,
            gather=self._planner.gather,
            index=self._planner.index,
            plan=self._planner.ways,
        )
        try:
            plan, public = planned(content, clock, assets, people, self._entries.texts, ways)
        except BaseException:
            self._planner.forget()
            raise
        self._planner.planned(plan)
        told = renamed(report, SOURCE, where.also.get(SOURCE, SOURCE))
        self._last = Taken(
            problems=tuple(problem for problem in told if problem.severity != "advice"),
            shown=shown(self._root, plan, theme, self._entries.texts, self._program, guard) if plan else None,
            site=site,
            kinds=kinds,
            entries=entries,
            clock=clock,
            people=people,
            guard=guard,
            of=of,
            waiting=public.waiting,
            next=public.next,
        )
        return self._last

    def _some(
        self, changed: list[Source] | None, given: LoadedSettings, terms: ReadOptions, report: Report
    ) -> list[Entry] | None:
        """Return all entries if only files of entries have changed, and these are read again; else None."""
        if changed is None or given is not self._sorted_by:
            return None
        places = [self._places.get(source.path) for source in changed]
        tasks = [(source, self._tasks[at][1]) for source, at in zip(changed, places, strict=True) if at is not None]
        if len(tasks) < len(changed):
            return None
        own = Report()
        entries = self._entries.read_again(tasks, terms, own)
        if entries is None:
            self._sorted_by = None
            return None
        report.add(self._lost)
        report.add(own)
        return entries

    def _every(self, given: LoadedSettings, terms: ReadOptions, report: Report) -> list[Entry]:
        """Return all entries, with all files sorted and looked at."""
        kinds, lost = self._kinds, Report()
        self._sorted = sort_files(self._files.sources, given.folders(kinds), lost)
        self._lost, self._sorted_by = tuple(lost), given
        report.add(self._lost)
        self._tasks = [(source, kind) for kind in kinds.values() for source in self._sorted.entries[kind.folder]]
        self._places = {source.path: place for place, (source, _) in enumerate(self._tasks)}
        if self._store is not None:
            self._entries.load(self._tasks, given, terms, self._crew, self._store)
        return self._entries.read(self._tasks, terms, report)

    def _read_settings(self, changed: frozenset[str] | None) -> LoadedSettings:
        """Return the settings, read again if their file may have changed; equal ones are the same object."""
        if self._given is not None and changed is not None and not any(map(_may_be_settings, changed)):
            return self._given
        source = settings_file(self._files.sources)
        if self._given is None or source != self._settings:
            report = Report()
            given = read_settings(self._root, self._files.sources, report)
            self._settings, self._wrong = source, tuple(report)
            # The order of authors counts, so plain equality would not do.
            if self._given is None or digest(given) != digest(self._given):
                self._given, self._kinds = given, given.kinds()
        return self._given
