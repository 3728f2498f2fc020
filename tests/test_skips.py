"""A browser test that is skipped is never silent: a loud line for people, a failure for CI."""

import os
import subprocess
import sys

import pytest

from tests.support import ROOT


@pytest.mark.parametrize("workers", [[], ["-n1"]], ids=["one-process", "workers"])
@pytest.mark.parametrize(("ci", "code", "count"), [("", 0, "1 skipped"), ("true", 1, "1 error")])
def test_skipped_browser_test_is_told_and_fails_in_ci(ci: str, code: int, count: str, workers: list[str]) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            *workers,
            "tests/browser/test_tools.py",
            "-k",
            "scripts_run",
        ],
        cwd=ROOT,
        env={**os.environ, "CHROMIUM": "no-such-browser", "CI": ci},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == code, done.stdout
    assert any(line.startswith("NO BROWSER, so browser tests did not run: 1.") for line in lines), done.stdout
    assert count in lines[-1]
