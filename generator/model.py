"""What is read from content: entries and their texts, before the site is planned."""

import datetime as dt
from typing import Any

import msgspec


class Heading(msgspec.Struct, frozen=True):
    """A heading of a text; ``id`` is its fragment."""

    level: int
    id: str
    text: str


class Hole(msgspec.Struct, frozen=True, omit_defaults=True):
    """An open place in a text's HTML, filled once every address is known.

    ``kind`` is ``link`` (an address in an attribute), ``srcset`` (several) or ``image`` (a whole
    ``<img>`` whose other attributes are in ``attributes``). ``count`` says how often the same
    target stood in the text before, to find its line when it has to be named.
    """

    kind: str
    target: str
    attributes: str = ""
    count: int = 0


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a text in Markdown without its HTML, which is kept by ``digest``.

    The HTML is in pieces: piece 0, what fills hole 0, piece 1, … ``excerpt`` is the first
    paragraph as plain text, ``ids`` are the fragments that can be linked to.
    """

    digest: str
    holes: tuple[Hole, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    words: int = 0
    #: Origins of images, media and frames from elsewhere, each after its use.
    outside: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""


#: A text's HTML around its holes: one piece more than there are holes.
Pieces = tuple[str, ...]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file of content, read and checked.

    ``fields`` is the struct of its kind (see ``generator/kinds/``). ``texts`` are its texts in
    Markdown: ``""`` is the body; tips and comments have theirs by id. ``date`` is in UTC.
    """

    kind: str
    #: The file's path from the project's root, with ``/``.
    source: str
    slug: str
    fields: Any
    date: dt.datetime | None = None
    texts: dict[str, Text] = {}
    #: The line on which the body begins.
    body_line: int = 0
    #: Of all of this, and of what a list shows of it: what depends on it depends on these.
    digest: bytes = b""
    face: bytes = b""
