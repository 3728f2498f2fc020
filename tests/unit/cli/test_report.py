"""A fault of the program itself ends in one line, which names a file with what helps to find it."""

import tempfile
from pathlib import Path

import pytest

from generator.cli.faults import MACHINE, told


def failed() -> Exception:
    """A fault as it is caught."""
    try:
        return ZeroDivisionError(str(1 // 0))
    except ZeroDivisionError as fault:
        fault.add_note("in vor\udcffschau")
        return fault


def test_a_fault_is_one_line_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["goodword", "build", "--output", "vor\udcffschau"])
    assert told(failed()) == MACHINE
    (file,) = tmp_path.iterdir()
    line = capsys.readouterr().err
    assert line.startswith("goodword: a fault of Goodword itself, please report it: ZeroDivisionError: ")
    assert line.endswith(f"(test_report.py:14); send {file} with it, which has the details\n")
    assert line.count("\n") == 1
    text = file.read_text(encoding="utf-8")
    for words in (
        "Traceback",
        "ZeroDivisionError",
        "Python 3.",
        "markdown 3.",
        "feedgen 1.",
        "goodword 'build' '--output'",
    ):
        assert words in text, words


def test_where_no_file_can_be_written_the_line_is_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert told(failed()) == MACHINE
    assert capsys.readouterr().err.endswith("(test_report.py:14)\n")
