"""The contract of the shelf: what a markup language is, and what it gives back."""

import re
from collections.abc import Callable

import msgspec

from generator.base.model import Heading

#: What the library puts into a passage, and how much of the rest is looked for in the document.
_MARKS = re.compile("\x02[^\x03\n]{0,40}\x03|[\x02\x03\n]")
_PIECES, _PIECE = 10, 200
#: A piece shorter than this may stand in other passages, too.
_TELLING = 40
#: What divides paragraphs.
_GAP = re.compile(r"\n(?:[ \t]*\n)+")


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
        """Return the 1-based line of the document where the passage begins, as far as it can be told.

        Where nothing of it is left but marks, it is the longest paragraph: short ones cost little. It is 1 where
        nothing is known of the passage.
        """
        if not self.passage:
            return 1
        place, paragraph = _longest(text)
        pieces = [piece[:_PIECE] for piece in _MARKS.split(self.passage) if piece.strip()]
        for piece in sorted(pieces, key=len, reverse=True)[:_PIECES]:
            if len(piece) < _TELLING and piece in paragraph:
                break
            if (found := text.find(piece)) >= 0:
                place = found
                break
        return text.count("\n", 0, place) + 1


def _longest(text: str) -> tuple[int, str]:
    """Return where the longest paragraph of a text begins, and the paragraph."""
    ends = [*(gap.span() for gap in _GAP.finditer(text)), (len(text), len(text))]
    starts = [0, *(after for _, after in ends)]
    length, start = max((end - start, start) for start, (end, _) in zip(starts, ends, strict=False))
    return start, text[start : start + length]


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
