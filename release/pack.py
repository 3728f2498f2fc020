"""The sdist and the wheel, packed from a copy of the checkout in conditions that must make no difference."""

import os
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: What lies about in a checkout that is in use, and must not be packed: each holds these words.
PLANTED = "this must not be packed"
_LITTER = (
    "private/people.yaml",
    ".goodword/cache/pages",
    "site/index.html",
    "dist/goodword-0.0.0.tar.gz",
    ".venv/bin/activate",
    ".env",
    "notes.txt",
    "content/articles/__pycache__/x.cpython-311.pyc",
    "generator/__pycache__/start.cpython-311.pyc",
    "tests/__pycache__/support.cpython-311.pyc",
)
_A_YEAR_AGO = 31_536_000


@dataclass(frozen=True)
class Conditions:
    """What differs from one machine and day to the next."""

    name: str
    umask: int
    env: dict[str, str] = field(default_factory=dict)
    #: The files are copied from the last to the first, are a year old, and lie among what a checkout in use has.
    used: bool = False


FRESH = Conditions("fresh", 0o022, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"})
USED = Conditions("used", 0o077, {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Chatham", "LC_ALL": "C"}, used=True)


def tracked(root: Path, *, new: bool = False) -> list[str]:
    """Return the paths of all files that Git keeps, sorted; with ``new`` also those that it does not ignore.

    Raises ``OSError`` where there is no Git or no repository.
    """
    more = ("--cached", "--others", "--exclude-standard") if new else ()
    found = _git(root, "ls-files", "-z", *more).split("\0")
    return sorted({path for path in found if path and (root / path).is_file()})


def uncommitted(root: Path) -> list[str]:
    """Return what is in the checkout and not in its commit, as Git lists it. Raises ``OSError`` as :func:`tracked`."""
    return _git(root, "status", "--porcelain").splitlines()


def _git(root: Path, *args: str) -> str:
    """Return what Git says."""
    done = subprocess.run(
        ["git", "-C", str(root), *args],  # noqa: S607 (as people have it)
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    if done.returncode:
        raise OSError(f"a release is made from a Git repository: {done.stderr.strip()}")
    return done.stdout


def copy(root: Path, files: Sequence[str], folder: Path, conditions: Conditions) -> None:
    """Copy the files to a folder, as another checkout would have them."""
    for path in reversed(files) if conditions.used else files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target)
        executable = (root / path).stat().st_mode & 0o100
        target.chmod((0o777 if executable else 0o666) & ~conditions.umask)
        if conditions.used:
            then = target.stat().st_mtime - _A_YEAR_AGO
            os.utime(target, (then, then))
    for path in _LITTER if conditions.used else ():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(PLANTED, encoding="utf-8")


def pack(python: str, folder: Path, out: Path, conditions: Conditions, *targets: str) -> list[Path]:
    """Return the sdist and the wheel (or the ``targets`` of them) of the project in a folder, packed by that Python.

    Raises ``OSError`` with what the backend said where it fails.
    """
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "SOURCE_DATE"))}
    chosen = [part for target in targets or ("sdist", "wheel") for part in ("--target", target)]
    done = subprocess.run(
        [python, "-m", "hatchling", "build", "--directory", str(out), *chosen],
        cwd=folder,
        env={**env, "PYTHONDONTWRITEBYTECODE": "1", **conditions.env},
        umask=conditions.umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise OSError(f"packing in conditions “{conditions.name}” fails:\n{done.stdout}{done.stderr}")
    return sorted(out.iterdir())


def unpack(sdist: Path, folder: Path) -> Path:
    """Return the folder of the project in an sdist that is unpacked into ``folder``."""
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


def version(root: Path) -> str:
    """Return the version of the project: pyproject.toml is the one place that says it."""
    said: str = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return said
