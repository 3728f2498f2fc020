"""Cuts HTML at the places that depend on the rest of the site: links, images, files.

The pieces depend on the text alone; what depends on other files or the site's address is in the
placeholders. So a text is converted once, and pages and feeds fill in the placeholders.
"""

import html
import re
from bisect import bisect
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import unquote

import msgspec

from generator.base.model import Pieces, Placeholder
from generator.base.patterns import Ends, lazily
from generator.base.text import unescaped
from generator.markup.embedded import PREFIX, Embedded, embedded, is_embedded
from generator.markup.srcset import candidates, joined
from generator.markup.tags import (
    ATTRIBUTE,
    EXTERNAL,
    LINKS,
    PARTS,
    USES,
    attributes_of,
    dressed,
    origin_of,
    pictures_in,
    several,
    written,
)
from generator.markup.videos import video

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
    r"|(?i:(?P<raw>script|style|textarea|title)\b)"
    r"""|(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>\s(?:[^<>"']|"[^"]*"|'[^']*')*+)>)""",
    re.DOTALL,
)
_OTHER = lazily(r"""<(?P<name>[a-zA-Z]+)(?P<attributes>\s(?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
#: An address that is a paragraph by itself.
_ALONE = lazily(
    r'<p(?: title="(?P<about>[^"<>]*)")?>'
    r'(?P<tag><a href="(?P<url>https?://[^"<>\s]+)"(?: title="(?P<title>[^"<>]*)")?>)'
    r"(?P<text>[^<>]*)</a></p>"
)
_SCHEME = lazily(r"https?://")
#: What a paragraph can stand in, beside the text itself.
_INSIDE = lazily(r"<(/?)(?:li|blockquote|dd|t[dh]|figure)\b|(?P<alone><p(?: title=\"[^\"<>]*\")?><a href)")
#: An empty alternative text as the conversion writes it; an author's own tag is unchanged in the text.
_EMPTY = lazily(r'<img alt="\s*" src="')
#: The opening tag of a letter to copy.
_LETTER = '<div class="message">'


class Cut(msgspec.Struct, frozen=True):
    """A text's HTML in pieces, its fragments, and the raw HTML that the security policy blocks.

    ``stopped`` has what will be stopped by the security policy: ``style``, ``script``, ``onclick``;
    ``bare`` the images without an ``alt``; ``empty`` the tags and addresses of those with an empty one;
    ``outside`` the origins of what the text shows from elsewhere, each with its use: ``img``, ``media``,
    ``frame``, ``video``; ``modules`` the theme's scripts that it is drawn with, ``embedded`` the pictures
    that were in it themselves.
    """

    pieces: Pieces
    placeholders: tuple[Placeholder, ...]
    ids: tuple[str, ...]
    stopped: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    empty: tuple[tuple[str, str], ...] = ()
    outside: tuple[tuple[str, str], ...] = ()
    modules: tuple[str, ...] = ()
    embedded: tuple[Embedded, ...] = ()


def cut(markup: str, *, videos: bool = False) -> Cut:
    """Return the HTML cut at its links and images; with ``videos``, also at their addresses that stand alone."""
    return _Cutter(dressed(markup), videos=videos).cut()


class _Cutter:
    """The state of cutting a text's HTML, with what was found in it."""

    def __init__(self, markup: str, *, videos: bool) -> None:
        self.markup = markup
        self.pieces: list[str] = []
        self.end = 0
        self.placeholders: list[Placeholder] = []
        self.counts: dict[str, int] = {}
        # Dictionaries as sets that keep their order.
        self.ids: dict[str, None] = {}
        self.stopped: dict[str, None] = {}
        self.bare: list[str] = []
        self.empty: list[tuple[str, str]] = []
        self.outside: dict[tuple[str, str], None] = {}
        self.embedded: dict[str, Embedded] = {}
        self.videos = videos
        self.letter = False
        self.ends = Ends(markup)
        #: What stands before the HTML after ``end``.
        self.pending = ""

    @cached_property
    def alone(self) -> dict[int, re.Match[str]]:
        """The top-level paragraphs that are a single link, by the offset of the link."""
        return _alone(self.markup) if self.videos else {}

    @cached_property
    def framed(self) -> list[tuple[int, int]]:
        """The start and end of each ``<picture>`` of the author's own."""
        return pictures_in(self.markup) if "<picture" in self.markup else []

    def cut(self) -> Cut:
        """Return the HTML cut up."""
        place: int | None = 0
        while place is not None:
            place = self.look(place)
        self.pieces.append(self.pending + self.markup[self.end :])
        modules = ("video.js",) if any(placeholder.kind == "video" for placeholder in self.placeholders) else ()
        return Cut(
            tuple(self.pieces),
            tuple([self.nearer(placeholder) for placeholder in self.placeholders]),
            tuple(self.ids),
            tuple(self.stopped),
            tuple(self.bare),
            tuple(self.empty),
            tuple(self.outside),
            (*self._tools(), *modules),
            tuple(self.embedded.values()),
        )

    def _tools(self) -> Iterator[str]:
        """Yield the scripts that the text's own HTML is read with."""
        if self.letter or "<pre" in self.markup:
            yield "letter.js"
        if 'class="footnote-ref"' in self.markup:
            yield "notes.js"
        if "<h2" in self.markup or "<h3" in self.markup:
            yield "headings.js"

    def look(self, place: int) -> int | None:
        """Process the tags from a position up to a script or the like; return the end of that, or None."""
        for tag in _TAG.finditer(self.markup, place):
            found = tag.lastgroup
            if found == "href":
                target = tag["href"].strip()
                if target and (not EXTERNAL.match(target) or is_embedded(target)):
                    self.placeholder("link", self.named(target), "href", tag.start() + len("<a"), tag.end("href") + 1)
            elif found == "id":
                self.ids[tag["id"]] = None
            elif found == "raw":
                return self.raw(tag)
            elif found:
                self.tag(tag["name"].lower(), tag)
            elif self.markup.startswith(_LETTER, tag.start()):
                self.letter = True
            elif self.markup.startswith("</a></p>", self.markup.find("<", tag.end())) and tag.start() in self.alone:
                self.video(self.alone[tag.start()])
        return None

    def raw(self, tag: re.Match[str]) -> int:
        """Skip a script or the like with its content; return the position after it."""
        name = tag["raw"].lower()
        other = _OTHER.match(self.markup, tag.start())
        if other and name == "script":
            # What it does may stand in a file of the site's own.
            self.tag(name, other)
        if end := self.ends.of_raw(name, tag.end()):
            if name in {"script", "style"}:
                self.stopped[f"<{name}>"] = None
            return end.end()
        # Without an end it is no more than any other tag.
        if other and name != "script":
            self.tag(name, other)
        return other.end() if other else tag.end()

    def placeholder(self, kind: str, target: str, attributes: str, start: int, stop: int) -> None:
        """Make a placeholder of a part of the HTML."""
        self.pieces.append(self.pending + self.markup[self.end : start])
        self.pending = ""
        number = self.counts.get(target, 0)
        self.counts[target] = number + 1
        self.placeholders.append(Placeholder(kind, target, attributes, number))
        self.end = stop

    def placeholders_in(self, key: str, found: list[tuple[str, str]], start: int, stop: int) -> None:
        """Make a placeholder of each address in an attribute that is the site's own; what is before each stays."""
        self.pending += self.markup[self.end : start] + f' {key}="'
        self.end = stop
        for before, address in found:
            self.pending += html.escape(before)
            if not address or EXTERNAL.match(address):
                self.pending += html.escape(address)
            else:
                self.placeholder("link", address, "", stop, stop)
        self.pending += '"'

    def nearer(self, placeholder: Placeholder) -> Placeholder:
        """Return a placeholder, marked as resolved if its target is in the same text."""
        if placeholder.kind == "link" and placeholder.target[0] == "#" and unquote(placeholder.target[1:]) in self.ids:
            return Placeholder("here", placeholder.target, placeholder.attributes, placeholder.count)
        return placeholder

    def named(self, address: str, begin: str = "data:image/") -> str:
        """Return an address, or the name of the embedded picture if it begins with ``begin``."""
        if not is_embedded(address, begin):
            return address
        found = embedded(address)
        self.embedded.setdefault(found.name, found)
        return found.name

    def tag(self, name: str, tag: re.Match[str]) -> None:
        """Look at each attribute of a tag; one that shows a picture in several sizes is a placeholder as a whole."""
        attributes, start = tag["attributes"], tag.start("attributes")
        wanted = LINKS.get(name, ())
        whole = name == "img" or (name == "source" and "srcset" in attributes.lower())
        for attribute in ATTRIBUTE.finditer(attributes):
            key = attribute[1].lower()
            written_as = unescaped(attribute[2] or attribute[3] or attribute[4] or "")
            value = written_as.strip()
            if key == "id" or (key == "name" and name == "a"):
                self.ids[written_as] = None
            elif key == "style" or key.startswith("on"):
                self.stopped[key] = None
            if key in {"src", "poster"} and name in USES and (found := origin_of(value)):
                self.outside["img" if key == "poster" else USES[name], found] = None
            elif key == "srcset" and whole:
                self.outside.update({("img", found): None for url, _ in candidates(value) if (found := origin_of(url))})
            elif key not in wanted or whole or not value or (name in PARTS and value[0] == "#"):
                continue
            elif parts := several(key, value, attributes):
                if any(address and not EXTERNAL.match(address) for _, address in parts):
                    self.placeholders_in(key, parts, start + attribute.start(), start + attribute.end())
            elif not EXTERNAL.match(value) or is_embedded(value):
                self.placeholder("link", self.named(value), key, start + attribute.start(), start + attribute.end())
        if whole:
            self.picture(name, tag)

    def picture(self, name: str, tag: re.Match[str]) -> None:
        """Make a placeholder of a whole image of the site, or of a picture's source; note one without words."""
        text = tag["attributes"].rstrip(" /")
        attributes = attributes_of(text)
        source = attributes.get("src", "").strip()
        sizes = candidates(attributes["srcset"]) if "srcset" in attributes else []
        if name == "img" and "alt" not in attributes:
            self.bare.append(source)
        elif name == "img" and _EMPTY.match(tag[0]):
            self.empty.append((tag[0], source))
        if "data:" in text.lower():
            # What is a placeholder is kept in memory, and such an address may be long.
            source = self.named(source, PREFIX)
            sizes = [(self.named(url, PREFIX), what) for url, what in sizes]
            shown = {"src": source, "srcset": joined(sizes)}
            text = written(attributes | {name: shown[name] for name in shown.keys() & attributes.keys()})
        own = any(_is_own(url) for url, _ in sizes)
        if name == "source" and own:
            self.placeholder("source", sizes[0][0], text, tag.start(), tag.end())
        elif name == "img" and (_is_own(source) or own):
            before = bisect(self.framed, (tag.start(), 0)) - 1
            inner = before >= 0 and tag.start() < self.framed[before][1]
            self.placeholder("inner" if inner else "image", source, text, tag.start(), tag.end())

    def video(self, found: re.Match[str]) -> None:
        """Make a placeholder of a paragraph that is nothing but a video's address."""
        url = unescaped(found["url"])
        shown = video(url)
        if shown is None or _SCHEME.sub("", unescaped(found["text"]), count=1) != _SCHEME.sub("", url, count=1):
            return
        self.placeholder("video", url, unescaped(found["title"] or found["about"] or ""), found.start(), found.end())
        self.outside["video", shown.origin] = None


def _is_own(address: str) -> bool:
    """Return whether an address is that of a picture of the site, or an embedded picture."""
    return bool(address) and (not EXTERNAL.match(address) or address.startswith(PREFIX))


def _alone(markup: str) -> dict[int, re.Match[str]]:
    """Return the top-level paragraphs that are a single link, by the offset of the link."""
    found: dict[int, re.Match[str]] = {}
    if _ALONE.search(markup) is None:
        return found
    depth = 0
    for tag in _INSIDE.finditer(markup):
        if not tag["alone"]:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        elif depth == 0 and (match := _ALONE.match(markup, tag.start())):
            found[match.start("tag")] = match
    return found
