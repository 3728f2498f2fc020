"""Python-Markdown with the extensions that are used here, and a few bugs fixed.

Importing this module loads the library (30 ms), so it is imported only when a document needs it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode

from generator.base.model import Heading
from generator.base.text import unescaped
from generator.markup.base import Converted, Unconvertible
from generator.markup.dialect.prepare import Prepared
from generator.markup.engine import blocks, inline
from generator.markup.engine.attributes import Attributes
from generator.markup.engine.cost_limit import Meter
from generator.markup.engine.html import Blocks
from generator.markup.engine.ids import BACKLINK_TEXT, LONGEST_ID
from generator.markup.engine.notes import Abbreviations, Footnotes
from generator.markup.engine.tree import Contents, DropEmptyAttributes, Inline, SmartText

# A hundred levels of quotes or lists need some 600 stack frames, in addition to the callers'.
EXTRA_FRAMES = 3000


class Stock:
    """One instance of the library, kept for all documents of a process."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.footnotes = Footnotes(BACKLINK_TEXT=BACKLINK_TEXT)
        smarty = SmartyExtension()
        toc = TocExtension(slugify=slug)
        self.md = Markdown(
            output_format="html",
            extensions=[
                self.footnotes,
                DefListExtension(),
                TableExtension(),
                Abbreviations(self.meter),
                MarkdownInHtmlExtension(),
                toc,
                smarty,
                SaneListExtension(),
            ],
        )
        # Fences, line ends and tabs were dealt with before (`dialect/prepare.py`).
        self.md.preprocessors.deregister("normalize_whitespace")
        self.md.preprocessors.register(Blocks(self.md, self.meter), "html_block", 20)
        blocks.register(self.md, self.meter)
        inline.register(self.md, self.meter)
        tree = self.md.treeprocessors
        tree.register(Inline(self.md, self.meter), "inline", 20)
        attributes = Attributes(self.md)
        attributes.meter = self.meter
        tree.register(attributes, "attr_list", 8)
        tree.register(DropEmptyAttributes(self.md), "drop-empty-attributes", 7.5)
        contents = Contents(self.md, toc.getConfigs())
        contents.meter = self.meter
        tree.register(contents, "toc", 5)
        smart = SmartText(self.md, self.meter)
        smart.inlinePatterns = smarty.inlinePatterns  # type: ignore[assignment]  # untyped in the library
        tree.register(smart, "smarty", 6)

    def convert(self, prepared: Prepared, prefix: str) -> Converted:
        """The HTML and headings of a text; raises Unconvertible where the library gives up."""
        self.reset(prefix)
        self.md.htmlStash.rawHtmlBlocks = list(prepared.stash)
        self.md.htmlStash.html_counter = len(prepared.stash)
        try:
            with deep_stack():
                html = self.md.convert(prepared.text)
        except RecursionError:
            hint = "take levels of lists, quotes or elements out; divide long lists of terms by empty lines"
            raise Unconvertible("the text is nested too deeply", hint) from None
        tokens: list[dict[str, Any]] = self.md.toc_tokens  # type: ignore[attr-defined]  # untyped in the library
        if "\x02" in html or "\x03" in html:
            # Some nestings of emphasis leave the library's own placeholders behind; no page or feed may have them.
            html = html.replace("\x02", "").replace("\x03", "")
        return Converted(html=html, headings=tuple(headings(tokens)))

    def reset(self, prefix: str) -> None:
        """Forgets the last document."""
        self.md.reset()
        self.meter.reset()
        # What a failed document left behind is not cleared by the library itself.
        self.md.parser.state.clear()
        self.footnotes.prefix = prefix


def slug(name: str, separator: str) -> str:
    """A heading's text as an id."""
    return slugify_unicode(name, separator)[:LONGEST_ID]


@contextmanager
def deep_stack() -> Iterator[None]:
    """Room for nested blocks, however deep the caller's own stack is."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + EXTRA_FRAMES)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def headings(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    """Each heading of the library's nested table of contents, in document order."""
    for token in tokens:
        yield Heading(level=token["level"], id=token["id"], text=unescaped(token["name"]).replace("\x03", ""))
        yield from headings(token["children"])
