"""Tiers two and three: blocks parsed by the library, with our text where that is sure.

The library's instance is filled with what is known of the document (stash, references, footnotes),
parses some blocks into a tree, and the tree goes through its processors as a document would.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.util import AtomicString

from generator.base.model import Heading
from generator.base.text import unescaped
from generator.markup.engine.library import Stock, deep_stack
from generator.markup.quick.headings import Ids, slug
from generator.markup.quick.scan import Context
from generator.markup.quick.tokens import Doubt

# All but footnotes (document.py writes them) and toc (ids need the order of the whole document).
PROCESSORS = ("inline", "prettify", "attr_list", "drop-empty-attributes", "smarty")
HEADING = re.compile("h[1-6]")
TOKEN = re.compile("\x02t([0-9]+)\x03")


class Slow:
    """The library at work on parts of one document."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.md: Any = stock.md  # its types do not say what extensions put into it

    def share(self, context: Context, stash: list[str]) -> None:
        """Lets the library know what is known of the document, and the other way round."""
        self.stash = stash
        self.md.references = context.references
        self.stock.footnotes.footnotes = context.footnotes
        self.md.htmlStash.rawHtmlBlocks = stash
        self.md.htmlStash.html_counter = len(stash)

    def preprocess(self, text: str) -> str:
        """The text with placeholders for blocks of HTML, which go to the stash."""
        lines = self.md.preprocessors["html_block"].run(text.split("\n"))
        if not all(isinstance(html, str) for html in self.stash):
            raise Doubt  # Markdown inside HTML
        return "\n".join(lines)

    def is_block(self, html: str) -> bool:
        """Whether stashed HTML stands by itself, not in a paragraph."""
        return bool(self.md.postprocessors["raw_html"].isblocklevel(html))

    def parse(self, blocks: list[str]) -> Element:
        """The tree of some blocks; references and footnotes that they define are noted."""
        root = Element("div")
        with deep_stack():
            self.md.parser.parseBlocks(root, list(blocks))
        return root

    def quick_text(self, root: Element, render: Callable[[str], str]) -> list[str]:
        """Fills a tree with our own text (tier two); the list is for `html`.

        Raises Doubt before anything is changed.
        """
        texts: list[str] = []
        places: list[Element] = []
        for element in root.iter():
            if (element.tail and not element.tail.isspace()) or HEADING.match(element.tag):
                raise Doubt
            if element.text and not isinstance(element.text, AtomicString) and element.text.strip():
                if "]:" in element.text:
                    raise Doubt
                texts.append(render(element.text))
                places.append(element)
        for number, element in enumerate(places):
            element.text = f"\x02t{number}\x03"
        self.md.treeprocessors["prettify"].run(root)
        return texts

    def full(self, root: Element) -> None:
        """Sends a tree through the library's processors (tier three)."""
        with deep_stack():
            for name in PROCESSORS:
                self.md.treeprocessors[name].run(root)

    def number(self, root: Element, ids: Ids) -> Iterator[Heading]:
        """The headings of a tree; those without an id get one."""
        for element in root.iter():
            if not HEADING.match(element.tag):
                continue
            name = strip_tags(render_inner_html(remove_fnrefs(element), self.md))
            identity = element.get("id")
            if identity is None:
                identity = ids.unique(slug(name))
                element.set("id", identity)
            elif "\x02wzx" in identity:
                raise Doubt  # the number of a placeholder, which is another in the library's own way
            level = int(element.tag[1])
            yield Heading(level=level, id=self.md.treeprocessors["unescape"].unescape(identity), text=unescaped(name))

    def html(self, root: Element, texts: list[str] | None) -> str:
        """A finished tree as HTML."""
        if texts is None:
            self.md.treeprocessors["unescape"].run(root)
        root.text = root.tail = None
        output: str = self.md.serializer(root)[len("<div>") : -len("</div>")]
        if texts is not None:
            return TOKEN.sub(lambda match: texts[int(match[1])], output)
        for step in self.md.postprocessors:
            output = step.run(output)
        return output
