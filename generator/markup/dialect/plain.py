"""Whether a text means the same to the library as to everybody else, block by block, without parsing it.

A wrong "no" costs time; a wrong "yes" would lose what this package is for. Most texts are plain.
"""

import re

from generator.markup.dialect import elements, shape

_BLOCKS = "|".join(sorted(elements.BLOCKS | {"script", "style", "textarea"}))
_TAG = rf"<(?:!--|\?|/?(?:{_BLOCKS})(?=[\s>/]|$))"
#: A line that might begin something; what a text without one holds is paragraphs, headings and code.
_MARKED = re.compile(rf"\n *(?:[-+*>|:]|\d+[.)]|\[\^|{_TAG})", re.IGNORECASE)
#: A line that ends the paragraph it stands in, but not for the library.
_INTERRUPT = re.compile(rf"\n {{0,3}}(?:[-+*] +\S|1[.)] +\S|>|:[ ]|\[\^|{_TAG})", re.IGNORECASE)
_SEPARATOR = re.compile(r"\n {0,3}\|?[ ]*:?-+:?[ ]*\|[-|: ]*(?=\n|$)")
_ITEM = re.compile(r"([-+*]|\d{1,9}\.) +(?=\S)")
#: What may not begin the text of an item or one of its later lines.
_OTHER = re.compile(
    rf" *(?:[-+*] |\d{{1,9}}[.)] |>|\|.*\||`{{3}}|~{{3}}|#{{1,6}} |\x02|\[\^|:[ ]|[-+*]$|\d{{1,9}}[.)]$|=+$|-+$|{_TAG})",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\^[^\]]+\]:")
NOTE = "note"


def is_plain(text: str) -> bool:
    """Whether a text without fences needs no new form."""
    if "|" not in text and not _MARKED.search("\n" + text):
        return True
    listed = ""  # the mark of the list before, or that of a note, to which an indented block would belong
    for chunk in text.split("\n\n"):
        if chunk[:1].isalpha() and "\n" not in chunk:
            listed = ""
            continue
        chunk = chunk.lstrip("\n")  # noqa: PLW2901
        if not chunk:
            continue
        first = chunk[0]
        if first == " ":
            if listed:
                if not continues_item(chunk):
                    return False
                continue
            if not chunk.startswith("    "):
                chunk = chunk.lstrip(" ")
                first = chunk[0]
                if first in "<>|[:" or shape.MARKER.match(chunk):
                    return False
            else:
                continue
        if first in "-+*0123456789" and (mark := _ITEM.match(chunk)):
            key = mark[1][-1]
            if (listed not in {"", key} and (listed == ".") == (key == ".")) or not plain_list(chunk, key):
                return False
            listed = key
            continue
        listed = ""
        if first in "-+*0123456789" and shape.MARKER.match(chunk):
            return False
        if first == "<" and elements.kind_of(chunk):
            if not plain_html(chunk):
                return False
        elif first == ">":
            if not plain_quote(chunk):
                return False
        elif "\n" in chunk and not plain_text(chunk):
            return False
        elif first in "[:" and (first == ":" or _NOTE.match(chunk)):
            listed = NOTE
        elif "\n:" in chunk or "\n[^" in chunk:
            listed = NOTE
    return True


def continues_item(chunk: str) -> bool:
    """Whether a block is a paragraph of an item, four spaces further in."""
    return all(
        line.startswith("    ") and line[4:5] not in {" ", ""} and not _OTHER.match(line) for line in chunk.split("\n")
    )


def plain_text(chunk: str) -> bool:
    """Whether a block of several lines is text, headings or one table, with nothing else in it."""
    if _INTERRUPT.search(chunk):
        return "\n: " in chunk and not _INTERRUPT.search(chunk.replace("\n: ", "\n"))
    separator = _SEPARATOR.search(chunk) if "|" in chunk else None
    return separator is None or separator.start() == chunk.find("\n")


def plain_list(chunk: str, key: str) -> bool:
    """Whether all items of a block stand at its left edge with the same mark, or four spaces further in one that does."""
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


def plain_quote(chunk: str) -> bool:
    """Whether what a quote holds is plain, and a line without a mark begins nothing."""
    lines = chunk.split("\n")
    if any(line[0] != ">" and _OTHER.match(line) for line in lines):
        return False
    inside = "\n".join(line[1:].removeprefix(" ") if line[0] == ">" else line for line in lines)
    return bool(inside.strip()) and not inside.startswith((" ", "\n")) and is_plain(inside)


def plain_html(chunk: str) -> bool:
    """Whether a block of HTML has its end where the block has it, with no empty line between."""
    if chunk.startswith("<!--"):
        return chunk.find("-->") == len(chunk) - 3
    lines = chunk.split("\n")
    return elements.Elements(lines).after(0) == len(lines)
