"""The tests of one mutant, in a process of its own. It is forked when all libraries are loaded, and nothing of ours."""

import contextlib
import hashlib
import json
import os
import resource
import shutil
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest


class Trial:
    """A plugin of pytest: which test fails first, and clean builds that are known already."""

    def __init__(self, result: Path, known: Path, first: Sequence[str], near: Sequence[str] = ()) -> None:
        self.result, self.known, self.near = result, known, near
        self.first = {name: at for at, name in enumerate(first)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Begins with those that found the last mutants, then with those of changes that are near the module."""
        if shard := os.environ.get("MUTATION_LEARNS"):
            # Some of the changes each.
            at, of = map(int, shard.split("/"))
            items[:] = items[at::of]
        last = len(self.first)
        # What is rare among the changes stands at their end; what comes first is found by the table as well.
        changes = iter([item for item in reversed(items) if "one_change" in item.nodeid])
        items[:] = [next(changes) if "one_change" in item.nodeid else item for item in items]
        items.sort(
            key=lambda item: self.first.get(item.nodeid, last + (not any(word in item.nodeid for word in self.near)))
        )
        if os.environ.get("MUTATION_QUICK") and not shard:
            # The table of changes is long: a third of those that are not near, always the same.
            items[:] = [item for item in items if self._quick(item)]
        if table := sys.modules.get("tests.incremental.table"):
            self._keep_compiled(table.Table)
        if single := sys.modules.get("tests.incremental.single"):
            self._know(single.Single)

    def _quick(self, item: pytest.Item) -> bool:
        near = item.nodeid in self.first or any(word in item.nodeid for word in self.near)
        return near or "one_change" not in item.nodeid or zlib.crc32(item.nodeid.encode()) % 3 == 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Writes down which test failed."""
        if report.failed:
            self.result.write_text(report.nodeid, encoding="utf-8")

    def _know(self, single: Any) -> None:
        """Looks clean builds up that were made without a mutant. Where one differs, it is made with the mutant, too.

        A mutant of what decides on keys changes no clean build, and these are what takes the time.
        """
        self._keep_compiled(single)
        real, differing = single.expected, sys.modules["tests.incremental.single"]._differing

        def expected(self_: Any) -> Any:
            model = self_.bench.model
            state = repr((sorted(model.written().items()), model.asked())).encode()
            file = self.known / hashlib.blake2b(state, digest_size=16).hexdigest()
            if not file.exists():
                found = real(self_)
                if not self.first and os.environ.get("MUTATION_LEARNS"):
                    file.write_text(json.dumps(found), encoding="utf-8")
                return found
            found = json.loads(file.read_text(encoding="utf-8"))
            return found if differing(self_.last, found) == [] else real(self_)

        single.expected = expected

    def _keep_compiled(self, site: Any) -> None:
        """Keeps what is compiled of the theme, which takes half of a first build."""
        begin, compiled = site.__init__, self.known / "compiled"

        def begun(self_: Any, folder: Path) -> None:
            places = [folder / "project/.goodword/cache/templates", folder / "clean/work/cache/templates"]
            for place in places if compiled.exists() else ():
                shutil.copytree(compiled, place)
            begin(self_, folder)
            if not compiled.exists() and os.environ.get("MUTATION_LEARNS"):
                shutil.copytree(places[0], compiled)

        site.__init__ = begun


#: Of computing time, the most seconds that a mutant is given: with the table of changes, and with tests of units alone.
MOST, FEW = 150, 25


def run(checkout: Path, tests: Sequence[str], trial: Trial) -> int:
    """Runs tests in a copy of the checkout until one fails, and returns pytest's exit code. It ends by itself."""
    os.setsid()
    seconds = 600 if os.environ.get("MUTATION_LEARNS") else MOST if any("single" in name for name in tests) else FEW
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    for name in [name for name in sys.modules if name.partition(".")[0] in {"tests", "generator"}]:
        del sys.modules[name]
    here = str(Path(__file__).resolve().parents[2])
    sys.path[:] = [str(checkout), *(path for path in sys.path if path not in {"", here})]
    os.environ |= {"PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    os.chdir(checkout)
    options = [
        "-x",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--no-header",
        "--tb=no",
        f"--basetemp={checkout}.tests",
    ]
    with _said(Path(f"{checkout}.said")):
        return int(pytest.main([*options, *tests], plugins=[trial]))


@contextlib.contextmanager
def _said(file: Path) -> Iterator[None]:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    yield
