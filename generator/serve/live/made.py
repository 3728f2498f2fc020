"""The files that were made, kept for as long as their keys are the same."""

import threading
from collections.abc import Iterator

import msgspec

from generator.base.digest import Parts
from generator.base.problems import Problem, Report
from generator.build.execute import facts_of
from generator.build.leaks import Leak, leaks, report_leaks
from generator.build.render import Fault
from generator.checks.base import run_checks
from generator.pages.planned import SHARE, Planned
from generator.privacy.name_scanner import Guard
from generator.search.base import SCRIPT
from generator.serve.live.output import Output
from generator.serve.live.shown import Shown
from generator.theme import TemplateFault

#: How many bytes of files are kept. A page that is no longer kept takes a millisecond or two to be made again.
_ROOM = 96_000_000
#: How many faults are looked at again at once when the site has changed.
_AGAIN = 12


class Made(msgspec.Struct, frozen=True):
    """An artifact that was made, or tried: its key, its files and their sizes, and what is wrong with it."""

    parts: Parts | None
    #: The files with their bytes; none if they are not kept, or must not be shown.
    files: tuple[tuple[str, bytes], ...] = ()
    sizes: tuple[tuple[str, int], ...] = ()
    leaks: tuple[Leak, ...] = ()
    problem: Problem | None = None

    @property
    def faulty(self) -> bool:
        """Return whether it cannot be shown as it is planned."""
        return bool(self.leaks) or self.problem is not None

    @property
    def weight(self) -> int:
        """Return the number of bytes that are kept."""
        return sum(len(data) for _, data in self.files)


class Files:
    """The files of the output. Each is made when it is asked for, and again when its key is another one."""

    def __init__(self, output: Output) -> None:
        """Begin with none; ``output`` has those of the last build."""
        self._output = output
        self._made: dict[str, Made] = {}
        self._held = 0
        #: The names that must not be shown as of now, also on a page that is made for one who asked before.
        self._guard: Guard | None = None
        #: Whether a fault came or went since this was last set to false.
        self.news = False
        #: The artifacts that are faulty.
        self._faulty: set[str] = set()
        # Pictures and large files take long, and pages must not wait for them.
        self._quick, self._slow, self._keeping = threading.RLock(), threading.RLock(), threading.RLock()

    def data(self, shown: Shown, path: str) -> bytes | None:
        """Return a file's bytes, or None if there is no such file or it cannot be shown."""
        planned = shown.planned(path)
        if planned is None or planned.only_published:
            # An index is not made for the preview: the search is that of the last build.
            return self._output.searched(path) if SCRIPT in shown.plan.files else None
        with self._lock(planned):
            made = self._of(shown, planned, keep=True)
        return next((data for name, data in made.files if name == path), None)

    def check(self, shown: Shown, planned: Planned) -> bool:
        """Make an artifact at leisure if it was not made. Return whether there was anything to do."""
        first = planned.first
        if first in shown.fresh or planned.only_published:
            return False
        before = self._made.get(first)
        with self._lock(planned):
            return self._of(shown, planned, keep=planned.weight >= SHARE) is not before

    def take(self, shown: Shown) -> None:
        """Show another plan: forget what it does not have, and look again at what was faulty."""
        files, self._guard = shown.plan.files, shown.guard
        for first in self._made.keys() - files.keys():
            self._drop(first)
        for number, first in enumerate(sorted(self._faulty)):
            planned = files[first]
            if number < _AGAIN:
                with self._lock(planned):
                    self._of(shown, planned, keep=True)
            else:
                # It will be found again when somebody asks for it.
                self._drop(first)

    def guard(self, shown: Shown) -> None:
        """Look for private names in all files that are kept, since others must not be shown from now on."""
        with self._quick, self._slow:
            self._guard = shown.guard
            for first, made in list(self._made.items()):
                if shown.guard is None or not made.files or (planned := shown.planned(first)) is None:
                    continue
                artifact = planned.artifact(shown.plan.context)
                found = [leak for path, data in made.files for leak in leaks(shown.guard, artifact, path, data)]
                if found:
                    self._put(first, msgspec.structs.replace(made, files=(), leaks=tuple(found)), keep=True)

    def forget(self) -> None:
        """Forget all files."""
        with self._quick, self._slow:
            self._made.clear()
            self._faulty.clear()
            self._held = 0

    def problems(self, report: Report) -> None:
        """Report what cannot be made, and private names in what was made."""
        faulty = [self._made[first] for first in sorted(self._faulty) if first in self._made]
        report.add(made.problem for made in faulty if made.problem is not None)
        report_leaks((leak for made in faulty for leak in made.leaks), report)

    def check_all(self, shown: Shown, report: Report) -> None:
        """Run the checks of a finished output, once all files were made."""
        run_checks(facts_of(shown.renderer.root, shown.plan, lambda: list(self._sizes(shown)), report))

    def _sizes(self, shown: Shown) -> Iterator[tuple[str, int]]:
        """Return all files with their sizes, as far as they were made."""
        for first in shown.plan.files:
            if (made := self._made.get(first)) is not None:
                yield from made.sizes

    def _lock(self, planned: Planned) -> "threading.RLock":
        """Return the lock under which an artifact is made."""
        of_a_file = bool(planned.source) and not planned.template
        return self._slow if of_a_file or planned.weight >= SHARE else self._quick

    def _of(self, shown: Shown, planned: Planned, *, keep: bool) -> Made:
        """Return an artifact as the plan wants it, made now if it was not, or its bytes are wanted and not kept."""
        first = planned.first
        before = self._made.get(first)
        known = before is not None and first in shown.fresh
        try:
            parts = before.parts if known and before is not None else shown.parts(planned)
        except TemplateFault as fault:
            made = Made(None, before.files if before else (), problem=fault.problem)
        else:
            if before is not None and before.parts == parts and (before.files or before.faulty or not keep):
                shown.fresh.add(first)
                if keep and not known:
                    # Used lately: let go last.
                    with self._keeping:
                        self._made[first] = self._made.pop(first, before)
                return before
            made = self._make(shown, planned, parts, before)
        self._put(first, made, keep=keep)
        shown.fresh.add(first)
        return made

    def _make(self, shown: Shown, planned: Planned, parts: Parts | None, before: Made | None) -> Made:
        """Return an artifact, made now. One with a private name has no bytes, one with a fault those of before."""
        artifact = planned.artifact(shown.plan.context)
        leaked: list[Leak] = []
        try:
            kept = self._output.files(planned.first, parts) if parts and planned.weight >= SHARE else None
            files = tuple(kept if kept is not None else shown.renderer.files(artifact))
        except Fault as fault:
            return Made(parts, before.files if before else (), problem=fault.problem)
        sizes = tuple((path, len(data)) for path, data in files)
        if self._guard:
            for path, data in files:
                leaked += leaks(self._guard, artifact, path, data)
        return Made(parts, () if leaked else files, sizes, tuple(leaked))

    def _put(self, first: str, made: Made, *, keep: bool) -> None:
        """Keep an artifact, and its bytes if they are wanted."""
        if not keep and not made.faulty:
            made = msgspec.structs.replace(made, files=())
        with self._keeping:
            self._drop(first)
            if made.faulty:
                self._faulty.add(first)
                self.news = True
            self._made[first] = made
            self._held += made.weight
            if self._held > _ROOM:
                self._make_room(first)

    def _make_room(self, last: str) -> None:
        """Let go of the bytes of the artifacts that were used longest ago, but not of the last one."""
        for name, old in list(self._made.items()):
            if self._held <= _ROOM // 4 * 3:
                return
            if old.files and name != last and not old.faulty:
                self._made[name] = msgspec.structs.replace(old, files=())
                self._held -= old.weight

    def _drop(self, first: str) -> None:
        """Forget an artifact."""
        with self._keeping:
            old = self._made.pop(first, None)
            if first in self._faulty:
                self._faulty.remove(first)
                self.news = True
            if old is not None:
                self._held -= old.weight
