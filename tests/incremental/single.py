"""The rich site with one change at a time: what a build upon the last one gives, beside what a clean one gives."""

import hashlib
from pathlib import Path

from generator.build.pipeline import build
from generator.build.terms import Outcome
from generator.site.project import Project
from tests.incremental.bench import Bench
from tests.incremental.changes import Change
from tests.incremental.rich import rich

#: Digests of an output's files by path, and the reported problems under an empty name.
Outline = dict[str, str]


class Single:
    """The site, built; each change begins with it and is taken back."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(folder, rich)
        # Clean builds keep what is compiled of the theme.
        self.bench.counts.builds = 1
        #: What the last build upon another came to.
        self.last: Outline = {}
        self.base = self.built()
        assert self.base == self.expected(), "the first build is a clean one"

    def change(self, change: Change) -> None:
        """Makes a change, builds, compares, builds once more in vain, takes the change back, builds and compares."""
        bench = self.bench
        bench.model = rich()
        change.do(bench.model)
        bench.write()
        now, wanted = self.built(), self.expected()
        assert _differing(now, wanted) == [], "after the change"
        assert (wanted != self.base) is not change.quiet, "whether it changes the output"
        again = self.outcome().made
        # Copies of files that are younger than a clock's tick are made once more.
        assert [path for path in again if path.endswith((".html", ".xml", ".json", ".opml"))] == []
        bench.model = rich()
        bench.write()
        assert _differing(self.built(), self.base) == [], "after it was taken back"

    def asked(self) -> Outcome:
        """What a build upon the last one comes to, whether it is refused or not."""
        bench = self.bench
        return build(Project(bench.root), bench.options(bench.output), lambda _step, _done, _of: None)

    def outcome(self) -> Outcome:
        """What a build upon the last one comes to."""
        outcome = self.asked()
        assert outcome.written is not None, [problem for problem in outcome.problems if problem.severity == "error"]
        return outcome

    def built(self) -> Outline:
        """The output after a build upon the last one."""
        self.last = _outline(self.outcome(), self.bench.now())
        return self.last

    def expected(self) -> Outline:
        """The output of a clean build."""
        return _outline(*self.bench.clean())


def _outline(outcome: Outcome, files: dict[str, bytes]) -> Outline:
    found = {path: hashlib.blake2b(data, digest_size=8).hexdigest() for path, data in files.items()}
    return found | {"": "\n".join(map(repr, outcome.problems))}


def _differing(one: Outline, other: Outline) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
