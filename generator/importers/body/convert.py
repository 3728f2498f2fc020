"""A text's HTML as Markdown, block by block; a block that would not be the same on the page stays HTML."""

import re
from html import escape
from typing import Any

import msgspec

from generator.importers.body.blocks import blocks
from generator.importers.body.parse import tree, written
from generator.importers.body.shown import Shown, shown
from generator.markup.markdown import Unconvertible, convert, deep_html, too_deep

_INLINE_ONLY = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_MARKDOWN = _INLINE_ONLY | {"ul", "ol", "blockquote", "pre", "table", "hr"}
_SPACES = re.compile(r"[ \t\r\n]+")
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
    pieces: list[_Piece] = []
    for block in blocks(root):
        pieces.append(_piece(block))
    text = _joined(pieces)
    wanted = shown("\n".join(piece.source for piece in pieces))
    if not _same(text, wanted):
        # Some block means something else beside its neighbours than alone. The first one after which it is so is HTML.
        text = _mended(pieces)
    return Body(text, sum(piece.html for piece in pieces), len(pieces))


def _piece(block: Any) -> _Piece:
    source = written(block)
    if block.tag in _MARKDOWN:
        text = _markdown(block, source)
        if text and _same(text, shown(source)):
            return _Piece(text, block.tag, html=False, source=source)
    return _Piece(_as_html(block), block.tag, html=True, source=source)


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


def _markdown(block: Any, source: str) -> str:
    """Return a block in Markdown, as well as the library can tell."""
    if block.tag == "pre":
        return _fenced(block)
    if block.tag == "hr":
        return "---"
    if (address := _bare(block)) is not None:
        return f"<{address}>"
    if block.tag == "p" and any(one.get("alt") == "" for one in block.iter("img")):
        # Without words a picture is only decoration, which Markdown cannot say.
        return ""
    from markdownify import ATX, BACKSLASH, markdownify  # noqa: PLC0415 (60 ms)

    made: str = markdownify(
        source,
        heading_style=ATX,
        bullets="-",
        newline_style=BACKSLASH,
        strong_em_symbol="*",
        escape_misc=True,
        autolinks=True,
        table_infer_header=False,
    )
    made = "\n".join(line.rstrip() if not line.endswith("\\") else line for line in made.strip("\n").split("\n"))
    made = re.sub(r"\n{3,}", "\n\n", made).strip()
    if block.tag in _INLINE_ONLY and block.get("id"):
        return f"{made} {{: #{block.get('id')} }}" if block.tag != "p" else ""
    return made


def _bare(block: Any) -> str | None:
    """Return the address of a paragraph that is nothing but a link which shows its own address."""
    if block.tag != "p" or len(block) != 1 or block[0].tag != "a" or (block.text or "").strip():
        return None
    href = block[0].get("href") or ""
    words = "".join(block[0].itertext()).strip()
    if len(block[0]) or (block[0].tail or "").strip() or words != href:
        return None
    return href if re.fullmatch(r"https?://[^\s<>]+", href) else None


def _fenced(block: Any) -> str:
    """Return a listing between fences, if it is nothing but text."""
    inner = block[0] if len(block) == 1 and block[0].tag == "code" and not (block.text or "").strip() else block
    if len(inner) or (inner is not block and (inner.tail or "").strip()):
        return ""
    text = (inner.text or "").strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    word = (inner.get("class") or block.get("class") or "").removeprefix("language-")
    return f"{fence}{word}\n{text}\n{fence}"


def _as_html(block: Any) -> str:
    """Return a block as HTML that Markdown leaves alone: no blank line, no indentation."""
    element = block
    if element.tag not in _MARKDOWN | {"figure", "dl", "details", "div"}:
        made = tree("<figure></figure>")[0]
        made.append(element)
        element = made
    html = written(element)
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    for number, part in enumerate(parts):
        parts[number] = part.replace("\n", "&#10;") if number % 2 else _SPACES.sub(" ", part)
    html = "".join(parts).strip()
    return re.sub(r"\s*(</?(?:figure|ul|ol|dl|table|tbody|thead|tr|details)\b[^<>]*>)\s*", r"\n\1\n", html).strip().replace("\n\n", "\n")


def plain(text: str) -> str:
    """Return words so that Markdown takes none of them for a sign."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|<>~-])", r"\\\1", escape(text, quote=False))
