"""Packages of other people, really installed: what a shelf takes from outside is tried as it comes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT, Result, write_files

#: What each shelf calls its values.
_VALUES = {
    "checks": "CHECK",
    "comments": "PROVIDER",
    "feeds": "FORMAT",
    "hosts": "HOST",
    "kinds": "KIND",
    "networks": "NETWORK",
}
_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "goodword-outside"
version = "1"
[project.entry-points."goodword.{shelf}"]
"""


def install(folder: Path, shelf: str, modules: dict[str, str]) -> Path:
    """Return a folder for ``PYTHONPATH`` with an installed package, each of whose modules adds a value to a shelf.

    The value's name is the shelf's, such as ``CHECK`` of ``checks``.
    """
    points = "".join(f'{name} = "goodword_outside.{name}:{_VALUES[shelf]}"\n' for name in modules)
    files = {f"goodword_outside/{name}.py": code for name, code in modules.items()}
    return install_files(
        folder,
        {
            "pyproject.toml": _PROJECT.format(shelf=shelf) + points,
            "goodword_outside/__init__.py": "",
            **files,
        },
    )


def install_files(folder: Path, files: dict[str, str]) -> Path:
    """Return a folder for ``PYTHONPATH`` with an installed package, given as its files by path."""
    write_files(folder / "source", {**files})
    pip = ["-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--target"]
    subprocess.run([sys.executable, *pip, str(folder / "installed"), str(folder / "source")], check=True)
    return folder / "installed"


def run_with(installed: Path | None, *args: str, root: Path) -> Result:
    """The result of `goodword ARGS` where a folder's packages are installed as well."""
    paths = [str(ROOT), *([str(installed)] if installed else [])]
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(root), *args],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)
