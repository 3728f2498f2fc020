"""Tight lists and quotes, written directly.

A `Writer` keeps markup and text apart, as text can be rendered only when all blocks are known.
"""

import re

from generator.base.patterns import lazily
from generator.markup.quick.blocks import INDENT, LIST, has_claimed_line, is_list, is_paragraph, is_quote
from generator.markup.quick.tokens import Doubt

BULLET = re.compile(r" {0,3}[*+-] +(.*)")
NUMBER = lazily(r" {0,3}\d+\. +(.*)")
INDENTED_ITEM = lazily(r" {4,7}(?:\d+\.|[*+-]) ")
QUOTED = lazily(r" {0,3}>(?!\}\}) ?(.*)")


class Writer:
    """Markup and text by turns: the parts at odd places are text that is yet to be rendered."""

    def __init__(self) -> None:
        self.parts = [""]

    def markup(self, html: str) -> None:
        """Adds finished HTML."""
        self.parts[-1] += html

    def text(self, text: str) -> None:
        """Adds text."""
        self.parts += (text, "")


def write_paragraph(block: str, writer: Writer) -> None:
    """Adds a paragraph."""
    writer.markup("<p>")
    writer.text(block.lstrip())
    writer.markup("</p>\n")


def write_list(blocks: list[str], writer: Writer) -> None:
    """Adds a list, and the lists inside it; an empty line (another block) makes paragraphs of the items beside it."""
    marker = LIST.match(blocks[0])
    if marker is None or any("]:" in block or ("\n" in block and has_claimed_line(block)) for block in blocks):
        raise Doubt
    number = marker[1]
    pattern = NUMBER if number else BULLET
    start = f' start="{number}"' if number and number != "1" else ""
    tag = "ol" if number else "ul"
    writer.markup(f"<{tag}{start}>\n")
    opening = "<li>"
    for place, block in enumerate(blocks):
        found = items(block, pattern)
        loose: set[int] = {0} if place else set()
        if place < len(blocks) - 1:
            loose.add(max(at for at, item in enumerate(found) if not item.startswith(INDENT)))
        for at, item in enumerate(found):
            if item.startswith(INDENT):
                write_list([detabbed(item)], writer)
                continue
            writer.markup(opening)
            write_item(item, writer, loose=at in loose)
            opening = "</li>\n<li>"
    writer.markup(f"</li>\n</{tag}>\n")


def write_item(item: str, writer: Writer, *, loose: bool) -> None:
    """Adds what is in an item."""
    if not item or item[0] in ":\n" or not is_paragraph(item):
        raise Doubt
    if loose:
        writer.markup("\n")
        write_paragraph(item, writer)
    else:
        writer.text(item.lstrip())


def items(block: str, pattern: re.Pattern[str]) -> list[str]:
    """The items of a list; what is nested in an item follows it as one, still indented."""
    found: list[str] = []
    if not pattern.match(block):
        raise Doubt  # another kind of list
    for line in block.split("\n"):
        if match := pattern.match(line):
            found.append(match[1])
        elif INDENTED_ITEM.match(line) and not found[-1].startswith(INDENT):
            found.append(line)
        else:
            found[-1] += "\n" + line
    return found


def detabbed(block: str) -> str:
    """The block with four spaces less before each line that has them."""
    return "\n".join(line.removeprefix(INDENT) for line in block.split("\n"))


def write_quote(block: str, writer: Writer) -> None:
    """Adds a quote of paragraphs and lists."""
    inside = [piece for piece in (piece.lstrip("\n") for piece in unquoted(block).split("\n\n")) if piece]
    if not inside:
        raise Doubt
    writer.markup("<blockquote>\n")
    for number, piece in enumerate(inside):
        if is_list(piece):
            following = inside[number + 1] if number + 1 < len(inside) else ""
            if following.startswith(INDENT) or is_list(following):
                raise Doubt
            write_list([piece], writer)
        elif is_quote(piece) or not is_paragraph(piece):
            raise Doubt
        else:
            write_paragraph(piece, writer)
    writer.markup("</blockquote>\n")


def unquoted(block: str) -> str:
    """The text of a quote without its marks."""
    lines = []
    for line in block.split("\n"):
        match = QUOTED.match(line)
        if line.strip() == ">":
            lines.append("")
        else:
            lines.append(match[1] if match else line)
    return "\n".join(lines)
