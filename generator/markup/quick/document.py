"""The conversion of a document through the tiers.

Two phases: all blocks first, as they define references and footnotes; then their texts.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from generator.base.model import Heading
from generator.base.patterns import lazily
from generator.base.text import unescaped
from generator.markup.base import Converted
from generator.markup.dialect.prepare import Prepared
from generator.markup.quick.footnotes import write_footnotes
from generator.markup.quick.headings import Ids, name_of, slug
from generator.markup.quick.html import without_html
from generator.markup.quick.inline import render, render_together
from generator.markup.quick.pieces import Direct, Piece, Pieces, Title, Tree
from generator.markup.quick.scan import Context
from generator.markup.quick.tokens import ANY, Doubt

# What concerns a whole document, or is too rare to be worth a look at each block.
# What may be a word that is explained: up to the end of its block, as no other begins where this one has no end.
ABBREVIATION = lazily(r"\*\[(?:[^\\\n]++|\n(?!\n))*+")
EXPLAINED = lazily(r"\][ ]?:")
LEAK = lazily("zwxh|zxhz")
NOTE = lazily(r"\[\^([^\[\]]*)\]")
MEANING = re.compile(r"\n[ >]*:[ ]")


def convert(prepared: Prepared, prefix: str, stock: Callable[[], Any]) -> Converted:
    """The document; raises Doubt where the library has to convert the whole of it.

    `stock()` gives the library's instance, and is called only when a block needs it.
    """
    text = prepared.text
    if not text.strip():
        return Converted(html="")
    if not text.isascii() and has_tokens(text):
        raise Doubt
    return Document(prefix, stock, prepared.stash).convert(text)


def has_tokens(text: str) -> bool:
    """Whether the text has characters of those that stand for something here."""
    data = text.encode("utf-8", "surrogatepass")
    # In bytes they begin with one of these: to look for two bytes takes a third of the instructions of a range.
    return (b"\xee" in data or b"\xef" in data) and ANY.search(text) is not None


class Document:
    """The state of converting one document."""

    def __init__(self, prefix: str, stock: Callable[[], Any], stash: tuple[str, ...]) -> None:
        self.context = Context(prefix)
        self.stash = list(stash)
        self.prepared = len(stash)  # of these it is known that they stand by themselves
        self.stock = stock
        self.known_slow: Any = None

    def slow(self) -> Any:
        """The library at work on this document; loaded at the first call."""
        if self.known_slow is None:
            stock = self.stock()
            stock.reset(self.context.prefix)
            self.known_slow = import_module("generator.markup.quick.fallback").Slow(stock)
            self.known_slow.share(self.context, self.stash)
        return self.known_slow

    def convert(self, text: str) -> Converted:
        """The HTML and the headings."""
        bare = without_html(text, self.stash)
        if bare is None:
            del self.stash[self.prepared :]
            bare = self.slow().preprocess(text)
        check_document(bare)
        pieces = Pieces(self.context, self.stash, self.prepared, self.slow).read(bare.split("\n\n"))
        footnotes = self.context.footnotes
        self.context.numbers = {label: number for number, label in enumerate(footnotes, start=1)}
        if footnotes:
            uses = Counter(NOTE.findall(bare))
            if any(uses[label] > 2 or "[" in label for label in footnotes):
                raise Doubt  # a second reference has an id of its own
        drafts = self.render_all(pieces)
        html, headings = self.number(drafts)
        html = (html + write_footnotes(self.context)).strip()
        if "\x02" in html or "\x03" in html or (self.known_slow and LEAK.search(html)):
            raise Doubt  # a placeholder that the library lost sight of, with a number of its own
        return Converted(html=html, headings=headings)

    def render_all(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces with their texts as HTML: all at once, or piece by piece where one text is in doubt."""
        try:
            texts = iter(render_together([text for piece in pieces for text in texts_of(piece)], self.context))
        except Doubt:
            return [self.render(piece) for piece in pieces]
        return [self.render_tree(piece) if isinstance(piece, Tree) else with_texts(piece, texts) for piece in pieces]

    def render(self, piece: Piece) -> Piece:
        """The piece with its text as HTML, by the first tier that is sure of it."""
        if isinstance(piece, Direct | Title):
            try:
                return with_texts(piece, iter([render(text, self.context) for text in texts_of(piece)]))
            except Doubt:
                piece = Tree(self.slow().parse(piece.blocks))
        return self.render_tree(piece) if isinstance(piece, Tree) else piece

    def render_tree(self, tree: Tree) -> Tree:
        """The tree with its text as HTML."""
        try:
            tree.texts = self.slow().quick_text(tree.root, lambda text: render(text, self.context))
        except Doubt:
            self.slow().full(tree.root)
        return tree

    def number(self, drafts: list[Piece]) -> tuple[str, tuple[Heading, ...]]:
        """The pieces joined, and the headings; only now, as ids are given in their order."""
        trees = [piece for piece in drafts if isinstance(piece, Tree) and piece.texts is None]
        ids = Ids({element.attrib["id"] for tree in trees for element in tree.root.iter() if "id" in element.attrib})
        headings: list[Heading] = []
        output: list[str] = []

        for piece in drafts:
            if isinstance(piece, str):
                output.append(piece)
            elif isinstance(piece, Title):
                name = name_of(piece.text)
                identity = ids.unique(slug(name))
                headings.append(Heading(level=piece.level, id=identity, text=unescaped(name)))
                output.append(f'<h{piece.level} id="{identity}">{piece.text}</h{piece.level}>\n')
            elif isinstance(piece, Tree):
                if piece.texts is None:
                    headings += self.slow().number(piece.root, ids)
                output.append(self.slow().html(piece.root, piece.texts))
        return "".join(output), tuple(headings)


def texts_of(piece: Piece) -> list[str]:
    """The texts of a piece that is ours; raises Doubt where a heading's name, and so its id, is not plain."""
    if isinstance(piece, Direct):
        return piece.parts[1::2]
    if isinstance(piece, Title):
        if "[^" in piece.text or "<" in piece.text:
            raise Doubt
        return [piece.text]
    return []


def with_texts(piece: str | Direct | Title, rendered: Iterator[str]) -> Piece:
    """The piece with the next texts, which are HTML, for its own."""
    if isinstance(piece, Direct):
        parts = piece.parts.copy()
        parts[1::2] = islice(rendered, len(parts) // 2)
        return "".join(parts)
    if isinstance(piece, Title):
        return Title(piece.level, next(rendered), piece.blocks)
    return piece


def check_document(text: str) -> None:
    """Raises Doubt for what concerns a whole document: contents, abbreviations, definition lists."""
    if "[TOC]" in text or "///Footnotes" in text or ("=" in text and "data-toc-label" in text):
        raise Doubt
    if "*" in text and "*[" in text and any(EXPLAINED.search(word[0]) for word in ABBREVIATION.finditer(text)):
        raise Doubt
    if ": " in text and MEANING.search("\n" + text):
        raise Doubt
