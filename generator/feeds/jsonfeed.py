"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); feedgen does not know it."""

from datetime import datetime
from html import escape
from typing import Any

import msgspec

from generator.feeds.base import Enclosure, Feed, FeedFormat, FeedItem, Person
from generator.feeds.tidy import tidied

VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1, in UTF-8. What is empty is left out, as the format asks."""
    feed = tidied(feed)
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "description": feed.description,
        "icon": feed.image_url,
        "authors": [_author(feed.author)] if feed.author else [],
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    kept = {**_filled(document), "items": [_item(item) for item in feed.items]}
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def _item(item: FeedItem) -> dict[str, Any]:
    return _filled(
        {
            "id": item.guid,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            # The one text that every item must have.
            "content_html": item.content or escape(item.summary or item.title, quote=False) or "…",
            "image": item.image_url,
            "date_published": _moment(item.published),
            "date_modified": _moment(item.updated),
            "authors": [_author(author) for author in item.authors],
            "tags": list(item.tags),
            "attachments": [_attachment(item.enclosure)] if item.enclosure else [],
        }
    )


def _attachment(media: Enclosure) -> dict[str, Any]:
    return _filled(
        {
            "url": media.url,
            "mime_type": media.media_type,
            "size_in_bytes": media.length,
            "duration_in_seconds": media.duration,
        }
    )


def _author(person: Person) -> dict[str, Any]:
    return _filled({"name": person.name, "url": person.url})


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value}


FORMAT = FeedFormat(
    name="json",
    label="JSON Feed",
    filename="feed.json",
    media_type="application/feed+json",
    write=write,
    use="always",
    rank=30,
)
