"""Blocks of HTML, taken out of the text before it is cut into blocks, where they are plain.

A plain one begins a line, is closed, has an empty line after it, and holds nothing but elements and
text: figures, quotes, boxes.  All else that might be one is left to the library.
"""

import re

from generator.base.patterns import lazily
from generator.markup.dialect.marks import PLACEHOLDER
from generator.markup.quick.scan import INLINE_TAGS

ATTRIBUTE = r"(?:\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:=(?:\"[^\"<>`]*\"|'[^'<>`]*'|[a-zA-Z0-9%#_.-]+))?)*"
# What may be a tag, and with it a name if it is a whole one, or all of an address in angle brackets.
TAG = lazily(rf"<(?=[a-zA-Z/!?])(?:/?([a-zA-Z][a-zA-Z0-9]*){ATTRIBUTE}\s*/?>|[a-z]+://[^\s<>\"'`]*>)?")
# A comment that stands alone on a line, and an element that only shows or runs what is elsewhere: with nothing inside
# to be read in one way or another.
COMMENT = lazily(r"<(?<=\n\n<)!--(?:[^-\n>]|-(?!-))++-->(?=\n\n)")
EMPTY = lazily(rf"<(?<=\n\n<)(iframe|script){ATTRIBUTE}\s*></\1>(?=\n\n)")
NUMBERED = lazily(r"&#(?![0-9]{1,7};)")
NOT_PLAIN = frozenset(
    "script style textarea title iframe noembed noframes noscript xmp plaintext math svg canvas option template".split()  # noqa: SIM905 - so it can be read
)
# A tag at the beginning of a line, and its name.
LINE_TAG = lazily(r"\n[^\S\n]{0,3}</?(?![a-z]+://)(?=[a-zA-Z])(?:([a-zA-Z0-9]+)[\s/>])?")

BLOCKS = ("article", "aside", "blockquote", "div", "dl", "figure", "ol", "p", "section", "table", "ul")
STARTS = tuple(f"<{name}{after}" for name in BLOCKS for after in (" ", ">"))
# What is stashed and begins so stands by itself.
KNOWN = (*STARTS, "<!--", "<iframe ", "<script ")
EMPTY_LINE = lazily(r"[ ]*\n[ ]*\n")


def without_html(text: str, stash: list[str]) -> str | None:
    """The text with placeholders for its blocks of HTML, or None where the library has to look for them."""
    if "&" in text and "&#" in text and NUMBERED.search(text):
        return None
    if "<" not in text:
        return text
    if "<!--" in text or "</iframe>" in text or "</script>" in text:
        text = without_blocks(text, stash)
    if any(tag[0] == "<" or (tag[1] or "").lower() in NOT_PLAIN for tag in TAG.finditer(text)):
        return None
    text = "\n" + text
    pieces = [""]
    done = 1
    for tag in LINE_TAG.finditer(text):
        start = tag.start() + 1
        if start < done or (tag[1] or "").lower() in INLINE_TAGS:
            continue
        end = end_of_block(text, start)
        if end is None:
            return None
        stash.append(text[start:end] + "\n")
        pieces += (text[done:start], f"\n{PLACEHOLDER.format(len(stash) - 1)}\n\n")
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def without_blocks(text: str, stash: list[str]) -> str:
    """The text with placeholders for comments, and for elements with nothing inside, that stand by themselves."""

    def lifted(block: re.Match[str]) -> str:
        stash.append(block[0] + "\n")
        return f"{PLACEHOLDER.format(len(stash) - 1)}\n\n"

    return EMPTY.sub(lifted, COMMENT.sub(lifted, "\n\n" + text))[2:]


def end_of_block(text: str, start: int) -> int | None:
    """Where the element that starts here ends, or None if it is not a plain block."""
    if not text.startswith(STARTS, start):
        return None
    unclosed: list[str] = []
    for tag in TAG.finditer(text, start):
        name = (tag[1] or "").lower()
        if not name:
            return None
        if tag[0].startswith("</"):
            if tag[0] != f"</{tag[1]}>":
                return None
            # What stands open inside is closed too: empty elements such as images, for one.
            while name in unclosed and unclosed.pop() != name:
                pass
            if not unclosed:
                block = text[start : tag.end()]
                plain = "\x02" not in block and "markdown" not in block.lower()
                return tag.end() if plain and EMPTY_LINE.match(text, tag.end()) else None
        elif not tag[0].endswith("/>") and name != "hr":
            unclosed.append(name)
    return None
