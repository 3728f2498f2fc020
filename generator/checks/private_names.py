"""Finds the names and addresses of people without consent in content."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.base.layout import CONTENT
from generator.base.problems import Place, Problem
from generator.checks.base import Check, EntriesRead
from generator.privacy.name_scanner import REDRAWN, Guard
from generator.privacy.people import leak


def run(facts: EntriesRead) -> None:
    """Report private names and addresses in a file below ``content/``, or in a file's name.

    Every file is scanned, also those that no build reads, since people put the whole folder on a server
    or into a repository.
    """
    guard, report = facts.guard, facts.report
    if guard is None:
        return
    for path in files_below(facts.root, CONTENT):
        report.add(facts.examined(path, guard.secrets, partial(_problems, facts.root, path, guard)))


def _problems(root: Path, path: str, guard: Guard) -> tuple[Problem, ...]:
    """Return the problems of a file."""
    return tuple(found_in(root, path, guard))


def found_in(root: Path, path: str, guard: Guard) -> Iterator[Problem]:
    """Return the problems of a file: of its name, and of what is in it, with line and column if it is a text."""
    yield from (leak(secret, Place(path), "stands in the file's name") for secret in guard.hits(path))
    if Path(path).suffix.lower() in REDRAWN:
        return
    data = (root / path).read_bytes()
    placed = set()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        text = ""
    for found in guard.places(text):
        placed.add(found.secret)
        yield leak(found.secret, Place(path, found.line, found.column))
    if not text or b"\0" in data:
        yield from (leak(secret, Place(path)) for secret in guard.hits_in(data) if secret not in placed)


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Return the paths of all files below a folder of the project that can be read, sorted."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(f"{root}/{here}") as listing:
                items = list(listing)
        except OSError:
            continue
        for item in items:
            path = f"{here}/{item.name}"
            if item.is_dir(follow_symlinks=False):
                if item.name != ".git":
                    waiting.append(path)
            elif item.is_file() and os.access(item.path, os.R_OK):
                found.append(path)
    yield from sorted(found)


CHECK = Check(name="private-names", stage=EntriesRead, run=run)
