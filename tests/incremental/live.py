"""A live site that is told of random edits, and compared with clean builds: `python -m tests.incremental.live`."""

import argparse
import copy
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from generator.build.terms import Outcome
from generator.serve.base import ServeOptions
from generator.serve.live.site import LiveSite
from generator.site.project import Project
from tests.incremental.begin import begin
from tests.incremental.bench import Bench
from tests.incremental.changes import changes
from tests.incremental.edits import EDITS
from tests.incremental.looks import BROKEN
from tests.incremental.model import Model
from tests.incremental.rich import rich

#: What editors leave beside a file while they save it.
_LEFT_BY_EDITORS = ("content/articles/4913", "content/articles/.new.md.swp", "content/pages/about.md~", "content/.new")


class LiveBench:
    """A project and its live site; whatever differs from a clean build is an AssertionError."""

    def __init__(self, folder: Path, begin: Callable[[], Model] = begin) -> None:
        self.bench = Bench(folder, begin)
        self.root = self.bench.root
        self.before = self._files()
        #: What the site shows, and all paths there ever were.
        self.wanted: dict[str, bytes] = {}
        self.paths: set[str] = set()
        self.asked = self.bench.model.asked()
        self.refreshes = self.refused = self.singles = 0
        self.live = self._begin()

    def edit(self, names: list[str], random: Random) -> None:
        """Does some edits, tells the site, and compares."""
        for name in names:
            self.bench.edit(name, random)
        self.tell(random)

    def break_it(self, random: Random) -> None:
        """Makes an error, and mends it."""
        name = random.choice(list(BROKEN))
        path = self.root / name
        was = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(BROKEN[name])
        self.bench.log.append(f"break {name}")
        self.tell(random, back=False)
        path.unlink()
        if was is not None:
            path.write_bytes(was)
        self.bench.log.append("mend")
        self.tell(random)

    def tell(self, random: Random, *, back: bool = True) -> None:
        """Tells the site of what changed since the last time, in one of the ways that a watcher does."""
        bench = self.bench
        now = self._files()
        changed = {path for path in now.keys() | self.before.keys() if now.get(path) != self.before.get(path)}
        self.before = now
        if bench.model.asked() != self.asked:
            self.asked = bench.model.asked()
            # A site that begins with an error has nothing to show.
            self.live, self.wanted = self._begin(), {}
        else:
            self.live.refresh(self._told(changed, random))
        self.refreshes += 1
        outcome, wanted = bench.clean()
        bench.counts.builds += 1
        if outcome.written is None:
            self.refused += 1
            wanted = self.wanted
        self.ask_some(wanted, random)
        self.compare(outcome, wanted)
        if outcome.written is not None:
            self.wanted, bench.good = wanted, copy.deepcopy(bench.model)
        elif back:
            # What cannot be published is taken back.
            bench.model = copy.deepcopy(bench.good)
            bench.write()
            self.tell(random)

    def ask_some(self, wanted: dict[str, bytes], random: Random) -> None:
        """Asks for a few files before all others."""
        for path in random.sample(sorted(self.paths | wanted.keys()), min(5, len(wanted))):
            self._same(path, wanted)
            self.singles += 1

    def compare(self, outcome: Outcome, wanted: dict[str, bytes]) -> None:
        """Holds the site to a clean build: all files that there are or were, and all problems."""
        self.paths |= wanted.keys()
        while self.live.idle():
            pass
        for path in sorted(self.paths):
            self._same(path, wanted)
        state = self.live.state()
        told = [one for one in state.problems if one.severity != "advice"]
        assert told == list(outcome.problems), self.said(f"is:     {told}\nwanted: {list(outcome.problems)}")
        assert state.good == (outcome.written is not None), self.said(f"{state.good}")
        if state.good:
            assert state.next == outcome.next, self.said("next")
            assert state.waiting == outcome.waiting, self.said("waiting")
        assert not (self.root / "site").exists(), "nothing may be written to the output"

    def said(self, text: str) -> str:
        """A text with what was done last."""
        return self.bench.said(text)

    def _same(self, path: str, wanted: dict[str, bytes]) -> None:
        found = self.live.file(path)
        if found != wanted.get(path):
            raise AssertionError(self.said(f"{path}: {_difference(found, wanted.get(path))}"))

    def _begin(self) -> LiveSite:
        model = self.bench.model
        options = ServeOptions(base_url=model.base_url, drafts=model.drafts, future=model.future, now=model.now, jobs=1)
        live = LiveSite(Project(self.root), options, lambda *_: None)
        live.refresh(None)
        return live

    def _told(self, changed: set[str], random: Random) -> frozenset[str] | None:
        """What a watcher says of a change: exactly the paths, more than these, folders, or that it does not know."""
        how = random.randrange(8)
        if how == 0:
            return None
        if how == 1:
            return frozenset(changed | {path.rpartition("/")[0] for path in changed} - {""})
        if how == 2:
            return frozenset(changed | set(_LEFT_BY_EDITORS) | set(random.sample(sorted(self.before), 3)))
        return frozenset(changed)

    def _files(self) -> dict[str, bytes]:
        """The project's files."""
        tops = [self.root / name for name in ("content", "templates", "private")]
        found = [path for top in tops for path in top.rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


def _difference(now: bytes | None, wanted: bytes | None) -> str:
    if now is None or wanted is None:
        return "missing" if now is None else "too much"
    pairs = zip(now.splitlines(), wanted.splitlines(), strict=False)
    here = [f"  is:     {one[:300]!r}\n  wanted: {other[:300]!r}" for one, other in pairs if one != other]
    return "\n" + "\n".join(here[:3])


def step(bench: LiveBench, random: Random) -> None:
    """Some edits at once, or an error that is mended."""
    if random.random() < 0.1:
        bench.break_it(random)
    else:
        bench.edit(random.choices(sorted(EDITS), k=random.choice((1, 1, 1, 2, 3, 8))), random)


def each(bench: LiveBench, random: Random) -> None:
    """One change of the rich site after the other: each key, each setting, each neighbour; all are taken back."""
    for change in changes():
        for do in (change.do, None):
            bench.bench.model = rich()
            if do is not None:
                do(bench.bench.model)
                bench.bench.counts.edits += 1
            bench.bench.log.append(change.title if do else "back")
            bench.bench.write()
            bench.tell(random)


def main() -> int:
    """The exit code: 1 where the site differed from a clean build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default, deleted afterwards")
    parser.add_argument("--rich", action="store_true", help="begin with the site that is larger than every limit")
    parser.add_argument("--each", action="store_true", help="do each change of the rich site, one after the other")
    arguments = parser.parse_args()
    random, began, failed = Random(arguments.seed), time.monotonic(), ""  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        bench = LiveBench(Path(folder), rich if arguments.rich or arguments.each else begin)
        bench.tell(random)
        counts = bench.bench.counts
        if arguments.each:
            try:
                each(bench, random)
            except AssertionError as wrong:
                failed = str(wrong)
        while not arguments.each and counts.edits < arguments.edits and not failed:
            if counts.builds % 80 == 79:
                # A project that only grows becomes slow.
                bench.bench.begin_anew()
                bench.tell(random)
            if counts.builds % 50 == 0:
                sys.stderr.write(f"{counts.edits} edits, {time.monotonic() - began:.0f} s\n")
            try:
                step(bench, random)
            except AssertionError as wrong:
                failed = str(wrong)
    sys.stdout.write(
        f"{counts.edits} edits of {len(counts.by_name)} sorts, told in {bench.refreshes} parts, {bench.refused} of them "
        f"with an error; {bench.singles} files asked for by themselves, and all of them after each part; "
        f"seed {arguments.seed}: {'a difference' if failed else 'no difference'}, {time.monotonic() - began:.0f} s\n"
    )
    if failed:
        sys.stdout.write(failed + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
