"""The contract of a markup language, and of its result."""

from collections.abc import Callable

import msgspec

from generator.base.model import Heading
from generator.base.patterns import lazily

#: Marks that the library inserts into a passage, and line ends: the pieces between them are searched for.
_MARKS = lazily("\x02[^\x03\n]{0,40}\x03|[\x02\x03\n]")
_PIECES, _PIECE = 10, 200
#: A piece shorter than this, in characters, may occur elsewhere too.
_TELLING = 40
#: The gap between paragraphs.
_GAP = lazily(r"\n(?:[ \t]*\n)+")


class Converted(msgspec.Struct, frozen=True):
    """A document as HTML, and its headings in document order."""

    html: str
    headings: tuple[Heading, ...] = ()


class Unconvertible(ValueError):  # noqa: N818 - it says what the document is
    """A document cannot be converted; the message says why, in plain words, and the hint what to do.

    ``passage`` is where the library gave up: as in the text, or with placeholders for what was converted already.
    """

    def __init__(self, message: str, hint: str = "", passage: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.passage = passage

    def line(self, text: str) -> int:
        """Return the 1-based line of the document where the passage begins, as far as it can be determined.

        If the passage has only placeholders, it is the longest paragraph's, since short ones cost little; 1 without a
        passage.
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
    """Return the offset of the longest paragraph of a text, and the paragraph."""
    ends = [*(gap.span() for gap in _GAP.finditer(text)), (len(text), len(text))]
    starts = [0, *(after for _, after in ends)]
    length, start = max((end - start, start) for start, (end, _) in zip(starts, ends, strict=False))
    return start, text[start : start + length]


class Options(msgspec.Struct, frozen=True):
    """All that the output depends on besides the text, and so a part of every cache key."""

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
