"""HTML cut at the places that only the whole site can fill: links, images, files.

What stays the same wherever the site is hosted is in the pieces; what depends on other files is
in the holes. So a text is converted once, and its page, its feeds and its index each fill it in.
"""

import html
import re
from urllib.parse import unquote

import msgspec

from generator.model import Hole, Pieces

#: What is looked at, each with the name of its last group: most tags that the conversion writes at
#: a glance (an address elsewhere or a class have no name), then a script or style with what it
#: holds, and any tag with attributes. A comment has no name. Tags that have nothing to look at are
#: passed by at once; the raw ones, which have, begin with s or t.
_TAG = re.compile(
    r"<(?!/|[a-ru-z][a-z0-9]*+>)"
    r"""(?:a[ ]href="(?:https?://[^"<>]*|(?P<href>[^"&<>]*))"(?:[ ]title="[^"<>]*")?>"""
    r"""|(?:h[1-6]|li|sup)[ ]id="(?P<id>[^"&<>]*)">"""
    r"""|(?:code|div|pre|t[dh])[ ](?:class|tabindex)="[^"<>]*">"""
    r"|!--.*?(?:-->|\Z)"
    r"|(?i:(?P<raw>script|style|textarea|title)\b[^>]*>.*?</(?P=raw)\s*>)"
    r"""|(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>\s(?:[^<>"']|"[^"]*"|'[^']*')*)>)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ALIGN = re.compile(r'<(t[dh]) style="text-align: (left|right|center);">')
_EXTERNAL = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")

#: What a text can show from elsewhere, by tag: how the security policy calls it.
_USES = {"img": "img", "iframe": "frame", "embed": "frame"} | dict.fromkeys(
    ("video", "audio", "source", "track"), "media"
)
_ORIGIN = re.compile(r"(https?:)?//([^/?#\s@\\;,'\"]+)", re.IGNORECASE)

_LINKS = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "form": ("action",),
    "blockquote": ("cite",),
    "q": ("cite",),
    "ins": ("cite",),
    "del": ("cite",),
}


class Cut(msgspec.Struct, frozen=True):
    """A text's HTML cut up, the fragments in it, and raw HTML that a strict page cannot run.

    ``stopped`` has what will be stopped by the security policy: ``style``, ``script``, ``onclick``;
    ``bare`` the images without an ``alt``; ``outside`` the origins of what the text shows from
    elsewhere, each with its use: ``img``, ``media``, ``frame``.
    """

    pieces: Pieces
    holes: tuple[Hole, ...]
    ids: tuple[str, ...]
    stopped: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    outside: tuple[tuple[str, str], ...] = ()


def cut(markup: str) -> Cut:
    """Return the HTML cut at its links and images."""
    if "text-align" in markup:
        # The library aligns table cells by inline style, which a strict policy forbids.
        markup = _ALIGN.sub(r'<\1 class="align-\2">', markup)
    if "<pre>" in markup:
        # Wide code scrolls in its own box, which the keyboard must be able to reach.
        markup = markup.replace("<pre>", '<pre tabindex="0">')
    return _Cutter(_framed(markup)).cut()


class _Cutter:
    """A text's HTML on its way to be cut, with what is found in it."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.pieces: list[str] = []
        self.end = 0
        self.holes: list[Hole] = []
        self.counts: dict[str, int] = {}
        # Dictionaries as sets that keep their order.
        self.ids: dict[str, None] = {}
        self.stopped: dict[str, None] = {}
        self.bare: list[str] = []
        self.outside: dict[tuple[str, str], None] = {}

    def cut(self) -> Cut:
        """Return the HTML cut up."""
        for tag in _TAG.finditer(self.markup):
            found = tag.lastgroup
            if found == "href":
                target = tag["href"].strip()
                if target and not _EXTERNAL.match(target):
                    self.hole("link", target, "href", tag.start() + len("<a"), tag.end("href") + 1)
            elif found == "id":
                self.ids[tag["id"]] = None
            elif found == "raw":
                if tag["raw"].lower() in {"script", "style"}:
                    self.stopped[f"<{tag['raw'].lower()}>"] = None
            elif found:
                self.tag(tag["name"].lower(), tag["attributes"], tag.start("attributes"))
                if tag["name"].lower() == "img":
                    self.image(tag)
        self.pieces.append(self.markup[self.end :])
        return Cut(
            tuple(self.pieces),
            tuple([self.nearer(hole) for hole in self.holes]),
            tuple(self.ids),
            tuple(self.stopped),
            tuple(self.bare),
            tuple(self.outside),
        )

    def hole(self, kind: str, target: str, attributes: str, start: int, stop: int) -> None:
        """Make a hole of a part of the HTML."""
        self.pieces.append(self.markup[self.end : start])
        number = self.counts.get(target, 0)
        self.counts[target] = number + 1
        self.holes.append(Hole(kind, target, attributes, number))
        self.end = stop

    def nearer(self, hole: Hole) -> Hole:
        """Return a hole, as one that leads to a place in this text if it does: nobody need look for that again."""
        if hole.kind == "link" and hole.target[0] == "#" and unquote(hole.target[1:]) in self.ids:
            return Hole("here", hole.target, hole.attributes, hole.count)
        return hole

    def tag(self, name: str, attributes: str, start: int) -> None:
        """Look at each attribute of a tag; they begin at ``start``."""
        wanted = _LINKS.get(name, ())
        for attribute in _ATTRIBUTE.finditer(attributes):
            key = attribute[1].lower()
            value = html.unescape(attribute[2] or attribute[3] or attribute[4] or "")
            if key == "id" or (key == "name" and name == "a"):
                self.ids[value] = None
            elif key == "style" or key.startswith("on"):
                self.stopped[key] = None
            if key in {"src", "poster"} and name in _USES and (found := _ORIGIN.match(value.strip())):
                use = "img" if key == "poster" else _USES[name]
                self.outside[use, f"{(found[1] or 'https:').lower()}//{found[2].lower()}"] = None
            elif key in wanted and name != "img" and value.strip() and not _EXTERNAL.match(value.strip()):
                kind = "srcset" if key == "srcset" else "link"
                self.hole(kind, value.strip(), key, start + attribute.start(), start + attribute.end())

    def image(self, tag: re.Match[str]) -> None:
        """Make a hole of a whole image of the site's own; note one without alternative text."""
        attributes = attributes_of(tag["attributes"])
        source = attributes.get("src", "").strip()
        if "alt" not in attributes:
            self.bare.append(source)
        if source and not _EXTERNAL.match(source):
            self.hole("image", source, tag["attributes"].rstrip(" /"), tag.start(), tag.end())


def attributes_of(text: str) -> dict[str, str]:
    """Return a tag's attributes with their values unescaped; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


def _framed(markup: str) -> str:
    """Return the HTML with each table in a box of its own that scrolls, and can be focused to scroll."""
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
