"""Twice as much of anything is twice the work, be it as it should be or not: nothing grows with a square.

What is counted is what Python does, by function, of the same site in three sizes: how often each is called, and how many
lines of ours it goes through. That is the same each time. From one size to the next the growth has to double.
"""

import gc
import sys
import time
import typing
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import msgspec
import pytest

import generator
from generator.base import pool, problems
from generator.base.shelf import shelf
from generator.schema.nodes import Mapping
from generator.site.settings import Site
from tests.conftest import Project, Run
from tests.growing import BAD, GOOD, SITE, Files
from tests.support import NOW

pytestmark = pytest.mark.slow(
    reason="makes sites of everything in several sizes, and counts each line that is gone through"
)

#: The smallest size; how often the growth of one function's work may be that at half the size; and above how many steps
#: for each of what is in the smallest site this is looked at.
SIZE, MOST, NOISE = 25, 2.3, 8
OURS = str(Path(generator.__file__).parent)


class Steps:
    """Counts what is done, by function."""

    def __init__(self) -> None:
        self.counts: Counter[CodeType] = Counter()
        self._ours: dict[CodeType, bool] = {}

    def __enter__(self) -> Counter[CodeType]:
        gc.collect()
        self._before = sys.gettrace()
        sys.settrace(self._call)
        return self.counts

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _call(self, frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        self.counts[code] += 1
        ours = self._ours.get(code)
        if ours is None:
            ours = self._ours[code] = code.co_filename.startswith(OURS) or code.co_filename.endswith(".html")
        return self._line if ours else None

    def _line(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        if event == "line":
            self.counts[frame.f_code] += 1
        return self._line


def squares(work: Callable[[int], object], least: int = SIZE) -> list[str]:
    """The functions whose work grows with a square, with what they do at each size."""
    found: list[Counter[str]] = []
    # What is done once is done by then.
    work(3)
    for size in (least, 2 * least, 4 * least):
        with Steps() as counts:
            work(size)
        named: Counter[str] = Counter()
        for code, count in counts.items():
            named[f"{code.co_filename.removeprefix(OURS)}:{code.co_firstlineno} {code.co_name}"] += count
        found.append(named)
    small, middle, large = found
    return [
        f"{name}: {small[name]}, {middle[name]}, {most}"
        for name, most in large.items()
        if most - middle[name] > MOST * max(0, middle[name] - small[name]) + NOISE * least
    ]


@pytest.fixture(autouse=True)
def plain_ways(monkeypatch: pytest.MonkeyPatch, run: Run, project: Project) -> None:
    """All is done in this process, no file is young, and what has a bound has reached it; all is loaded before."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10**9)
    monkeypatch.setattr(pool, "jobs_of", lambda _wanted: 1)
    monkeypatch.setattr(problems, "_FEW", 8)
    monkeypatch.setattr(problems, "_FEWER", 4)
    assert run("check", root=project(GOOD["lists of one"][0](1), "first")).code == 0


def test_a_square_is_seen() -> None:
    def hidden(number: int, among: int) -> bool:
        return any(one == number for one in range(among, 2 * among))

    assert squares(lambda size: [hidden(number, size) for number in range(size)])
    assert not squares(lambda size: [hidden(number, 20) for number in range(size)])


@pytest.mark.parametrize("name", GOOD)
def test_good_content_is_built_in_time_that_grows_with_it(name: str, project: Project, run: Run) -> None:
    make, least, _ = GOOD[name]

    def work(size: int) -> None:
        root = project({"content/site.yaml": SITE} | make(size), f"p{size}")
        for _ in range(2):
            done = run("build", "--now", NOW, root=root)
            assert done.code == 0, done.output[:2000]

    assert squares(work, least) == []


@pytest.mark.parametrize("name", BAD)
def test_faults_are_found_in_time_that_grows_with_them(name: str, project: Project, run: Run) -> None:
    def work(size: int) -> None:
        files: Files = {"content/site.yaml": SITE}
        for _, some in BAD[name](size):
            files |= some
        done = run("check", "--format", "json", root=project(files, f"p{size}"))
        told = Counter[str]()
        for problem in msgspec.json.decode(done.out)["problems"]:
            for place, _ in BAD[name](1):
                told[place] += place in problem["path"]
        assert [place for place, _ in BAD[name](1) if told[place] < size] == []

    assert squares(work) == []


def test_every_list_that_can_be_written_is_one_that_grows() -> None:
    from generator.content.kind import Fields
    from generator.privacy.people import SOURCE as PEOPLE

    written = {"people", *_lists(Site, "site")}
    assert PEOPLE.endswith("people.yaml")
    common = _lists(Fields, "")
    for name, kind in shelf("generator.kinds", "KIND").items():
        own = _lists(kind.schema, name)
        written |= {one for one in own if one.partition(".")[2] not in common} | ({name} if kind.many else set())
    grown = set(" ".join(lists for _, _, lists in GOOD.values()).split())
    # Some have few values that are good; what is not is among the faults.
    assert (written | common) - grown == {"site.permalinks", "site.feeds.formats", "site.feeds.include"}


def _lists(schema: Any, name: str) -> set[str]:
    """The lists and tables that a schema has, by the keys that lead to them."""
    if typing.get_origin(schema) is tuple or typing.get_origin(schema) is dict:
        return {name} | _lists(typing.get_args(schema)[-1 if typing.get_origin(schema) is dict else 0], name)
    if isinstance(schema, type) and issubclass(schema, msgspec.Struct) and schema is not Mapping:
        hints = typing.get_type_hints(schema, include_extras=True)
        fields = [(field, hints[field.name]) for field in msgspec.structs.fields(schema)]
        return set().union(*(_lists(hint, f"{name}.{field.encode_name}".removeprefix(".")) for field, hint in fields))
    inner = [one for one in typing.get_args(schema) if typing.get_origin(schema) is not typing.Literal]
    return set().union(*(_lists(one, name) for one in inner))
