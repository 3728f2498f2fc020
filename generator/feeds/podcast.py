"""The show's feed: RSS with Apple's ``itunes:`` elements and the open ``podcast:`` namespace.

feedgen's own podcast extension is not used: it refuses ``true`` and ``false`` for
``itunes:explicit``, which is what Apple asks for, and does not know the ``podcast:`` namespace.
Sources: https://podcasters.apple.com/support/823-podcast-requirements and
https://github.com/Podcastindex-org/podcast-namespace.
"""

from uuid import UUID, uuid5

from generator.feeds.adapter import write_rss
from generator.feeds.base import EpisodeInfo, Feed, FeedFormat, FeedItem, PodcastInfo
from generator.feeds.element import Element
from generator.feeds.rss import channel_elements, item_elements
from generator.feeds.tidy import tidied

# The namespace that the podcast:guid specification gives for feed addresses.
_GUIDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def podcast_guid(feed_url: str) -> str:
    """The show's ``podcast:guid`` (a UUID, version 5) for the address the feed first had."""
    return str(uuid5(_GUIDS, feed_url.partition("://")[2].rstrip("/")))


def write(feed: Feed) -> bytes:
    """The feed as a podcast, in UTF-8. Without ``feed.podcast`` a show without particulars."""
    feed = tidied(feed)
    show = feed.podcast or PodcastInfo()
    return write_rss(
        feed,
        FORMAT.media_type,
        (*channel_elements(feed), *_show(feed, show)),
        lambda item: (*item_elements(item), *_episode(item, item.episode or EpisodeInfo())),
    )


def _show(feed: Feed, show: PodcastInfo) -> list[Element]:
    found = [
        Element("itunes:type", "episodic"),
        Element("itunes:explicit", _truth(show.explicit)),
        Element("podcast:medium", "podcast"),
        Element("podcast:locked", "yes" if show.locked else "no", _filled(owner=show.owner_email)),
    ]
    author = show.author or (feed.author.name if feed.author else "")
    found += _texts({"itunes:author": author, "podcast:guid": show.guid})
    owner = _texts({"itunes:name": show.owner_name, "itunes:email": show.owner_email})
    if show.owner_email:  # an owner without an address is invalid
        found.append(Element("itunes:owner", "", {}, tuple(owner)))
    if show.category:
        nested = (_category(show.subcategory),) if show.subcategory else ()
        found.append(_category(show.category, nested))
    if image := show.image_url or feed.image_url:
        found.append(Element("itunes:image", "", {"href": image}))
    if show.funding_url:
        found.append(Element("podcast:funding", show.funding_text, {"url": show.funding_url}))
    return found


def _episode(item: FeedItem, episode: EpisodeInfo) -> list[Element]:
    found = [Element("itunes:explicit", _truth(episode.explicit)), Element("itunes:episodeType", "full")]
    for name, number in (("season", episode.season), ("episode", episode.episode)):
        if number > 0:
            found += [Element(f"itunes:{name}", str(number)), Element(f"podcast:{name}", str(number))]
    authors = ", ".join(author.name for author in item.authors if author.name)
    found += _texts({"itunes:title": item.title, "itunes:author": authors})
    if item.enclosure and item.enclosure.duration > 0:
        found.append(Element("itunes:duration", _clock(item.enclosure.duration)))
    if image := episode.image_url or item.image_url:
        found.append(Element("itunes:image", "", {"href": image}))
    for guest in episode.guests:
        if guest.name:
            found.append(Element("podcast:person", guest.name, {"role": "guest", **_filled(href=guest.url)}))
    if episode.transcript_url:
        address = {"url": episode.transcript_url, "type": episode.transcript_type}
        found.append(Element("podcast:transcript", "", address))
    if episode.chapters_url:
        address = {"url": episode.chapters_url, "type": "application/json+chapters"}
        found.append(Element("podcast:chapters", "", address))
    return found


def _texts(by_name: dict[str, str]) -> list[Element]:
    return [Element(name, text) for name, text in by_name.items() if text]


def _category(name: str, nested: tuple[Element, ...] = ()) -> Element:
    return Element("itunes:category", "", {"text": name}, nested)


def _filled(**attributes: str) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}


def _truth(value: bool) -> str:  # noqa: FBT001 (a value, not a choice)
    return "true" if value else "false"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


FORMAT = FeedFormat(
    name="podcast",
    label="Podcast",
    filename="podcast.xml",
    media_type="application/rss+xml",
    write=write,
    use="never",
    icon="podcast",
    reader="podcast app",
)
