"""What a block of text is: a paragraph, or something that the library tests for before.

Blocks are what stands between empty lines.  Some of the library's tests look at the first line of
a block, some at every line; the order is the library's too.
"""

import re

INDENT = "    "
LIST = re.compile(r" {0,3}(?:[*+-]|(\d+)\.) ")
QUOTE = re.compile(r"(?:^|\n) {0,3}>(?!\}\})")
RULE = re.compile(r"(?:^|\n) {0,3}(?:-[- ]*|_[_ ]*|\*[* ]*)(?:\n|$)")
# The same at any line: a pattern that begins with one certain character is quicker.
RULE_LINE = re.compile(r"\n {0,3}(?:-[- ]*|_[_ ]*|\*[* ]*)(?:\n|$)")
ONE_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|\* \* \*|- - -|_ _ _)$")
UNDERLINE = re.compile(r"[^\n]*\n(=+|-+) *(?:\n|$)")
SUSPECT_LINE = re.compile(r"\n *[-#=_*>]")
HASH = re.compile(r"(#{1,6})(?![^ \n])((?:[ ]++(?!#+[ ]*(?:\n|$))[^ \n\\]++)*+)[ ]*+#*[ ]*(?:\n|$)")
# Most have no other mark in them, which is seen at a glance.
PLAIN_HASH = re.compile(r"(#{1,6})( [^#\\\n]+)(?:\n|$)")
ANY_HASH = re.compile(r"\n#{1,6}(?![^ \n])")
HASHED = re.compile(r"#{1,6}(?![^ \n])")
PLACEHOLDER = re.compile(r"\x02wzxhzdk:([0-9]+)\x03$")
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


def is_separator(block: str) -> bool:
    """Whether the second line might be the one under the head of a table."""
    return SEPARATOR.issuperset(block.split("\n", 2)[1])


def is_list(block: str) -> bool:
    """Whether a block starts with a list item."""
    return LIST.match(block) is not None


def is_quote(block: str) -> bool:
    """Whether a block starts as a quote."""
    return QUOTE.match(block) is not None


def heading(block: str) -> tuple[int, str, str] | None:
    """Level, text and the lines below, where the block starts with a heading that is plain."""
    if "|" in block and "\n" in block and is_separator(block):
        return None
    if block[0] == "#":
        match = PLAIN_HASH.match(block) or HASH.match(block)
        if match is None or not match[2].strip():
            return None
        return len(match[1]), match[2].strip(), block[match.end() :]
    match = UNDERLINE.match(block)
    if match is None or ANY_HASH.search(block) or block[0] == " " or LIST.match(block) or "|" in block:
        return None
    return (1 if match[1][0] == "=" else 2), block.split("\n", 1)[0].strip(), block[match.end() :]
