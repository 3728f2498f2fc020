"""What a text may hold, made of the HTML of an export: plain elements, and nothing that acts."""

import re
from collections.abc import Callable
from typing import Any

from generator.importers.body.parse import drop, elements, tree, unwrap
from generator.importers.body.players import watched
from generator.importers.names import words

_GONE = (
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "link",
    "meta",
    "base",
    "svg",
    "input",
    "select",
    "textarea",
    "canvas",
    "map",
    "dialog",
    "frame",
    "frameset",
    "applet",
)
_NAMES = {
    "b": "strong",
    "i": "em",
    "strike": "del",
    "s": "del",
    "tt": "code",
    "acronym": "abbr",
    "xmp": "pre",
    "listing": "pre",
    "u": "ins",
    "dir": "ul",
    "menu": "ul",
}
#: Containers that only arrange: what they hold stands in the text by itself.
_FLAT = words("div section article aside header footer main center nav form fieldset legend hgroup address body html")
_INLINE_FLAT = (
    "span",
    "font",
    "big",
    "button",
    "label",
    "picture",
    "bdo",
    "nobr",
    "o:p",
    "wbr",
    "math",
    "output",
    "data",
)
_KEPT: dict[str, frozenset[str]] = {
    "a": frozenset(("href", "title", "hreflang")),
    "img": frozenset(("src", "alt", "title", "width", "height")),
    "ol": frozenset(("start", "type", "reversed")),
    "li": frozenset(("value",)),
    "td": frozenset(("colspan", "rowspan", "headers")),
    "th": frozenset(("colspan", "rowspan", "headers", "scope")),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "blockquote": frozenset(("cite",)),
    "q": frozenset(("cite",)),
    "del": frozenset(("datetime",)),
    "ins": frozenset(("datetime",)),
    "time": frozenset(("datetime",)),
    "abbr": frozenset(("title",)),
    "audio": frozenset(("src", "controls", "loop", "preload")),
    "video": frozenset(("src", "controls", "loop", "preload", "poster", "width", "height", "muted")),
    "source": frozenset(("src", "type", "media")),
    "track": frozenset(("src", "kind", "srclang", "label")),
    "details": frozenset(("open",)),
    **dict.fromkeys(
        words(
            "p h1 h2 h3 h4 h5 h6 ul pre hr br dl dt dd figure figcaption table caption thead tbody tfoot tr strong em"
            " code sub sup small cite dfn kbd samp var mark summary ruby rt rp bdi"
        ),
        frozenset(),
    ),
}
#: At the end of these, a break shows nothing.
_ENDS = words("p h1 h2 h3 h4 h5 h6 li td th dt dd figcaption blockquote div pre")
_EVERYWHERE = frozenset(("id", "lang", "dir"))
_SAFE = re.compile(r"(?:https?:|mailto:|tel:|/|#|\?|\.|[^:]*$|[^:/?#]*[/?#])", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
#: A picture this small keeps its size: it is a sign in a line.
_SMALL = 150

Mapped = Callable[[str], str]


def tidy(html: str, link: Mapped, picture: Mapped, behind: Mapped | None = None) -> Any:
    """Return a ``<div>`` with a text's blocks. ``link`` and ``picture`` give addresses as they are to be.

    ``behind`` gives that of the picture a link leads to, if it leads to one. A link around a picture that leads to the
    same picture is left out: every picture leads to its largest anyway.
    """
    root = tree(html)
    for one in elements(root, *_GONE):
        drop(one)
    for one in elements(root, "iframe", "embed", "object"):
        _player(one)
    for one in elements(root, *_NAMES):
        one.tag = _NAMES[one.tag]
    for one in elements(root, "img"):
        _image(one, picture)
    for one in elements(root, "a"):
        _link(one, link, behind or picture)
    for one in elements(root, "audio", "video", "source", "track"):
        _sound(one, picture)
    for one in elements(root, "div", "p", "dl"):
        _caption(one)
    for one in elements(root, "figure"):
        _figure(one)
    for one in elements(root, *_INLINE_FLAT):
        unwrap(one)
    _attributes(root)
    for one in elements(root, "br"):
        # At the end of a block a break is nothing to see.
        if not (one.tail or "").strip() and _is_last(one):
            drop(one)
    return root


def _is_last(one: Any) -> bool:
    """Return whether nothing comes after an element in the block that it stands in."""
    while one is not None and one.tag not in _ENDS:
        if (one.tail or "").strip() or one.getnext() is not None:
            return False
        one = one.getparent()
    return one is not None and one.tag != "pre"


def _player(one: Any) -> None:
    """Put a link in the place of another site's player; the page shows it on a click, where it knows how."""
    source = watched((one.get("src") or one.get("data-src") or one.get("data") or "").strip())
    if not re.match(r"https?://", source):
        drop(one)
        return
    for child in list(one):
        one.remove(child)
    one.tag = "a"
    one.attrib.clear()
    one.set("href", source)
    one.text = source


def _image(one: Any, picture: Mapped) -> None:
    source = (one.get("src") or "").strip()
    lazy = next((one.get(name) for name in _LAZY if one.get(name)), "")
    if lazy and (not source or source.startswith("data:")):
        source = lazy.strip()
    alt = " ".join((one.get("alt") or "").split())
    classes = one.get("class") or ""
    if "wp-smiley" in classes or "emoji" in classes.split():
        one.tag, one.text = "span", alt
        one.attrib.clear()
        return
    if not source or not _is_safe(source):
        drop(one)
        return
    one.set("src", picture(source))
    one.set("alt", alt)
    sizes = [one.get(name) or "" for name in ("width", "height")]
    if not all(size.isdecimal() and int(size) <= _SMALL for size in sizes):
        for name in ("width", "height"):
            one.attrib.pop(name, None)


def _link(one: Any, link: Mapped, behind: Mapped) -> None:
    href = (one.get("href") or "").strip()
    name = one.get("name")
    if name and not one.get("id"):
        one.set("id", name)
    if href and _is_safe(href):
        images = one.findall(".//img")
        target = behind(href) if images else ""
        if images and not "".join(one.itertext()).strip() and any(image.get("src") == target for image in images):
            unwrap(one)
            return
        one.set("href", link(href))
        return
    one.attrib.pop("href", None)
    if not one.get("id"):
        unwrap(one)


def _is_safe(url: str) -> bool:
    """Return whether an address is of the web, of mail, or of this site."""
    bare = re.sub(r"[\x00-\x20\x7f-\xa0]", "", url)
    return bool(_SAFE.match(bare)) and not re.match(r"(?:javascript|vbscript|data|file|blob):", bare, re.IGNORECASE)


def _sound(one: Any, picture: Mapped) -> None:
    source = (one.get("src") or "").strip()
    if source and _is_safe(source):
        one.set("src", picture(source))
    elif "src" in one.attrib:
        del one.attrib["src"]
    if one.tag in {"audio", "video"}:
        one.set("controls", "")
        for name in ("width", "height", "poster"):
            one.attrib.pop(name, None)


def _caption(one: Any) -> None:
    """Make a figure of what WordPress' themes and old galleries had for one."""
    classes = (one.get("class") or "").split()
    if "wp-caption" in classes or "gallery-item" in classes:
        one.tag = "figure"
    elif "wp-caption-text" in classes:
        one.tag = "figcaption"
    for child in elements(one, "dt", "dd") if one.tag == "figure" else ():
        child.tag = "figcaption" if "wp-caption-text" in (child.get("class") or "") else "div"


def _figure(one: Any) -> None:
    """Take the list out of a gallery, and the figure from around what needs none: its parts stand by themselves."""
    inner = one.findall(".//figure")
    if not inner and len(one.findall(".//img")) == 1 and not "".join(one.itertext()).strip():
        # A picture without a caption is a paragraph of its own.
        for caption in one.findall(".//figcaption"):
            drop(caption)
        one.tag = "p"
        return
    if (
        inner
        or one.find(".//table") is not None
        or one.find(".//blockquote") is not None
        or one.find(".//pre") is not None
    ):
        for item in elements(one, "ul", "li"):
            if not item.findall(".//li") or item.tag == "ul":
                item.tag = "div"
        for caption in one.findall("figcaption"):
            caption.tag = "p"
        one.tag = "div"
    elif one.find(".//img") is None and one.find(".//video") is None and one.find(".//audio") is None:
        for caption in one.findall(".//figcaption"):
            caption.tag = "p"
        one.tag = "div"


def _attributes(root: Any) -> None:
    """Take out elements and attributes that no text has, and keep what an element like that holds."""
    language = re.compile(r"(?:lang(?:uage)?-|brush:\s*)([\w+#-]+)")
    for one in list(root.iter()):
        if one is root or not isinstance(one.tag, str):
            continue
        if one.tag in _FLAT:
            _plain(one, _EVERYWHERE - {"id"})
            one.tag = "div"
            continue
        if one.tag not in _KEPT:
            unwrap(one)
            continue
        word = language.search(one.get("class") or "") if one.tag in {"pre", "code"} else None
        _plain(one, _KEPT[one.tag] | _EVERYWHERE)
        if word:
            one.set("class", f"language-{word[1]}")


def _plain(one: Any, kept: frozenset[str]) -> None:
    found = {str(name): value for name, value in one.attrib.items()}
    wanted = {
        name: value
        for name, value in found.items()
        if name in kept and (name != "id" or re.fullmatch(r"[\w.:-]+", value))
    }
    if len(wanted) < len(found):
        # All at once, since a name may be one that can be read and not be asked for.
        one.attrib.clear()
        one.attrib.update(wanted)
