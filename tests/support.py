"""What the tests share: where the repository is, the moment at which tests take place, and how `goodword` is run."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent

# After everything the demo site dates and says, so that no test depends on the day it is run on.
NOW = "2026-12-01T12:00:00+00:00"

SITE = """\
title: A test site
url: https://site.example
author: ann
authors:
  ann: {name: Ann Example}
"""


@dataclass(frozen=True)
class Result:
    """What a run of `goodword` left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def output(self) -> str:
        return self.out + self.err


def write_files(root: Path, files: dict[str, str | bytes]) -> None:
    """Writes each file below root. Text is written as it is, without a change of line ends."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


def run_here(*args: str, root: Path | None = None) -> Result:
    """The result of `goodword [--root ROOT] ARGS` in this process: quick, and as a user would see it."""
    from generator.start import run

    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["goodword", *_with_root(args, root)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run()
    return Result(code, out.getvalue(), err.getvalue())


def run_apart(
    *args: str,
    root: Path | None = None,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    timeout: float = 300,
    typed: str | None = None,
) -> Result:
    """The result of `python -m generator [--root ROOT] ARGS` in a process of its own.

    `env` is added to the environment; `typed` is what it reads.
    """
    done = subprocess.run(
        [sys.executable, "-m", "generator", *_with_root(args, root)],
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        input=typed,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def _with_root(args: tuple[str, ...], root: Path | None) -> list[str]:
    return [*(() if root is None else ("--root", str(root))), *args]
