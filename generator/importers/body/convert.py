"""A text's HTML as Markdown, block by block; a block that would not be the same on the page stays HTML."""

import re
from typing import Any

import msgspec

from generator.importers.body.blocks import blocks
from generator.importers.body.markdown import BLOCKS, in_markdown
from generator.importers.body.notes import Notes, in_notes, taken, without_ways_back
from generator.importers.body.parse import tree, written
from generator.importers.body.shown import Shown, shown
from generator.importers.ends import apart
from generator.markup.markdown import Unconvertible, convert, deep_html, too_deep

_SPACES = re.compile(r"[ \t\r\n]+")
_HOLDERS = re.compile(r"(</?(?:figure|ul|ol|dl|table|tbody|thead|tr|details)\b[^<>]*>)")
_LIST = ("ul", "ol")


class Body(msgspec.Struct, frozen=True):
    """A text in Markdown, and how many of its blocks stayed HTML."""

    text: str
    html_blocks: int
    blocks: int


class _Piece(msgspec.Struct):
    text: str
    kind: str
    html: bool
    source: str


def converted(root: Any) -> Body:
    """Return a tidy text as Markdown that shows the same."""
    found = taken(root)
    return (found and _with_notes(root, found)) or _converted(root)


def _with_notes(root: Any, found: Notes) -> Body | None:
    """Return a text whose footnotes are Markdown's own, or None where its page would not show the same."""
    parts = [_converted(one) for one in (found.text, *found.notes)]
    text = in_notes(parts[0].text, [one.text for one in parts[1:]])
    html = page(text)
    wanted = shown("\n".join(written(block) for block in blocks(root)))
    if html is None or shown(without_ways_back(html)) != wanted:
        return None
    return Body(text, sum(one.html_blocks for one in parts), sum(one.blocks for one in parts))


def _converted(root: Any) -> Body:
    targets = _targets(root)
    pieces = [_piece(block, targets) for block in blocks(root)]
    text = _joined(pieces)
    wanted = shown("\n".join(piece.source for piece in pieces))
    if not _same(text, wanted):
        # Some block means something else beside its neighbours than alone. The first one after which it is so is HTML.
        text = _mended(pieces)
    return Body(text, sum(piece.html for piece in pieces), len(pieces))


def _targets(root: Any) -> frozenset[str]:
    """Return the names of places in a text that it links to itself, such as its footnotes."""
    links = (one.get("href") or "" for one in root.iter("a"))
    return frozenset(link[1:] for link in links if link.startswith("#"))


def _piece(block: Any, targets: frozenset[str]) -> _Piece:
    source = written(block)
    if block.tag in BLOCKS:
        wanted = shown(source)
        places = [f'id="{one.get("id")}"' for one in block.iter() if one.get("id") in targets] if targets else []
        for text in in_markdown(block):
            if text and _same(text, wanted) and (not places or all(one in (page(text) or "") for one in places)):
                bare = _without_name(text, block.get("id") or "")
                return _Piece(bare, block.tag, html=False, source=source)
    return _Piece(_as_html(block), block.tag, html=True, source=source)


def _without_name(text: str, name: str) -> str:
    """Return a heading without the name of its place, where it has that by its words."""
    bare = text.removesuffix(f" {{: #{name} }}")
    return bare if bare != text and f'id="{name}"' in (page(bare) or "") else text


def _joined(pieces: list[_Piece]) -> str:
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1] if number else None
        if before and before.kind in _LIST and piece.kind in _LIST and not piece.html and not before.html:
            # Two lists below each other are one, unless something stands between them.
            lines.append("<!-- -->")
        lines.append(piece.text)
    return "\n\n".join(lines) + "\n" if lines else ""


def _mended(pieces: list[_Piece]) -> str:
    """Return the text with as few of its pieces as HTML as make it the same; all of them, if that does not help."""
    low, high = 0, len(pieces)
    for _ in range(8):
        # The longest beginning that is the same.
        low, high = 0, len(pieces)
        while low < high:
            middle = (low + high + 1) // 2
            part = pieces[:middle]
            if _same(_joined(part), shown("\n".join(piece.source for piece in part))):
                low = middle
            else:
                high = middle - 1
        if low == len(pieces):
            return _joined(pieces)
        for number in (low, low - 1):
            if 0 <= number < len(pieces) and not pieces[number].html:
                _to_html(pieces[number])
                break
        else:
            break
    for piece in pieces:
        _to_html(piece)
    return _joined(pieces)


def _to_html(piece: _Piece) -> None:
    if not piece.html:
        piece.html, piece.text = True, _as_html(tree(piece.source)[0])


def _same(text: str, wanted: Shown) -> bool:
    """Return whether Markdown shows what it is to show."""
    html = page(text)
    return html is not None and shown(html) == wanted


def page(text: str) -> str | None:
    """Return what the site makes of Markdown, or None where it would refuse it."""
    if too_deep(text) or deep_html(text):
        return None
    try:
        return convert(text).html
    except Unconvertible:
        return None


def _as_html(block: Any) -> str:
    """Return a block as HTML that Markdown leaves alone: no blank line, no indentation."""
    element = block
    if element.tag not in BLOCKS | {"figure", "dl", "details", "div"}:
        made = tree("<figure></figure>")[0]
        made.append(element)
        element = made
    html = written(element)
    html = "".join(
        part.replace("\n", "&#10;") if is_pre else _SPACES.sub(" ", part) for is_pre, part in apart(html, "pre")
    )
    parts = (part.strip() for part in _HOLDERS.split(html))
    return "\n".join(filter(None, parts))
