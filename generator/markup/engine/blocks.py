"""Blocks that the library parses differently from other implementations: headings, quotes, cells of tables."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor, HRProcessor, ReferenceProcessor
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.tables import TableProcessor

from generator.markup.engine.cost_limit import Meter

#: Steps that a cell takes, and a character of a block that is looked at again, or is gone through for meanings.
_CELL, _AGAIN, _MEANING = 400, 4, 20
#: What may be a line across: found in 2,900 characters of prose by 21,000 instructions, by the library's by 241,000.
_RULE_LINE = re.compile(r"\n {0,3}(?:-[- ]*|_[_ ]*|\*[* ]*)(?:\n|$)")
_ESCAPED_PIPE = re.compile(r"\\([\\|])")


class Parser(BlockParser):
    """The library's own, with a meter: each of its tests looks at the whole of the next block."""

    meter: Meter
    again = False  # whether the next block is looked at again, and counted

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 (the library's)
        """Nothing; the blocks become elements of the parent."""
        free = 4 * sum(map(len, blocks))
        while blocks:
            block = blocks[0]
            free -= len(block)
            # What is left of a block is looked at again: that is free for the first few lines of it.
            self.again = free < 0
            self.meter.spend((len(block) * _AGAIN if self.again else 0) + (len(blocks) >> 3), block)
            for processor in self.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


class Meaning(DefListProcessor):
    """A word and what it means."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block has a line that is one."""
        return ": " in block and super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Whether the first block was one: what is left of it is gone through line by line."""
        parser: Parser = self.parser  # type: ignore[assignment]  # the library types it by its base
        if parser.again:
            parser.meter.spend(len(blocks[0]) * _MEANING, blocks[0])
        return super().run(parent, blocks)


class Rule(HRProcessor):
    """A line across."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block has a line that is one."""
        return _RULE_LINE.search(f"\n{block}") is not None and super().test(parent, block)


class Heading(HashHeaderProcessor):
    """A heading has a space after its marks, and loses marks at its end only after a space: `#hiring`, `# C#`."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?![^ \n])(?P<header>(?:[ ]++(?!#+[ ]*(?:\n|$))[^ \n]++)*+)[ ]*+#*[ ]*(?:\n|$)"
    )

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block has a line that is one."""
        return "#" in block and super().test(parent, block)


class Quote(BlockQuoteProcessor):
    """Two quotes with an empty line between them stay two; the end of a template's tag, `>}}`, is none."""

    RE = re.compile(r"(^|\n)[ ]{0,3}>(?!\}\})[ ]?(.*)")

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block has a line that is one's."""
        return ">" in block and super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Nothing; the first block becomes a quote of its own."""
        block = blocks.pop(0)
        if (start := self.RE.search(block)) is not None:
            self.parser.parseBlocks(parent, [block[: start.start()]])
            block = "\n".join(self.clean(line) for line in block[start.start() :].split("\n"))
        quote = SubElement(parent, "blockquote")
        self.parser.state.set("blockquote")
        self.parser.parseChunk(quote, block)
        self.parser.state.reset()


class Table(TableProcessor):
    r"""In a cell `\|` is a bar, in code too; a row without bars is one also where there is one column."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the first two lines are those of a table."""
        return "|" in block and bool(super().test(parent, "\n".join(block.split("\n", 2)[:2])))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Nothing; the first block becomes a table: each of its rows has as many cells as its head."""
        block = blocks[0]
        missing = len(self.separator) * (block.count("\n") - 1) - block.count("|")
        if missing > 0:
            parser: Parser = self.parser  # type: ignore[assignment]  # the library types it by its base
            parser.meter.spend(missing * _CELL, block)
        super().run(parent, blocks)

    def _split_row(self, row: str) -> list[str]:
        cells: list[str] = super()._split_row(row)  # type: ignore[misc]  # its types do not have it
        if "\\|" not in row:
            return cells
        return [_ESCAPED_PIPE.sub(lambda pair: "|" if pair[1] == "|" else pair[0], cell) for cell in cells]

    def _split(self, row: str) -> list[str]:
        """The parts of a row between its bars, but for those in code."""
        bars: list[int] = []
        ticks: list[tuple[int, int, int]] = []  # where each run begins and ends, and whether a backslash leads it
        for found in self.RE_CODE_PIPES.finditer(row):
            if found[5]:
                bars.append(found.start())
            elif found[2] or found[3]:
                ticks.append((found.start(), found.end() - 1, 1 if found[2] else 0))
        parts: list[str] = []
        done = 0
        code = code_regions(ticks)
        region = next(code, None)
        for bar in bars:
            while region and region[1] < bar:
                region = next(code, None)
            if region is None or bar < region[0]:
                parts.append(row[done:bar])
                done = bar + 1
        return [*parts, row[done:]]


def code_regions(ticks: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Where code begins and ends: from a run of backticks to the next one as long; a backslash takes one off it."""
    following: dict[int, list[int]] = {}
    for number in range(len(ticks) - 1, -1, -1):
        start, end, led = ticks[number]
        following.setdefault(end + 1 - start - led, []).append(number)
    number = 0
    while number < len(ticks):
        start, end, led = ticks[number]
        length = end + 1 - start - led - led
        alike = following.get(length, []) if length else []
        while alike and alike[-1] <= number:
            alike.pop()
        if alike:
            number = alike[-1]
            yield start, ticks[number][1]
        number += 1


class Reference(ReferenceProcessor):
    """An address in angle brackets may have spaces: `[desk]: <my desk.jpg>`."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"([^\s]+)", r"(<[^<>\n]*>|[^\s]+)"), re.MULTILINE)


def register(md: Markdown, meter: Meter) -> None:
    """Puts all of them in the place of the library's own."""
    parser = md.parser
    parser.__class__ = Parser
    parser.meter = meter  # type: ignore[attr-defined]  # an attribute of ours
    processors = parser.blockprocessors
    processors.register(Heading(parser), "hashheader", 70)
    processors.register(Quote(parser), "quote", 20)
    processors.register(Table(parser, {"use_align_attribute": False}), "table", 75)
    processors.register(Reference(parser), "reference", 15)
    processors.register(Meaning(parser), "deflist", 25)
    processors.register(Rule(parser), "hr", 50)
