"""HTML tags and attributes, as far as ``placeholders`` needs to know them."""

import html
import re

from generator.base.paths import ELSEWHERE as EXTERNAL
from generator.base.patterns import lazily
from generator.base.text import unescaped
from generator.markup.srcset import candidates

__all__ = [
    "ATTRIBUTE",
    "EXTERNAL",
    "LINKS",
    "PARTS",
    "USES",
    "attributes_of",
    "dressed",
    "origin_of",
    "pictures_in",
    "several",
    "written",
]

ATTRIBUTE = re.compile(r"""(?<!\s)\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ORIGIN = re.compile(r"(https?:)?//(?:[^/?#\s@]*@)?([^/?#\s@\\;,'\"]+)", re.IGNORECASE)
#: A host that the security policy can contain.
_HOST = lazily(r"[a-z0-9.-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?")
_PICTURE = lazily(r"<(/?)picture\b", re.IGNORECASE)
_ALIGN = lazily(r'<(t[dh]) style="text-align: (left|right|center);">')

#: Tags that show external content, with the name of their use in the security policy.
USES = {"img": "img", "iframe": "frame", "embed": "frame"} | dict.fromkeys(
    ("video", "audio", "source", "track"), "media"
)

#: Attributes that contain an address, by tag.
LINKS = {
    "a": ("href", "xlink:href", "ping"),
    "area": ("href", "ping"),
    "link": ("href", "imagesrcset"),
    "meta": ("content",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "image": ("href", "xlink:href"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src", "longdesc"),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "form": ("action",),
    "blockquote": ("cite",),
    "q": ("cite",),
    "ins": ("cite",),
    "del": ("cite",),
}
LINKS |= dict.fromkeys(("body", "table", "tr", "td", "th"), ("background",))
#: SVG attributes that may refer to an element elsewhere on the page.
PARTS = frozenset(
    (
        "use",
        "feimage",
        "textpath",
        "mpath",
        "pattern",
        "filter",
        "lineargradient",
        "radialgradient",
        "animate",
        "animatemotion",
        "set",
    )
)
LINKS |= dict.fromkeys(PARTS, ("href", "xlink:href"))
#: The value of ``<meta http-equiv=refresh>``, with the address that follows.
_REFRESH = lazily(r"(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?)([^\"']+)", re.IGNORECASE)


def several(key: str, value: str, attributes: str) -> list[tuple[str, str]]:
    """Return the addresses of an attribute that can hold more than one or something else, each with what is before it.

    The last is empty, with what is after all; there is nothing at all for an attribute that is one address.
    """
    if key == "ping":
        urls = value.split()
        return [*zip(["", *[" "] * (len(urls) - 1)], urls, strict=True), ("", "")]
    if key == "imagesrcset":
        found, before = [], ""
        for url, what in candidates(value):
            found.append((before, url))
            before = f" {what}, " if what else ", "
        return [*found, (before.removesuffix(", "), "")]
    if key == "content":
        given = attributes_of(attributes).get("http-equiv", "").strip().lower() == "refresh"
        refresh = _REFRESH.fullmatch(value.rstrip("\"' ")) if given else None
        return [(refresh[1].rstrip("\"'"), refresh[2].strip()), ("", "")] if refresh else [(value, "")]
    return []


def attributes_of(text: str) -> dict[str, str]:
    """Return a tag's attributes with their values unescaped; the first of a name counts."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), unescaped(match[2] or match[3] or match[4] or ""))
    return found


def written(attributes: dict[str, str]) -> str:
    """Return attributes as HTML, for a tag."""
    return "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())


def origin_of(address: str) -> str:
    """Return scheme and host of an external address; empty for any other, and for an invalid host."""
    found = _ORIGIN.match(address.strip())
    if not found:
        return ""
    host = found[2].lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return ""
    return f"{(found[1] or 'https:').lower()}//{host}" if _HOST.fullmatch(host) else ""


def dressed(markup: str) -> str:
    """Return the HTML with tables and code adapted to the security policy and to keyboard use."""
    if "<pre>" in markup:
        # Wide code scrolls in its own box, which the keyboard must be able to reach.
        markup = markup.replace("<pre>", '<pre tabindex="0">')
    if "<table" not in markup:
        return markup
    if "text-align" in markup:
        # The library aligns table cells by inline style, which a strict policy forbids.
        markup = _ALIGN.sub(r'<\1 class="align-\2">', markup)
    return _framed(markup)


def _framed(markup: str) -> str:
    """Return the HTML with each table in a scrollable, focusable box."""
    count = markup.count("<table>")
    # Tables that authors wrote themselves, with attributes or inside each other, are left alone.
    if not count or count != markup.count("</table>") or count != len(re.findall(r"<table\b", markup)):
        return markup
    parts = markup.split("<table>")
    numbered = [parts[0]]
    for number, part in enumerate(parts[1:], 1):
        if part.count("</table>") != 1:
            return markup
        label = "Table" if count == 1 else f"Table {number}"
        box = f'<div class="table" role="region" aria-label="{label}" tabindex="0"><table>'
        numbered.append(box + part.replace("</table>", "</table></div>"))
    return "".join(numbered)


def pictures_in(markup: str) -> list[tuple[int, int]]:
    """Return the start and end of each ``<picture>`` of the author's own."""
    found: list[tuple[int, int]] = []
    start = -1
    for tag in _PICTURE.finditer(markup):
        if tag[1] and start >= 0:
            found.append((start, tag.start()))
            start = -1
        elif not tag[1]:
            start = tag.start()
    return [*found, (start, len(markup))] if start >= 0 else found
