"""How the process ends: its code, its last words, and what others want done at the end."""

import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Project
from tests.support import NOW, ROOT, run_apart

#: The command as it is installed.
GOODWORD = "from generator.start import main; main()"

HELLO = "---\ntitle: Hello\ndate: 2026-11-02\n---\nGive first.\n"


def built(project: Project) -> Path:
    """A project that was built, so that the next build has nothing to do."""
    root = project({"content/articles/hello.md": HELLO})
    time.sleep(0.1)  # a file as young as the build would be looked at closely
    assert run_apart("build", "--now", NOW, root=root).code == 0
    assert "nothing changed" in run_apart("build", "--now", NOW, root=root).out
    return root


def shell(command: str, root: Path) -> "subprocess.CompletedProcess[str]":
    """What became of `goodword --root ROOT build` with a redirection, run by a shell."""
    return subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -c "{GOODWORD}" --root "{root}" build --now "{NOW}" {command}'],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("redirection", [">&-", ">&- 2>&-", "</dev/null >/dev/null"])
@pytest.mark.posix
def test_nothing_changed_and_nobody_is_told(project: Project, redirection: str) -> None:
    done = shell(redirection, built(project))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_changed_and_nobody_reads_any_more(project: Project) -> None:
    root = built(project)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", GOODWORD, "--root", str(root), "build", "--now", NOW],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.posix
def test_output_that_cannot_be_written_is_a_failure(project: Project, changed: bool) -> None:
    root = built(project)
    if changed:
        project({"content/articles/hello.md": HELLO + "\nAnd again.\n"})
    done = shell(">/dev/full", root)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize(("option", "code"), [("--version", 0), ("--wrong", 2)])
def test_what_others_want_done_at_the_end_is_done(option: str, code: int) -> None:
    """As by tools that measure which lines were run."""
    done = subprocess.run(
        [sys.executable, "-c", f"import atexit; atexit.register(print, 'at the end'); {GOODWORD}", option],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code
    assert done.stdout.endswith("at the end\n")


def test_all_that_is_said_comes_out(project: Project) -> None:
    """Into pipes, which are written to when they are full, or at the end."""
    root = project({"content/articles/hello.md": HELLO + "\n[Nowhere](/nowhere/)\n" * 200})
    done = subprocess.run(
        [sys.executable, "-c", GOODWORD, "--root", str(root), "build", "--now", NOW],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr.count("warning: the link leads to") == 200
    assert "\n200 warnings. The site is published all the same.\nBefore the world sees it" in done.stdout
    assert done.stdout.endswith("https://site.example.\n")


#: What a build with nothing to do has no use for, and what takes long to import.
HEAVY = {
    "click",
    "jinja2",
    "msgspec",
    "yaml",
    "markdown",
    "lxml",
    "pathlib",
    "re",
    "json",
    "hashlib",
    "typing",
    "functools",
} | {
    *("importlib.metadata", "multiprocessing", "generator.cli.main", "generator.build.pipeline"),
}


def test_nothing_heavy_is_imported_to_tell_that_nothing_changed(project: Project) -> None:
    root = built(project)
    code = (
        "import sys; before = set(sys.modules)\n"
        "from generator.start import run\n"
        f"sys.argv[1:] = ['--root', {str(root)!r}, 'build', '--now', {NOW!r}]\n"
        "assert run() == 0\n"
        "print(*sorted(set(sys.modules) - before), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    said, *imported = done.stdout.splitlines()
    assert "nothing changed" in said
    assert "generator.incremental.up_to_date" in imported
    assert HEAVY & set(imported) == set()


#: What libraries import and a build never uses; and what the second half of a build imports.
UNUSED = {"bz2", "dateutil.parser", "dateutil.tz.win", "ipaddress", "lzma", "pprint", "typing_extensions"}
SECOND_HALF = {"generator.build.making", "generator.build.plan", "generator.theme", "jinja2"}


def test_a_build_imports_nothing_that_libraries_import_in_vain(project: Project) -> None:
    root = project({"content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"})
    code = (
        "import sys\n"
        "from generator.start import run\n"
        f"sys.argv[1:] = ['--root', {str(root)!r}, 'build', '--now', {NOW!r}, '--jobs', '1']\n"
        "assert run() == 0\n"
        "print(*sorted(sys.modules), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    imported = {*done.stdout.splitlines()}
    assert imported >= {"feedgen", "lxml.etree", *SECOND_HALF}
    assert imported & UNUSED == set()


def test_the_first_half_of_a_build_imports_nothing_of_the_second() -> None:
    code = "import sys, generator.cli.build; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert {*done.stdout.splitlines()} & SECOND_HALF == set()


def test_a_build_imports_nothing_that_makes_sites(project: Project) -> None:
    """It looks whether the examples of a new site are still there, which takes no more than to know them."""
    root = project({"content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"})
    code = (
        "import sys\n"
        "from generator.start import run\n"
        f"sys.argv[1:] = ['--root', {str(root)!r}, 'build', '--now', {NOW!r}]\n"
        "assert run() == 0\n"
        "print(*sorted(sys.modules), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    imported = done.stdout.splitlines()
    assert "generator.scaffold" in imported
    assert [name for name in imported if name.startswith(("generator.scaffold.", "packaging", "tomllib"))] == []
    assert "generator.hosts.setup.workflows" not in imported


def test_a_build_imports_pillow_only_where_a_picture_or_a_card_is_new(project: Project) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "JPEG")
    text = "---\ntitle: A\ndate: 2026-11-02\n---\n![A wall](wall.jpg)\n"
    root = project({"content/articles/a.md": text, "content/articles/wall.jpg": picture.getvalue()})
    code = (
        "import sys\n"
        "from generator.start import run\n"
        f"sys.argv[1:] = ['--root', {str(root)!r}, 'build', '--now', {NOW!r}, '--jobs', '1']\n"
        "assert run() == 0\n"
        "print('PIL.Image' in sys.modules)"
    )
    time.sleep(0.1)  # a file as young as the build would be looked at closely
    imported = []
    for more in ("", "Another sentence.\n", "![The wall again](wall.jpg)\n"):
        with (root / "content/articles/a.md").open("a", encoding="utf-8") as file:
            file.write(more)
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        imported.append(done.stdout.splitlines()[-1])
    assert imported == ["True", "False", "False"]
    assert len([*(root / "site").rglob("wall*.jpg")]) == 1


@pytest.mark.posix
@pytest.mark.parametrize("command", ["build", "check", "due", "init new"])
def test_a_current_folder_that_is_gone_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'mkdir gone && cd gone && rmdir ../gone && exec "{sys.executable}" -c "{GOODWORD}" {command}'],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    said = "goodword: the current folder is gone; go to one that is there, and try again\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", said)
