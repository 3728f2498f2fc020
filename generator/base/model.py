"""What is read from content: entries and their texts, before the site is planned."""

import datetime as dt
from typing import Any

import msgspec


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading of a text; ``id`` is its fragment."""

    level: int
    id: str
    text: str


class Placeholder(msgspec.Struct, frozen=True, array_like=True):
    """An open place in a text's HTML, filled once every address is known.

    ``kind`` is ``link`` (an address in an attribute, whose name is in ``attributes``), ``here`` (one of
    a place in the same text), ``image`` (a whole ``<img>`` with its attributes), ``inner`` (one in a
    ``<picture>`` of the writer's own), ``source`` (a whole ``<source>`` there) or ``video`` (a paragraph
    that is a video's address, with its title). ``count`` says how often the same target stood in the
    text before, to find its line when it has to be named.
    """

    kind: str
    target: str
    attributes: str = ""
    count: int = 0


class Inside(msgspec.Struct, frozen=True, array_like=True):
    """A picture that stood in a text itself: its name in placeholders, and what it is."""

    name: str
    format: str
    width: int
    height: int
    animated: bool = False
    alpha: bool = False


class Text(msgspec.Struct, frozen=True, array_like=True):
    """What lists and links need to know of a text in Markdown; its :class:`Prose` is kept by ``digest``.

    ``excerpt`` is the beginning of the first paragraph as plain text, where an entry has no summary.
    """

    digest: str
    placeholders: tuple[Placeholder, ...] = ()
    words: int = 0
    #: Origins of images, media and frames from elsewhere, each after its use.
    outside: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    #: The theme's scripts that it is drawn with, and the pictures that stood in it.
    modules: tuple[str, ...] = ()
    inside: tuple[Inside, ...] = ()


#: A text's HTML around its placeholders: one piece more than there are placeholders.
Pieces = tuple[str, ...]


class Prose(msgspec.Struct, frozen=True, array_like=True):
    """A text as HTML, which few pages show and most builds never look at.

    The HTML is in pieces: piece 0, what fills placeholder 0, piece 1, … ``ids`` are the fragments that
    can be linked to. ``inside`` has the bytes of pictures that stood in it by their names, on the way
    from the reading to the cache, where they are kept apart.
    """

    pieces: Pieces
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    inside: dict[str, bytes] = {}


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
    #: Of all of this, of what a list shows of it, and of what the plainest lists do, which is a
    #: title, a date and the way there. What depends on it depends on one of these.
    digest: bytes = b""
    card_digest: bytes = b""
    row_digest: bytes = b""
