"""Promise 2 where files change and keep their size, their time of change and their inode: by each way, for each class."""

import datetime as dt
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base import file_stamps
from generator.base.file_stamps import TICK
from generator.base.source_lines import Lines
from generator.build.pipeline import build
from generator.build.terms import Options
from generator.cli.console import problem_text
from generator.incremental import up_to_date
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.small import ARTICLE, COMMENTS, SITE, TIPS, photo, small_site, talk
from tests.support import Result, run_here, write_files
from tests.trees import tree

Way = Callable[[Path, bytes], None]
#: What archives that are made twice alike have for all their files.
FIXED = 1_600_000_000 * 10**9

PEOPLE = "p1: {name: Petra Muster, role: a %s in Ulm, consent: role}\n"
GIVES = "gives:\n  - {id: g1, date: 2026-05-05, kind: tip, what: A tip, person: p1}\n"


def picture(seed: int) -> bytes:
    """A photograph; those of all seeds are equally long."""
    return photo(seed=seed).ljust(4000, b"\0")


#: Each class of files: a path, its bytes, and other ones of the same length. The article's lack an alternative text.
CLASSES: dict[str, tuple[str, bytes, bytes]] = {
    name: (path, was.encode() if isinstance(was, str) else was, new.encode() if isinstance(new, str) else new)
    for name, path, was, new in (
        ("text", "content/articles/2026-01-01-first.md", ARTICLE, ARTICLE.replace("![A field](", "![](       ")),
        ("tips", "content/tips/small.yaml", TIPS, TIPS.replace("Give first.", "Give often.")),
        ("settings", "content/site.yaml", SITE, SITE.replace("one of everything", "two of everything")),
        ("comment", "content/comments/first.yaml", COMMENTS, COMMENTS.replace("Me too.", "Not me.")),
        ("people", "private/people.yaml", PEOPLE % "miller", PEOPLE % "farmer"),
        ("template", "templates/404.html", "<p>Nothing</p>\n", "<p>Nowhere</p>\n"),
        ("asset", "templates/assets/note.txt", "one\n", "two\n"),
        ("static", "content/static/robots-are-welcome.txt", "yes\n", "no!\n"),
        ("download", "content/articles/list.txt", "one\ntwo\n", "six\nten\n"),
        ("picture", "content/articles/photo.jpg", picture(1), picture(2)),
        ("static picture", "content/static/ann.jpg", picture(2), picture(3)),
        ("audio", "content/episodes/talk.mp3", talk(), talk()[:-1] + b"\1"),
    )
}
#: Files of the output, by what they are.
OUTPUT = {
    "page": "articles/first/index.html",
    "first page": "index.html",
    "asset": "assets/site.*.css",
    "feed": "feed.xml",
    "picture": "images/photo.*.jpg",
    "static": "robots-are-welcome.txt",
    "audio": "episodes/talk/*.mp3",
}


def in_place(path: Path, data: bytes) -> None:
    """The same inode is written to: `tar --overwrite`, `cp -p`, a program that puts the time back."""
    _timed(path, lambda: path.write_bytes(data))


def made_again(path: Path, data: bytes) -> None:
    """The file is deleted and created again, for which file systems often reuse the inode number: `tar`."""

    def make() -> None:
        path.unlink()
        path.write_bytes(data)

    _timed(path, make)


def moved(path: Path, data: bytes) -> None:
    """Another file takes the place: rsync, most editors."""

    def move() -> None:
        new = path.with_name("new.tmp")
        new.write_bytes(data)
        os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        new.replace(path)

    _timed(path, move)


def _timed(path: Path, change: Callable[[], object]) -> None:
    was = path.stat()
    change()
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns) == (was.st_size, was.st_mtime_ns)


WAYS: list[Way] = [in_place, made_again, moved]


def begin(root: Path) -> Path:
    """A project with fixed times."""
    write_files(root, {**small_site(), "content/give-log.yaml": GIVES})
    write_files(root, {path: was for path, was, _ in CLASSES.values()})
    for path in root.rglob("*"):
        os.utime(path, ns=(FIXED, FIXED))
    return root


def settle(root: Path) -> None:
    """Builds until a build has nothing to do."""
    for _ in range(20):
        time.sleep(1.2 * TICK / 1e9)
        done = go(root)
        assert done.code == 0, done.output
        if "nothing changed" in done.out:
            return
    pytest.fail(f"never still: {done.output}")


def go(root: Path) -> Result:
    return run_here("build", "--now", "2026-11-01", "--jobs", "1", root=root)


def check(root: Path, scratch: Path, *, foreign: bool = False) -> Result:
    """Builds, and compares with a clean build what is there and what is said. Returns what was said.

    There may be `foreign` files besides, which nobody knows to be ours.
    """
    done = go(root)
    options = Options(clock=Clock(dt.datetime(2026, 11, 1, tzinfo=dt.UTC)), output=scratch / "site", jobs=1)
    shutil.rmtree(scratch, ignore_errors=True)
    clean = build(Project(root, scratch=scratch / "work"), options, _unseen)
    lines = Lines(root)
    said = "".join(f"{problem_text(one, lines, colour=False)}\n" for one in clean.problems)
    assert done.code == 0
    if "nothing changed" not in done.out:
        assert done.err == said
    now, wanted = tree(root / "site"), tree(scratch / "site")
    assert {path: data for path, data in now.items() if path in wanted or not foreign} == wanted
    return done


def _unseen(step: str, done: int, of: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is built, for all tests: each leaves it as it finds it, but for the bytes of files."""
    root = begin(tmp_path_factory.mktemp("stamps") / "project")
    settle(root)
    return root


@pytest.mark.parametrize("name", CLASSES)
def test_a_file_of_the_project_is_changed_in_place(name: str, small: Path, tmp_path: Path) -> None:
    settle(small)
    path, was, new = CLASSES[name]
    now = (small / path).read_bytes()
    in_place(small / path, new if now == was else was)
    assert "nothing changed" not in check(small, tmp_path).out


@pytest.mark.parametrize("what", OUTPUT)
def test_a_file_of_the_output_is_changed_in_place(what: str, small: Path, tmp_path: Path) -> None:
    settle(small)
    path = next(iter(sorted((small / "site").glob(OUTPUT[what]))))
    in_place(path, path.read_bytes()[:-1] + b"#")
    assert "1 written" in check(small, tmp_path).out.replace("1 file written", "1 written")


@pytest.mark.parametrize("what", OUTPUT)
def test_a_file_of_the_output_is_changed_right_after_the_build(what: str, small: Path, tmp_path: Path) -> None:
    """Whether its stamp was too young to prove anything or not."""
    in_place(small / "content/pages/about.md", b"---\ntitle: About\n---\n%s.\n" % os.urandom(1).hex().encode())
    path = next(iter(sorted((small / "site").glob(OUTPUT[what]))))
    path.unlink()
    go(small)
    in_place(path, path.read_bytes()[:-1] + b"#")
    check(small, tmp_path)
    settle(small)


@pytest.mark.parametrize("told", [True, False], ids=["inode-time", "read"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_way_changes_all_files_at_once(
    way: Way, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the system does not tell when an inode was changed, or its clock has whole seconds only."""
    if not told:
        monkeypatch.setattr(file_stamps, "HAS_CTIME", False)
        monkeypatch.setattr(up_to_date, "HAS_CTIME", False)
    root = begin(tmp_path / "project")
    settle(root)
    for path, _, new in CLASSES.values():
        way(root / path, new)
    check(root, tmp_path / "clean")
    settle(root)
    for what in OUTPUT.values():
        altered = next(iter(sorted((root / "site").glob(what))))
        way(altered, altered.read_bytes()[:-1] + b"#")
    check(root, tmp_path / "clean")
    settle(root)
    for name, (path, was, _) in CLASSES.items():
        way(root / path, was)
        assert "nothing changed" not in go(root).out, name
        settle(root)
    check(root, tmp_path / "clean")


def test_where_the_clock_has_whole_seconds_files_are_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small / "content/static/robots-are-welcome.txt"
    info = path.stat()
    assert file_stamps.stamp_of(info, str(path))[3] == info.st_ctime_ns
    monkeypatch.setattr(file_stamps, "COARSE", 1)
    assert file_stamps.stamp_of(info, str(path))[3] == file_stamps.mark_of_bytes(path.read_bytes()) < 0


@pytest.mark.skipif(not shutil.which("tar"), reason="there is no tar")
@pytest.mark.parametrize("how", ["tar -xf", "tar --overwrite -xf", "cp -rp"])
def test_an_archive_with_fixed_times_is_unpacked_over_the_project(how: str, tmp_path: Path) -> None:
    root = begin(tmp_path / "project")
    other = begin(tmp_path / "other")
    write_files(other, {path: new for path, _, new in CLASSES.values()})
    for path in other.rglob("*"):
        os.utime(path, ns=(FIXED, FIXED))
    settle(root)
    times = {path: path.stat().st_mtime_ns for path in (root / "content").rglob("*") if path.is_file()}
    if how == "cp -rp":
        subprocess.run(["cp", "-rp", f"{other}/.", root], check=True)
    else:
        subprocess.run(["tar", "-C", other, "-cf", tmp_path / "a.tar", "content", "private", "templates"], check=True)
        subprocess.run([*how.split(), tmp_path / "a.tar", "-C", root], check=True)
    assert times == {path: path.stat().st_mtime_ns for path in times}
    assert "nothing changed" not in check(root, tmp_path / "clean").out


@pytest.mark.parametrize("restored", [["site"], [".goodword"], ["site", ".goodword"]], ids="+".join)
def test_what_a_host_restores_from_another_build_is_not_trusted(restored: list[str], tmp_path: Path) -> None:
    """The output, the cache, or both are those of a build of other texts; all times are as they were."""
    root = begin(tmp_path / "project")
    settle(root)
    for name in restored:
        shutil.copytree(root / name, tmp_path / "kept" / name)
    for path, _, new in CLASSES.values():
        in_place(root / path, new)
    settle(root)
    for name in restored:
        shutil.rmtree(root / name)
        shutil.copytree(tmp_path / "kept" / name, root / name)
    assert "nothing changed" not in check(root, tmp_path / "clean", foreign=restored == ["site"]).out


def test_a_copied_project_is_right(tmp_path: Path) -> None:
    settle(begin(tmp_path / "project"))
    root = tmp_path / "copy"
    shutil.copytree(tmp_path / "project", root)
    path, _, new = CLASSES["text"]
    in_place(root / path, new)
    check(root, tmp_path / "clean")


def test_each_file_of_the_cache_is_exchanged_for_one_of_another_build(tmp_path: Path) -> None:
    """It is whole, and it has the size (or is cut to it), the time and the inode of the one that was there."""
    root, other = begin(tmp_path / "project"), begin(tmp_path / "other")
    write_files(other, {path: new for path, _, new in CLASSES.values()})
    settle(other)
    settle(root)
    swapped = 0
    for path in sorted((root / ".goodword").rglob("*")):
        twin = other / path.relative_to(root)
        if path.parent.name in {"fast", "cache"} and not twin.is_file():
            twin = next(iter(sorted(twin.parent.glob(f"{path.name[:5]}*"))), twin)
        if not path.is_file() or not twin.is_file() or path.name == "lock" or path.parent.name == "templates":
            continue
        data, size = twin.read_bytes(), path.stat().st_size
        in_place(path, data[:size].ljust(size, b"\0"))
        swapped += 1
        text = root / "content/pages/about.md"
        text.write_text(f"---\ntitle: About\n---\nNumber {swapped}.\n")
        check(root, tmp_path / "clean")
        settle(root)
    assert swapped >= 5


def test_what_changes_no_bytes_costs_time_only(small: Path, tmp_path: Path) -> None:
    """Permissions, links and names that come and go change the inode's time."""
    settle(small)
    before = tree(small / "site")
    for folder in ("content", "site"):
        for path in (small / folder).rglob("*.*"):
            if path.is_file():
                path.chmod(0o600)
                os.link(path, path.with_name("link.tmp"))
                path.with_name("link.tmp").unlink()
    done = check(small, tmp_path)
    assert "0 files written" in done.out
    assert tree(small / "site") == before
    settle(small)


@pytest.mark.posix
def test_a_folder_becomes_a_link_to_itself(tmp_path: Path) -> None:
    """All its files have the stamps that they had, but the answer is that of a clean build."""
    root = begin(tmp_path / "project")
    settle(root)
    (root / "content/articles").rename(root / "moved")
    (root / "content/articles").symlink_to(root / "moved")
    done = go(root)
    shutil.rmtree(root / ".goodword")
    clean = go(root)
    assert (done.code, done.output) == (clean.code, clean.output)
    assert done.code == 1
    assert "content/articles: error: a link to a folder" in done.output
