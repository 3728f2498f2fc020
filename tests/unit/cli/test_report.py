"""A fault of the program itself ends in one line, which names a file with what helps to find it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from generator.base import forks, workers
from generator.base.pool import nothing
from generator.cli.faults import MACHINE, told
from tests.support import ROOT


def failed() -> Exception:
    """A fault as it is caught."""
    try:
        return ZeroDivisionError(str(1 // 0))
    except ZeroDivisionError as fault:
        fault.add_note("in vor\udcffschau")
        return fault


PLACE = f"test_report.py:{failed.__code__.co_firstlineno + 3}"


def test_a_fault_is_one_line_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["goodword", "build", "--output", "vor\udcffschau"])
    assert told(failed()) == MACHINE
    (file,) = tmp_path.iterdir()
    line = capsys.readouterr().err
    assert line.startswith("goodword: a fault of Goodword itself, please report it: ZeroDivisionError: ")
    assert line.endswith(f"({PLACE}); send {file} with it, which has the details\n")
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
    assert capsys.readouterr().err.endswith(f"({PLACE})\n")


def fails(_context: None, items: Sequence[int]) -> list[int]:
    """The work of a process that has a fault."""
    return [1 // item for item in items]


@pytest.mark.parametrize("run", [pytest.param(forks.run, marks=pytest.mark.posix), workers.run])
def test_a_fault_in_another_process_is_told_with_its_place_there(
    run: Callable[..., Iterator[int]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ZeroDivisionError) as caught:
        list(run(fails, None, [0] * 40, [1] * 40, 2, nothing))
    told(caught.value)
    (file,) = tmp_path.iterdir()
    assert "(test_report.py:" in capsys.readouterr().err
    assert "in fails" in file.read_text(encoding="utf-8")


BEFORE = """
import sys
{how}
from generator.start import run
sys.argv[1:] = ["build"]
sys.exit(run())
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (
            "import generator.incremental.up_to_date\ngenerator.incremental.up_to_date.answer = None",
            "goodword: a fault of Goodword itself, please report it: TypeError: ",
        ),
        (
            "sys.modules['click'] = None",
            "goodword: import of click halted; None in sys.modules; install Goodword anew; ",
        ),
    ],
    ids=["before the command line", "without its library"],
)
def test_a_fault_outside_the_command_line_is_told_as_well(how: str, said: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEFORE.format(how=how)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == MACHINE
    assert done.stderr.startswith(said), done.stderr
    assert done.stderr.count("\n") == 1
    (file,) = tmp_path.glob("goodword-fault-*.txt")
    assert "Traceback" in file.read_text(encoding="utf-8")
