"""What is known of an old blog in a folder: its texts with their old addresses, its files, its settings."""

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.importers.base import MenuLink, Person
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values

#: How many things are told of one text.
_MOST = 30


class Doc(msgspec.Struct, frozen=True, kw_only=True):
    """A text: its path in the folder, what its front matter says with all defaults, and where it was.

    ``url`` is a path below the blog's own address; it is empty where the text had none, or where it is not known.
    """

    path: str
    kind: Literal["article", "page"]
    values: Values
    #: The line on which the text begins.
    line: int = 1
    url: str = ""
    slug: str = ""
    #: The name by which feed readers know it; relative ones begin with a slash.
    guid: str = ""
    date: dt.datetime | None = None
    title: str = ""
    tags: tuple[str, ...] = ()
    #: Further old addresses.
    others: tuple[str, ...] = ()
    draft: str = ""
    form: Literal["html", "markdown"] = "markdown"
    notes: tuple[str, ...] = ()


class Told:
    """What is said of one text while it is made: things that were not translated, with their lines."""

    def __init__(self, path: str, line: int) -> None:
        """Keep where the text is, and the line it begins on."""
        self._path, self._line = path, line
        self._said: dict[str, list[int]] = {}
        self._more = 0
        #: The last text that something was said of, with where its lines end, so that these are looked for once.
        self._last: tuple[str, list[int]] = ("", [])

    def say(self, what: str, text: str, at: int) -> None:
        """Remember something at a place of a text."""
        if self._last[0] is not text:
            self._last = text, [found.start() for found in re.finditer("\n", text)]
        self.on(what, bisect_left(self._last[1], at))

    def on(self, what: str, line: int) -> None:
        """Remember something on a line of the text, counted from 0."""
        if what not in self._said and self.is_full:
            self._more += 1
            return
        found = self._said.setdefault(what, [])
        number = line + self._line
        if not found or found[-1] != number:
            found.append(number)

    def note(self, what: str) -> None:
        """Remember something that has no place in the text."""
        self._said.setdefault(what, [])

    @property
    def is_full(self) -> bool:
        """Return whether so much was said that the rest is only counted."""
        return len(self._said) >= _MOST

    def notes(self) -> list[str]:
        """Return all of it, each with the file and the lines."""
        made = []
        for what, found in self._said.items():
            more = f" and {len(found) - 5:,} more" if len(found) > 5 else ""
            lines = f":{', '.join(map(str, found[:5]))}{more}" if found else ""
            made.append(f"{what} ({self._path}{lines})")
        if self._more:
            made.append(f"{self._more:,} more of the kind")
        return made


#: Makes a text of the program one of plain Markdown: its tags are translated, its addresses are still the old ones.
Translate = Callable[[Doc, str, Told], str]


class Old(msgspec.Struct, kw_only=True):
    """An old blog. ``url`` is its address with the path it was below; it is empty where the folder does not say it."""

    program: str
    tree: Tree
    title: str = ""
    url: str = ""
    language: str = ""
    zone: ZoneInfo | None = None
    docs: Sequence[Doc] = ()
    #: Files that are no texts: their paths in the folder by their old addresses below the blog's own.
    files: Mapping[str, str] = {}
    people: Sequence[Person] = ()
    menu: Sequence[MenuLink] = ()
    redirects: Mapping[str, str] = {}
    translate: Translate
    #: Keys of the front matter that the program has and that mean nothing here.
    own_keys: frozenset[str] = frozenset()
    #: The sign before which a summary stands, as far as the settings say it.
    more: tuple[str, ...] = ("<!--more-->",)
    notes: list[str] = []
    left: Counter[str] = msgspec.field(default_factory=Counter)
    #: The roots against which a path in a text is read, beside the text's own folder.
    roots: tuple[str, ...] = ("",)
