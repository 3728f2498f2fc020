"""Colours: on terminals only, and as the environment says."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.console import colours
from tests.cli.terminal import on_terminal
from tests.support import ROOT, SITE, write_files


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "terminal", "elsewhere"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_colours(environment: dict[str, str], terminal: bool, elsewhere: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (colours(Terminal()), colours(io.StringIO()), colours(None)) == (terminal, elsewhere, elsewhere)


def faulty(root: Path) -> Path:
    write_files(root, {"content/site.yaml": SITE, "content/articles/a.md": "---\ntitel: A\n---\n"})
    return root


@pytest.mark.posix
@pytest.mark.parametrize(("variable", "coloured"), [("NOTHING", True), ("NO_COLOR", False)])
def test_problems_on_a_terminal(variable: str, coloured: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, "1")
    code, screen = on_terminal(["--root", str(faulty(tmp_path)), "check"], [])
    assert code == 1
    assert ("\033[31m" in screen) == coloured


@pytest.mark.parametrize(("variable", "coloured"), [("NOTHING", False), ("FORCE_COLOR", True)])
def test_problems_in_a_pipe(variable: str, coloured: bool, tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(faulty(tmp_path)), "check"],
        env={**plain, "PYTHONPATH": str(ROOT), variable: "1"},
        capture_output=True,
        check=False,
    )
    assert (b"\033[31m" in done.stdout) == coloured
