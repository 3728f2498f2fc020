"""A document's blocks as pieces: which can be written straight out, which the library has to parse.

A list or quote may go on in the next block, and so may what is unknown.  So an unknown block takes
along the lists and quotes before it, and all blocks after it up to one that ends everything: a
paragraph, a heading, a rule, a block of HTML.
"""

from collections.abc import Callable
from typing import Any

from generator.markup.quick.blocks import (
    INDENT,
    ONE_RULE,
    PLACEHOLDER,
    heading,
    headings,
    is_list,
    is_paragraph,
    is_quote,
)
from generator.markup.quick.footnotes import define
from generator.markup.quick.html import KNOWN
from generator.markup.quick.lists import Writer, write_list, write_quote
from generator.markup.quick.references import define_references
from generator.markup.quick.scan import Context
from generator.markup.quick.tables import write_table
from generator.markup.quick.tokens import Doubt


class Direct:
    """Markup and text by turns (see `Writer`), and the blocks they come from."""

    def __init__(self, parts: list[str], blocks: list[str], *, goes_on: bool) -> None:
        self.parts = parts
        self.blocks = blocks
        self.goes_on = goes_on  # a list or quote, which the next block may continue


def paragraph(block: str) -> Direct:
    """A paragraph."""
    return Direct(["<p>", block.lstrip(), "</p>\n"], [block], goes_on=False)


class Title:
    """A heading: its level, its text, and the block it comes from."""

    def __init__(self, level: int, text: str, blocks: list[str]) -> None:
        self.level = level
        self.text = text
        self.blocks = blocks


class Tree:
    """Blocks that the library parsed; `texts` when the text in it is our own.

    The root is an Element, whose module takes 1.5 ms to import and is needed only where the library is.
    """

    def __init__(self, root: Any) -> None:
        self.root = root
        self.texts: list[str] | None = None


Piece = str | Direct | Title | Tree  # a string is finished HTML


class Pieces:
    """The pieces of one document."""

    def __init__(self, context: Context, stash: list[str], prepared: int, slow: Callable[[], Any]) -> None:
        self.context = context
        self.stash = stash
        self.prepared = prepared
        self.slow = slow
        self.found: list[Piece] = []

    def read(self, blocks: list[str]) -> list[Piece]:
        """The pieces of the blocks, in order."""
        place = 0
        while place < len(blocks):
            block = blocks[place].lstrip("\n")
            if not block:
                place += 1
            elif block[0].isalpha() and is_paragraph(block):
                # By far the most; nothing else can claim it.
                self.found.append(paragraph(block))
                place += 1
            elif (rest := self.ending_block(block)) is not None:
                if rest:
                    blocks[place] = rest
                else:
                    place += 1
            else:
                place = self.other_block(block, blocks, place)
        return self.found

    def ending_block(self, block: str) -> str | None:
        """What is left of a block that ends everything before it, or None for any other block."""
        first = block[0]
        if first == "\x02":
            html = self.stashed(block)
            if html is None:
                return None
            self.found.append(html + "\n")
            return ""
        if first == "#" or ("\n" in block and ("\n=" in block or "\n-" in block)):
            end = 0
            for level, text, after in headings(block):
                self.found.append(Title(level, text, [block[end:after].rstrip("\n")]))
                end = after
            if end:
                return block[end:]
        if is_paragraph(block):
            self.found.append(paragraph(block))
            return ""
        if ONE_RULE.match(block):
            self.found.append("<hr>\n")
            return ""
        return None

    def stashed(self, block: str) -> str | None:
        """The HTML of a block that is only a placeholder, if it is not put into a paragraph."""
        match = PLACEHOLDER.match(block)
        number = int(match[1]) if match else len(self.stash)
        html = self.stash[number] if number < len(self.stash) else "\x02"
        if "\x02" in html or not (number < self.prepared or html.startswith(KNOWN) or self.slow().is_block(html)):
            return None
        return html

    def other_block(self, block: str, blocks: list[str], place: int) -> int:
        """The place after a list, a quote, definitions, or a group of unknown blocks."""
        after = place + 1
        while after < len(blocks) and not blocks[after].lstrip("\n"):
            after += 1
        following = blocks[after].lstrip("\n") if after < len(blocks) else ""
        if following.startswith(INDENT):
            return self.unknown(blocks, place)
        writer = Writer()
        try:
            if is_list(block):
                group, after = self.alike(is_list, blocks, place)
                write_list(group, writer)
            elif is_quote(block):
                group = [block]
                write_quote(block, writer)
            elif "|" in block:
                write_table(block, writer)
                self.found.append(Direct(writer.parts, [block], goes_on=False))
                return after
            elif self.is_safe_definition(block, following):
                return after
            else:
                return self.unknown(blocks, place)
        except Doubt:
            return self.unknown(blocks, place)
        self.found.append(Direct(writer.parts, group, goes_on=True))
        return after

    def alike(self, kind: Callable[[str], bool], blocks: list[str], place: int) -> tuple[list[str], int]:
        """The blocks of one kind that follow each other, and the place after them."""
        group: list[str] = []
        while place < len(blocks):
            block = blocks[place].lstrip("\n")
            if block:
                if block.startswith(INDENT):
                    raise Doubt
                if not kind(block):
                    break
                group.append(block)
            place += 1
        return group, place

    def is_safe_definition(self, block: str, following: str) -> bool:
        """Whether a block only defined footnotes or references, and leaves nothing between lists that become one."""
        if block.lstrip(" ")[:1] != "[":
            return False
        last = self.found[-1] if self.found else None
        if isinstance(last, Direct) and last.goes_on and following and not self.ends(following):
            return False
        return define(block, self.context) or define_references(block, self.context)

    def unknown(self, blocks: list[str], place: int) -> int:
        """The place after a group of blocks that the library parses."""
        group = [blocks[place]]
        while self.found and isinstance(last := self.found[-1], Direct) and last.goes_on:
            group = last.blocks + group
            self.found.pop()
        place += 1
        while place < len(blocks) and not self.ends(blocks[place].lstrip("\n")):
            group.append(blocks[place])
            place += 1
        self.found.append(Tree(self.slow().parse(group)))
        return place

    def ends(self, block: str) -> bool:
        """Whether a block ends a group."""
        if not block:
            return False
        if block[0] == "\x02":
            return self.stashed(block) is not None
        return is_paragraph(block) or heading(block) is not None or ONE_RULE.match(block) is not None
