"""Decisions and answers, carried out in a project's files. The lock for edits is held by whoever asks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import count

import msgspec

from generator.base.problems import Place, Report
from generator.content.said import COMMENT
from generator.edit.files import bytes_of, write
from generator.edit.yaml_list import appended
from generator.edit.yaml_scalars import date, scalar
from generator.importers.conversation import block
from generator.importers.front import moment
from generator.moderation.decide import Items
from generator.moderation.said import Said
from generator.site.project import Project
from generator.site.settings import Site

_BY_HAND = "do it by hand: write the status below the comment"


class Change(msgspec.Struct, frozen=True):
    """A file before and after a change, so that it can be taken back."""

    path: str
    before: bytes
    after: bytes


#: Files by their paths, cut up for one decision and there for the next.
Known = dict[str, Items]


def decide(
    project: Project, said: Iterable[Said], status: str, report: Report, known: Known | None = None
) -> list[Change] | None:
    """Return the files that were changed so that all of these have a status; None after reporting why none was.

    All is tried before anything is written. Who decides again and again hands over what is ``known``, and no file is
    read anew that is as it was left. Raises OSError.
    """
    by_file: dict[str, list[Said]] = {}
    for one in said:
        by_file.setdefault(one.path, []).append(one)
    changes = []
    for path, here in by_file.items():
        before = bytes_of(project.root, path)
        items = _items(before, path, known) if before is not None else None
        after = items.decided(here[0].key, {one.name: status for one in here}) if items else None
        if before is None or after is None:
            names = ", ".join(one.id for one in here)
            report.error(Place(path), f"{names} cannot be changed safely, as the file is written", _BY_HAND)
        elif after != before:
            changes.append(Change(path, before, after))
    if report.failed:
        return None
    return [one for one in changes if write(project.root, one.path, one.after, one.before, report)]


def reply(
    project: Project, site: Site, one: Said, body: str, now: dt.datetime, report: Report, known: Known | None = None
) -> list[Change] | None:
    """Return the change that wrote an answer of the article's author below a comment; None after reporting why not.

    The comment is approved by it. Raises OSError.
    """
    before = bytes_of(project.root, one.path)
    items = _items(before, one.path, known) if before is not None and one.kind == COMMENT else None
    approved = items.decided("id", {one.name: "approved"}) if items else None
    if items is None or before is None or approved is None:
        report.error(Place(one.path), f"{one.id} cannot be answered safely, as the file is written", "do it by hand")
        return None
    taken = items.names("id")
    name = next(name for number in count(1) if (name := f"answer-{number}") not in taken)
    after, _ = appended(approved, [(name, _item(name, site, one, body, now))], "id")
    if after is None:
        report.error(Place(one.path), "nothing can be added to the file safely, as it is written", "do it by hand")
        return None
    return [Change(one.path, before, after)] if write(project.root, one.path, after, before, report) else None


def _items(before: bytes, path: str, known: Known | None) -> Items:
    """Return a file cut up, anew if it is not as it was left."""
    found = known.get(path) if known is not None else None
    if found is None or found.data != before:
        found = Items(before)
        if known is not None:
            known[path] = found
    return found


def _item(name: str, site: Site, one: Said, body: str, now: dt.datetime) -> str:
    pairs: Sequence[tuple[str, str]] = (
        ("id", name),
        ("author", scalar(author_of(site, one))),
        ("date", date(moment(now, site.zone))),
        ("reply_to", scalar(one.name)),
        ("status", "approved"),
        ("body", block(body.strip())),
    )
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in pairs) + "\n"


def author_of(site: Site, one: Said) -> str:
    """Return the name under which what something is about is answered for: its first author's, else the site's."""
    for key in (*one.writers, site.author):
        if key in site.authors:
            return site.authors[key].name
    return site.title


def take_back(project: Project, changes: Iterable[Change], report: Report) -> bool:
    """Return whether files are as they were before changes. One that changed since stays. Raises OSError."""
    for one in changes:
        write(project.root, one.path, one.before, one.after, report)
    return not report.failed
