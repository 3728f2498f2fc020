"""The model of content: entries and their texts, as they are read from the files."""

import datetime as dt
from typing import Generic, TypeGuard

import msgspec

from generator.base.type_variables import F, F_co


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading of a text; ``id`` is its fragment."""

    level: int
    id: str
    text: str


class Placeholder(msgspec.Struct, frozen=True, array_like=True):
    """A gap in a text's HTML, filled once every address is known.

    ``kind`` is ``link`` (an address in an attribute, whose name is in ``attributes``), ``here`` (one of
    a place in the same text), ``image`` (a whole ``<img>`` with its attributes), ``inner`` (one in a
    ``<picture>`` of the writer's own), ``source`` (a whole ``<source>`` there) or ``video`` (a paragraph
    that is a video's address, with its title). ``count`` is how many times the same target occurred
    earlier in the text, to find its line for a message.
    """

    kind: str
    target: str
    attributes: str = ""
    count: int = 0


class Inside(msgspec.Struct, frozen=True, array_like=True):
    """A picture embedded in a text as a ``data:`` URL: its name in placeholders, and its format and size."""

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
    #: External origins of images, media and frames, as pairs of use and origin.
    outside: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    #: The theme's scripts that it needs, and the pictures embedded in it.
    modules: tuple[str, ...] = ()
    inside: tuple[Inside, ...] = ()


#: A text's HTML around its placeholders: one piece more than there are placeholders.
Pieces = tuple[str, ...]


class Prose(msgspec.Struct, frozen=True, array_like=True):
    """A text as HTML. Few pages show it, so most builds never load it.

    The HTML is in pieces: piece 0, what fills placeholder 0, piece 1, … ``ids`` are the fragments that
    can be linked to. ``inside`` has the bytes of embedded pictures by their names, only on the way
    from the reader to the cache, which stores them separately.
    """

    pieces: Pieces
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    inside: dict[str, bytes] = {}


class Entry(msgspec.Struct, Generic[F_co], frozen=True, array_like=True):
    """One file of content, read and checked.

    ``fields`` is the struct of its kind (see ``generator/kinds/``), or a tuple of them: code that handles any kind
    takes an ``Entry``, a kind's own code an ``Entry[ItsFields]``. ``texts`` are its texts in Markdown: ``""`` is the
    body; tips and comments have theirs by id. ``date`` is in UTC.
    """

    kind: str
    #: The file's path from the project's root, with ``/``.
    source: str
    slug: str
    fields: F_co
    date: dt.datetime | None = None
    texts: dict[str, Text] = {}
    #: The line on which the body begins.
    body_line: int = 0
    #: The digests of all of this, of what a list shows of it, and of what the plainest lists show: title, date
    #: and address. The key of whatever depends on an entry contains one of these.
    digest: bytes = b""
    card_digest: bytes = b""
    row_digest: bytes = b""


def holds(entry: Entry, fields: type[F]) -> TypeGuard[Entry[F]]:
    """Return whether an entry's fields are of a type."""
    return isinstance(entry.fields, fields)
