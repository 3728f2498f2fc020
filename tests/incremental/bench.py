"""A project on disk that is built again and again, and after each build compared with a clean one."""

import copy
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from generator.base.source_lines import Lines
from generator.build.pipeline import build
from generator.build.terms import Options, Outcome
from generator.cli.console import problem_text
from generator.media import social_card
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.incremental.begin import begin
from tests.incremental.looks import BROKEN
from tests.incremental.model import EDITS, Model
from tests.support import Result, run_here
from tests.trees import tree

#: Names that no build of ours ever writes.
FOREIGN = ("CNAME", "mine/notes.txt", "articles/mine.txt", ".well-known/mine", "tags/mine/own.html")


# Half of a clean build draws share images, the same ones each time; what is drawn comes from the arguments alone,
# which other tests show. So each is drawn once in a process.
social_card.share_kind = cache(social_card.share_kind)
social_card.share_image = cache(social_card.share_image)
social_card.share_figures = cache(social_card.share_figures)


@dataclass
class Counts:
    """What was done."""

    edits: int = 0
    builds: int = 0
    refused: int = 0
    #: Killed in time, and those of them that had published a part.
    kills: int = 0
    partly: int = 0
    fast: int = 0
    harms: int = 0
    by_name: dict[str, int] = field(default_factory=dict)

    def done(self, name: str) -> None:
        self.by_name[name] = self.by_name.get(name, 0) + 1


class Bench:
    """A project with its model; whatever differs is an AssertionError."""

    def __init__(self, folder: Path, begin: Callable[[], Model] = begin, *, written: bool = True) -> None:
        self.folder, self.begin = folder, begin
        self.root, self.output, self.work = folder / "project", folder / "project/site", folder / "project/.goodword"
        self.model, self.good = begin(), begin()
        self.counts = Counts()
        #: Files in the output that are foreign, or that no manifest has any more.
        self.foreign: dict[str, bytes] = {}
        #: Whether what is known of the output may be gone.
        self.forgot = False
        self.log: list[str] = []
        self.root.mkdir(parents=True, exist_ok=True)
        if written:
            self.write()

    # --- the project ---

    def edit(self, name: str, random: Random) -> None:
        """Does one edit; those that find nothing to change do nothing."""
        if EDITS[name](self.model, random) is not False:
            self.counts.edits += 1
            self.counts.done(name)
            self.log.append(name)
            self.write(random)

    def write(self, random: Random | None = None) -> None:
        """Brings the files up to the model, in place or by another file that takes the place."""
        wanted = self.model.written()
        for name in ("content", "templates", "private"):
            for path in sorted((self.root / name).rglob("*")):
                if path.is_file() and path.relative_to(self.root).as_posix() not in wanted:
                    path.unlink()
        for name, data in wanted.items():
            path = self.root / name
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if random is None or random.random() < 0.5:
                path.write_bytes(data)
            else:
                new = path.with_name(".new")
                new.write_bytes(data)
                new.replace(path)

    def begin_anew(self) -> None:
        """Takes everything back to where it began; the output and the cache stay."""
        count = self.model.count
        self.model = self.begin()
        self.model.count = count
        self.write()

    # --- builds ---

    def options(self, output: Path) -> Options:
        model = self.model
        clock = Clock(model.now, model.drafts, model.future)
        return Options(clock=clock, output=output, base_url=model.base_url, jobs=1)

    def arguments(self) -> list[str]:
        """The same for the command line."""
        return [*self.model.asked(), "--jobs", str(self.model.jobs)]

    def clean(self) -> tuple[Outcome, dict[str, bytes]]:
        """What the project is built to from nothing."""
        scratch, output = self.folder / "clean/work", self.folder / "clean/site"
        kept, compiled = self.folder / "compiled", scratch / "cache/templates"
        if compiled.is_dir() and self.counts.builds % 20:
            # Compiled templates are kept by their text, and take half the time of a build from nothing.
            compiled.rename(kept)
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        if kept.is_dir():
            compiled.parent.mkdir(parents=True)
            kept.rename(compiled)
        outcome = build(Project(self.root, scratch=scratch), self.options(output), _unseen)
        return outcome, tree(output) if output.is_dir() else {}

    def run(self) -> Result:
        """What the command line says to a build, in this process."""
        return run_here("build", *self.arguments(), root=self.root)

    def build(self) -> None:
        """Builds the project as it is, and compares with a clean build. What cannot be published is taken back."""
        before = self.now()
        found = self.run()
        expected, wanted = self.clean()
        self.counts.builds += 1
        self.log.append("build")
        assert found.code == (1 if expected.written is None else 0), self.said(found.output)
        if " nothing changed; " in found.out:
            self.counts.fast += 1
        else:
            lines = Lines(self.root)
            said = "".join(f"{problem_text(one, lines, colour=False)}\n" for one in expected.problems)
            assert found.err.startswith(said), self.said(f"problems: {found.err}\nwanted: {said}")
            assert found.err.count("\n") == said.count("\n") + found.code, self.said(f"problems: {found.err}")
        if found.code:
            self.counts.refused += 1
            assert self.now() == before, self.said("a build that failed changed the output")
            self.model = copy.deepcopy(self.good)
            self.write()
        else:
            self.compare(before, wanted)
            self.good = copy.deepcopy(self.model)

    def now(self) -> dict[str, bytes]:
        """The output as it is."""
        return tree(self.output) if self.output.is_dir() else {}

    def compare(self, before: dict[str, bytes], wanted: dict[str, bytes]) -> None:
        """Holds the output to what it must be; foreign files stay as they were."""
        now = self.now()
        if self.forgot:
            # Files that no manifest has any more stay, like foreign ones.
            self.foreign |= before
        self.foreign = {path: data for path, data in self.foreign.items() if path in before and path not in wanted}
        both = self.foreign | wanted
        wrong = sorted(path for path in now.keys() | both.keys() if now.get(path) != both.get(path))
        assert wrong == [], self.said(f"not as a clean build: {wrong}\n{_difference(now, both, wrong)}")
        self.forgot = False

    def said(self, text: str) -> str:
        """A text with what was done last."""
        return f"{text}\nlast: {', '.join(self.log[-40:])}"

    # --- harm ---

    def harm_output(self, random: Random) -> None:
        """Deletes or changes files of the output, or puts foreign ones there."""
        ours = sorted(self.now().keys() - self.foreign.keys())
        what = random.randrange(5)
        self.log.append(f"harm output {what}")
        if what == 0 or not ours:
            name = random.choice(FOREIGN)
            self.foreign[name] = f"mine {self.model.next()}".encode()
            path = self.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.foreign[name])
        elif what == 1:
            folder = self.output / random.choice(ours).partition("/")[0]
            _delete(folder)
        else:
            for name in random.sample(ours, min(len(ours), random.randint(1, 4))):
                path = self.output / name
                if what == 2:
                    path.unlink()
                elif what == 3:
                    path.write_bytes(path.read_bytes()[:-1] + b"#")
                else:
                    path.write_bytes(b"torn")
        self.foreign = {name: data for name, data in self.foreign.items() if (self.output / name).exists()}
        self.counts.harms += 1

    def harm_cache(self, random: Random) -> None:
        """Deletes, cuts or flips files of `.goodword/`."""
        files = sorted(path for path in self.work.rglob("*") if path.is_file() and path.name != "lock")
        if not files:
            return
        # Most files are compiled templates; the others matter more.
        others = [path for path in files if path.parent.name != "templates"]
        path = random.choice(others if others and random.random() < 0.8 else files)
        what = random.randrange(6)
        if what == 0:
            path = random.choice((self.work, *self.work.iterdir()))
        self.log.append(f"harm cache {what} {path.relative_to(self.work)}")
        if what == 0:
            _delete(path)
        elif what == 1:
            path.unlink()
        elif what == 2:
            os.truncate(path, random.randint(0, path.stat().st_size))
        else:
            data = bytearray(path.read_bytes())
            for _ in range(random.choice((1, 1, 3, 30)) if data else 0):
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            path.write_bytes(data)
        known = path.parent.name != "outputs" if what else (self.work / "outputs").exists()
        self.forgot = self.forgot or not known
        self.counts.harms += 1

    def break_it(self, random: Random) -> None:
        """Builds with an error, which changes nothing, and takes the error back."""
        name = random.choice(list(BROKEN))
        path = self.root / name
        was = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(BROKEN[name])
        self.log.append(f"break {name}")
        before = self.now()
        found = self.run()
        assert found.code == 1, self.said(f"{name} is no error: {found.output}")
        assert self.now() == before, self.said("a build that failed changed the output")
        self.counts.refused += 1
        path.unlink()
        if was is not None:
            path.write_bytes(was)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _unseen(step: str, done: int, of: int) -> None:
    """Nobody watches."""


def _difference(now: dict[str, bytes], wanted: dict[str, bytes], paths: list[str]) -> str:
    """How the first differing file differs: its first lines that do."""
    for path in paths:
        if path in now and path in wanted:
            pairs = zip(now[path].splitlines(), wanted[path].splitlines(), strict=False)
            here = [f"  is:     {one[:300]!r}\n  wanted: {other[:300]!r}" for one, other in pairs if one != other]
            return f"{path}:\n" + "\n".join(here[:3])
    return ", ".join(f"{path}: {'too much' if path in now else 'missing'}" for path in paths[:5])
