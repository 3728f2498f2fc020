"""Python-Markdown as it comes, with the extensions we use and the few faults mended.

Importing this module loads the library (30 ms), so it is imported only when a document needs it.
"""

import sys
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension, FootnotePostTreeprocessor
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from generator.markup.base import Converted, Unconvertible
from generator.markup.dialect.prepare import Prepared
from generator.markup.engine import blocks, inline
from generator.markup.engine.attributes import Attributes
from generator.markup.engine.ids import BACKLINK_TEXT, footnote_label
from generator.model import Heading

# A full hundred levels of quotes or lists needs some 600 frames, and callers have their own.
EXTRA_FRAMES = 3000


class Notes(OrderedDict[str, str]):
    """Footnotes by label; one may define another while the library goes through them."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        super().__init__()

    def __setitem__(self, label: str, text: str) -> None:
        if label not in self:
            self.labels.append(label)
        super().__setitem__(label, text)

    def keys(self) -> list[str]:  # type: ignore[override]
        """The labels; a loop over them also meets those that are added meanwhile."""
        return self.labels


class Footnotes(FootnoteExtension):
    """Footnotes whose ids carry a prefix, and are valid whatever the label holds."""

    prefix = ""

    def reset(self) -> None:
        """Forgets the footnotes of the last document."""
        super().reset()
        self.footnotes = Notes()

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802 - the library's names
        """The id of a footnote."""
        return f"fn:{self.prefix}{footnote_label(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, FBT001, FBT002, N802 (the library's)
        """The id of a reference to a footnote."""
        return str(self.unique_ref(f"fnref:{self.prefix}{footnote_label(id)}", found))


class Backlinks(FootnotePostTreeprocessor):
    """The library's own, but a writer's `<div class="footnote">` without ids does not crash it."""

    def get_num_duplicates(self, li: Element) -> int:
        """How often the footnote is referred to."""
        return super().get_num_duplicates(li) if ":" in (li.get("id") or "") else 0


class DropEmptyAttributes(Treeprocessor):
    """Drops `id` and the like where `{: id }` gave them no value: the library fails on those."""

    NAMES = ("id", "class", "href", "data-toc-label")

    def run(self, root: Element) -> None:
        """Nothing; the tree is changed in place."""
        for element in root.iter():
            for name in self.NAMES:
                if element.attrib.get(name, "") is None:
                    del element.attrib[name]


class SmartText(InlineProcessor):
    """Smart punctuation that leaves blank tails alone.

    The library looks up an element's place among its siblings for each tail, and each block has
    one (a newline): quadratic in the number of blocks, and no pattern can match there.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree, its text made smart."""
        blank = [element for element in tree.iter() if element.tail and element.tail.isspace()]
        tails = [element.tail for element in blank]
        for element in blank:
            element.tail = None
        result = super().run(tree, ancestors)
        for element, tail in zip(blank, tails, strict=True):
            element.tail = tail
        return result


class Stock:
    """One instance of the library, kept for all documents of a process."""

    def __init__(self) -> None:
        self.footnotes = Footnotes(BACKLINK_TEXT=BACKLINK_TEXT)
        smarty = SmartyExtension()
        self.md = Markdown(
            output_format="html",
            extensions=[
                self.footnotes,
                DefListExtension(),
                TableExtension(),
                AbbrExtension(),
                MarkdownInHtmlExtension(),
                TocExtension(slugify=slugify_unicode),
                smarty,
                SaneListExtension(),
            ],
        )
        # Fences, line ends and tabs were dealt with before (`dialect/prepare.py`).
        self.md.preprocessors.deregister("normalize_whitespace")
        blocks.register(self.md)
        inline.register(self.md)
        tree = self.md.treeprocessors
        tree.register(Attributes(self.md), "attr_list", 8)
        tree.register(Backlinks(self.footnotes), "footnote-duplicate", 15)
        tree.register(DropEmptyAttributes(self.md), "drop-empty-attributes", 7.5)
        smart = SmartText(self.md)
        smart.inlinePatterns = smarty.inlinePatterns  # type: ignore[assignment]
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
            raise Unconvertible("the text is nested too deeply") from None
        tokens: list[dict[str, Any]] = self.md.toc_tokens  # type: ignore[attr-defined]
        if "\x02" in html or "\x03" in html:
            # Some nestings of emphasis leave the library's own marks behind; no page or feed may hold them.
            html = html.replace("\x02", "").replace("\x03", "")
        return Converted(html=html, headings=tuple(headings(tokens)))

    def reset(self, prefix: str) -> None:
        """Forgets the last document."""
        self.md.reset()
        # What a failed document left behind is not cleared by the library itself.
        self.md.parser.state.clear()
        self.footnotes.prefix = prefix


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
        yield Heading(level=token["level"], id=token["id"], text=unescape(token["name"]).replace("\x03", ""))
        yield from headings(token["children"])
