"""Blocks of HTML, by the library's own parser, with its work counted.

It searches for the end of each tag and, if there is none, tries again one letter further.
"""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.preprocessors import Preprocessor

from generator.markup.engine.cost_limit import Meter

_NAME_END = re.compile(r"[\t\n\r\f />\0]")
_QUOTED = re.compile(r"=\s*[\"']")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_CLOSING = re.compile(r"</\s*([^<>\s]+)\s*>")
_SHOWN = 200


class Extractor(HTMLExtractorExtra):
    """The library's parser, with a meter."""

    rawdata: str
    mdstack: list[str]

    def __init__(self, md: Markdown, meter: Meter) -> None:
        self.meter = meter
        self.known, self.last = "", -1
        super().__init__(md)

    def spend(self, steps: int, place: int) -> None:
        """Takes steps off for something that begins at a place."""
        self.meter.spend(steps, self.rawdata[place : place + _SHOWN])

    def check_for_whole_start_tag(self, i: int) -> int:
        """The place behind a tag that begins here; -1 for one that has no end."""
        if self.rawdata is not self.known:
            self.known = self.rawdata
            self.last = max(self.rawdata.rfind(">"), self.rawdata.rfind("`"), self.rawdata.rfind("\0"))
        if i > self.last:
            return -1  # nothing that ends one is left
        end: int = super().check_for_whole_start_tag(i)
        if end < 0 or self.rawdata[end - 1] != ">":
            # Its name is read once more, up to where names end, over backticks.
            name = _NAME_END.search(self.rawdata, i)
            steps = 2 * (self.far(i) - i) + (((name.start() if name else len(self.rawdata)) - i) >> 2)
            self.spend(steps, i)
        return end

    def far(self, place: int) -> int:
        """How far a tag that has no end is read: up to a bracket or a backtick, if they are not in quotes."""
        ends = [end for sign in ">`" if (end := self.rawdata.find(sign, place)) >= 0]
        end = min(ends, default=len(self.rawdata))
        return len(self.rawdata) if _QUOTED.search(self.rawdata, place, end) else end

    def parse_endtag(self, i: int) -> int:
        """The place behind a tag that closes something."""
        end: int = super().parse_endtag(i)
        if end < 0 or self.rawdata[end - 1] != ">":
            self.spend((len(self.rawdata) - i) >> 4, i)
        return end

    def parse_pi(self, i: int) -> int:
        """The place behind `<?…?>`."""
        end: int = super().parse_pi(i)
        if end < 0 or self.rawdata[end - 1] != ">":
            self.spend((len(self.rawdata) - i) >> 4, i)
        return end

    def parse_html_declaration(self, i: int) -> int:
        """The place behind `<!…>`."""
        end: int = super().parse_html_declaration(i)
        if end < 0 or self.rawdata[end - 1] != ">":
            self.spend((len(self.rawdata) - i) >> 3, i)
        return end

    def handle_endtag(self, tag: str) -> None:
        """Nothing; a block ends here, if it is one's: what is open is gone through, and what follows copied."""
        place = self.line_offset + self.offset
        following = (len(self.rawdata) - place) >> 7
        self.spend(1 + following + len(self.stack) + len(self.inline_stack) + len(self.mdstack), place)
        super().handle_endtag(tag)

    def handle_empty_tag(self, data: str, is_block: bool) -> None:  # noqa: FBT001 (the library's)
        """Nothing; something that holds nothing stands here."""
        if is_block:
            place = self.line_offset + self.offset
            self.spend((len(self.rawdata) - place) >> 7, place)
        super().handle_empty_tag(data, is_block)

    def inline_close_follows(self, text: str) -> bool:
        """Whether an element that is open is closed behind a comment, in the same paragraph."""
        if not self.inline_stack:
            return False
        start = self.line_offset + self.offset + len(text)
        empty = _EMPTY_LINE.search(self.rawdata, start)
        end = empty.start() if empty else len(self.rawdata)
        self.spend((end - start) >> 2, start)
        names = {name.lower() for name in self.inline_stack}
        return any(found[1].lower() in names for found in _CLOSING.finditer(self.rawdata, start, end))


class Blocks(Preprocessor):
    """The step before all others: blocks of HTML are taken out."""

    def __init__(self, md: Markdown, meter: Meter) -> None:
        super().__init__(md)
        self.meter = meter

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for blocks of HTML."""
        source = "\n".join(lines)
        if "markdown" in source:
            # What stands in such an element is put together tag by tag.
            self.meter.spend(source.count("<") * (len(source) >> 7), source[:_SHOWN])
        parser: Any = Extractor(self.md, self.meter)
        parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")
