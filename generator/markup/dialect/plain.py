"""Checks, block by block and without parsing, whether a text means the same to the library as to others.

A wrong "no" only costs time; a wrong "yes" would be converted wrongly. Most texts are plain.
"""

import re
from itertools import pairwise

from generator.base.patterns import lazily
from generator.markup.dialect import elements, shape

#: A line that might begin something; what a text without one holds is paragraphs, headings and code.
_MARKED = re.compile(r"\n(?=[-+*>|:<\[ 0-9])(?: *(?:[-+*>|:<]|\d+[.)]|\[\^)| +#|(?<=\n\n) )")
#: A line that ends the paragraph it stands in, but not for the library.
_INTERRUPT = lazily(r"\n {0,3}(?:[-+*] +\S|1[.)] +\S|>|:[ ]| #{1,6} |\[\^)")
#: A list or the like in a footnote or a definition.
_IN_NOTE = lazily(r"\n +(?:[-+*] |\d+[.)] |>|\||<)")
_SEPARATOR = lazily(r"\n {0,3}\|?[ ]*:?-+:?[ ]*\|[-|: ]*(?=\n|$)")
_ITEM = re.compile(r"([-+*]|\d{1,9}\.) +(?=\S)")
#: What may not begin the text of an item or one of its later lines.
_OTHER = lazily(
    r" *(?:[-+*] |\d{1,9}[.)] |>|\|.*\||`{3}|~{3}|#{1,6} |\x02|\[\^|:[ ]|[-+*]$|\d{1,9}[.)]$|=+$|-+$)",
)
#: A list whose items have one mark and begin with a word, at the left edge or four spaces further in, as most do.
_WORDS = r"(?:[^\W\d_]|\d++(?![.)])|[\"'(]|[*_]{1,3}\w|\[[^\^]|`[^`])[^\n]*"
_FLAT = re.compile(
    rf"([-+*]) {_WORDS}(?:\n(?:[ ]{{4}}(?=[-+*]))?+\1 {_WORDS})*|\d{{1,9}}\. {_WORDS}(?:\n\d{{1,9}}\. {_WORDS})*"
)
#: A tag at the beginning of a line or of an item.
_TAG = lazily(r"(?<![^\n])[ >]*(?:(?:[-+*]|\d{1,9}[.)]) +)*(<[/!?a-zA-Z])")
LONGEST = 20  # of a tag, what tells which it is
#: A line that begins a footnote, up to a bracket, and one that is a meaning.
_NOTE = lazily(r"(?<!.)\[\^[^\]]")
_MEANING = re.compile(r"(?<!.):[ ]")
INDENT = "    "
NOTE = "note"
DEEPEST = 9  # quotes in quotes; who has more is looked at line by line


def is_plain(text: str, depth: int = 0) -> bool:
    """Whether a text without fences needs no new form; ``depth`` is the number of quotes it stands in."""
    listed = ""  # the mark of the list before, or that of a note, to which an indented block would belong
    text = "\n\n" + text
    end = 0
    while marked := _MARKED.search(text, end):
        start = text.rfind("\n\n", 0, marked.start() + 1) + 2
        if listed and end < start and not text[end:start].isspace():
            listed = ""  # a block without marks stands between
        end = text.find("\n\n", marked.end())
        if end < 0:
            end = len(text)
        chunk = text[start:end]
        if chunk.isspace():
            continue
        if chunk[0] == " ":
            if listed:
                if not continues_item(chunk):
                    return False
                continue
            if chunk.startswith(INDENT):
                continue  # code
            chunk = chunk.lstrip(" ")
            if chunk[0] in "<>|[:#" or shape.MARKER.match(chunk):
                return False
        mark = _ITEM.match(chunk) if chunk[0] in "-+*0123456789" else None
        if mark is None:
            if not plain_block(chunk, depth):
                return False
            listed = NOTE if ":" in chunk and has_notes(chunk) else ""
            continue
        key = mark[1][-1]
        if (listed not in {"", key} and (listed == ".") == (key == ".")) or not plain_list(chunk, key):
            return False
        listed = key
    return True


def has_notes(chunk: str) -> bool:
    """Whether a block has footnotes or meanings."""
    if "]:" in chunk and "[^" in chunk:
        label = chunk.split("]")
        # What is behind a bracket begins no line.
        if any(
            after.startswith(":") and _NOTE.search(f"]{before}" if number else before)
            for number, (before, after) in enumerate(pairwise(label))
        ):
            return True
    return _MEANING.search(chunk) is not None


def plain_block(chunk: str, depth: int) -> bool:
    """Whether a block that stands at the left edge, and is no list, holds nothing that ends it before its end."""
    first = chunk[0]
    if first in "-+*0123456789" and shape.MARKER.match(chunk):
        return False
    if first == "<" and elements.kind_of(chunk):
        return plain_html(chunk)
    if first == ">":
        return depth < DEEPEST and plain_quote(chunk, depth + 1)
    return "\n" not in chunk or plain_text(chunk)


def continues_item(chunk: str) -> bool:
    """Whether a block is a paragraph of an item, four spaces further in."""
    return not has_html(chunk) and all(
        line.startswith("    ") and line[4:5] not in {" ", ""} and not _OTHER.match(line) for line in chunk.split("\n")
    )


def has_html(chunk: str) -> bool:
    """Whether a line of a block, or an item in it, begins with HTML that stands by itself."""
    return "<" in chunk and any(
        elements.kind_of(chunk[tag.start(1) : tag.start(1) + LONGEST]) for tag in _TAG.finditer(chunk)
    )


def plain_text(chunk: str) -> bool:
    """Whether a block of several lines is text, headings or one table, with nothing else in it."""
    if has_html(chunk):
        return False
    if (chunk[0] == "[" or "\n:" in chunk) and _IN_NOTE.search(chunk):
        return False
    if _INTERRUPT.search(chunk):
        return "\n: " in chunk and not _INTERRUPT.search(chunk.replace("\n: ", "\n"))
    separator = _SEPARATOR.search(chunk) if "|" in chunk else None
    return separator is None or separator.start() == chunk.find("\n")


def plain_list(chunk: str, key: str) -> bool:
    """Whether all items of a block stand at its left edge with one mark, or four spaces further in such an item."""
    if _FLAT.fullmatch(chunk) is not None:
        return True
    if has_html(chunk):
        return False
    inner = ""
    for line in chunk.split("\n"):
        mark = _ITEM.match(line)
        if mark:
            if mark[1][-1] != key or _OTHER.match(line, mark.end()):
                return False
            inner = ""
        elif line.startswith("    ") and (mark := _ITEM.match(line, 4)):
            if inner not in {"", mark[1][-1]} or _OTHER.match(line, mark.end()):
                return False
            inner = mark[1][-1]
        elif _OTHER.match(line):
            return False
    return True


def plain_quote(chunk: str, depth: int) -> bool:
    """Whether what a quote holds is plain, and a line without a mark begins nothing."""
    lines = chunk.split("\n")
    if any(line[:1] != ">" and (_OTHER.match(line) or has_html(line)) for line in lines):
        return False
    inside = "\n".join(line[1:].removeprefix(" ") if line[:1] == ">" else line for line in lines)
    return bool(inside.strip()) and not inside.startswith((" ", "\n")) and is_plain(inside, depth)


def plain_html(chunk: str) -> bool:
    """Whether a block of HTML has its end where the block has it, with no empty line between."""
    if chunk.startswith("<!--"):
        return chunk.find("-->") == len(chunk) - 3
    lines = chunk.split("\n")
    return elements.Elements(lines).after(0) == len(lines)
