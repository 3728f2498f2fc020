"""OPML 2.0: the list of all feeds of a site, which feed readers import at once."""

from datetime import datetime

import msgspec

from generator.feeds.element import Element, document
from generator.feeds.tidy import tidied

MEDIA_TYPE = "text/x-opml"
FILENAME = "feeds.opml"


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """A feed in the list. OPML's ``rss`` stands for every format that a feed reader reads."""

    title: str
    feed_url: str
    home_url: str = ""
    description: str = ""
    kind: str = "rss"


class SubscriptionList(msgspec.Struct, frozen=True, kw_only=True):
    """All feeds of a site, in the order in which readers are to see them."""

    title: str
    feeds: tuple[Subscription, ...]
    owner: str = ""
    home_url: str = ""
    updated: datetime | None = None


def write_opml(subscriptions: SubscriptionList) -> bytes:
    """The list as OPML 2.0, in UTF-8."""
    subscriptions = tidied(subscriptions)
    head = [Element("title", subscriptions.title)]
    if subscriptions.updated:
        # 8 ms to import, and the list of feeds is seldom written.
        from email.utils import format_datetime  # noqa: PLC0415 (see above)

        head.append(Element("dateModified", format_datetime(subscriptions.updated, usegmt=True)))
    if subscriptions.owner:
        head.append(Element("ownerName", subscriptions.owner))
    if subscriptions.home_url:
        head.append(Element("ownerId", subscriptions.home_url))
    body = tuple(_outline(feed) for feed in subscriptions.feeds)
    parts = (Element("head", "", {}, tuple(head)), Element("body", "", {}, body))
    return document(Element("opml", "", {"version": "2.0"}, parts))


def _outline(feed: Subscription) -> Element:
    attributes = {
        "text": feed.title,
        "title": feed.title,
        "type": feed.kind,
        "xmlUrl": feed.feed_url,
        "htmlUrl": feed.home_url,
        "description": feed.description,
    }
    return Element("outline", "", {name: value for name, value in attributes.items() if value})
