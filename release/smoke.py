"""An environment of its own with a wheel and what the lock says, and a site made there, far from the checkout."""

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

#: The folder of the site that is made.
SITE = "my-site"
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


def _pip(python: str, *args: str, cwd: Path | None = None) -> None:
    """Run pip, or raise ``OSError`` with what it said."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", *args],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise OSError(f"pip {' '.join(args)} fails:\n{done.stdout}{done.stderr}")


class Elsewhere:
    """A folder that is far from the checkout, with an empty home, where an installed Goodword is tried."""

    def __init__(self, folder: Path) -> None:
        """Make the folder."""
        self.folder, self._home = folder, folder / "home"
        self._home.mkdir(parents=True)
        self.faults: list[str] = []

    def run(self, program: str, *args: str, pattern: str = "", cwd: Path | None = None) -> None:
        """Run a program; where it fails, or does not say what it should, that is a fault."""
        keep = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
        env = {key: os.environ[key] for key in keep if key in os.environ}
        env |= {"HOME": str(self._home), "USERPROFILE": str(self._home), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [program, *args],
            cwd=cwd or self.folder,
            env=env,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        said = done.stdout + done.stderr
        if done.returncode or not re.search(pattern, said):
            self.faults.append(f"{Path(program).name} {' '.join(args)} ends with {done.returncode}, and says:\n{said}")

    def has(self, *paths: str) -> None:
        """Look whether files are there."""
        self.faults += [f"there is no {path}" for path in paths if not (self.folder / path).is_file()]

    def left(self) -> None:
        """Look whether the home is as empty as it was."""
        self.faults += [f"in the home folder there is now {path.name}" for path in sorted(self._home.iterdir())]


def smoke_faults(python: str, elsewhere: Elsewhere, version: str) -> list[str]:
    """Return what goes wrong when an installed Goodword makes a site in an empty folder."""
    goodword, where = _goodword(python), re.escape(os.path.realpath(Path(python).parent.parent))
    module = "import generator, os; print(os.path.realpath(generator.__file__))"
    elsewhere.run(python, "-c", module, pattern=f"^{where}")
    elsewhere.run(goodword, "--version", pattern=rf"^goodword {re.escape(version)}(?![\w.])")
    elsewhere.run(python, "-m", "generator", "--version", pattern=rf"^goodword {re.escape(version)}(?![\w.])")
    elsewhere.run(goodword, "init", SITE, "--yes")
    elsewhere.run(goodword, "--root", SITE, "build", "--strict", pattern="files written")
    elsewhere.run(goodword, "--root", SITE, "check", pattern="Nothing is wrong")
    elsewhere.run(goodword, "--root", SITE, "build", "--strict", pattern="nothing changed")
    elsewhere.has(
        *(f"{SITE}/site/{page}" for page in ("index.html", "feed.xml", "articles/give-before-you-ask/index.html"))
    )
    elsewhere.left()
    return elsewhere.faults


def host_faults(python: str, site: Path, elsewhere: Elsewhere) -> list[str]:
    """Return what goes wrong when a host, in a clean environment, builds a site that ``goodword init`` made.

    The host has what Git would hand on: neither the output nor the cache.
    """
    _pip(python, "install", "--quiet", "--requirement", "requirements.txt", cwd=site)
    copied = elsewhere.folder / SITE
    shutil.copytree(site, copied, ignore=shutil.ignore_patterns(".goodword", "site"))
    elsewhere.run(_goodword(python), "build", "--strict", pattern="files written", cwd=copied)
    elsewhere.has(f"{SITE}/site/index.html")
    return elsewhere.faults


def _goodword(python: str) -> str:
    """Return the command that was installed beside a Python."""
    return str(Path(python).parent / "goodword")
