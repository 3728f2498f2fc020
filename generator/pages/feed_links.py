"""Links to feeds, as pages announce them."""

from collections.abc import Iterable

from generator import views
from generator.base.model import Entry
from generator.pages.context import Values
from generator.pages.kind import Kind

#: Media type and name of each format, and the file it has where a feed comes in several.
FORMATS = {
    "rss": ("application/rss+xml", "RSS"),
    "atom": ("application/atom+xml", "Atom"),
    "json": ("application/feed+json", "JSON Feed"),
}
FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}


def feed_link(values: Values, url: str, title: str, format_name: str = "rss") -> views.FeedLink:
    """Return a link to a feed at an address from the site's root."""
    media_type, name = FORMATS[format_name]
    return views.FeedLink(
        title=title, url=values.href(url), absolute_url=values.absolute(url), media_type=media_type, format=name
    )


def feed_links(values: Values, folder: str, title: str) -> tuple[views.FeedLink, ...]:
    """Return links to the same news in each of the formats that the settings ask for."""
    return tuple(feed_link(values, folder + FILES[name], title, name) for name in values.settings.feeds.formats)


def kind_feed(values: Values, kind: Kind) -> views.FeedLink | None:
    """Return the feed of a kind that has one of its own, and something in it."""
    if not kind.own_feed or not values.index.all(kind.name):
        return None
    return feed_link(values, f"{kind.index}feed.xml", f"{values.settings.title}: {kind.plural}")


def has_feed(values: Values, entries: Iterable[Entry]) -> bool:
    """Return whether any of the entries is of a kind that the feeds of tags and authors hold."""
    kinds = values.index.kinds
    return any(kinds[entry.kind].feeds == "all" for entry in entries)
