"""An environment of its own with a wheel and what the lock says, and a site made there, far from the checkout."""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

_LOCKED = ("--require-hashes", "--no-deps")


def environment(folder: Path) -> str:
    """Return the Python of a new, empty environment."""
    venv.create(folder, with_pip=True)
    return str(folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def install_locked(python: str, lock: Path) -> None:
    """Install what a lock says and nothing else: every file by its hash, nothing that the lock does not name."""
    _pip(python, "install", "--quiet", *_LOCKED, "--requirement", str(lock))


def fetch_locked(python: str, lock: Path, folder: Path) -> None:
    """Put a wheel of everything that a lock names into a folder, by its hash.

    ``python`` has what builds packages: what comes as source is built with that, and nothing is fetched for it.
    """
    _pip(python, "wheel", "--quiet", *_LOCKED, "--no-build-isolation", "--wheel-dir", str(folder), "-r", str(lock))


def install_wheels(python: str, wheels: Iterable[Path]) -> None:
    """Install wheels and nothing else; pip looks whether each has all that it asks for."""
    _pip(python, "install", "--quiet", "--no-index", "--no-deps", *map(str, wheels))
    _pip(python, "check")


def _pip(python: str, *args: str) -> None:
    """Run pip, or raise ``OSError`` with what it said."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", *args],
        env=env,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise OSError(f"pip {' '.join(args)} fails:\n{done.stdout}{done.stderr}")


def smoke_faults(python: str, folder: Path, version: str) -> list[str]:
    """Return what goes wrong when an installed Goodword makes a site in an empty folder, with an empty home."""
    home = folder / "home"
    home.mkdir(parents=True)
    programs = Path(python).parent
    keep = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
    env = {key: os.environ[key] for key in keep if key in os.environ}
    env |= {"HOME": str(home), "USERPROFILE": str(home), "LC_ALL": "C.UTF-8"}
    faults = []

    def said(*args: str, program: str = str(programs / "goodword"), pattern: str = "") -> None:
        done = subprocess.run(
            [program, *args],
            cwd=folder,
            env=env,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        output = done.stdout + done.stderr
        if done.returncode or not re.search(pattern, output):
            faults.append(f"{Path(program).name} {' '.join(args)} ends with {done.returncode}, and says:\n{output}")

    where = re.escape(os.path.realpath(programs.parent))
    said("-c", "import generator, os; print(os.path.realpath(generator.__file__))", program=python, pattern=f"^{where}")
    said("--version", pattern=rf"^goodword {re.escape(version)}\b")
    said("-m", "generator", "--version", program=python, pattern=rf"^goodword {re.escape(version)}\b")
    said("init", "my-site", "--yes")
    said("--root", "my-site", "build", "--strict", pattern="files written")
    said("--root", "my-site", "check", pattern="Nothing is wrong")
    said("--root", "my-site", "build", "--strict", pattern="nothing changed")
    pages = ("index.html", "feed.xml", "articles/give-before-you-ask/index.html")
    faults += [f"the new site has no {page}" for page in pages if not (folder / "my-site" / "site" / page).is_file()]
    left = sorted(path.name for path in home.iterdir())
    return faults + [f"in the home folder there is now {name}" for name in left]
