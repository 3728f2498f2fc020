"""What may not be published about people: names in content, and gives that name them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator.base.model import Entry
from generator.base.problems import Place, Problem, Report, Words
from generator.content.files import CONTENT
from generator.content.locator import Locator
from generator.pages.jobs import Artifact, Cleaned, Pictures, Share
from generator.privacy.name_scanner import Guard, Secret
from generator.privacy.people import SOURCE, People, leak

#: Written anew before they are published, without what their camera or their program put into them.
_REDRAWN = {".jpg", ".jpeg", ".png", ".webp"}


def check_gives(entries: Iterable[Entry], people: People, where: Locator, report: Report) -> None:
    """Report gives for people who are not known, or who did not agree to be mentioned.

    Where there is no list of people, as on a host that builds from Git, nothing can be asked of it,
    and nothing is shown of them.
    """
    if not people.known:
        return
    if people.faulty:
        return
    known = Words(people.people)
    for entry in entries:
        if entry.kind != "give":
            continue
        for number, give in enumerate(entry.fields.gives):
            if not give.person:
                continue
            if wrong := _wrong(give.person, people, known):
                report.error(where.field(entry.source, "gives", number, "person"), *wrong)


def _wrong(name: str, people: People, known: Words) -> tuple[str, str] | None:
    """Return what is wrong with a person's id, and what to do."""
    person = people.people.get(name)
    if person is None:
        return f'unknown person "{name}"{known.suggestion(name)}', f"people are declared in {SOURCE}"
    if not person.shown:
        return (
            f'"{name}" has not agreed to be mentioned',
            f'ask them and set "consent" in {SOURCE}, or take "person" out',
        )
    return None


def check_content(root: Path, guard: Guard, report: Report) -> None:
    """Report names and addresses that stand in a file below ``content/``, or in a file's name.

    Every file is looked at, also what no build reads: content is what people put on a server and
    into a repository.
    """
    for path in _files(root):
        report.add(leak(secret, Place(path), "stands in the file's name") for secret in guard.hits(path))
        if Path(path).suffix.lower() not in _REDRAWN:
            report.add(_check_file(path, (root / path).read_bytes(), guard))


def _check_file(path: str, data: bytes, guard: Guard) -> Iterator[Problem]:
    """Return what stands in a file, with its place where the file is a text."""
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


def _files(root: Path) -> Iterator[str]:
    """Return the paths of all files below ``content/`` that can be read, sorted."""
    found = []
    for here, folders, names in os.walk(root / CONTENT):
        folders[:] = [name for name in folders if name != ".git"]
        paths = [Path(here, name) for name in names]
        found += [path.relative_to(root).as_posix() for path in paths if path.is_file() and os.access(path, os.R_OK)]
    yield from sorted(found)


class Leak(msgspec.Struct, frozen=True):
    """A secret in a file that was about to be published; ``source`` is the project's file it is a copy of."""

    secret: Secret
    path: str
    source: str = ""


def leaks(guard: Guard, artifact: Artifact, path: str, data: bytes) -> list[Leak]:
    """Return the secrets in a file of the output and in its name. This runs in workers."""
    source: str = getattr(artifact.job, "source", "")
    drawn = isinstance(artifact.job, Cleaned | Pictures | Share) and Path(path).suffix.lower() in _REDRAWN
    found = [*guard.hits(path), *([] if drawn else guard.hits_in(data))]
    return [Leak(secret, path, source) for secret in dict.fromkeys(found)]


def report_leaks(found: Iterable[Leak], report: Report) -> None:
    """Report each secret once, with the first file that it would stand in and how many more."""
    by_secret: dict[Secret, list[Leak]] = {}
    for one in found:
        by_secret.setdefault(one.secret, []).append(one)
    for secret, files in by_secret.items():
        first = files[0]
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        report.add(
            [leak(secret, Place(first.source or f"site/{first.path}"), f'would be published in "{first.path}"{more}')]
        )
