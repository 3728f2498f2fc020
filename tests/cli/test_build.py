"""`goodword build`: its exit codes, and what it says about each thing that people can get wrong."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.terminal import on_terminal
from tests.conftest import Project, Run
from tests.support import NOW, ROOT, run_apart

HELLO = "---\ntitle: Hello\ndate: 2026-11-02\n---\nGive first.\n"
BROKEN_LINK = HELLO + "\n[Nowhere](/nowhere/)\n"
BAD = "---\ntitle: Bad\ndaet: 2026-11-02\n---\n"
#: The last line, since the address of the tests' site is a placeholder.
PLACEHOLDER = r"Before the world sees it, change what is still the example: the address https://site\.example\.\n"


def page(root: Path) -> Path:
    return root / "site" / "articles" / "hello" / "index.html"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- 0: done ---


@pytest.mark.parametrize("name", ["site.yml", "site.YAML", "Site.yaml"])
def test_settings_with_another_suffix_or_capitals(name: str, project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO})
    settings = root / "content" / "site.yaml"
    settings.rename(settings.with_name(name))
    first = run("build", "--now", NOW, "--strict", root=root)
    assert (first.code, first.err) == (0, "")
    assert "A test site" in page(root).read_text(encoding="utf-8")
    settings.with_name(name).write_text("title: A test site\nurl: no address\n", encoding="utf-8")
    second = run("build", "--now", NOW, root=root)
    assert second.err.startswith(f'content/{name}:2:6: error: "url" must be a web address')
    assert "    url: no address\n" in second.err


def test_a_give_log_by_another_suffix_stays_published(project: Project, run: Run) -> None:
    log = "gives:\n  - {id: a, date: 2026-11-02, kind: tip, what: Shared a post}\n"
    root = project({"content/articles/hello.md": HELLO, "content/give-log.yaml": log})
    assert run("build", "--now", NOW, root=root).code == 0
    before = files(root / "site")
    (root / "content" / "give-log.yaml").rename(root / "content" / "give-log.yml")
    assert run("build", "--now", NOW, "--strict", root=root).code == 0
    assert files(root / "site") == before


def test_a_text_beside_the_content_is_told_after_nothing_changed(project: Project) -> None:
    root = project({"content/articles/hello.md": HELLO})
    run_apart("build", "--now", NOW, root=root)
    time.sleep(0.1)
    run_apart("build", "--now", NOW, root=root)
    assert "nothing changed" in run_apart("build", "--now", NOW, root=root).out
    (root / "stray.md").write_text(HELLO, encoding="utf-8")
    assert "stray.md: warning: this text is not read" in run_apart("build", "--now", NOW, root=root).err


def test_summary_counts_what_was_done(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO, "content/articles/gone.md": HELLO.replace("Hello", "Gone")})
    first = run("build", "--now", NOW, root=root)
    assert first.code == 0
    assert first.err == ""
    assert re.fullmatch(
        r"site/: \d+ files written, 0 unchanged, 0 removed, in \d+\.\d\d s\.\n" + PLACEHOLDER, first.out
    )
    (root / "content" / "articles" / "gone.md").unlink()
    second = run("build", "--now", NOW, root=root)
    assert re.fullmatch(r"site/: \d+ files written, \d+ unchanged, \d+ removed, in .* s\.\n" + PLACEHOLDER, second.out)
    assert ", 0 unchanged" not in second.out
    assert ", 0 removed" not in second.out


def test_no_bar_where_there_is_no_terminal(project: Project) -> None:
    result = run_apart("build", "--now", NOW, root=project({"content/articles/hello.md": HELLO}))
    assert "\r" not in result.output
    assert "\x1b" not in result.output


@pytest.mark.posix
def test_progress_is_shown_on_a_terminal_and_taken_away_again(project: Project) -> None:
    root = project({"content/articles/hello.md": HELLO})
    code, screen = on_terminal(["--root", str(root), "build", "--now", NOW], [])
    assert code == 0
    assert "Making 100 %" in screen
    assert re.fullmatch(r"site/: .* s\.\s*" + PLACEHOLDER, screen.rpartition("\x1b[K")[2].replace("\r\n", "\n"))


def test_warning_is_published_and_said(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": BROKEN_LINK})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 0
    assert "content/articles/hello.md:7:11: warning: " in result.err
    assert "1 warning. The site is published all the same." in result.out
    assert page(root).exists()


def test_files_of_others_are_named_and_stay(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO, "site/mine.txt": "keep me"})
    result = run("build", "--now", NOW, root=root)
    assert "1 file in site/ is not from a build and stays: mine.txt" in result.out
    assert (root / "site" / "mine.txt").read_text() == "keep me"


def test_nobody_reads_the_output(project: Project) -> None:
    root = project({"content/articles/hello.md": BROKEN_LINK})
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(root), "build"],
        cwd=ROOT,
        stdout=write,
        stderr=write,
        check=False,
    )
    os.close(write)
    assert done.returncode == 0
    assert page(root).exists()


@pytest.mark.posix
def test_output_closed_before_the_start(project: Project) -> None:
    root = project({"content/articles/hello.md": BROKEN_LINK})
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m generator --root "{root}" build >&- 2>&-'], cwd=ROOT, check=False
    )
    assert done.returncode == 0
    assert page(root).exists()


# --- 1: the content has problems ---


def test_error_publishes_nothing_and_leaves_the_site(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO})
    assert run("build", "--now", NOW, root=root).code == 0
    before = files(root / "site")
    project({"content/articles/bad.md": BAD, "content/articles/worse.md": "---\ntitle: [\n---\n"})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1
    assert result.out == ""
    assert 'content/articles/bad.md:3:1: error: unknown key "daet"; did you mean "date"?' in result.err
    assert "content/articles/worse.md:" in result.err
    assert re.search(r"^\d errors\. Nothing was published\.$", result.err, re.MULTILINE)
    assert files(root / "site") == before


def test_strict_takes_warnings_for_errors(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": BROKEN_LINK})
    result = run("build", "--now", NOW, "--strict", root=root)
    assert result.code == 1
    assert result.err.endswith("1 warning, which --strict takes for errors. Nothing was published.\n")
    assert not (root / "site").exists()


# --- 2: the command line is wrong ---


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("biuld",), 'no command "biuld"; did you mean "build"?'),
        (("xyz",), 'no command "xyz"; there are build, check, '),
        (("build", "--strikt"), "--strict"),
        (("build", "--now", "yesterday"), 'it must be a date, not "yesterday"'),
        (("build", "--now", "2026-02-30"), 'it must be a date that exists, not "2026-02-30"'),
        (("build", "--base-url", "example.org"), "it must be an address such as https://example.org/blog/"),
        (("build", "--base-url", ""), "it must be an address such as https://example.org/blog/"),
        (("build", "--base-url", "https://x.example:99999/"), "it must be an address"),
        (("build", "--base-url", "https://[/"), "it must be an address"),
        (("build", "--base-url", "https://x.example/?a"), "it must be an address"),
        (("build", "--jobs", "0"), "0 is not in the range 1<=x<=64"),
        (("build", "--jobs", "many"), "'many' is not a valid integer"),
        (("build", "extra"), "unexpected extra argument"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("--root", "/no/such/folder", "build"), "does not exist"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_command_line(args: tuple[str, ...], said: str, project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO})
    result = run(*args, root=None if "--root" in args else root)
    assert result.code == 2
    assert said in result.err
    assert result.out == ""
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (".", "is the project's own folder, or above it"),
        ("", "is the project's own folder, or above it"),
        ("..", "is the project's own folder, or above it"),
        ("/", "is the project's own folder, or above it"),
        ("content", "is in content/, which a build must not change"),
        ("content/static/site", "is in content/, which a build must not change"),
        ("site/../content", "is in content/, which a build must not change"),
        ("link", "is in content/, which a build must not change"),
        ("templates", "is in templates/, which a build must not change"),
        ("private/x", "is in private/, which a build must not change"),
        (".git", "is in .git/, which a build must not change"),
        (".goodword", "is where builds keep their notes"),
        (".goodword/stage/x", "is where builds keep their notes"),
        ("file.txt", "file.txt is a file, not a folder"),
        ("file.txt/site", "file.txt is a file, not a folder"),
    ],
)
@pytest.mark.posix
def test_output_where_it_could_hurt(
    output: str, said: str, project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/articles/hello.md": HELLO, "file.txt": "mine"})
    (root / "link").symlink_to(root / "content")
    monkeypatch.chdir(root)
    before = files(root)
    result = run("build", "--now", NOW, "--output", output)
    assert result.code == 2
    assert said in result.err
    assert files(root) == before


def test_site_that_is_a_file(project: Project, run: Run) -> None:
    result = run("build", root=project({"site": "not a folder"}))
    assert result.code == 2
    assert "site is a file, not a folder" in result.err


def test_no_site_here(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("build", "check"):
        result = run(command)
        assert result.code == 2
        assert f"there is no content/site.yaml in {tmp_path} or above it" in result.err
        assert "goodword init FOLDER" in result.err


def test_bad_source_date_epoch(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for epoch in ("soon", "9" * 30, "-99999999999999"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        result = run("build", root=project())
        assert result.code == 2
        assert f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{epoch}"' in result.err


# --- 3: the machine failed us ---


@pytest.mark.posix
def test_disk_that_takes_no_more(project: Project, run: Run) -> None:
    """A limit on the size of files is a full disk as far as a program can tell."""
    import resource

    root = project({"content/articles/hello.md": HELLO})
    assert run("build", "--now", NOW, root=root).code == 0
    before = files(root / "site")
    project({"content/articles/long.md": HELLO.replace("Hello", "Long") + "Words, words. " * 50_000})
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(root), "build", "--now", NOW],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert re.fullmatch(r"goodword: (?:.*: )?File too large\n", done.stderr)
    assert files(root / "site") == before
    assert run("build", "--now", NOW, root=root).code == 0
    assert (root / "site" / "articles" / "long" / "index.html").exists()


@pytest.mark.posix
def test_work_folder_that_cannot_be_made(project: Project, run: Run) -> None:
    root = project({".goodword": "a file"})
    result = run("build", root=root)
    assert result.code == 3
    assert result.err == f"goodword: {root / '.goodword'}: File exists\n"


@pytest.mark.posix
def test_output_that_cannot_be_written(project: Project) -> None:
    root = project({"content/articles/hello.md": HELLO})
    (root / "site").mkdir()
    (root / "site" / "articles").symlink_to("/proc/self/fdinfo" if sys.platform == "linux" else "/dev")
    result = run_apart("build", "--now", NOW, root=root)
    assert result.code == 3
    assert re.fullmatch(r"goodword: .*\n", result.err)


@pytest.mark.posix
def test_file_that_cannot_be_read(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO})
    os.mkfifo(root / "content" / "articles" / "pipe.md")
    (root / "content" / "articles" / "lost.md").symlink_to("no-such-file.md")
    result = run("build", root=root)
    assert result.code == 1
    assert "content/articles/pipe.md: error: " in result.err
    assert "content/articles/lost.md: error: " in result.err


def test_stage_of_a_dead_build_is_cleared(project: Project, run: Run) -> None:
    root = project({"content/articles/hello.md": HELLO, ".goodword/stage/articles/old/index.html": "stale"})
    assert run("build", "--now", NOW, root=root).code == 0
    assert not list(root.rglob("old"))


# --- what is common to all commands ---


def test_root_is_found_from_any_folder_below(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"content/articles/deep/hello.md": HELLO})
    monkeypatch.chdir(root / "content" / "articles" / "deep")
    result = run("build", "--now", NOW)
    assert result.code == 0, result.output
    assert page(root).exists()


def test_help_says_where_to_start(run: Run) -> None:
    for args in ((), ("--help",), ("-h",)):
        result = run(*args)
        assert result.code == 0
        assert "goodword init my-site" in result.out
        for command in ("build", "check", "init"):
            assert re.search(rf"^  .*\b{command}  +\w", result.out, re.MULTILINE)


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.code == 0
    way = r" \d+\.\d+(\.\d+)*: quick way (on|off)"
    assert re.fullmatch(rf"goodword \d+\.\d+.* \(Python 3\.\d+\.\d+\S*, Markdown{way}, Jinja2{way}\)\n", result.out)
