"""Packages of other people, really installed: what a shelf takes from outside is tried as it comes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT, Result, write_files

_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "goodword-outside"
version = "1"
[project.entry-points."goodword.{shelf}"]
outside = "goodword_outside:{value}"
"""


def install(folder: Path, shelf: str, value: str, code: str, more: dict[str, str | bytes] | None = None) -> Path:
    """Return a folder for ``PYTHONPATH`` with an installed package whose one module adds a value to a shelf."""
    files: dict[str, str | bytes] = {
        "pyproject.toml": _PROJECT.format(shelf=shelf, value=value),
        "goodword_outside/__init__.py": code,
    }
    write_files(folder / "source", files | (more or {}))
    pip = ["-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--target"]
    subprocess.run([sys.executable, *pip, str(folder / "installed"), str(folder / "source")], check=True)
    return folder / "installed"


def run_with(installed: Path | None, *args: str, root: Path) -> Result:
    """The result of `goodword ARGS` where a folder's packages are installed as well."""
    paths = [str(ROOT), *([str(installed)] if installed else [])]
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(root), *args],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)
