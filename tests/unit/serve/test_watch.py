"""Which files change is told at once, all together, and not what editors leave."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.serve import watch
from generator.serve.polling import polled
from generator.serve.watch import Changes, Watcher, is_dropping


@pytest.mark.parametrize(
    "path",
    [
        *(
            "content/articles/4913",
            "content/articles/.a.md.swp",
            "content/articles/.a.md.swx",
            "content/articles/a.md~",
        ),
        *("content/articles/a.md.tmp", "content/articles/.#a.md", "content/articles/#a.md#", "content/.DS_Store"),
        *("content/articles/.goutputstream-X1Y2Z3", "content/articles/a.md___jb_tmp___", "content/articles/~$a.md"),
        *("content/.git/index.lock", "content/static/.DS_Store", "content/static/a.css~", "content/Thumbs.db"),
        *("content/articles/a.md.sb-1a2b3c-xYz123", "templates/.entry.html.kate-swp"),
    ],
)
def test_what_editors_leave(path: str) -> None:
    assert is_dropping(path)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "content/articles/a.md",
            "content/site.yaml",
            "content/articles",
            "content/static/.well-known/x",
            "templates/a.html",
        ),
        *("content/static/data.tmp", "content/articles/4913.md", "content/articles/a.swp.md", "private/people.yaml"),
        *("content/static/.nojekyll", "content/articles/photo.jpg"),
    ],
)
def test_what_a_site_is_made_of(path: str) -> None:
    assert not is_dropping(path)


@contextmanager
def watching(root: Path, *, polling: bool = False) -> Iterator[Changes]:
    changes = Changes()
    watcher = Watcher(root, changes.add, polling=polling)
    watcher.start()
    assert watcher.ready.wait(30)
    try:
        yield changes
    finally:
        watcher.stop.set()


def until(changes: Changes, *paths: str) -> set[str]:
    """What was told up to one of some paths, all of it."""
    told: set[str] = set()
    end = time.monotonic() + 30
    while not told & set(paths):
        assert time.monotonic() < end, told
        told |= changes.take(1)
    return told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/a.md").write_text("a", encoding="utf-8")
    (tmp_path / "content/site.yaml").write_text("title: A\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("polling", [False, True])
def test_files_that_are_written_come_and_go(root: Path, polling: bool) -> None:
    articles = root / "content/articles"
    with watching(root, polling=polling) as changes:
        (articles / "b.md").write_text("b", encoding="utf-8")
        until(changes, "content/articles/b.md")
        (articles / "b.md").write_text("b, longer", encoding="utf-8")
        until(changes, "content/articles/b.md")
        (articles / "b.md").unlink()
        until(changes, "content/articles/b.md")


def test_links_that_lead_nowhere_or_in_a_circle_hide_nothing(root: Path) -> None:
    """Emacs locks a file by a link that leads nowhere."""
    articles = root / "content/articles"
    for number in range(9):
        (articles / f"{number}.md").write_text("x", encoding="utf-8")
    (articles / ".#a.md").symlink_to("ann@machine.1234:5678")
    (articles / "one").symlink_to(root / "content")
    (articles / "two").symlink_to(root / "content")
    stop = threading.Event()
    looks = polled([str(root / "content")], stop)
    assert next(looks) == set()
    assert next(looks) == set()
    paths = {str(articles / f"{number}.md") for number in range(9)}
    for path in paths:
        Path(path).write_text("longer", encoding="utf-8")
    assert next(looks) == paths
    stop.set()
    assert list(looks) == []


def test_editors_that_save_by_renaming(root: Path) -> None:
    article = root / "content/articles/a.md"
    with watching(root) as changes:
        # As Vim does it with a copy beside, and as most others do it.
        (article.parent / "4913").touch()
        (article.parent / "4913").unlink()
        article.rename(article.with_name("a.md~"))
        article.write_text("new", encoding="utf-8")
        article.with_name("a.md~").unlink()
        assert until(changes, "content/articles/a.md") == {"content/articles/a.md"}
        article.with_name(".a.md.tmp").write_text("newer", encoding="utf-8")
        article.with_name(".a.md.tmp").replace(article)
        assert until(changes, "content/articles/a.md") == {"content/articles/a.md"}


def test_reading_is_no_change(root: Path) -> None:
    with watching(root) as changes:
        (root / "content/articles/a.md").read_bytes()
        list((root / "content").rglob("*"))
        (root / "content/articles/b.md").touch()
        assert until(changes, "content/articles/b.md") == {"content/articles/b.md"}


def test_folders_that_come_and_go(root: Path) -> None:
    with watching(root) as changes:
        (root / "templates").mkdir()
        until(changes, "templates")
        (root / "templates/a.html").touch()
        until(changes, "templates/a.html")
        shutil.rmtree(root / "templates")
        until(changes, "templates")
        # Another one of the same name, as Git makes it when it goes to another branch.
        (root / "content").rename(root / "old")
        shutil.copytree(root / "old", root / "content")
        until(changes, "content")
        # Until the new folder is watched, it is the folder that is told once more.
        (root / "content/articles/c.md").touch()
        until(changes, "content", "content/articles/c.md")
        (root / "content/articles/d.md").touch()
        until(changes, "content/articles/d.md")
        (root / "content/new/deep").mkdir(parents=True)
        (root / "content/new/deep/d.md").touch()
        told = until(changes, "content/new")
        assert told <= {"content/new", "content/new/deep", "content/new/deep/d.md"}


def test_files_beside(root: Path) -> None:
    with watching(root) as changes:
        (root / "netlify.toml").touch()
        until(changes, "netlify.toml")
        (root / "netlify.toml").unlink()
        until(changes, "netlify.toml")


def test_many_files_are_one_change(root: Path) -> None:
    """A branch that is checked out is not taken one file at a time."""
    changes = Changes()
    paths = [f"content/articles/{number}.md" for number in range(200)]

    def tell() -> None:
        for at in range(0, 200, 10):
            changes.add(frozenset(paths[at : at + 10]))
            time.sleep(0.005)

    thread = threading.Thread(target=tell)
    thread.start()
    assert changes.take(10) == set(paths)
    thread.join()


def test_a_system_that_watches_no_more_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of the whole system is not for a test to reach: a failure as it comes from there."""
    import watchfiles

    def limited(*paths: str, **options: object) -> None:
        raise OSError("OS file watch limit reached. about [...]")

    monkeypatch.setattr(watchfiles, "watch", limited)
    changes = Changes()
    watcher = Watcher(root, changes.add)
    watcher.start()
    try:
        assert watcher.ready.wait(30)
        assert watcher.why == "the system watches no more files (fs.inotify.max_user_watches)"
        (root / "content/articles/b.md").touch()
        until(changes, "content/articles/b.md")
    finally:
        watcher.stop.set()


@pytest.mark.parametrize(
    ("mounts", "kind"),
    [
        ("proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\n", ""),
        ("/dev/sda1 / ext4 rw 0 0\nC:\\134 {here} 9p rw 0 0\n", "9p"),
        ("/dev/sda1 / ext4 rw 0 0\n//nas/web {here} cifs rw 0 0\n", "cifs"),
        ("nas:/web / nfs4 rw 0 0\n/dev/sda1 {here} ext4 rw 0 0\n", ""),
        ("overlay / overlay rw 0 0\nx {here}2 nfs rw 0 0\n", ""),
        ("odd\n", ""),
    ],
)
def test_folders_far_away(mounts: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "mounts"
    there.write_text(mounts.replace("{here}", str(tmp_path)), encoding="utf-8")
    monkeypatch.setattr(watch, "_MOUNTS", there)
    assert watch.far_away(tmp_path) == kind
