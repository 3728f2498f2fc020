"""The running Goodword as a package: its version, dependencies, and files.

Read from the checkout if the program runs from one, else from the installed package; both give the same.
"""

import os
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import msgspec
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from generator.theme import precompile, shipped

NAME = "goodword"
_PACKAGE = Path(__file__).resolve().parent.parent
#: The path of the lock file of run-time dependencies: in a checkout, and in the package.
_LOCKED, LOCK = "locks/run.txt", "generator/scaffold/lock.txt"
#: Folders of the package whose files are generated or copied, so their contents are ignored.
_MADE = {"__pycache__", "templates", "compiled"}
#: Suffixes of files that editors and tools leave behind.
_LEFT = (".pyc", ".pyo", ".orig", ".rej", ".bak", ".swp", ".tmp", "~")


class NotAPackageError(Exception):
    """No package metadata were found for the running Goodword."""


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """The running Goodword's package metadata; ``requires`` are its dependencies without extras, sorted."""

    version: str
    summary: str
    python: str
    license: str
    license_text: bytes
    requires: tuple[str, ...]
    scripts: tuple[tuple[str, str], ...]


def checkout() -> Path | None:
    """Return the folder of the checkout if the program runs from one, or None."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and not (_PACKAGE / "templates").is_dir() else None


def told() -> Distribution:
    """Return the package's metadata. Raises :class:`NotAPackageError`."""
    root = checkout()
    return _of_checkout(root) if root else _of_installed()


def _of_checkout(root: Path) -> Distribution:
    """Return the metadata in ``pyproject.toml``: those of an editable installation may be older."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Distribution(
        version=str(Version(project["version"])),
        summary=project["description"],
        python=str(project["requires-python"]),
        license=project["license"],
        license_text=(root / "LICENSE").read_bytes(),
        requires=_sorted(project["dependencies"]),
        scripts=tuple(sorted(project["scripts"].items())),
    )


def _of_installed() -> Distribution:
    """Return the metadata installed beside the package; those of another copy elsewhere do not count."""
    found = next(iter(distributions(name=NAME, path=[str(_PACKAGE.parent)])), None)
    if found is None:
        raise NotAPackageError(f"Goodword is not installed as a package in {_PACKAGE.parent}; install it with pip")
    known = found.metadata
    return Distribution(
        version=str(Version(found.version)),
        summary=known["Summary"],
        python=known["Requires-Python"],
        license=known["License-Expression"],
        license_text=(found.read_text("licenses/LICENSE") or "").encode(),
        requires=_sorted(found.requires or []),
        scripts=tuple(
            sorted((point.name, point.value) for point in found.entry_points.select(group="console_scripts"))
        ),
    )


def _sorted(requirements: list[str]) -> tuple[str, ...]:
    """Return requirements normalized, without those of extras."""
    read = [Requirement(text) for text in requirements]
    for one in read:
        # The build backend writes ruamel.yaml with a hyphen.
        one.name = canonicalize_name(one.name)
    return tuple(sorted(str(one) for one in read if "extra" not in str(one.marker or "")))


def lock_text() -> str:
    """Return the lock: each package that a site needs, with its version and its hashes."""
    root = checkout()
    inside = _PACKAGE.parent / LOCK
    return (root / _LOCKED if root else inside).read_text(encoding="utf-8")


def files() -> dict[str, bytes]:
    """Return all files of the package by their paths in a wheel, sorted. The templates are compiled again.

    A checkout's files are included as they are now, committed or not.
    """
    found = {f"generator/{path}": data for path, data in _files(_PACKAGE)}
    found |= {f"generator/templates/{path}": data for path, data in _files(shipped())}
    found |= {f"generator/theme/compiled/{name}": text.encode() for name, text in precompile().items()}
    found[LOCK] = lock_text().encode()
    return dict(sorted(found.items()))


def _files(folder: Path) -> list[tuple[str, bytes]]:
    """Return the package's own files in a folder, by paths below it."""
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _MADE and not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith(_LEFT):
                path = Path(here, name)
                found.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return found
