"""The live site: told what changed, it says what is true now, and has every file of the output."""

import datetime as dt
import threading
from pathlib import Path

import msgspec

from generator.base import pool
from generator.base.pool import Progress, WorkerOptions
from generator.base.problems import Place, Problem, Report
from generator.incremental.html_store import BrokenCacheError
from generator.serve.base import Ribbon, ServeOptions, State
from generator.serve.live.made import Files
from generator.serve.live.output import Output
from generator.serve.live.ribbons import ribbon_of
from generator.serve.live.shown import Shown
from generator.serve.live.sources import Sources, Taken
from generator.site.project import Project
from generator.site.visibility import Clock

#: How often sources that change while they are read are read again.
_TRIES = 3
#: How many files are compared at once at leisure.
_LOOKS = 200


class LiveSite:
    """A project's site in memory. See :class:`generator.serve.base.Live`."""

    def __init__(self, project: Project, options: ServeOptions, progress: Progress) -> None:
        """Use the project; nothing is read before the first refresh."""
        self._project, self._options = project, options
        self._crew = WorkerOptions(pool.jobs_of(options.jobs), progress)
        # Held while what is shown may change: who asks for a file meanwhile waits for the truth.
        self._turn = threading.RLock()
        self._state = State(number=0)
        self._files = Files(Output(project.work, project.output))
        self._sources: Sources | None = None
        #: The sources as they were taken last, and the last that could be shown.
        self._last: Taken | None = None
        self._taken: Taken | None = None
        self._moment = options.now
        #: What the checks of a finished output found, and the files that are not looked at yet, the next one last.
        self._found: tuple[Problem, ...] = ()
        self._left: list[str] | None = None

    def state(self) -> State:
        """Return the state as it is."""
        return self._state

    def refresh(self, changed: frozenset[str] | None) -> State:
        """Return the state after some paths changed; None means that everything is to be looked at."""
        with self._turn:
            for left in reversed(range(_TRIES)):
                try:
                    return self._refresh(changed)
                except BrokenCacheError:
                    self._sources = self._open(forget=True)
                except OSError as fault:
                    # A file went while it was looked at; or the disk is full, or gone.
                    if not left:
                        return self._tell((_unreadable(fault, self._project.root),))
                changed = None
            return self._state

    def tick(self, now: dt.datetime) -> State:
        """Return the state at a moment: what is due by then is out, or expired."""
        if self._options.now is not None:
            return self._state
        with self._turn:
            self._moment = now
            due = self._state.next
            return self.refresh(frozenset()) if due is not None and due[0] <= now else self._state

    def file(self, path: str) -> bytes | None:
        """Return the bytes of an output file, or None if there is none, or it cannot be shown."""
        with self._turn:
            taken = self._taken
        if taken is None or taken.shown is None:
            return None
        try:
            data = self._files.data(taken.shown, path)
        except BrokenCacheError:
            taken = self._anew()
            data = self._files.data(taken.shown, path) if taken and taken.shown else None
        if self._files.news:
            with self._turn:
                self._tell()
        return data

    def ribbon(self, path: str) -> Ribbon | None:
        """Return the ribbon of the page in an output file; None for what is public."""
        with self._turn:
            taken = self._taken
        planned = taken.shown.planned(path) if taken and taken.shown else None
        return ribbon_of(taken, planned) if taken and planned else None

    def idle(self) -> bool:
        """Make one more file at leisure, and return whether more are left to make."""
        with self._turn:
            taken = self._taken
            if taken is None or taken.shown is None or self._left == []:
                return False
            shown = taken.shown
            if self._left is None:
                self._left = _in_order(shown)
            left = self._left
        try:
            for _ in range(_LOOKS):
                if not left or self._files.check(shown, shown.plan.files[left.pop()]):
                    break
        except BrokenCacheError:
            self._anew()
            return True
        with self._turn:
            if self._taken is taken and not left:
                report = Report()
                self._files.check_all(shown, report)
                self._found, self._left = tuple(report), []
                self._tell()
            elif self._files.news:
                self._tell()
            return self._left != []

    def _refresh(self, changed: frozenset[str] | None) -> State:
        """Return the state after a change. Raises OSError if sources vanish meanwhile, and where a cache is broken."""
        if self._sources is None:
            self._sources, changed = self._open(forget=False), None
        now = self._options.now or dt.datetime.now(dt.UTC)
        if self._options.now is None and self._moment is not None:
            now = max(now, self._moment)
        taken = self._sources.take(changed, Clock(now, self._options.drafts, self._options.future))
        if taken is self._last:
            return self._state
        before, self._last = self._taken, taken
        others = before is not None and not taken.people.faulty and before.people != taken.people
        if taken.shown is not None:
            if others:
                self._files.forget()
            self._taken, self._left, self._found = taken, None, ()
            self._files.take(taken.shown)
        elif others and before is not None and before.shown is not None:
            # What must not be shown is another: not even a page of before may show it.
            shown = msgspec.structs.replace(before.shown, guard=taken.guard)
            self._files.guard(shown)
            self._taken = msgspec.structs.replace(before, shown=shown, people=taken.people)
        return self._tell()

    def _anew(self) -> Taken | None:
        """Return the sources, read again from nothing, since the cache of builds is damaged."""
        with self._turn:
            self._sources = self._open(forget=True)
            self.refresh(None)
            return self._taken

    def _open(self, *, forget: bool) -> Sources:
        """Return the sources, of which nothing is read yet; ``forget`` means that the cache of builds is damaged."""
        return Sources(self._project, self._options.base_url, self._crew, forget=forget)

    def _tell(self, more: tuple[Problem, ...] = ()) -> State:
        """Return the state, with another number, since something has changed."""
        self._files.news = False
        report = Report()
        last, taken = self._last, self._taken
        report.add((*more, *(last.problems if last else ())))
        waits = taken is not None and last is not None and last.shown is not None
        if waits:
            report.add(self._found)
            self._files.problems(report)
        self._state = State(
            number=self._state.number + 1,
            problems=tuple(problem for problem in report if problem.severity != "advice"),
            good=not report.failed,
            site=taken.site if taken else None,
            pages=taken.shown.pages if taken and taken.shown else 0,
            waiting=taken.waiting if taken else self._state.waiting,
            next=taken.next if taken and waits else None,
        )
        return self._state


def _unreadable(fault: OSError, root: Path) -> Problem:
    """Return the problem of what the system refuses."""
    path = Path(str(fault.filename or root))
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Problem(Place(place), "error", f"the site cannot be read: {fault.strerror or fault}")


def _in_order(shown: Shown) -> list[str]:
    """Return the files of a plan in the order in which they are made at leisure, the first one last.

    One page for each template comes first, since compiling these takes longest; then all others as they are planned.
    """
    files = shown.plan.files
    first = {planned.template: path for path, planned in reversed(files.items())}
    pages = dict.fromkeys(path for template, path in first.items() if template)
    return [*reversed([path for path in files if path not in pages]), *pages]
