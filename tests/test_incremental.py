"""Promise 2: a build upon a build gives the bytes of a build from nothing, whatever was edited, harmed or killed."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from generator.base.file_stamps import TICK
from generator.incremental.up_to_date import Before
from tests.conftest import Build, Project, Run, soaking
from tests.incremental.begin import begin
from tests.incremental.bench import Bench
from tests.incremental.edits import EDITS
from tests.incremental.killing import kill
from tests.incremental.model import Model, picture, sound
from tests.incremental.rich import rich
from tests.support import ROOT, SITE
from tests.trees import tree

CHANCE = st.randoms(use_true_random=False)


class Edits(RuleBasedStateMachine):
    """A project that is edited; after each build, and after all harm, its output is compared with a clean one."""

    #: What it begins as.
    first: Callable[[], Model] = staticmethod(begin)

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.bench = Bench(self.folder, self.first)
        self.bench.build()

    @rule(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), chance=CHANCE)
    def edit(self, names: list[str], chance: Random) -> None:
        for name in names:
            self.bench.edit(name, chance)
        self.bench.build()

    @rule()
    def build_twice(self) -> None:
        # Stamps that are younger than a clock's tick prove nothing; older ones make the third build a quick one.
        time.sleep(0.06)
        for _ in range(2):
            self.bench.build()

    @rule(chance=CHANCE)
    def harm_the_output(self, chance: Random) -> None:
        self.bench.harm_output(chance)
        self.bench.build()

    @rule(chance=CHANCE)
    def harm_the_cache(self, chance: Random) -> None:
        self.bench.harm_cache(chance)
        self.bench.build()

    @rule(chance=CHANCE)
    def make_an_error_and_mend_it(self, chance: Random) -> None:
        self.bench.break_it(chance)
        self.bench.build()

    @rule(name=st.sampled_from(sorted(EDITS)), chance=CHANCE)
    def kill_a_build(self, name: str, chance: Random) -> None:
        self.bench.edit(name, chance)
        kill(self.bench, chance)
        self.bench.build()

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class RichEdits(Edits):
    """The same of a project that is larger than every limit."""

    first = staticmethod(rich)


TWICE = "after each step there are two builds, one of them from nothing"
TestEdits = pytest.mark.slow(reason=TWICE)(pytest.mark.timeout(0 if soaking() else 300)(Edits.TestCase))
TestEdits.settings = settings(max_examples=3, stateful_step_count=9)
TestRichEdits = pytest.mark.slow(reason=TWICE)(pytest.mark.timeout(0 if soaking() else 300)(RichEdits.TestCase))
TestRichEdits.settings = settings(max_examples=2, stateful_step_count=8)
if soaking():
    # Nothing is remembered of the last time: the steps are new ones, for about half an hour.
    TestEdits.settings = settings(max_examples=100, stateful_step_count=40)
    TestRichEdits.settings = settings(max_examples=60, stateful_step_count=40)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_edit_by_itself_changes_a_file_or_what_is_asked_for(name: str, tmp_path: Path) -> None:
    """An edit that never does anything would show nothing."""
    done = 0
    for seed in range(12):
        bench = Bench(tmp_path / str(seed), written=False)
        before = (bench.model.written(), bench.model.asked())
        if EDITS[name](bench.model, Random(seed)) is not False:  # noqa: S311 (no secret)
            done += (bench.model.written(), bench.model.asked()) != before
    assert done or name in NEEDS_ANOTHER, f"{name} never changed anything"


#: Edits that have something to do only after another.
NEEDS_ANOTHER = {"drop_an_override", "let_it_stay"}


def test_many_edits_by_hand() -> None:
    """The way to run as many as one likes: `python -m tests.incremental`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.incremental", "--edits", "4", "--seed", "3"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no difference" in done.stdout


def test_what_comes_out_while_nothing_changes_is_seen(project: Project, run: Run) -> None:
    """Without --now a build is for the moment it is run at; a quick look at the files must not hide that time passes."""
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=4)
    root = project({"content/articles/soon.md": f"---\ntitle: Soon\ndate: {soon:%Y-%m-%d %H:%M:%S}\n---\nText.\n"})
    page = root / "site/articles/soon/index.html"
    time.sleep(0.1)
    while dt.datetime.now(dt.UTC) < soon - dt.timedelta(seconds=0.7):
        assert run("build", root=root).code == 0
        assert not page.exists() or dt.datetime.now(dt.UTC) >= soon - dt.timedelta(seconds=1)
        time.sleep(0.3)
    time.sleep(max(0.0, (soon - dt.datetime.now(dt.UTC)).total_seconds()) + 0.05)
    assert run("build", root=root).code == 0
    assert page.exists()
    assert "nothing changed" in run("build", root=root).out


def test_what_is_remembered_of_commands_does_not_pile_up(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n"})
    time.sleep(0.06)
    for day in range(1, 20):
        assert run("build", "--now", f"2026-11-{day:02}", root=root).code == 0
    assert 1 < len(list((root / ".goodword" / "fast").iterdir())) <= 8


def test_a_build_right_after_the_last_change_is_remembered(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n"})
    path = root / "content/articles/a.md"
    before = Before(str(root), ["build"])
    sure = before.sure()
    if time.time_ns() < path.stat().st_ctime_ns + TICK:  # else other work took that long
        assert not sure, "the stamps are too young yet"
    time.sleep(TICK / 1e9)
    assert before.sure(), "they are older, and the files the same"
    info = path.stat()
    path.write_text(path.read_text().replace("Text", "Next"))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert not before.sure(), "the stamp is the same, and the text another"
    while "nothing changed" not in run("build", root=root).out:
        assert time.time_ns() < path.stat().st_ctime_ns + 1200 * TICK, "a minute is enough on any machine"


@pytest.mark.parametrize("name", ["content/articles/a.md", "netlify.toml", "note.md"])
def test_what_was_young_is_known_when_it_has_aged(name: str, project: Project) -> None:
    root = project({name: "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n"})
    before = Before(str(root), ["build"])
    time.sleep(2 * TICK / 1e9)
    assert before.sure()
    assert Before(str(root), ["build"]).inputs == before.inputs, "the next run has nothing to do"


def test_a_broken_cache_is_as_none(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for number, (name, flip) in enumerate(product(("index", "texts", "outputs/", "fast/"), (True, False))):
        time.sleep(0.06)
        bench.build()
        bench.build()
        found = [path for path in bench.work.rglob("*") if path.is_file() and name in f"{path.parent.name}/{path.name}"]
        assert found, f"no such file: {name}"
        for path in found:
            data = path.read_bytes()
            path.write_bytes(bytes(byte ^ 255 for byte in data) if flip else data[: len(data) // 2])
        bench.forgot = name == "outputs/"
        # Every page is another, so every text is read again.
        bench.model.settings["title"] = f"Title {number}"
        bench.write()
        bench.build()


def test_another_file_comes_to_be_the_cover_with_the_same_bytes(project: Project, build: Build) -> None:
    """A reference means a file that is called so, else the one at that address. Both have another address themselves."""
    cover = picture(1)
    root = project(
        {
            "content/site.yaml": SITE + 'podcast: {title: The show, category: Business, image: "/my%20cover.jpg"}\n',
            "content/episodes/talk.md": "---\ntitle: A talk\ndate: 2026-03-01\naudio: {src: talk.mp3}\n---\nWe talk.\n",
            "content/episodes/talk.mp3": sound(0),
            "content/static/my cover.jpg": cover,
        }
    )
    feed = build(root) / "podcast.xml"
    assert "https://site.example/my%20cover.jpg" in feed.read_text(encoding="utf-8")
    (root / "content/static/my cover.jpg").rename(root / "content/static/my%20cover.jpg")
    build(root)
    assert "https://site.example/my%2520cover.jpg" in feed.read_text(encoding="utf-8")
    assert tree(root / "site") == tree(build(root, "--clean", "--output", str(root / "clean")))
