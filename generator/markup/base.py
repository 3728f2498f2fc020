"""The contract of the shelf: what a markup language is, and what it gives back."""

from collections.abc import Callable

import msgspec

from generator.model import Heading


class Converted(msgspec.Struct, frozen=True):
    """A document as HTML, and its headings in document order."""

    html: str
    headings: tuple[Heading, ...] = ()


class Unconvertible(ValueError):  # noqa: N818 - it says what the document is
    """A document that the library cannot convert; the message says why, in plain words."""


class Options(msgspec.Struct, frozen=True):
    """All that decides the output besides the text: put it into every cache key."""

    library: str
    version: str
    extensions: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]


class Markup(msgspec.Struct, frozen=True):
    """One markup language.

    `convert(text, prefix)` gives the HTML; the prefix keeps footnote ids apart where several
    documents share a page.  `too_deep(text)` gives the 1-based line where the nesting of blocks
    passes the limit, or None.
    """

    name: str
    suffixes: tuple[str, ...]
    convert: Callable[[str, str], Converted]
    too_deep: Callable[[str], int | None]
    options: Options
