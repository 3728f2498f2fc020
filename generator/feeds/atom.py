"""Atom 1.0 with the full text and the links of RFC 4685 to an entry's comments."""

from generator.feeds.adapter import write_atom
from generator.feeds.base import Feed, FeedFormat, FeedItem, format_named
from generator.feeds.element import Element
from generator.feeds.rss import reply_element
from generator.feeds.tidy import tidied


def write(feed: Feed) -> bytes:
    """The feed as Atom 1.0, in UTF-8."""
    return write_atom(tidied(feed), FORMAT.media_type, (), entry_elements)


def entry_elements(item: FeedItem) -> tuple[Element, ...]:
    """An entry's links, which feedgen writes without ``rel``, ``type`` and ``length``, and more."""
    found = []
    if item.url:
        found.append(_link("alternate", item.url, "text/html"))
    if item.enclosure:
        media = item.enclosure
        found.append(_link("enclosure", media.url, media.media_type, {"length": str(media.length)}))
    if item.comments_url:
        count = {} if item.comments_count is None else {"thr:count": str(item.comments_count)}
        found.append(_link("replies", item.comments_url, "text/html", count))
    if item.comments_feed_url:
        found.append(_link("replies", item.comments_feed_url, format_named().media_type))
    if item.image_url:
        found.append(Element("media:thumbnail", "", {"url": item.image_url}))
    if item.in_reply_to:
        found.append(reply_element(item.in_reply_to))
    return tuple(found)


def _link(rel: str, href: str, media_type: str, more: dict[str, str] | None = None) -> Element:
    return Element("link", "", {"rel": rel, "type": media_type, "href": href, **(more or {})})


FORMAT = FeedFormat(
    name="atom",
    label="Atom",
    filename="atom.xml",
    media_type="application/atom+xml",
    write=write,
    use="always",
    rank=20,
)
