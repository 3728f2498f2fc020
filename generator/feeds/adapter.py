"""The only door to feedgen: a feed as RSS or Atom, with the library's faults worked around.

feedgen is imported inside the functions, because it costs 40 ms and most builds need no feed.
What it cannot write is handed to it as an extension made of plain ``Element`` values.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any, TypeAlias

from generator.base.imports import put_off, without
from generator.base.patterns import lazily
from generator.base.system import WINDOWS
from generator.feeds.base import Feed, FeedItem, Person
from generator.feeds.element import Element, append, namespaces_of
from generator.feeds.tidy import headline, iri

GENERATOR = "Goodword"
Extras = tuple[Element, ...]
# feedgen has no types: its objects and the lxml elements it hands out.
Untyped: TypeAlias = Any
# Atom must have a date. This is the oldest that feed readers and validators find plausible.
_NO_DATE = datetime(1990, 1, 1, tzinfo=UTC)
# RSS allows an image in these formats only; other logos are left out rather than invalid.
_RSS_IMAGES = (".jpg", ".jpeg", ".png", ".gif")
_LIKE_HTML = lazily(r"</\w+>|&#?\w+;")
_PLAIN_TEXT = lazily(rb"<(?:title|category|itunes:\w+)>[^<]*&[^<]*<")
_PLAIN_TEXT_OF_CHANNEL = lazily(rb"<(?:title|category|description|itunes:\w+)>[^<]*&[^<]*<")


class _Extension:
    """feedgen's extension protocol, for the feed and for each entry: it writes what it is given.

    feedgen makes the instances itself, without arguments, so the elements are set afterwards.
    """

    def __init__(self) -> None:
        self.namespaces: dict[str, str] = {}
        self.elements: Extras = ()
        self.has_date = True

    def extend_ns(self) -> dict[str, str]:
        return self.namespaces

    def extend_rss(self, node: Untyped) -> Untyped:
        target = node[0] if node.tag == "rss" else node
        if not self.has_date:
            # Without a date of its own, feedgen says that the feed was built now.
            target.remove(target.find("lastBuildDate"))
        for element in self.elements:
            append(target, element)
        return node

    def extend_atom(self, node: Untyped) -> Untyped:
        for text in (node.find("title"), node.find("subtitle")):
            if text is not None and _LIKE_HTML.search(text.text):
                # feedgen has no type for these, and some readers take such plain text for HTML.
                text.set("type", "html")
                text.text = escape(text.text, quote=False)
        for element in self.elements:
            append(node, element)
        return node


def write_rss(feed: Feed, media_type: str, channel: Extras, of_item: Callable[[FeedItem], Extras]) -> bytes:
    """An RSS 2.0 document in UTF-8 with these further elements in the channel and its items."""
    extras = [of_item(item) for item in feed.items]
    generator = _generator(feed, media_type, channel, extras)
    generator.description(feed.description or feed.title)
    if feed.image_url.lower().endswith(_RSS_IMAGES):
        generator.image(feed.image_url)
    for item, elements in zip(feed.items, extras, strict=True):
        _add_rss_item(generator, item, elements)
    return _plain_text_marked(generator.rss_str(pretty=True))


def write_atom(feed: Feed, media_type: str, top: Extras, of_item: Callable[[FeedItem], Extras]) -> bytes:
    """An Atom document in UTF-8 with these further elements in the feed and its entries."""
    extras = [of_item(item) for item in feed.items]
    generator = _generator(feed, media_type, top, extras)
    # Every entry needs an author; the feed's stands for all that have none.
    author = feed.author if feed.author and feed.author.name else Person(name=feed.title)
    generator.author(_author(author))
    generator.subtitle(feed.description)
    generator.logo(feed.image_url)
    for item, elements in zip(feed.items, extras, strict=True):
        _add_atom_entry(generator, feed, item, elements)
    return bytes(generator.atom_str(pretty=True))


def _generator(feed: Feed, media_type: str, top: Extras, of_items: list[Extras]) -> Untyped:
    # Dates are handed over as such, so none is read; and dateutil looks for Windows everywhere.
    elsewhere = () if WINDOWS else ("dateutil.tz.win",)
    with put_off("dateutil.parser"), without(*elsewhere):
        from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.language(feed.language)
    generator.generator(GENERATOR)
    generator.updated(feed.updated or _NO_DATE)
    # The last link becomes the channel's own, so the home page stands at the end.
    links = [{"href": feed.self_url, "rel": "self", "type": media_type}]
    if feed.hub:
        links.append({"href": feed.hub, "rel": "hub"})
    generator.link([*links, {"href": feed.home_url, "rel": "alternate", "type": "text/html"}])
    generator.register_extension("extra", _Extension, _Extension)
    generator.extra.elements = top
    generator.extra.has_date = feed.updated is not None
    generator.extra.namespaces = namespaces_of((*top, *(one for few in of_items for one in few)))
    return generator


def _add_rss_item(generator: Untyped, item: FeedItem, elements: Extras) -> None:
    title = item.title or ("" if item.summary or item.content else item.url or item.guid)
    entry = _entry(generator, item, title, elements)
    entry.guid(item.guid, permalink=item.guid_is_permalink)
    if item.url:
        entry.link(href=item.url)
    entry.comments(item.comments_url)
    if item.enclosure:
        media = item.enclosure
        entry.enclosure(media.url, media.length, media.media_type)


def _add_atom_entry(generator: Untyped, feed: Feed, item: FeedItem, elements: Extras) -> None:
    title = item.title or headline(item.summary) or item.url or item.guid
    entry = _entry(generator, item, title, elements)
    entry.id(iri(item.guid))
    if not item.content:
        # feedgen asks for a content or a link of its own; the links are ours (see atom.py).
        entry.content(escape(item.summary or title, quote=False), type="html")
    entry.author([_author(one) for one in item.authors if one.name])
    updated = item.updated or item.published or feed.updated or _NO_DATE
    entry.updated(max(updated, item.published or updated))


def _entry(generator: Untyped, item: FeedItem, title: str, elements: Extras) -> Untyped:
    """Return an entry with what both formats have of an item.

    feedgen leaves out what is empty, except for summaries, contents and links.
    """
    entry = generator.add_entry(order="append")  # else the entries come out reversed
    entry.extra.elements = elements
    entry.title(title)
    # A description is HTML by definition in RSS, so the plain summary is escaped; Atom is told.
    if item.summary:
        entry.summary(escape(item.summary, quote=False), type="html")
    # Escaped, not CDATA: a text with "]]>" in it breaks CDATA, and in Atom CDATA is no type.
    if item.content:
        entry.content(item.content, type="html")
    entry.category([{"term": tag} for tag in item.tags if tag])
    entry.published(item.published)
    return entry


def _author(person: Person) -> dict[str, str]:
    return {"name": person.name, "uri": person.url}


def _plain_text_marked(document: bytes) -> bytes:
    """The same document with & and < in plain-text elements as hexadecimal references.

    RSS does not say whether a title is text or HTML. The RSS Advisory Board's profile asks for
    this spelling where it is text; to an XML parser it is the same.
    """

    def marked(match: re.Match[bytes]) -> bytes:
        return match[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")

    head, item, rest = document.partition(b"<item>")
    head = _PLAIN_TEXT_OF_CHANNEL.sub(marked, head)
    return head + item + _PLAIN_TEXT.sub(marked, rest)
