"""The changelog as data: which versions have an entry, of which day, and with which words.

``python -m release.changelog v1.2.3`` prints the notes of a release.
"""

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from packaging.version import InvalidVersion, Version

UNRELEASED = "Unreleased"
#: The kinds of changes that Keep a Changelog 1.1.0 knows.
_KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_HEAD = re.compile(r"^## \[(?P<version>[^\]]+)\](?P<rest>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """What changed in a version. ``day`` is None where it is not released, or where the entry does not say a day."""

    version: str
    day: date | None
    text: str


def entries(changelog: str) -> list[Entry]:
    """Return the entries of a changelog, in its order."""
    heads = list(_HEAD.finditer(changelog))
    ends = [*(head.start() for head in heads[1:]), len(changelog)]
    return [
        Entry(head["version"], _day(head["rest"]), changelog[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]


def _day(text: str) -> date | None:
    """Return the day behind a version, ``- 2026-11-23``."""
    found = re.fullmatch(r" - (\d{4}-\d\d-\d\d)", text)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def changelog_faults(changelog: str, version: str) -> list[str]:
    """Return what is wrong with the changelog of a project whose next, or latest, release is ``version``."""
    found = entries(changelog)
    faults = [
        f'CHANGELOG.md: "{kind}" is no kind of change; there are {", ".join(_KINDS)}'
        for entry in found
        for kind in re.findall(r"^### (.+)$", entry.text, re.MULTILINE)
        if kind not in _KINDS
    ]
    released = [entry for entry in found if entry.version != UNRELEASED]
    faults += [f"CHANGELOG.md: {entry.version} has no day, such as 2026-11-23" for entry in released if not entry.day]
    try:
        versions = [Version(entry.version) for entry in released]
    except InvalidVersion as wrong:
        return [*faults, f"CHANGELOG.md: {wrong}"]
    if versions != sorted(set(versions), reverse=True):
        faults.append("CHANGELOG.md: the newest version must be first, and each be there once")
    days = [entry.day for entry in released if entry.day]
    if days != sorted(days, reverse=True):
        faults.append("CHANGELOG.md: the days must go down with the versions")
    if UNRELEASED in [entry.version for entry in found[1:]]:
        faults.append(f"CHANGELOG.md: {UNRELEASED} must be the first entry")
    if not found or found[0].version not in (UNRELEASED, version):
        faults.append(f"CHANGELOG.md: neither {version} nor {UNRELEASED} is its first entry")
    if versions and Version(version) < versions[0]:
        faults.append(f"pyproject.toml says {version}, which is older than {versions[0]} in CHANGELOG.md")
    return faults


def tag_faults(tag: str, version: str, changelog: str) -> list[str]:
    """Return what keeps a tag from being released: it must say the version, which must have its entry and day."""
    if tag != f"v{version}":
        return [f"the tag is {tag}, and pyproject.toml says {version}: the tag must be v{version}"]
    if Version(version).is_devrelease or Version(version).local:
        return [f"{version} is a version between releases; set that of the release in pyproject.toml"]
    entry = next((entry for entry in entries(changelog) if entry.version == version), None)
    if entry is None or not entry.day or not entry.text:
        return [f"CHANGELOG.md needs an entry for the release: ## [{version}] - and the day, with what changed below"]
    return []


def notes(changelog: str, version: str) -> str:
    """Return what the changelog says of a version, or nothing."""
    return next((entry.text for entry in entries(changelog) if entry.version == version), "")


if __name__ == "__main__":
    wanted = sys.argv[1].removeprefix("v")
    said = notes(Path("CHANGELOG.md").read_text(encoding="utf-8"), wanted)
    if not said:
        sys.exit(f"CHANGELOG.md has no entry for {wanted}")
    sys.stdout.write(said + "\n")
