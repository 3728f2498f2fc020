"""The contract of a check: a function of the facts that are known at one stage of a build.

A check is one value, ``CHECK = Check(…)``, in a file of ``generator/checks/`` or in another package. The build
runs all of them, in the order of the shelf, and knows none by name. So a check reports what it finds, changes
nothing, and does not depend on another check's reports. It may read only files of the content and those in its
facts: other files are no inputs of a build, so it may not run when they change.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from generator.base.model import Entry, holds
from generator.base.problems import Problem, Report
from generator.base.shelf import shelf
from generator.base.type_variables import F
from generator.content.kind import ContentType
from generator.content.locator import Locator
from generator.privacy.name_scanner import Guard
from generator.privacy.people import People
from generator.site.media_index import Media
from generator.site.settings import Site

#: ``examined(path, of, look)``: the problems of one file, ``look()``, or what that returned before, if the file and
#: ``of`` are the same as then.
Examined = Callable[[str, object, Callable[[], tuple[Problem, ...]]], tuple[Problem, ...]]


def looked(_path: str, _of: object, look: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """Return the problems of a file, looked for now."""
    return look()


class Content(msgspec.Struct, frozen=True):
    """Facts about the content that are known at more than one stage."""

    #: The project's folder.
    root: Path
    site: Site
    #: The kinds by name.
    kinds: Mapping[str, ContentType]
    entries: Sequence[Entry]
    #: Finds the place of a key in a file.
    where: Locator
    report: Report
    #: Whether advice is wanted, as by ``goodword check``.
    advice: bool

    def of(self, fields: type[F]) -> list[Entry[F]]:
        """Return the entries whose fields are of a type."""
        names = {name for name, kind in self.kinds.items() if kind.schema is fields}
        return [entry for entry in self.entries if entry.kind in names and holds(entry, fields)]


class EntriesRead(Content, frozen=True):
    """The facts when all content files are read: all entries, including drafts and scheduled ones."""

    #: The files in folders of Markdown kinds that are not read, from the project's root.
    strays: Sequence[str]
    people: People
    #: Finds names of people without consent, if there is a list of people.
    guard: Guard | None
    #: The files with errors of their own: they may be missing in the entries, and the settings may be defaults.
    faulty: frozenset[str]
    #: Looks for the problems of a single file, or remembers them.
    examined: Examined = looked


class MediaKnown(Content, frozen=True):
    """The facts when there are no errors so far: the published entries, and their media."""

    media: Media


class FilesMade(msgspec.Struct, frozen=True, kw_only=True):
    """The facts when the output is made, before it is published. Expensive ones are functions."""

    root: Path
    #: Return the output's files with their sizes in bytes.
    sizes: Callable[[], Sequence[tuple[str, int]]]
    #: Return the files that hosts read rules from, by path.
    rules: Callable[[], Mapping[str, bytes]]
    #: The moments at which something is published or expires.
    moments: Sequence[dt.datetime]
    #: Return the content file that an output file comes from, or an empty string.
    source: Callable[[str], str]
    report: Report


Facts = TypeVar("Facts")


class Check(msgspec.Struct, Generic[Facts], frozen=True, kw_only=True):
    """A check on this shelf. ``stage`` is the type of the facts that ``run(facts)`` gets."""

    name: str
    stage: type[Facts]
    run: Callable[[Facts], None]


def checks() -> dict[str, Check[Any]]:
    """Return all checks by name, those of other packages too. Each takes the facts of its own stage, hence Any."""
    return shelf("generator.checks", "CHECK")


def run_checks(facts: EntriesRead | MediaKnown | FilesMade) -> None:
    """Run the checks of a stage; their findings go to the report."""
    for check in checks().values():
        if check.stage is type(facts):
            check.run(facts)
