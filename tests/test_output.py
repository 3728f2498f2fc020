"""Promises 1 and 6: all or nothing, whenever a build is stopped; and only what it wrote is deleted."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import Build, Project, Run
from tests.small import photo, small_site
from tests.support import NOW, ROOT, write_files
from tests.trees import differing, folders, stamps, tree

ARTICLE = "---\ntitle: {0}\ndate: 2026-01-01\ntags: [{0}]\n---\nText of {0}.\n"


def article(name: str) -> dict[str, str | bytes]:
    return {f"content/articles/{name}.md": ARTICLE.format(name)}


# --- it deletes what it wrote, and nothing else ---


def test_a_deleted_content_file_takes_its_page_and_its_empty_folders_along(project: Project, build: Build) -> None:
    root = project(article("stays"))
    before = tree(build(root))
    project(article("goes"))
    assert (build(root) / "articles/goes/index.html").exists()
    (root / "content/articles/goes.md").unlink()
    output = build(root)
    assert differing(tree(output), before) == []
    assert not (output / "articles/goes").exists()
    assert not (output / "tags/goes").exists()


def test_foreign_files_stay_whatever_becomes_of_their_folder(project: Project, build: Build) -> None:
    root = project(article("goes") | article("stays"))
    output = build(root)
    foreign = {
        "articles/goes/notes.txt": "mine",
        "CNAME": "example.org",
        "own/folder/x.html": "x",
        ".well-known/y": "y",
    }
    write_files(output, dict(foreign))
    (output / "own/empty").mkdir()
    (root / "content/articles/goes.md").unlink()
    build(root)
    assert not (output / "articles/goes/index.html").exists()
    assert {path: (output / path).read_text() for path in foreign} == foreign
    assert (output / "own/empty").is_dir()


def test_foreign_files_are_named_where_nothing_is_known_of_earlier_builds(project: Project, run: Run) -> None:
    root = project(article("one"))
    write_files(root / "site", {"CNAME": "example.org", ".gitignore": "*\n!.gitignore\n"})
    first = run("build", "--now", NOW, root=root)
    assert first.code == 0
    assert "CNAME" in first.output
    assert ".gitignore" not in first.output
    assert "CNAME" not in run("build", "--now", NOW, root=root).output
    # What was built stays as it was when the memory of it is lost, and the file is named again.
    shutil.rmtree(root / ".goodword")
    (root / "content/articles/one.md").unlink()
    again = run("build", "--now", NOW, root=root)
    assert "CNAME" in again.output
    assert "articles/one/index.html" in again.output
    assert (root / "site/articles/one/index.html").exists()
    assert (root / "site/CNAME").read_text() == "example.org"


def test_the_gitignore_survives_every_build(project: Project, run: Run) -> None:
    root = project(article("one"))
    write_files(root / "site", {".gitignore": "*\n!.gitignore\n"})
    for options in ([], ["--clean"], ["--drafts"], []):
        assert run("build", "--now", NOW, *options, root=root).code == 0
        assert (root / "site/.gitignore").read_text() == "*\n!.gitignore\n"


def test_each_output_folder_is_remembered_by_itself(project: Project, build: Build, tmp_path: Path) -> None:
    root = project(article("one") | article("two"))
    site, other = build(root), build(root, "--output", str(tmp_path / "other"))
    assert differing(tree(site), tree(other)) == []
    (root / "content/articles/two.md").unlink()
    build(root)
    assert not (site / "articles/two").exists()
    assert (other / "articles/two").exists()
    build(root, "--output", str(other))
    assert differing(tree(site), tree(other)) == []


# --- files and folders that take each other's place ---


def test_a_file_becomes_a_folder_and_a_file_again(project: Project, build: Build) -> None:
    root = project(article("one"))
    static, page = root / "content/static/thing", root / "content/pages/thing.md"

    def file() -> None:
        page.unlink(missing_ok=True)
        write_files(root, {"content/static/thing": "a file\n"})

    def folder() -> None:
        static.unlink()
        write_files(root, {"content/pages/thing.md": "---\ntitle: Thing\n---\nText.\n"})

    file()
    first = tree(build(root))
    assert first["thing"] == b"a file\n"
    folder()
    second = tree(build(root))
    assert "thing/index.html" in second
    assert "thing" not in second
    file()
    assert differing(tree(build(root)), first) == []
    folder()
    assert differing(tree(build(root)), second) == []


def test_a_foreign_file_where_a_folder_must_be_is_never_deleted(project: Project, run: Run) -> None:
    root = project(article("one"))
    write_files(root / "site", {"articles": "mine"})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 3
    assert "articles" in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert (root / "site/articles").read_text() == "mine"
    (root / "site/articles").unlink()
    assert run("build", "--now", NOW, root=root).code == 0


def test_a_foreign_folder_where_a_file_must_be_is_never_deleted(project: Project, run: Run) -> None:
    root = project(article("one"))
    write_files(root / "site", {"index.html/mine.txt": "mine"})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 3
    assert "index.html" in result.err
    assert (root / "site/index.html/mine.txt").read_text() == "mine"


# --- all or nothing ---


BROKEN: dict[str, dict[str, str | bytes]] = {
    "front matter": {"content/articles/bad.md": "---\ntitle: [\n---\n"},
    "unknown key": {"content/articles/bad.md": "---\ntitle: x\ndaet: 2026-01-01\n---\n"},
    "settings": {"content/site.yaml": "title: x\n"},
    "collision": {"content/articles/bad.md": "---\ntitle: x\ndate: 2026-01-01\nslug: first\n---\n"},
    "image": {"content/articles/photo.jpg": b"no picture"},
    "static image": {"content/static/bad.png": b"\x89PNG\r\n\x1a\n" + bytes(100)},
    "audio": {"content/episodes/talk.mp3": b"no sound"},
    "template": {"templates/article.html": "{{ nobody.knows }}"},
    "template syntax": {"templates/404.html": "{% if %}"},
    "not UTF-8": {"content/pages/about.md": b"---\ntitle: \xff\n---\n"},
    "person": {
        "content/give-log.yaml": "gives: [{id: a, date: 2026-01-01, kind: tip, what: x, person: bo}]",
        "private/people.yaml": "al: {name: Alberich Zed}\n",
    },
}


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN.keys())
def test_an_error_leaves_the_output_as_it_was(
    tmp_path: Path, whole: Path, run: Run, files: dict[str, str | bytes]
) -> None:
    root = tmp_path / "project"
    shutil.copytree(whole, root)
    was, when = tree(root / "site"), stamps(root / "site")
    # Much else changes as well, so that there is something to publish.
    write_files(root, article("new") | {"content/pages/more.md": "---\ntitle: More\n---\n"} | files)
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1, result.output
    assert "Nothing was published" in result.err
    assert tree(root / "site") == was
    assert stamps(root / "site") == when


def test_warnings_keep_nothing_back_unless_they_are_asked_to(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\n[x](/nowhere/)\n"})
    assert run("build", "--now", NOW, "--strict", root=root).code == 1
    assert not (root / "site").exists() or not any((root / "site").iterdir())
    assert run("build", "--now", NOW, root=root).code == 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built; not to be written to."""
    root = tmp_path_factory.mktemp("whole") / "project"
    write_files(root, small_site())
    subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(root), "build", "--now", NOW],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return root


# --- nothing is done twice ---


@pytest.mark.parametrize("options", [[], ["--clean"]], ids=["as it is", "clean"])
def test_a_second_build_writes_nothing(tmp_path: Path, whole: Path, run: Run, options: list[str]) -> None:
    root = tmp_path / "project"
    shutil.copytree(whole, root)
    when = stamps(root / "site")
    result = run("build", "--now", NOW, *options, root=root)
    assert result.code == 0
    assert stamps(root / "site") == when
    assert not (root / ".goodword/stage").exists() or not any((root / ".goodword/stage").iterdir())


def test_a_lost_or_changed_file_of_the_output_comes_back(tmp_path: Path, whole: Path, build: Build) -> None:
    root = tmp_path / "project"
    shutil.copytree(whole, root)
    was = tree(root / "site")
    (root / "site/index.html").unlink()
    (root / "site/articles/first/index.html").write_text("changed")
    shutil.rmtree(root / "site/tags")
    size = (root / "site/feed.xml").stat().st_size
    (root / "site/feed.xml").write_bytes(b"x" * size)
    assert differing(tree(build(root)), was) == []


# --- an output elsewhere ---


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no second file system at /dev/shm")
def test_an_output_on_another_file_system(tmp_path: Path, whole: Path, build: Build) -> None:
    root = tmp_path / "project"
    shutil.copytree(whole, root)
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        assert Path(elsewhere).stat().st_dev != root.stat().st_dev
        output = Path(elsewhere) / "a/b"
        build(root, "--output", str(output))
        assert differing(tree(output), tree(whole / "site")) == []
        (root / "content/pages/about.md").unlink()
        # As a build that was killed would leave it.
        (output / "about/.index.html.new").write_text("torn")
        build(root, "--output", str(output))
        assert differing(tree(output), tree(build(root))) == []
        assert folders(output) == folders(root / "site")


@pytest.mark.posix
def test_a_relative_output_is_seen_from_the_current_folder(
    project: Project, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(article("one"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("build", "--now", NOW, "--output", "out", root=root).code == 0
    assert (tmp_path / "here/out/index.html").exists()


# --- killed ---


#: Runs a build that is killed as it is about to do its n-th change to a folder.
KILLED = """
import os, runpy, signal, sys
left, parent = int(sys.argv.pop(1)), os.getpid()
def counted(function):
    def call(*args, **kwargs):
        global left
        if os.getpid() == parent:
            left -= 1
            if left < 0:
                os.kill(parent, signal.SIGKILL)
        return function(*args, **kwargs)
    return call
for name in ("replace", "rename", "unlink", "remove", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
runpy.run_module("generator", run_name="__main__", alter_sys=True)
"""


def test_a_build_killed_at_any_moment_leaves_each_file_old_or_new(tmp_path: Path, whole: Path, build: Build) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(whole, changed)
    change(changed)
    old, new = tree(whole / "site"), tree(build(changed))
    assert len(differing(old, new)) > 20
    root = tmp_path / "project"
    shutil.copytree(whole, root)
    change(root)
    chance = random.Random(6)  # noqa: S311 (which moments are tried)
    killed = partly = 0
    for moment in sorted(chance.sample(range(130), 9)):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(moment), "--root", str(root), "build", "--now", NOW, "--jobs", "1"],
            cwd=ROOT,
            capture_output=True,
            check=False,
            timeout=120,
        )
        killed += done.returncode == -9
        now = tree(root / "site")
        torn = [path for path, data in now.items() if data not in (old.get(path), new.get(path))]
        assert torn == []
        assert [path for path in old.keys() & new.keys() if path not in now] == []
        partly += bool(differing(now, old)) and bool(differing(now, new))
    assert killed >= 3
    assert partly >= 2
    assert differing(tree(build(root)), new) == []
    assert folders(root / "site") == folders(changed / "site")


def test_a_first_build_killed_leaves_no_torn_file(tmp_path: Path, whole: Path, build: Build) -> None:
    root = tmp_path / "project"
    write_files(root, small_site())
    new = tree(whole / "site")
    for delay in (0.3, 0.6, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "--root", str(root), "build", "--now", NOW],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        now = tree(root / "site") if (root / "site").exists() else {}
        assert [path for path, data in now.items() if data != new.get(path)] == []
    assert differing(tree(build(root)), new) == []


def change(root: Path) -> None:
    """Changes, adds and removes something of every kind."""
    (root / "content/articles/2026-02-02-third.md").unlink()
    (root / "content/pages/about.md").unlink()
    write_files(
        root,
        {
            "content/articles/2026-02-03-fourth.md": "---\ntitle: Fourth\ntags: [New]\n---\nText.\n",
            "content/static/about": "now a file\n",
            "content/site.yaml": (root / "content/site.yaml").read_text().replace("Small & whole", "Changed"),
        },
    )


def test_one_picture_under_one_name_in_two_folders_is_published_once(project: Project, build: Build) -> None:
    text = "---\ntitle: {0}\ndate: 2026-01-01\n---\n![{0}](photo.jpg)\n"
    root = project({f"content/articles/{name}/{name}.md": text.format(name) for name in ("a", "b")})
    for name in ("a", "b"):
        (root / f"content/articles/{name}/photo.jpg").write_bytes(photo())
    output = build(root)
    assert len(list((output / "images").glob("photo.*.jpg"))) == 1
    for name in ("a", "b"):
        assert "/images/photo." in (output / f"articles/{name}/index.html").read_text()
