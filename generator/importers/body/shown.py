"""What a reader gets of a page's text: words, links, pictures, headings, tables, code. Two pages can be compared."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from generator.importers.body.parse import tree
from generator.importers.body.players import watched

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "″": '"', "…": "...", "\xa0": " "}
)
_DASHES = re.compile(r"[-–—−]+")
#: Elements whose number is compared, since their words alone do not show them.
_COUNTED = (
    "strong",
    "em",
    "del",
    "code",
    "br",
    "blockquote",
    "hr",
    "sub",
    "sup",
    "details",
    "audio",
    "video",
    "ins",
    "mark",
    "kbd",
    "dt",
    "dd",
    "abbr",
    "q",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKS = frozenset(
    (*_HEADINGS, "p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "pre", "blockquote", "br", "hr", "figure")
) | {"figcaption", "dt", "dd", "dl", "caption", "summary", "details", "section", "img", "thead", "tbody", "tfoot"}

Mapped = Callable[[str], str]


class Shown(msgspec.Struct, frozen=True):
    """What a page's text shows. ``form`` counts what only the look tells: emphasis, breaks, depths of lists."""

    words: tuple[str, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    headings: tuple[str, ...]
    tables: tuple[str, ...]
    code: tuple[str, ...]
    form: tuple[str, ...] = ()


class Loss(msgspec.Struct, frozen=True):
    """How many of the things of a page are not on another, by what they are, and how many there were."""

    missing: dict[str, int]
    of: dict[str, int]

    @property
    def share(self) -> float:
        """Return the part that is missing, from 0 to 1."""
        every = sum(self.of.values())
        return sum(self.missing.values()) / every if every else 0.0


#: What is lost is counted in these.
PARTS = ("words", "links", "pictures", "headings", "tables", "code")


def loss(before: Shown, after: Shown) -> Loss:
    """Return what of one page is missing on another."""
    missing, of = {}, {}
    for part in PARTS:
        there, here = Counter(getattr(before, part)), Counter(getattr(after, part))
        of[part] = there.total()
        missing[part] = (there - here).total()
    return Loss(missing, of)


def together(losses: list[Loss]) -> Loss:
    """Return the sum of losses."""
    return Loss(
        {part: sum(one.missing[part] for one in losses) for part in PARTS},
        {part: sum(one.of[part] for one in losses) for part in PARTS},
    )


def shown(html: str, link: Mapped = str, picture: Mapped = str, behind: Mapped = str) -> Shown:
    """Return what a piece of HTML shows; its addresses are given by functions.

    A link around a picture to the same picture counts for nothing: every picture leads to its largest. ``behind``
    gives the picture that a link leads to.
    """
    root = tree(html)
    for element in list(root.iter("script", "style", "template", "noscript")):
        element.drop_tree()
    links, pictures, headings, tables, code, form = [], [], [], [], [], []
    for element in root.iter():
        name = element.tag
        if not isinstance(name, str):
            continue
        if name == "a" and (href := element.get("href")):
            inside = element.findall(".//img")
            alone = not "".join(element.itertext()).strip()
            target = behind(href.strip()) if alone and inside else ""
            if not alone or any(picture((one.get("src") or "").strip()) != target for one in inside):
                links.append(_address(link(href.strip())))
        elif name == "img":
            pictures.append(_address(picture((element.get("src") or "").strip())))
        elif name in {"audio", "video", "source"} and (src := element.get("src")):
            pictures.append(_address(picture(src.strip())))
        elif name == "iframe" and (src := element.get("src")):
            links.append(_address(link(watched(src.strip()))))
        if name in _HEADINGS and (words := " ".join(_words(element))):
            headings.append(f"{name} {words}")
        elif name in {"td", "th"} and (words := " ".join(_words(element))):
            tables.append(words)
        elif name == "pre" and (text := "".join(element.itertext()).strip("\n")).strip():
            code.append("\n".join(line.rstrip() for line in text.split("\n")))
        elif name == "li":
            depth = sum(one.tag in {"ul", "ol"} for one in element.iterancestors())
            form.append(f"li {depth} {element.getparent().tag}")
        if name in {"td", "th"}:
            form.append(name)
        if (
            name in _COUNTED
            and not (name == "code" and element.getparent().tag == "pre")
            and (name in {"br", "hr"} or "".join(element.itertext()).strip())
        ):
            form.append(name)
    return Shown(
        tuple(_words(root)),
        tuple(links),
        tuple(pictures),
        tuple(headings),
        tuple(tables),
        tuple(code),
        tuple(sorted(form)),
    )


def _words(element: Any) -> Iterator[str]:
    """Yield the words of an element; signs that writing and printing tell apart count as one."""
    text = "".join(_pieces(element))
    yield from _DASHES.sub("-", text.translate(_QUOTES)).split()


def _pieces(root: Any) -> Iterator[str]:
    """Yield the texts of an element in order, and a space wherever one block ends and another begins."""
    from lxml import etree  # noqa: PLC0415 (see parse)

    for event, one in etree.iterwalk(root, events=("start", "end")):
        edge = one.tag in _BREAKS
        if event == "start":
            if edge:
                yield " "
            if isinstance(one.tag, str) and one.text:
                yield one.text
            continue
        if edge:
            yield " "
        if one is not root and one.tail:
            yield one.tail


def _address(url: str) -> str:
    """Return an address without what makes no difference."""
    return url.rstrip("/")
