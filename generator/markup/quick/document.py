"""The whole way of a document through the tiers.

Two phases: all blocks first, as they define references and footnotes; then their texts.
"""

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from importlib import import_module
from typing import Any

from generator.markup.base import Converted
from generator.markup.quick import source
from generator.markup.quick.footnotes import write_footnotes
from generator.markup.quick.headings import Ids, name_of, slug
from generator.markup.quick.inline import render
from generator.markup.quick.pieces import Direct, Html, Piece, Pieces, Title, Tree
from generator.markup.quick.scan import FOOTNOTE, Context
from generator.markup.quick.tokens import ANY, Doubt
from generator.model import Heading

# What concerns a whole document, or is too rare to be worth a look at each block.
ABBREVIATION = re.compile(r"\*\[(?:[^\\\n]|\n(?!\n))*?\][ ]?:")
LEAK = re.compile("zwxh|zxhz")
MEANING = re.compile(r"\n[ >]*:[ ]")


def convert(text: str, prefix: str, stock: Callable[[], Any]) -> Converted:
    """The document; raises Doubt where the library has to convert the whole of it.

    `stock()` gives the library's instance, and is called only when a block needs it.
    """
    if not text.strip():
        return Converted(html="")
    if not text.isascii() and ANY.search(text):
        raise Doubt
    return Document(prefix, stock).convert(text)


class Document:
    """One document on its way."""

    def __init__(self, prefix: str, stock: Callable[[], Any]) -> None:
        self.context = Context(prefix)
        self.stash: list[str] = []
        self.stock = stock
        self.known_slow: Any = None

    def slow(self) -> Any:
        """The library at work on this document; loaded at the first call."""
        if self.known_slow is None:
            stock = self.stock()
            stock.reset(self.context.prefix)
            self.known_slow = import_module("generator.markup.quick.slow").Slow(stock)
            self.known_slow.share(self.context, self.stash)
        return self.known_slow

    def convert(self, text: str) -> Converted:
        """The HTML and the headings."""
        text = source.normalized(text)
        bare = source.without_fences(text, self.stash)
        if bare is None or source.has_html(bare):
            self.stash.clear()
            bare = self.slow().preprocess(text)
        check_document(bare)
        pieces = Pieces(self.context, self.stash, self.slow).read(bare.split("\n\n"))
        footnotes = self.context.footnotes
        self.context.numbers = {label: number for number, label in enumerate(footnotes, start=1)}
        if footnotes:
            uses = Counter(FOOTNOTE.findall(bare))
            if any(uses[label] > 2 for label in footnotes):
                raise Doubt  # a second reference has an id of its own
        drafts = [self.render(piece) for piece in pieces]
        html, headings = self.number(drafts)
        html = (html + write_footnotes(self.context)).strip()
        if "\x02" in html or "\x03" in html or (self.known_slow and LEAK.search(html)):
            raise Doubt  # a placeholder that the library lost sight of, with a number of its own
        return Converted(html=html, headings=headings)

    def render(self, piece: Piece) -> Piece:
        """The piece with its text as HTML, by the first tier that is sure of it."""
        context = self.context
        if isinstance(piece, Direct):
            try:
                parts = [render(part, context) if place % 2 else part for place, part in enumerate(piece.parts)]
                return Html("".join(parts))
            except Doubt:
                piece = Tree(self.slow().parse(piece.blocks))
        elif isinstance(piece, Title):
            try:
                return Title(piece.level, render_title(piece.text, context), piece.blocks)
            except Doubt:
                piece = Tree(self.slow().parse(piece.blocks))
        if isinstance(piece, Tree):
            try:
                piece.texts = self.slow().quick_text(piece.root, lambda text: render(text, context))
            except Doubt:
                self.slow().full(piece.root)
        return piece

    def number(self, drafts: list[Piece]) -> tuple[str, tuple[Heading, ...]]:
        """The pieces joined, and the headings; only now, as ids are given in their order."""
        trees = [piece for piece in drafts if isinstance(piece, Tree) and piece.texts is None]
        ids = Ids({element.attrib["id"] for tree in trees for element in tree.root.iter() if "id" in element.attrib})
        headings: list[Heading] = []
        output: list[str] = []

        for piece in drafts:
            if isinstance(piece, Html):
                output.append(piece.html)
            elif isinstance(piece, Title):
                name = name_of(piece.text)
                identity = ids.unique(slug(name))
                headings.append(Heading(level=piece.level, id=identity, text=unescape(name)))
                output.append(f'<h{piece.level} id="{identity}">{piece.text}</h{piece.level}>\n')
            elif isinstance(piece, Tree):
                if piece.texts is None:
                    headings += self.slow().number(piece.root, ids)
                output.append(self.slow().html(piece.root, piece.texts))
        return "".join(output), tuple(headings)


def render_title(text: str, context: Context) -> str:
    """The HTML of a heading's text; raises Doubt where its name, and so its id, is not plain."""
    if "[^" in text or "<" in text:
        raise Doubt
    return render(text, context)


def check_document(text: str) -> None:
    """Raises Doubt for what concerns a whole document: contents, abbreviations, definition lists."""
    if "[TOC]" in text or "///Footnotes" in text or "data-toc-label" in text:
        raise Doubt
    if "*[" in text and ABBREVIATION.search(text):
        raise Doubt
    if ": " in text and MEANING.search("\n" + text):
        raise Doubt
