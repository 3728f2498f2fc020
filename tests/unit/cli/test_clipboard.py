"""A text is copied by the first program that is there and does it; else by the terminal."""

import base64
import sys
from pathlib import Path

import pytest

from generator.cli.clipboard import copy, copy_and_tell

TEXT = "Grüße, 日本\nzwei"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def install(folder: Path, name: str, *, code: int = 0) -> Path:
    """A program that keeps what it is given, with the options that it was called with."""
    kept = folder / f"{name}.kept"
    (folder / name).write_text(f'#!/bin/sh\necho "$@" > "{kept}.options"\n/bin/cat > "{kept}"\nexit {code}\n')
    (folder / name).chmod(0o755)
    return kept


@pytest.mark.posix
@pytest.mark.parametrize(
    ("name", "variable", "options", "encoding"),
    [
        ("pbcopy", "", "", "utf-8"),
        ("clip.exe", "", "", "utf-16-le"),
        ("wl-copy", "WAYLAND_DISPLAY", "", "utf-8"),
        ("xclip", "DISPLAY", "-selection clipboard", "utf-8"),
        ("xsel", "DISPLAY", "--clipboard --input", "utf-8"),
        ("termux-clipboard-set", "", "", "utf-8"),
    ],
)
def test_program_gets_the_text(
    name: str, variable: str, options: str, encoding: str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = install(programs, name)
    if variable:
        assert copy(TEXT)
        monkeypatch.setenv(variable, ":0")
    assert copy(TEXT) == ""
    assert kept.read_bytes().decode(encoding) == TEXT
    assert Path(f"{kept}.options").read_text().strip() == options


@pytest.mark.posix
def test_next_program_is_tried_where_one_fails(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    install(programs, "xclip", code=1)
    kept = install(programs, "xsel")
    assert copy_and_tell(TEXT) == 0
    assert kept.read_text(encoding="utf-8") == TEXT


def test_terminal_copies_where_no_program_does(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy_and_tell(TEXT) == 3
    assert capsys.readouterr().err.startswith("goodword: nothing here can copy a text")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert copy_and_tell(TEXT) == 0
    sent, _, told = capsys.readouterr().err.partition("\a")
    assert sent.startswith("\033]52;c;")
    assert base64.b64decode(sent[7:]).decode() == TEXT
    assert told.startswith("Handed to the terminal")
    assert copy_and_tell("x" * 100_000) == 3
