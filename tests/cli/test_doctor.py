"""`goodword doctor`: what it finds in order and what not, in any place, and that nothing private is in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.scaffold.doctor import program
from tests.conftest import Project, Run
from tests.support import ROOT, Result, run_apart, write_files

SECRETS = {
    "content/site.yaml": "title: Titus Secret\nurl: https://secret.example\nauthor: secret\nauthors: {secret: {name: Ann Secret}}\n",
    "content/articles/secret.md": "---\ntitle: The secret\ndate: 2026-01-01\n---\nSecret.\n",
    "private/people.yaml": "dana: {name: Dana Secret, email: dana@secret.example}\n",
}


def todo(run: Run, root: Path) -> dict[str, str]:
    result = run("doctor", "--json", root=root)
    found = json.loads(result.out)
    wrong = {fact["about"]: fact["todo"] for fact in found["facts"] if fact["todo"]}
    assert (result.code, found["well"]) == (1 if wrong else 0, not wrong)
    return wrong


def git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    subprocess.run(["git", *name, "-C", str(root), *arguments], check=True, capture_output=True)


def site(tmp_path: Path, run: Run) -> Path:
    root = tmp_path / "site"
    assert run("init", str(root), "--yes").code == 0
    return root


def test_a_new_site_is_well(tmp_path: Path, run: Run) -> None:
    root = site(tmp_path, run)
    before = set(root.rglob("*"))
    result = run("doctor", root=root)
    assert (result.code, result.err) == (0, "")
    assert "  Host         Netlify\n" in result.out
    assert "  Last build   none yet\n" in result.out
    assert "  Git          this is no repository\n" in result.out
    assert result.out.endswith(
        "\nAll is well. Nothing private is in these lines. Send them with a report of a fault.\n"
    )
    assert set(root.rglob("*")) == before
    assert run("build", root=root).code == 0
    files = sum(path.is_file() for path in (root / "site").rglob("*")) - 1  # without .gitignore
    out = run("doctor", root=root).out
    assert f"  Last build   {files:,} files, " in out
    assert ", of this Goodword\n" in out


def test_it_says_which_goodword_python_and_libraries(run: Run, project: Project) -> None:
    found = {fact["about"]: fact["words"] for fact in json.loads(run("doctor", "--json", root=project()).out)["facts"]}
    version = run("--version").out
    assert found["Goodword"].split(",")[0] == version.split()[1]
    assert found["Quick ways"] == version.partition("(")[2].rstrip(")\n")
    assert found["Python"].startswith(
        f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro} (CPython, 64-bit)"
    )
    names = [one.split()[0] for one in found["Libraries"].split(", ")]
    assert names == sorted(names)
    assert {"click", "httpx", "jinja2", "markdown", "pillow", "ruamel-yaml", "tzdata"} <= set(names)


def test_nothing_private_is_in_it(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/home/secret/bin/secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://secret:secret@secret.example:1/")
    root = project(SECRETS, name="secret")
    write_files(root, {"templates/secret.html": "x", "content/articles/secret2.md": "---\ntitel: Secret\n---\n"})
    if shutil.which("git"):
        git(root, "init", "-b", "secret")
        git(root, "add", "-A")
        git(root, "commit", "-m", "Secret")
    for more in ((), ("--json",)):
        result = run("doctor", *more, root=root)
        assert "secret" not in result.output.lower()
        assert str(Path.home()) not in result.output.replace("/ ", " ") or Path.home() == Path("/")
        assert str(root.parent) not in result.output
    assert "EDITOR" in result.out
    assert "HTTPS_PROXY" in result.out


def test_it_works_outside_a_project(tmp_path: Path) -> None:
    result = run_apart("doctor", cwd=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert (result.code, result.err) == (0, "")
    assert "  Project      none here\n" in result.out


@pytest.mark.parametrize("text", ["title: [\n", "", "titel: A\n", "\x00", "timezone: Nowhere\n"])
def test_a_broken_settings_file_is_no_fault_of_it(text: str, project: Project, run: Run) -> None:
    wrong = todo(run, project({"content/site.yaml": text}))
    assert wrong == {"Settings": "goodword check says which"}


def test_host_files_of_another_goodword_are_told(tmp_path: Path, run: Run) -> None:
    root = site(tmp_path, run)
    record = root / ".goodword.json"
    text = record.read_text(encoding="utf-8")
    version = json.loads(text)["goodword"]
    record.write_text(text.replace(f'"{version}"', '"0.0.1"'), encoding="utf-8")
    assert todo(run, root) == {"Host files": "run goodword upgrade, so that the host installs this Goodword"}
    record.write_text(text.replace(f'"{version}"', '"99.0"'), encoding="utf-8")
    assert todo(run, root) == {"Host files": "install Goodword 99.0 or newer: the host has it already"}
    record.write_text("{", encoding="utf-8")
    assert todo(run, root) == {"Host files": "delete .goodword.json, and run goodword upgrade"}
    record.write_text(text, encoding="utf-8")
    (root / "netlify.toml").write_text("[build]\n", encoding="utf-8")
    (root / ".python-version").unlink()
    assert ", 1 changed by you, 1 deleted\n" in run("doctor", root=root).out


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_what_is_private_in_a_repository_is_told(tmp_path: Path, run: Run) -> None:
    root = site(tmp_path, run)
    git(root, "init", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-m", "A")
    result = run("doctor", root=root)
    assert result.code == 0
    assert "; on a branch, 0 files not committed\n" in result.out
    assert "  Private      private/ is kept out of Git\n" in result.out
    (root / ".gitignore").write_text("/.goodword/\n", encoding="utf-8")
    (root / "site" / ".gitignore").unlink()
    assert todo(run, root) == {
        "Private": 'write the line "private/" into .gitignore',
        "Git": "write these lines into .gitignore: site/",
    }
    write_files(root, {"private/people.yaml": "dana: {name: Dana}\n"})
    git(root, "add", "-A")
    assert todo(run, root)["Private"].startswith("git rm -r --cached private, and commit;")


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_a_folder_that_git_does_not_take_is_told(tmp_path: Path, run: Run) -> None:
    root = site(tmp_path, run)
    (root / ".git").mkdir()
    assert todo(run, root) == {"Git": "run git status in the project: it says why, and what to do"}


def test_a_damaged_cache_is_told(tmp_path: Path, run: Run) -> None:
    root = site(tmp_path, run)
    assert run("build", root=root).code == 0
    index = root / ".goodword" / "cache" / "index"
    data = index.read_bytes()
    index.write_bytes(data[:-3])
    assert todo(run, root) == {"Cache": "delete the folder .goodword; the next build makes it anew"}


@pytest.mark.posix
def test_folders_that_cannot_be_written_are_told(project: Project, run: Run) -> None:
    root = project(SECRETS)
    (root / "site").write_text("a file")
    assert todo(run, root) == {"Folders": "see that site/ is a folder of yours that can be written"}
    (root / "site").unlink()
    (root / "private").chmod(0o700)
    assert "can be read by others" not in run("doctor", root=root).out
    (root / "private").chmod(0o755)
    result = run("doctor", root=root)
    assert (result.code, "private/ can be read by others who use this computer" in result.out) == (0, True)


@pytest.mark.posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_of_somebody_else_is_told(project: Project, run: Run) -> None:
    root = project()
    (root / "content").chmod(0o500)
    try:
        assert todo(run, root) == {"Folders": "see that content/ is a folder of yours that can be written"}
    finally:
        (root / "content").chmod(0o700)


@pytest.mark.posix
def test_a_terminal_without_letters_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cli.terminal import on_terminal

    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    words = "ascii (other letters are shown as codes) to"
    log = run_apart("doctor", root=project(), env=env)
    assert (log.code, f"  Output       {words} no terminal; names of files utf-8" in log.out) == (0, True)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    code, screen = on_terminal(["--root", str(project()), "doctor"], [])
    assert (code, f"! Output       {words} a terminal; names of files utf-8" in screen) == (1, True)
    assert "To do: set the variable PYTHONUTF8 to 1, or choose a locale with UTF-8" in screen


def test_few_watches_are_told(tmp_path: Path, project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    few = tmp_path / "max_user_watches"
    few.write_text("512\n")
    monkeypatch.setattr(program, "_WATCHES", few)
    assert todo(run, project())["Watching"].startswith("raise fs.inotify.max_user_watches")
    few.write_text("65536\n")
    assert todo(run, project()) == {}
    few.unlink()
    assert "Watching" not in run("doctor", root=project()).out


def test_a_library_that_is_too_old_is_told(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.scaffold import package

    told = package.told()

    def other() -> package.Distribution:
        import msgspec

        return msgspec.structs.replace(told, requires=(*told.requires, "click>=999", "nothing-of-that-name>=1"))

    monkeypatch.setattr(package, "told", other)
    result: Result = run("doctor", root=project())
    assert result.code == 1
    assert "(needed: >=999)" in result.out
    assert "nothing-of-that-name missing" in result.out.replace("\n               ", " ")
    assert "1 thing to mend, marked by !." in result.out
