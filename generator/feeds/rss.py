"""RSS 2.0 with the full text, and what WordPress taught readers to expect of comments."""

from generator.feeds.adapter import write_rss
from generator.feeds.base import Feed, FeedFormat, FeedItem, InReplyTo
from generator.feeds.element import Element
from generator.feeds.tidy import iri, tidied


def write(feed: Feed) -> bytes:
    """The feed as RSS 2.0, in UTF-8."""
    feed = tidied(feed)
    return write_rss(feed, FORMAT.media_type, channel_elements(feed), item_elements)


def channel_elements(feed: Feed) -> tuple[Element, ...]:
    """What feedgen cannot say of a channel: the WebSub hub, and an author without e-mail."""
    found = []
    if feed.hub:
        found.append(Element("atom:link", "", {"href": feed.hub, "rel": "hub"}))
    if feed.author and feed.author.name:
        found.append(Element("dc:creator", feed.author.name))
    return tuple(found)


def item_elements(item: FeedItem) -> tuple[Element, ...]:
    """What feedgen cannot say of an item: authors without e-mail, comments, image, reply."""
    found = [Element("dc:creator", author.name) for author in item.authors if author.name]
    if item.comments_feed_url:
        found.append(Element("wfw:commentRss", item.comments_feed_url))
    if item.comments_count is not None:
        found.append(Element("slash:comments", str(item.comments_count)))
    if item.image_url:
        found.append(Element("media:thumbnail", "", {"url": item.image_url}))
    if item.in_reply_to:
        found.append(reply_element(item.in_reply_to))
    return tuple(found)


def reply_element(answered: InReplyTo) -> Element:
    """The ``thr:in-reply-to`` of a comment, as RFC 4685 has it."""
    attributes = {"ref": iri(answered.guid)}
    if answered.url:
        attributes |= {"href": answered.url, "type": "text/html"}
    return Element("thr:in-reply-to", "", attributes)


FORMAT = FeedFormat(
    name="rss",
    label="RSS",
    filename="feed.xml",
    media_type="application/rss+xml",
    write=write,
    use="always",
    rank=10,
)
