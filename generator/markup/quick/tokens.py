"""Private-use characters as placeholders for rendered HTML, and the exception for giving up.

There are two kinds, as smart quotes need the difference: an *element* ends a text node (the
library would start the next one after it); a *raw* piece, such as an entity, lies inside one.
"""

import re


class Doubt(Exception):  # noqa: N818 - not an error: another tier takes over
    """The library might see this differently: let it decide."""


# Between texts that are rendered together: what looks for marks does not pass it.  The library has it
# inside its placeholders only, and those are not for us.
EDGE = "\x03"
FIRST_ELEMENT, FIRST_RAW = 0xE000, 0xF000
ROOM = 0x700  # tokens of each kind in one text; above them stand those that are always the same

BREAK = "\ueff0"
EM, EM_END, STRONG, STRONG_END = "\ueff1", "\ueff2", "\ueff3", "\ueff4"
EM_DASH, EN_DASH, ELLIPSIS = "\uf8f0", "\uf8f1", "\uf8f2"
LEFT_SINGLE, RIGHT_SINGLE, LEFT_DOUBLE, RIGHT_DOUBLE = "\uf8f3", "\uf8f4", "\uf8f5", "\uf8f6"
BACKLINK_SPACE = "\uf8f7"  # what the library puts between a footnote and the way back

FIXED = {
    BREAK: "<br>",
    EM: "<em>",
    EM_END: "</em>",
    STRONG: "<strong>",
    STRONG_END: "</strong>",
    EM_DASH: "&mdash;",
    EN_DASH: "&ndash;",
    ELLIPSIS: "&hellip;",
    LEFT_SINGLE: "&lsquo;",
    RIGHT_SINGLE: "&rsquo;",
    LEFT_DOUBLE: "&ldquo;",
    RIGHT_DOUBLE: "&rdquo;",
    BACKLINK_SPACE: "&#160;",
}

ANY = re.compile("([\ue000-\uf8ff])")


def check_plain(text: str) -> None:
    """Raises Doubt for a text with a token in it."""
    if not text.isascii() and ANY.search(text):
        raise Doubt


class Table(dict[str, str]):
    """What each character of one text stands for."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0
        self.raws = 0

    def __missing__(self, token: str) -> str:
        return FIXED[token]

    def element(self, html: str) -> str:
        """A new character for an element."""
        if self.elements == ROOM:
            raise Doubt
        token = chr(FIRST_ELEMENT + self.elements)
        self.elements += 1
        self[token] = html
        return token

    def raw(self, html: str) -> str:
        """A new character for something inside a text node."""
        if self.raws == ROOM:
            raise Doubt
        token = chr(FIRST_RAW + self.raws)
        self.raws += 1
        self[token] = html
        return token

    def resolve(self, text: str) -> str:
        """The text with each character replaced by what it stands for."""
        pieces = ANY.split(text)
        pieces[1::2] = [self[token] for token in pieces[1::2]]
        return "".join(pieces)
