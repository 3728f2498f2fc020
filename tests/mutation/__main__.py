"""Faults sown into what decides on keys, dependencies and the fast path; each must be found by a test: `make mutants`.

Each mutant is written into a copy of the checkout, and the tests that hold its module run against it until one fails.
"""

import argparse
import contextlib
import hashlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutation.operators import Mutant, mutants
from tests.mutation.targets import SINGLE, TARGETS, WORDS, Target
from tests.mutation.trial import Trial, run
from tests.support import ROOT

#: Survivors that no test can find, or need not, each below its reason.
SURVIVORS = ROOT / "tests" / "mutation" / "survivors.txt"
#: At least so many of a hundred mutants must be found.
LEAST = 95
#: Folders that say nothing of what a module is about.
COMMON = {"pages", "kinds", "incremental", "base", "build", "site"}
#: Loaded once, before any mutant: all that is large and not ours.
LIBRARIES = (
    "_pytest.assertion.rewrite", "babel.dates", "click", "feedgen.feed", "hypothesis.stateful", "jinja2.ext",
    "lxml.etree", "markdown", "msgspec.msgpack", "mutagen.mp3", "nh3", "PIL.Image", "PIL.ImageDraw", "yaml",
)  # fmt: skip


@dataclass
class Place:
    """A copy of the checkout in which one mutant after another is tried."""

    folder: Path
    process: int = 0
    target: Target | None = None
    mutant: Mutant | None = None
    #: The module without a mutant.
    source: bytes = b""

    @property
    def result(self) -> Path:
        """Where the name of the test that failed is written."""
        return self.folder.with_suffix(".result")


@dataclass
class Table:
    """What became of the mutants."""

    rows: list[tuple[Target, Mutant, str]] = field(default_factory=list)

    def add(self, target: Target, mutant: Mutant, by: str) -> None:
        self.rows.append((target, mutant, by))

    def first(self, target: Target) -> list[str]:
        """The tests that found mutants last: of the same module, then of others."""
        found = [(one.path != target.path, by) for one, _, by in reversed(self.rows) if "::" in by]
        return list(dict.fromkeys(by for _, by in sorted(found, key=lambda one: one[0])))[:80]


def _copied(folder: Path) -> Path:
    """A copy of all that Git knows of, with what Python compiled of it."""
    listed = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    names = [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    compiled = [
        path.relative_to(ROOT).as_posix() for top in ("generator", "tests") for path in (ROOT / top).rglob("*.pyc")
    ]
    for name in (*names, *compiled):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    return folder


def _known(folder: Path) -> Path:
    """Where clean builds of this very program are kept."""
    state = hashlib.blake2b()
    for top in ("generator", "templates", "tests/incremental"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                state.update(path.read_bytes())
    found = folder / state.hexdigest()[:16]
    found.mkdir(parents=True, exist_ok=True)
    return found


def _fork(place: Place, tests: Sequence[str], known: Path, first: Sequence[str], near: Sequence[str] = ()) -> None:
    place.result.unlink(missing_ok=True)
    place.process = os.fork()
    if place.process == 0:
        code = 70
        try:
            code = run(place.folder, tests, Trial(place.result, known, first, near))
        finally:
            os._exit(code)


def _ended(place: Place) -> int | None:
    """The status of a trial that is over; one that takes too long is ended."""
    done, status = os.waitpid(place.process, os.WNOHANG)
    if not done:
        return None
    with contextlib.suppress(OSError):
        os.killpg(place.process, signal.SIGKILL)  # what it started
    place.process = 0
    return status


def _found_by(place: Place, status: int) -> str:
    """The test that found a mutant; nothing where none did."""
    if place.result.exists():
        return place.result.read_text(encoding="utf-8")
    if os.WIFSIGNALED(status):
        return "it takes too long"
    return "" if os.WEXITSTATUS(status) == 0 else "nothing can be imported"


def chosen(only: Sequence[str], function: str, every: int) -> list[tuple[Target, Mutant]]:
    """The mutants that are to be tried."""
    found = []
    for target in TARGETS:
        if only and not any(target.path.endswith(name) for name in only):
            continue
        source = (ROOT / target.path).read_text(encoding="utf-8")
        found += [(target, mutant) for mutant in mutants(source, WORDS, target.wanted) if function in mutant.function]
    return found[::every]


def excused() -> dict[str, str]:
    """The reasons of the survivors that are known, by module and mutant."""
    found: dict[str, str] = {}
    reason, module = "", ""
    for line in SURVIVORS.read_text(encoding="utf-8").splitlines() if SURVIVORS.exists() else ():
        if line.startswith("  "):
            found[f"{module} {line.strip()}"] = reason
        elif line.startswith("# "):
            reason = f"{reason} {line[2:]}".strip()
        elif line:
            module, reason = line, ""
        else:
            reason = ""
    return found


def tried(work: Path, todo: Sequence[tuple[Target, Mutant]], jobs: int) -> Iterator[tuple[Target, Mutant, str]]:
    """What becomes of each mutant, as soon as it is known."""
    table = Table()
    places = [Place(_copied(work / f"copy{number}")) for number in range(jobs)]
    known = _known(Path(tempfile.gettempdir()) / f"goodword-mutants-{os.getuid()}")
    if any(SINGLE in target.tests for target, _ in todo):
        _learn(places, known)
    waiting = list(reversed(todo))
    while waiting or any(place.process for place in places):
        for place in places:
            if place.process and (status := _ended(place)) is not None:
                assert place.target
                assert place.mutant
                (place.folder / place.target.path).write_bytes(place.source)
                by = _found_by(place, status)
                table.add(place.target, place.mutant, by)
                yield place.target, place.mutant, by
            if not place.process and waiting:
                place.target, place.mutant = waiting.pop()
                file = place.folder / place.target.path
                place.source = file.read_bytes()
                file.write_text(place.mutant.source, encoding="utf-8")
                near = [word for word in Path(place.target.path).with_suffix("").parts[1:] if word not in COMMON]
                _fork(place, place.target.tests, known, table.first(place.target), near)
        time.sleep(0.02)


def _learn(places: Sequence[Place], known: Path) -> None:
    """Makes each single change without a mutant; a test that does not pass then finds nothing."""
    if (known / "learnt").exists():
        return
    for at, place in enumerate(places):
        os.environ["MUTATION_LEARNS"] = f"{at}/{len(places)}"
        _fork(place, [SINGLE], known, ())
    del os.environ["MUTATION_LEARNS"]
    for place in places:
        _, status = os.waitpid(place.process, 0)
        place.process = 0
        if status:
            said = Path(f"{place.folder}.said").read_text(encoding="utf-8")
            sys.exit(f"without a mutant a test fails: {_found_by(place, status)}\n{said}")
    (known / "learnt").touch()


def main() -> int:
    """The exit code: 1 where too many mutants survive, or one that has no reason to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="the ends of modules' paths; all targets by default")
    parser.add_argument("--function", default="", help="a part of the names of functions")
    parser.add_argument("--every", type=int, default=1, help="try each Nth mutant")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--quick", action="store_true", help="make a third of the single changes only")
    parser.add_argument("--list", action="store_true", help="show the mutants and try none")
    parser.add_argument("--new", action="store_true", help="leave out the survivors that are known")
    arguments = parser.parse_args()
    todo, reasons = chosen(arguments.only, arguments.function, arguments.every), excused()
    if arguments.new:
        todo = [(target, mutant) for target, mutant in todo if f"{target.path} {mutant.name}" not in reasons]
    if arguments.list:
        for target, mutant in todo:
            sys.stdout.write(f"{target.path}:{mutant.line} {mutant.name}\n")
        sys.stdout.write(f"{len(todo)} mutants\n")
        return 0
    if arguments.quick:
        os.environ["MUTATION_QUICK"] = "1"
    for name in LIBRARIES:
        importlib.import_module(name)
    made, found = Counter[str](), Counter[str]()
    unexcused = excused_ones = 0
    with tempfile.TemporaryDirectory(prefix="mutants") as work:
        for target, mutant, by in tried(Path(work), todo, arguments.jobs):
            made[target.path] += 1
            found[target.path] += bool(by)
            reason = "" if by else reasons.get(f"{target.path} {mutant.name}", "")
            unexcused += not by and not reason
            excused_ones += bool(reason)
            known = f"{target.path} {mutant.name}" in reasons
            said = (
                f"found by {by}{' (and in survivors.txt)' if known else ''}"
                if by
                else f"SURVIVES: {reason or 'no reason is known'}"
            )
            sys.stdout.write(f"{target.path}:{mutant.line} {mutant.name}\n    {said}\n")
            sys.stdout.flush()
    for path, count in made.items():
        sys.stdout.write(f"{path:<40} {count:>5} mutants {found[path]:>5} found {100 * found[path] / count:>6.1f} %\n")
    every, all_found = made.total(), found.total()
    counted = every - excused_ones
    sys.stdout.write(f"{'all':<40} {every:>5} mutants {all_found:>5} found {100 * all_found / max(1, every):>6.1f} %\n")
    sys.stdout.write(f"{excused_ones} of them are known to be no faults, or none that counts: {SURVIVORS.name}\n")
    return 1 if unexcused or 100 * all_found < LEAST * counted else 0


if __name__ == "__main__":
    sys.exit(main())
