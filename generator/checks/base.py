"""The contract of a check: a function of all that is known at one stage of a build.

A check is one value, ``CHECK = Check(…)``, in a file of ``generator/checks/`` or in another package. The build
runs all of them, in the order in which the shelf has them, and knows none by name. So a check reports what it
finds, changes nothing, and asks nothing of what another check reported. It reads no files but those of the content
and those that its facts lead to: where no other file has changed, a build may not run at all.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from generator.base.model import Entry
from generator.base.problems import Report
from generator.base.shelf import shelf
from generator.content.kind import ContentType
from generator.content.locator import Locator
from generator.privacy.name_scanner import Guard
from generator.privacy.people import People
from generator.site.media_index import Media
from generator.site.settings import Site


class Content(msgspec.Struct, frozen=True):
    """What is known of the content at more than one stage."""

    #: The project's folder.
    root: Path
    site: Site
    #: The kinds by name.
    kinds: Mapping[str, ContentType]
    entries: Sequence[Entry]
    #: Where a key of a file stands.
    where: Locator
    report: Report
    #: Whether it is ``check`` that asks, which also says what could be better.
    advice: bool


class EntriesRead(Content, frozen=True):
    """What is known when all files of the content are read: the entries, drafts and what is to come among them."""

    #: The files in folders of Markdown kinds that are read by none, from the project's root.
    strays: Sequence[str]
    people: People
    #: What finds those who did not agree to be named, if there is a list of people.
    guard: Guard | None
    #: The files with errors of their own: they may be no entries, and the settings may be stand-ins.
    faulty: frozenset[str]


class MediaKnown(Content, frozen=True):
    """What is known when nothing has errors so far: the entries that are out, and their pictures and sounds."""

    media: Media


class FilesMade(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when the output is made, before it is written. What takes a while is to be asked for."""

    root: Path
    #: Return the output's files with their sizes in bytes.
    sizes: Callable[[], Sequence[tuple[str, int]]]
    #: Return the files that hosts read rules from, by path.
    rules: Callable[[], Mapping[str, bytes]]
    #: When something comes out or goes.
    moments: Sequence[dt.datetime]
    #: Return the content file that an output file comes from, or nothing.
    source: Callable[[str], str]
    report: Report


Facts = TypeVar("Facts")


class Check(msgspec.Struct, Generic[Facts], frozen=True, kw_only=True):
    """A check on this shelf. ``stage`` is the type of the facts that ``run(facts)`` gets."""

    name: str
    stage: type[Facts]
    run: Callable[[Facts], None]


def checks() -> dict[str, Check[Any]]:
    """Return all checks by name, those of other packages among them."""
    return shelf("generator.checks", "CHECK")


def run_checks(facts: EntriesRead | MediaKnown | FilesMade) -> None:
    """Run the checks of a stage; what they find is in the report."""
    for check in checks().values():
        if check.stage is type(facts):
            check.run(facts)
