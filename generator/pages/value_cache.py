"""A cache of values that many pages share."""

import msgspec

from generator import views
from generator.content.kind import MarkdownEntry
from generator.feeds.base import FeedItem
from generator.site.weeks import Week

#: The maximum numbers of cached cards and rows: neighbouring pages share them, and a large site has many.
CARDS, ROWS = 20_000, 50_000


class WeekOfNews(msgspec.Struct, frozen=True):
    """What came out in a finished week: entries, and rows of parts of entries, both newest first."""

    week: Week
    entries: tuple[MarkdownEntry, ...]
    rows: tuple[views.Row, ...]


class ValueCache:
    """Values that are the same on all pages, computed once per process. It is pickled empty."""

    def __init__(self) -> None:
        self.cards: dict[str, views.Card] = {}
        self.rows: dict[str, views.Row] = {}
        self.items: dict[str, tuple[FeedItem, views.Body | None]] = {}
        self.labels: dict[str, str] = {}
        self.tags: dict[str, views.Tag] = {}
        self.tagged: dict[tuple[str, ...], tuple[views.Tag, ...]] = {}
        self.people: dict[str, views.Person] = {}
        self.bylines: dict[tuple[views.Person, ...], tuple[views.Person, ...]] = {}
        #: What :func:`generator.pages.digest.weeks` found.
        self.weeks: tuple[WeekOfNews, ...] | None = None
        self.pictures: dict[tuple[str, str], views.Picture] = {}

    def __reduce__(self) -> tuple[type["ValueCache"], tuple[()]]:
        return ValueCache, ()
