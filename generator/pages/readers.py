"""Apps that follow a feed when a link is opened: feed readers and podcast apps, by the addresses that they publish.

These are links and nothing else: nothing of them is loaded.
"""

import re
from urllib.parse import quote

import msgspec

from generator.views import Link

#: When the addresses were looked up.
SEEN = "November 2026"


class App(msgspec.Struct, frozen=True):
    """An app: its name, where it runs, its address, and where that is published.

    ``{url}`` in the address is the feed's, encoded; ``{bare}`` is the feed's without its scheme.
    """

    name: str
    where: str
    pattern: str
    source: str


#: By what a feed's format says that people follow it in.
APPS: dict[str, tuple[App, ...]] = {
    "feed reader": (
        App("Feedly", "web", "https://feedly.com/i/subscription/feed/{url}", "feedly.com/factory"),
        App("Inoreader", "web", "https://www.inoreader.com/?add_feed={url}", "inoreader.com/blog"),
        App("NewsBlur", "web", "https://www.newsblur.com/?url={url}", "newsblur.com/goodies"),
        App("The Old Reader", "web", "https://theoldreader.com/feeds/subscribe?url={url}", "theoldreader.com, Tips"),
        App("Feedbin", "web", "https://feedbin.com/?subscribe={url}", "feedbin.com/help"),
    ),
    "podcast app": (
        App("Apple Podcasts", "iPhone, Mac", "podcast://{bare}", "podcasters.apple.com"),
        App("Pocket Casts", "iPhone, Android", "pktc://subscribe/{bare}", "support.pocketcasts.com"),
        App("Overcast", "iPhone", "overcast://x-callback-url/add?url={url}", "overcast.fm/podcasterinfo"),
        App(
            "AntennaPod",
            "Android",
            "https://antennapod.org/deeplink/subscribe?url={url}",
            "antennapod.org/documentation/podcasters-hosters/add-on-antennapod",
        ),
    ),
}


def apps(reader: str, feed: str) -> tuple[Link, ...]:
    """Return links that open a feed, by its absolute address, in the apps of a kind of reader."""
    encoded, bare = quote(feed, safe=""), re.sub(r"^https?://", "", feed)
    return tuple(
        Link(label=app.name, url=app.pattern.format(url=encoded, bare=bare), note=app.where)
        for app in APPS.get(reader, ())
    )
