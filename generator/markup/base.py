"""The contract of the shelf: what a markup language is, and what it gives back."""

import re
from collections.abc import Callable

import msgspec

from generator.model import Heading

#: What the library puts into a passage, and how much of it is looked for in the document.
_MARKS = re.compile("[\x02\x03\n]")
_LOOKED_AT, _PIECES, _PIECE = 20_000, 10, 200


class Converted(msgspec.Struct, frozen=True):
    """A document as HTML, and its headings in document order."""

    html: str
    headings: tuple[Heading, ...] = ()


class Unconvertible(ValueError):  # noqa: N818 - it says what the document is
    """A document that the library cannot convert; the message says why, in plain words, and the hint what to do.

    ``passage`` is what it gave up at, as it stands in the text or with marks of what is already done in it.
    """

    def __init__(self, message: str, hint: str = "", passage: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.passage = passage

    def line(self, text: str) -> int:
        """Return the 1-based line of the document where the passage begins, as far as it can be told; else 1."""
        pieces = [piece[:_PIECE] for piece in _MARKS.split(self.passage[:_LOOKED_AT]) if piece.strip()]
        for piece in sorted(pieces, key=len, reverse=True)[:_PIECES]:
            if (place := text.find(piece)) >= 0:
                return text.count("\n", 0, place) + 1
        return 1


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
