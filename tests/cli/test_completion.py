"""`goodword completion`: each shell that is here completes commands, options and names, asked at its prompt."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cli.main import cli
from generator.cli.shells import SCRIPTS
from tests.conftest import Project, Run
from tests.support import ROOT, run_apart

TIPS = "title: First gives\ntips:\n  - {id: say-thanks, text: Say thanks.}\n  - {id: two-people, text: Two.}\n"
PITCH = "---\ntitle: Thirty\ntemplate: I am {a}.\nslots: [{name: a, label: A, example: Ann}]\n---\n"
FILES: dict[str, str | bytes] = {
    "content/tips/first-gives.yaml": TIPS,
    "content/tips/later.yaml": TIPS.replace("First gives", "Later"),
    "content/pitches/thirty-seconds.md": PITCH,
    "content/pitches/broken.md": "---\n[\n",
    "content/articles/2026-01-02-a-walk.md": "---\ntitle: A walk\n---\nText.\n",
    "content/articles/2026-01-03-two/index.md": "---\ntitle: Two\n---\nText.\n",
    "private/people.yaml": "dana: {name: Dana Delgado, email: dana@mill.example}\n",
}


def asked(root: Path, line: str, shell: str = "bash", cwd: Path | None = None) -> list[str]:
    """What a shell is told for a line, whose last word is the one to complete."""
    words = line.split(" ")
    env = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "COMP_LINE": line, "COMP_WORD": words[-1]}
    if shell == "fish":
        env["COMP_CWORD"] = words[-1]
    done = run_apart(cwd=cwd or root, env={**env, "_GOODWORD_COMPLETE": f"{shell}_complete", "PYTHONPATH": str(ROOT)})
    assert (done.code, done.err) == (0, "")
    return [one for one in done.out.splitlines() if one]


@pytest.fixture
def root(project: Project) -> Path:
    return project(FILES)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("goodword bui", ["build"]),
        ("goodword check --for", ["--format"]),
        ("goodword check --format ", ["text", "json", "github"]),
        ("goodword init x --host n", ["netlify", "none"]),
        ("goodword pitch ", ["thirty-seconds"]),
        ("goodword tip ", ["share"]),
        ("goodword tip share first-gives/", ["first-gives/say-thanks", "first-gives/two-people"]),
        ("goodword tip share first-gives/t", ["first-gives/two-people"]),
        ("goodword tip share l", ["later/say-thanks", "later/two-people"]),
        ("goodword share article/", ["article/a-walk", "article/two"]),
        ("goodword share pi", ["pitch/broken", "pitch/thirty-seconds"]),
        ("goodword share article/two --network m", ["mastodon"]),
        ("goodword completion ", ["bash", "zsh", "fish", "powershell"]),
        ("goodword pitch zzz", []),
    ],
)
def test_what_is_completed(line: str, found: list[str], root: Path) -> None:
    assert [answer.removeprefix("plain,") for answer in asked(root, line)] == found


@pytest.mark.parametrize(
    "line",
    ["goodword nothing ", "goodword check --nothing ", "goodword pitch a b c ", "goodword --root nowhere pitch "],
)
def test_wrong_line_is_not_told_of_while_somebody_types(line: str, root: Path) -> None:
    asked(root, line)


def test_all_commands_are_completed_without_being_imported(root: Path) -> None:
    found = [answer.removeprefix("plain,") for answer in asked(root, "goodword ")]
    assert found == list(cli.list_commands(None))  # type: ignore[arg-type]  # it needs no context
    code = "import os, sys; from generator.start import run; sys.argv = ['goodword']\ntry: run()\nexcept SystemExit: pass\nprint(*sys.modules)"
    env = {**os.environ, "_GOODWORD_COMPLETE": "bash_complete", "COMP_WORDS": "goodword ", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    modules = set(done.stdout.split())
    assert "generator.cli.main" in modules
    assert not {"generator.build.pipeline", "generator.cli.build", "generator.kinds", "jinja2", "yaml"} & modules


def test_root_that_is_named_counts(root: Path, tmp_path: Path) -> None:
    assert asked(root, f"goodword --root {root} pitch t", cwd=tmp_path) == ["plain,thirty-seconds"]
    assert asked(root, "goodword pitch t", cwd=tmp_path) == []


@pytest.mark.parametrize("text", ["", "title: [", "\0", "kinds: {a: b}"])
def test_faulty_settings_say_nothing(text: str, root: Path, project: Project) -> None:
    project({"content/site.yaml": text})
    for line in ("goodword pitch ", "goodword share ", "goodword tip share "):
        asked(root, line)


def test_powershell_is_told_what_a_name_stands_for(root: Path) -> None:
    assert asked(root, "goodword pitch thi", "powershell") == ["plain\tthirty-seconds\tThirty"]
    assert asked(root, "goodword tip share first-gives/t", "powershell") == ["plain\tfirst-gives/two-people\tTwo."]
    assert asked(root, "goodword tip share first-gives/two-people ", "powershell") == []
    assert "plain\tbuild\tBuild the site." in asked(root, "goodword ", "powershell")
    assert asked(root, "goodword build --output x", "powershell") == ["file\tx\tx"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_script_is_printed_with_where_it_goes(shell: str, run: Run) -> None:
    result = run("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert (
        f"_GOODWORD_COMPLETE={shell}_complete" in result.out
        or '_GOODWORD_COMPLETE = "powershell_complete"' in result.out
    )
    assert re.fullmatch(rf"# .*goodword completion {shell} >>? .*", result.out.splitlines()[-1])


def test_unknown_shell(run: Run) -> None:
    result = run("completion", "tcsh")
    assert result.code == 2
    assert "'bash', 'zsh', 'fish', 'powershell'" in result.err


# --- the shells themselves ---

#: How to start each one with a script, before its prompt is used.
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "source {script}\n"),
    "zsh": (["-f", "-i"], "autoload -U compinit; compinit -u -D; source {script}\n"),
    "fish": (["--no-config", "-i"], "source {script}\n"),
}


def typed(shell: str, script: Path, folder: Path, path: str, keys: str) -> str:
    """The screen of a shell in which a line was typed and Tab was pressed, without colours and moves."""
    import pty

    options, begin = SHELLS[shell]
    process, screen = pty.fork()
    if process == 0:
        os.chdir(folder)
        env = {"PATH": path, "HOME": str(script.parent), "TERM": "vt100", "PS1": "$ ", "LANG": "C.UTF-8"}
        os.execve(shutil.which(shell) or shell, [shell, *options], env)  # noqa: S606 (it is the shell)
    shown = b""

    def until(done: str, seconds: float) -> None:
        nonlocal shown
        end = time.monotonic() + seconds
        while time.monotonic() < end and done not in plain(shown):
            if select.select([screen], [], [], 0.2)[0]:
                try:
                    part = os.read(screen, 4096)
                except OSError:
                    return
                if not part:
                    return
                if b"\x1b[c" in part or b"\x1b[0c" in part:
                    # fish asks the terminal what it is, and waits for the answer.
                    os.write(screen, b"\x1b[?6c")
                shown += part

    os.write(screen, begin.format(script=script).encode())
    os.write(screen, b"echo rea''dy\n")
    until("\nready", 30)
    shown = b""
    words, _, wanted = keys.partition("|")
    os.write(screen, words.encode())
    until(wanted, 30)
    os.write(screen, b"\x03\x04exit\n")
    os.kill(process, 9)
    os.waitpid(process, 0)
    os.close(screen)
    return plain(shown)


def plain(data: bytes) -> str:
    """What a terminal shows, roughly: without sequences that colour and move."""
    return re.sub(
        r"\x1b\][^\x07]*\x07|\x1b[\[(][0-9;?]*[A-Za-z]|[\x00\x0e\x0f\x08]|\x1b[=>]", "", data.decode("utf-8", "replace")
    ).replace("\r", "\n")


@pytest.mark.posix
@pytest.mark.slow(reason="starts a shell for each line, which starts the program at each press of Tab")
@pytest.mark.parametrize("shell", SHELLS)
def test_shell_completes(shell: str, root: Path, tmp_path: Path, run: Run) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "goodword").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n')
    (programs / "goodword").chmod(0o755)
    script = tmp_path / f"goodword.{shell}"
    script.write_text(run("completion", shell).out)
    path = f"{programs}:{os.environ['PATH']}"
    for keys, wanted in (
        ("goodword chec\t", "goodword check "),
        ("goodword tip share first-gives/two\t", "goodword tip share first-gives/two-people "),
        ("goodword pitch th\t", "goodword pitch thirty-seconds "),
        ("goodword check --form\t", "goodword check --format "),
    ):
        assert wanted in typed(shell, script, root, path, f"{keys}|{wanted}")
    assert "github" in typed(shell, script, root, path, "goodword check --format \t\t|github")
