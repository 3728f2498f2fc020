"""Slow tests are reported: a slow one without a mark, and a mark without a reason."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from tests.conftest import slow_without_mark
from tests.support import ROOT


def report(name: str, duration: float, *, when: Literal["setup", "call"] = "call", mark: str = "") -> pytest.TestReport:
    keywords: dict[str, Literal[1]] = {name: 1, **({mark: 1} if mark else {})}
    return pytest.TestReport(name, (name, 1, name), keywords, "passed", None, when, duration=duration)


def test_a_long_test_without_the_mark_is_named() -> None:
    reports = [
        report("quick", 9.9),
        report("long", 10.6),
        report("marked", 60, mark="slow"),
        report("fixtures", 60, when="setup"),
        report("other", 99, mark="posix"),
    ]
    assert slow_without_mark(reports) == ["long took 11 s", "other took 99 s"]


@pytest.mark.parametrize(
    ("mark", "code", "said"),
    [
        ("slow", 4, "ERROR: test_it.py::test_it is slow and does not say why"),
        ("slow(reason='It waits.')", 0, "1 passed"),
    ],
)
def test_a_mark_without_a_reason_is_refused(mark: str, code: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "test_it.py"
    file.write_text(f"import pytest\n\n@pytest.mark.{mark}\ndef test_it(): pass\n", encoding="utf-8")
    options = ["-p", "no:cacheprovider", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(file)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr
