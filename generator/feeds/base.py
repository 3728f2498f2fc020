"""The data of a feed, and the contract of a feed format.

All of it is plain data. A format never looks anything up: the texts, the absolute URLs and
the final HTML are given to it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Literal

import msgspec

from generator.base.shelf import shelf


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone named in a feed. An e-mail address has no place here."""

    name: str
    url: str = ""


class Enclosure(msgspec.Struct, frozen=True, kw_only=True):
    """A media file that belongs to an item: length in bytes, duration in seconds (0: unknown)."""

    url: str
    length: int
    media_type: str
    duration: int = 0


class EpisodeInfo(msgspec.Struct, frozen=True, kw_only=True):
    """An item's data for the podcast feed only. A season or episode of 0 is not written."""

    season: int = 0
    episode: int = 0
    explicit: bool = False
    guests: tuple[Person, ...] = ()
    transcript_url: str = ""
    transcript_type: str = "text/html"
    chapters_url: str = ""
    image_url: str = ""


class PodcastInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The show's data for the podcast feed only. The category is one of Apple's."""

    owner_name: str = ""
    owner_email: str = ""
    author: str = ""
    category: str = ""
    subcategory: str = ""
    image_url: str = ""
    explicit: bool = False
    guid: str = ""
    funding_url: str = ""
    funding_text: str = "Support the show"
    locked: bool = True


class InReplyTo(msgspec.Struct, frozen=True, kw_only=True):
    """The comment that another one answers: its permanent id, and its page."""

    guid: str
    url: str = ""


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed. Its ``guid`` is unique in the feed, and never changes; mostly it is a URI.

    ``title`` may be empty (tips, comments); ``summary`` is plain text; ``content`` is the whole text
    as HTML with absolute URLs, those of fragments too, as ``content.for_readers`` returns it.
    """

    guid: str
    guid_is_permalink: bool = False
    url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    image_url: str = ""
    enclosure: Enclosure | None = None
    comments_url: str = ""
    comments_feed_url: str = ""
    comments_count: int | None = None
    in_reply_to: InReplyTo | None = None
    episode: EpisodeInfo | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, newest item first. ``id`` is a permanent URI, ``language`` an IETF tag.

    ``updated`` is the date of the newest item that can be seen, never the time of the build;
    without any dated item it is None. ``self_url`` is where this very file will be fetched.
    """

    id: str
    title: str
    home_url: str
    self_url: str
    description: str = ""
    language: str = "en"
    author: Person | None = None
    updated: datetime | None = None
    image_url: str = ""
    hub: str = ""
    items: tuple[FeedItem, ...] = ()
    podcast: PodcastInfo | None = None


class FeedFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A format on this shelf. Its properties are defined here and nowhere else.

    ``write(feed)`` returns the file's bytes. It gets all dates and must never read the clock.
    """

    #: The name in the setting ``feeds.formats``.
    name: str
    #: The name for readers.
    label: str
    #: Its file name, in the folder of the page that the feed belongs to.
    filename: str
    media_type: str
    write: Callable[[Feed], bytes]
    #: When a site has it: by default, only if the settings name it, or never, since a kind plans it.
    use: Literal["always", "named", "never"] = "named"
    #: Its position among a site's formats; the smallest number first.
    rank: int = 50
    #: An icon of the theme, by its file's name, and what people follow it in.
    icon: str = "rss"
    reader: str = "feed reader"

    @property
    def suffix(self) -> str:
        """Return its file suffix: ``.xml``."""
        return f".{self.filename.rpartition('.')[2]}"


#: The format of feeds that have only one: those of tags, authors, comments.
SINGLE = "rss"


def formats() -> dict[str, FeedFormat]:
    """Return all formats by name, those of other packages among them."""
    return shelf("generator.feeds", "FORMAT")


def format_named(name: str = SINGLE) -> FeedFormat:
    """Return a format by name; by default, that of feeds that have only one."""
    return formats()[name]


@cache
def site_formats(names: tuple[str, ...] | None = None) -> tuple[FeedFormat, ...]:
    """Return the formats that a site names, or the default ones."""
    if names is None:
        return tuple(form for form in choices() if form.use == "always")
    return tuple(formats()[name] for name in names)


def choices() -> list[FeedFormat]:
    """Return the formats that a site may choose."""
    return sorted((form for form in formats().values() if form.use != "never"), key=lambda form: form.rank)
