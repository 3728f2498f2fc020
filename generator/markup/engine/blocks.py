"""Blocks that the library sees in another way than everybody else: headings, quotes, cells of tables."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor, ReferenceProcessor
from markdown.extensions.tables import TableProcessor

_ESCAPED_PIPE = re.compile(r"\\([\\|])")


class Heading(HashHeaderProcessor):
    """A heading has a space after its marks, and loses marks at its end only after a space: `#hiring`, `# C#`."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?![^ \n])(?P<header>(?:[ ]++(?!#+[ ]*(?:\n|$))[^ \n]++)*+)[ ]*+#*[ ]*(?:\n|$)"
    )


class Quote(BlockQuoteProcessor):
    """Two quotes with an empty line between them stay two; the end of a template's tag, `>}}`, is none."""

    RE = re.compile(r"(^|\n)[ ]{0,3}>(?!\}\})[ ]?(.*)")

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
        return bool(super().test(parent, "\n".join(block.split("\n", 2)[:2])))

    def _split_row(self, row: str) -> list[str]:
        cells: list[str] = super()._split_row(row)  # type: ignore[misc]  # its types do not have it
        if "\\|" not in row:
            return cells
        return [_ESCAPED_PIPE.sub(lambda pair: "|" if pair[1] == "|" else pair[0], cell) for cell in cells]


class Reference(ReferenceProcessor):
    """An address in angle brackets may have spaces: `[desk]: <my desk.jpg>`."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"([^\s]+)", r"(<[^<>\n]*>|[^\s]+)"), re.MULTILINE)


def register(md: Markdown) -> None:
    """Puts all of them in the place of the library's own."""
    processors = md.parser.blockprocessors
    processors.register(Heading(md.parser), "hashheader", 70)
    processors.register(Quote(md.parser), "quote", 20)
    processors.register(Table(md.parser, {"use_align_attribute": False}), "table", 75)
    processors.register(Reference(md.parser), "reference", 15)
