"""What a block of text is: a paragraph, or something that the library tests for before.

Blocks are what stands between empty lines.  Some of the library's tests look at the first line of
a block, some at every line; the order is the library's too.
"""

import re
from collections.abc import Iterator

from generator.base.patterns import lazily

INDENT = "    "
LIST = re.compile(r" {0,3}(?:[*+-]|(\d+)\.) ")
QUOTE = re.compile(r"(?:^|\n) {0,3}>(?!\}\})")
RULE = lazily(r"(?:^|\n) {0,3}(?:-[- ]*|_[_ ]*|\*[* ]*)(?:\n|$)")
# The same at any line: as it begins with one certain character, it takes a 25th of the instructions.
RULE_LINE = re.compile(r"\n {0,3}(?:-[- ]*|_[_ ]*|\*[* ]*)(?:\n|$)")
ONE_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|\* \* \*|- - -|_ _ _)$")
UNDERLINE = re.compile(r"[^\n]*\n(=+|-+) *(?:\n|$)")
SUSPECT_LINE = re.compile(r"\n *[-#=_*>]")
HASH = lazily(r"(#{1,6})(?![^ \n])((?:[ ]++(?!#+[ ]*(?:\n|$))[^ \n\\]++)*+)[ ]*+#*[ ]*(?:\n|$)")
# Most have no other mark in them, which is seen at a glance.
PLAIN_HASH = re.compile(r"(#{1,6})( [^#\\\n]+)(?:\n|$)")
ANY_HASH = lazily(r"\n#{1,6}(?![^ \n])")
HASHED = lazily(r"#{1,6}(?![^ \n])")
PLACEHOLDER = lazily(r"\x02wzxhzdk:([0-9]+)\x03$")
SEPARATOR = frozenset("|:- ")


def is_paragraph(block: str) -> bool:
    """Whether no other test of the library claims the block; "no" may be wrong, "yes" may not."""
    first = block[0]
    if not first.isalpha():
        if not block.strip():
            return False
        if first == "#" and HASHED.match(block):
            return False
        if first in " :" and (block.startswith(INDENT) or first != " " or block.lstrip(" ")[:1] in "#:"):
            return False
        if LIST.match(block) or (first in "-_* " and RULE.match(block)) or QUOTE.match(block):
            return False
    return "]:" not in block and not ("\n" in block and has_claimed_line(block))


def has_claimed_line(block: str) -> bool:
    """Whether a table, heading, rule or quote claims a block of several lines."""
    if "|" in block and is_separator(block):
        return True
    if SUSPECT_LINE.search(block) is None:
        return False
    return (
        ("\n#" in block and ANY_HASH.search(block) is not None)
        or (">" in block and QUOTE.search(block) is not None)
        or UNDERLINE.match(block) is not None
        or RULE_LINE.search(f"\n{block}") is not None
    )


def is_separator(block: str, place: int = 0) -> bool:
    """Whether the line below that at a place might be the one under the head of a table; there need be none."""
    start = block.find("\n", place) + 1
    if not start:
        return False
    end = block.find("\n", start)
    return SEPARATOR.issuperset(block[start : end if end >= 0 else None])


def is_list(block: str) -> bool:
    """Whether a block starts with a list item."""
    return LIST.match(block) is not None


def is_quote(block: str) -> bool:
    """Whether a block starts as a quote."""
    return QUOTE.match(block) is not None


def heading(block: str) -> tuple[int, str, int] | None:
    """Level, text and the end, where the block starts with a heading that is plain."""
    return next(headings(block), None)


def headings(block: str) -> Iterator[tuple[int, str, int]]:
    """The same for each heading that a block starts with; what concerns the whole of it is looked for once."""
    place = 0
    last_bar = block.rfind("|")
    last_hash = -2  # not known yet
    while place < len(block):
        first = block[place]
        if last_bar >= place and is_separator(block, place):
            return
        if first == "#":
            match = PLAIN_HASH.match(block, place) or HASH.match(block, place)
            if match is None or not match[2].strip():
                return
            level, text = len(match[1]), match[2].strip()
        else:
            match = UNDERLINE.match(block, place)
            if match is None or first == " " or LIST.match(block, place):
                return
            if last_hash == -2:
                last_hash = max((found.start() for found in ANY_HASH.finditer(block)), default=-1)
            if max(last_hash, last_bar) >= place:
                return
            level = 1 if match[1][0] == "=" else 2
            text = block[place : block.index("\n", place)].strip()
        place = match.end()
        yield level, text, place
