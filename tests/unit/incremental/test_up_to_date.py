"""The fast path alone: when it answers that nothing changed, and when it looks no further than it may."""

import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.base.checksummed import write_checked
from generator.base.file_stamps import TICK, mark_of, stamp_of
from generator.incremental import up_to_date as fast
from generator.incremental.up_to_date import Before, answer, note, noted, remember, say

SAID = "Nothing changed.\n"
FILES = {
    "content/site.yaml": "title: x\n",
    "content/articles/a.md": "one\n",
    "content/articles/b.md": "two\n",
    "templates/page.html": "<p>\n",
    "private/people.yaml": "{}\n",
    "netlify.toml": "[build]\n",
    "note.md": "A note.\n",
    "site/index.html": "<p>index\n",
    "site/tags/index.html": "<p>tags\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with its output, older than a tick of the clock."""
    for name, text in FILES.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    age()
    return tmp_path / "project"


def age() -> None:
    """Waits until nothing is too young for its stamp to prove something."""
    time.sleep(1.1 * TICK / 1e9)


def arguments(root: Path, *more: str) -> list[str]:
    return ["--root", str(root), "build", *more]


def output(root: Path, since: int = 1 << 63) -> dict[str, tuple[int, ...]]:
    return {
        path.relative_to(root / "site").as_posix(): stamp_of(path.stat(), str(path), since)
        for path in sorted((root / "site").rglob("*.html"))
    }


def known(
    root: Path, *more: str, due: float | None = None, asked: tuple[str, ...] = (), since: int = 1 << 63
) -> Before:
    """Has a build's end remembered, and returns the state before it."""
    said, before = answer(arguments(root, *more))
    assert said is None
    assert before is not None
    sure = before.sure()
    remember(before, str(root / "site"), output(root, since), due, SAID, asked, sure=sure)
    return before


def answered(root: Path, *more: str) -> str | None:
    return answer(arguments(root, *more))[0]


def test_the_same_project_is_answered(root: Path) -> None:
    before = known(root)
    assert answer(arguments(root))[0] == SAID
    again = answer(arguments(root))[1]
    assert again is not None
    assert (again.root, again.file, again.inputs, again.seen) == (before.root, before.file, before.inputs, before.seen)


def rewritten(path: Path) -> None:
    """Writes as many other bytes, and puts the time back."""
    info = path.stat()
    path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def exchanged(path: Path) -> None:
    """Puts another file with the same bytes in its place."""
    new = path.with_name("new")
    new.write_bytes(path.read_bytes())
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    new.replace(path)


@pytest.mark.parametrize("change", [rewritten, exchanged, Path.unlink, lambda path: path.rename(f"{path}.md")])
@pytest.mark.parametrize("name", FILES)
def test_a_file_is_another(name: str, change: Callable[[Path], None], root: Path) -> None:
    known(root)
    assert answered(root) == SAID
    change(root / name)
    assert answered(root) is None


@pytest.mark.parametrize(
    "name", ["content/articles/c.md", "templates/c.html", "private/c.yaml", "c.txt", "wrangler.toml"]
)
def test_there_is_a_file_more(name: str, root: Path) -> None:
    known(root)
    (root / name).write_text("new\n")
    age()
    assert answered(root) is None


def test_there_is_a_folder_more_or_less(root: Path) -> None:
    known(root)
    (root / "content/empty").mkdir()
    assert answered(root) is None
    (root / "content/empty").rmdir()
    assert answered(root) == SAID
    (root / "private/people.yaml").unlink()
    (root / "private").rmdir()
    assert answered(root) is None


def test_other_files_in_the_output_do_not_count_and_those_beside_the_content_do(root: Path) -> None:
    """Which files beside the content are a host's, only hosts know: so a new one means a closer look."""
    known(root)
    (root / "site/mine.txt").write_text("mine\n")
    assert answered(root) == SAID
    (root / "Makefile").write_text("all:\n")
    assert answered(root) is None


@pytest.mark.posix
def test_a_link_leads_elsewhere(root: Path) -> None:
    (root / "content/linked.md").symlink_to(root / "note.md")
    (root / "content/more").symlink_to(root / "content/articles")
    age()
    before = known(root)
    assert before.seen is None, "which takes a closer look"
    assert answered(root) == SAID
    rewritten(root / "note.md")
    assert answered(root) is None
    rewritten(root / "note.md")
    age()
    known(root)
    (root / "content/linked.md").unlink()
    # The same file, by another way.
    (root / "content/linked.md").symlink_to(root / "content/../note.md")
    assert answered(root) is None
    age()
    known(root)
    (root / "content/more").unlink()
    (root / "content/more").symlink_to(root / "templates")
    assert answered(root) is None


@pytest.mark.posix
def test_what_is_linked_counts(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.md").write_text("three\n")
    (root / "content/more").symlink_to(other)
    (root / "content/again").symlink_to(other)
    (root / "content/broken").symlink_to(tmp_path / "nowhere")
    age()
    known(root)
    assert answered(root) == SAID
    rewritten(other / "c.md")
    assert answered(root) is None
    age()
    known(root)
    (tmp_path / "nowhere").write_text("here\n")
    assert answered(root) is None


@pytest.mark.posix
def test_a_link_in_a_circle_is_followed_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content/round").symlink_to(root / "content")
    age()
    known(root)
    assert answered(root) == SAID
    looked: list[str] = []
    scandir = os.scandir

    def counted(path: str) -> Any:
        looked.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counted)
    Before(str(root), ["build"])
    assert len([path for path in looked if path.startswith(str(root / "content"))]) == 4, "each folder by both ways"


@pytest.mark.posix
def test_what_is_no_plain_file_takes_a_closer_look(root: Path) -> None:
    os.mkfifo(root / "content/pipe")
    age()
    before = Before(str(root), ["build"])
    assert before.seen is None
    assert before.sure()


@pytest.mark.parametrize("name", ["site/index.html", "site/tags/index.html"])
def test_the_output_is_another(name: str, root: Path) -> None:
    known(root)
    data = (root / name).read_bytes()
    (root / name).write_bytes(data)
    assert answered(root) is None, "its stamp is another"


def test_young_files_of_the_output_are_read(root: Path) -> None:
    page = root / "site/index.html"
    rewritten(page)
    known(root, since=page.stat().st_ctime_ns)
    assert answered(root) == SAID
    age()
    file = Before(str(root), arguments(root)).file
    data = Path(file).read_bytes()
    assert answered(root) == SAID
    aged = Path(file).read_bytes()
    assert aged != data, "from now on the stamp will do"
    assert answered(root) == SAID
    assert Path(file).read_bytes() == aged
    rewritten(page)
    assert answered(root) is None


def test_a_young_file_of_the_output_has_other_bytes(root: Path) -> None:
    page = root / "site/index.html"
    rewritten(page)
    known(root, since=page.stat().st_ctime_ns)
    info = page.stat()
    page.write_bytes(bytes(byte ^ 2 for byte in page.read_bytes()))
    os.utime(page, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert answered(root) is None


def test_only_some_files_of_the_output_are_young(root: Path) -> None:
    one, other = root / "site/index.html", root / "site/tags/index.html"
    rewritten(one)
    known(root, since=one.stat().st_ctime_ns)
    age()
    assert answered(root) == SAID
    rewritten(other)
    assert answered(root) is None


def test_the_site_changes_by_itself(root: Path) -> None:
    known(root, due=time.time() + 0.3)
    assert answered(root) == SAID
    time.sleep(0.35)
    assert answered(root) is None


def test_a_clock_that_is_put_back_proves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known(root)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    assert answered(root) is None


@pytest.mark.parametrize("more", [("--now", "2026-12-01"), ("--now=2026-12-01",)])
def test_at_a_moment_that_was_named_nothing_passes(more: tuple[str, ...], root: Path) -> None:
    known(root, *more, due=10.0)
    assert answered(root, *more) == SAID
    assert answered(root, "--now", "2026-12-02") is None
    assert answered(root) is None


def test_the_environment_names_a_moment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000")
    known(root, due=10.0)
    assert answered(root) == SAID
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000")
    assert answered(root) is None


def test_what_a_host_says_of_the_address(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("URL", "https://one.example")
    monkeypatch.delenv("CONTEXT", raising=False)
    known(root, asked=("URL", "CONTEXT"))
    assert answered(root) == SAID
    monkeypatch.setenv("CONTEXT", "preview")
    assert answered(root) is None
    monkeypatch.delenv("CONTEXT")
    assert answered(root) == SAID
    monkeypatch.setenv("URL", "https://two.example")
    assert answered(root) is None


def test_another_command_is_another_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known(root)
    assert answered(root, "--drafts") is None
    known(root, "--drafts")
    assert answered(root) == answered(root, "--drafts") == SAID
    monkeypatch.chdir(root)
    # A path may be meant from where one is.
    assert answered(root) is None


@pytest.mark.parametrize("more", [["--clean"], ["--explain", "/"], ["--explain=/"], ["--help"], ["-h"]])
def test_what_is_not_only_a_build(more: list[str], root: Path) -> None:
    assert answer(arguments(root, *more)) == (None, None)


@pytest.mark.parametrize(
    "words", [[], ["check"], ["--root"], ["--root", "x"], ["build", "--root"], ["new", ".", "build"]]
)
def test_other_commands(words: list[str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert answer(words) == (None, None)
    if words[:1] != ["build"]:
        monkeypatch.chdir(root)
        assert answer(words) == (None, None), "in a project as well"


def test_a_file_of_the_output_that_cannot_be_read(root: Path) -> None:
    before = Before(str(root), arguments(root))
    files = output(root)
    files["index.html"] = (*files["index.html"][:3], 0)
    assert answer(arguments(root))[0] is None
    remember(before, str(root / "site"), files, None, SAID, sure=True)
    assert answered(root) is None


def test_the_project_is_where_one_is_or_above(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content/articles")
    before = answer(["build"])[1]
    assert before is not None
    assert before.root == str(root)
    monkeypatch.chdir(root)
    before = answer(["build"])[1]
    assert before is not None
    assert before.root == str(root)
    monkeypatch.chdir(tmp_path)
    before = answer(["--root", "project", "build"])[1]
    assert before is not None
    assert before.root == str(root)
    assert answer(["--root", "project/content", "build"]) == (None, None), "it was named, so it is not looked for above"
    assert answer(["build"]) == (None, None)


@pytest.mark.posix
def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert answer(["build"]) == (None, None)


def test_as_many_commands_are_remembered_as_are_useful(root: Path) -> None:
    for day in range(1, 12):
        known(root, "--now", f"2026-12-{day:02}")
        time.sleep(0.005)
    assert [answered(root, "--now", f"2026-12-{day:02}") is not None for day in range(1, 12)] == [False] * 3 + [
        True
    ] * 8


def test_what_is_not_sure_is_not_remembered(root: Path) -> None:
    (root / "content/articles/a.md").write_text("three\n")
    before = Before(str(root), ["build"])
    assert not before.sure(), "it is too young"
    remember(before, str(root / "site"), output(root), None, SAID, sure=before.sure())
    age()
    assert before.sure()
    assert answered(root) is None


def test_a_young_file_is_another_by_the_end_of_a_build(root: Path) -> None:
    rewritten(root / "content/articles/a.md")
    before = Before(str(root), ["build"])
    age()
    assert before.sure()
    rewritten(root / "content/articles/a.md")
    assert not before.sure()


def test_what_is_too_much_to_be_read_is_not_sure(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten(root / "content/articles/a.md")
    monkeypatch.setattr(fast, "_YOUNG", 0)
    before = Before(str(root), ["build"])
    rewritten(root / "netlify.toml")
    monkeypatch.setattr(fast, "_YOUNG", 1)
    one = Before(str(root), ["build"])
    monkeypatch.setattr(fast, "_YOUNG", 2)
    two = Before(str(root), ["build"])
    age()
    assert [before.sure(), one.sure(), two.sure()] == [False, False, True]


def test_the_young_are_those_that_changed_in_the_last_tick(root: Path) -> None:
    rewritten(root / "content/articles/a.md")
    rewritten(root / "netlify.toml")
    before = Before(str(root), ["build"])
    assert before._young is not None
    assert set(before._young) == {str(root / "content/articles/a.md"), str(root / "netlify.toml")}
    age()
    assert Before(str(root), ["build"])._young == {}


def test_a_large_young_file_is_not_read(root: Path) -> None:
    (root / "content/articles/a.md").write_bytes(b"x" * 1_000_001)
    before = Before(str(root), ["build"])
    age()
    assert not before.sure()
    assert Before(str(root), ["build"]).sure()


def test_what_the_build_need_not_look_at_again(root: Path) -> None:
    rewritten(root / "content/articles/a.md")
    seen = Before(str(root), ["build"]).seen
    assert seen is not None
    wanted = {str(root / "content" / name) for name in ("site.yaml", "articles/a.md", "articles/b.md")}
    assert set(seen) == wanted
    for name in ("site.yaml", "articles/b.md"):
        path = root / "content" / name
        info = path.stat()
        assert seen[str(path)] == (info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns)
    young = str(root / "content/articles/a.md")
    assert seen[young][3] == mark_of(young) < 0, "a young stamp proves nothing, so the bytes do"


def test_where_the_clock_is_coarse_bytes_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "content/articles/a.md"
    for module in (fast, sys.modules["generator.base.file_stamps"]):
        monkeypatch.setattr(module, "COARSE", 1)
    before = Before(str(root), ["build"])
    assert before.seen is not None
    assert before.seen[str(path)][3] == mark_of(str(path))
    assert before.sure()
    known(root)
    assert answered(root) == SAID
    rewritten(path)
    assert answered(root) is None


def test_where_the_system_does_not_tell_bytes_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "content/articles/a.md"
    for module in (fast, sys.modules["generator.base.file_stamps"]):
        monkeypatch.setattr(module, "HAS_CTIME", False)
    before = Before(str(root), ["build"])
    assert before.seen is not None
    assert before.seen[str(path)][3] == mark_of(str(path))
    inputs = before.inputs
    rewritten(path)
    assert Before(str(root), ["build"]).inputs != inputs


def test_another_program_is_another_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known(root)
    monkeypatch.setattr(fast, "program_stamps", lambda: "another")
    assert answered(root) is None


def test_another_theme_is_another_answer(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates of the package, or of the checkout that it is in."""
    for place in ("package", "package/generator"):
        package = tmp_path / place
        (package / "templates").mkdir(parents=True)
        (package / "templates/base.html").write_text("<p>\n")
        age()
        monkeypatch.setattr(fast, "PACKAGE", str(package if place == "package/generator" else package / "part"))
        known(root)
        assert answered(root) == SAID
        rewritten(package / "templates/base.html")
        assert answered(root) is None


@pytest.mark.parametrize("data", [b"", b"x", b"a\n\0\nb"])
def test_what_is_remembered_in_another_form_counts_as_nothing(data: bytes, root: Path) -> None:
    before = known(root)
    write_checked(before.file, data)
    assert answered(root) is None


def test_what_cannot_be_kept_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = root / "site/index.html"
    rewritten(page)
    known(root, since=page.stat().st_ctime_ns)
    age()

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(fast, "write_checked", full)
    assert answered(root) == SAID


# --- what `goodword due` is told ---


def test_the_last_build_leaves_word(root: Path) -> None:
    assert noted(str(root)) is None
    before = Before(str(root), ["build"])
    (root / ".goodword").mkdir()
    note(before, 12.5, "content/articles/a.md", "Europe/Berlin", sure=True)
    assert noted(str(root)) == (before.inputs, 12.5, "content/articles/a.md", "Europe/Berlin")
    note(before, 0.0, "", "UTC", sure=False)
    assert noted(str(root)) == ("", 0.0, "", "UTC")


def test_what_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(SAID) == 0
    assert capsys.readouterr().out == SAID
    with monkeypatch.context() as patched:
        patched.setattr(fast, "end_streams", lambda: False)
        assert say(SAID) == 3, "what was said could not be written to its end"
    monkeypatch.setattr(sys, "stdout", None)
    assert say(SAID) == 0


def test_nobody_reads_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def __init__(self, fault: OSError) -> None:
            super().__init__()
            self.fault = fault

        def write(self, _: str) -> int:
            raise self.fault

    monkeypatch.setattr(sys, "stdout", Closed(BrokenPipeError()))
    assert say(SAID) == 0
    monkeypatch.setattr(sys, "stdout", Closed(OSError(28, "No space left on device")))
    assert say(SAID) == 3
