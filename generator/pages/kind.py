"""The contract of a kind of content: what it is as content, and how it looks.

A kind is one value, ``KIND = Kind(…)``, in a file of ``generator/kinds/`` or in another package. Pages,
lists, feeds and checks ask it, and know none by name.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeAlias, TypedDict, cast

import msgspec

from generator import views
from generator.base.model import Entry
from generator.base.type_variables import F, F_co
from generator.content.kind import ContentType, Fields
from generator.feeds.base import FeedItem
from generator.pages.context import Chrome, Context, Values
from generator.pages.feed_links import feed_link, feed_url
from generator.pages.planned import Planned
from generator.pages.selection import Card, Cards, Rows, Selection, Whole


class EntryPage(Selection, Generic[F_co], frozen=True, kw_only=True):
    """What an entry's own page shows: all of it, and a little of its neighbours."""

    entry: Whole[F_co]
    newer: Card = None
    older: Card = None
    related: Cards[Fields] = ()
    series: Rows = ()


class Common(TypedDict):
    """What all views of entries have, by the names of :class:`generator.views.EntryView`."""

    site: views.Site
    head: views.Head
    crumbs: tuple[views.Crumb, ...]
    here: str
    section: str
    title: str
    summary: str
    body: views.Body
    date: views.Date | None
    updated: views.Date | None
    minutes: int
    words: int
    tags: tuple[views.Tag, ...]
    authors: tuple[views.Person, ...]
    image: views.Picture | None
    contents: tuple[views.Heading, ...]
    conversation: views.Conversation
    syndicated: tuple[views.Link, ...]
    newer: views.Card | None
    older: views.Card | None
    related: tuple[views.Card, ...]
    label: str


#: An item of a feed with its text, if that is still to be filled in; and the same with the moment it is sorted by.
Item = tuple[FeedItem, views.Body | None]
DatedItem = tuple[dt.datetime, Item]

#: What can stand in JSON-LD, and an object of it: what has no value in it is left out.
JsonLdValue: TypeAlias = "str | int | Sequence[JsonLdValue] | Mapping[str, JsonLdValue] | None"
JsonLd: TypeAlias = Mapping[str, JsonLdValue]


class ListFacts(msgspec.Struct, frozen=True):
    """What the list of a kind says beside its cards: a description, and the feeds to follow."""

    description: str = ""
    feeds: tuple[views.FeedLink, ...] = ()


class FollowGroup(msgspec.Struct, frozen=True):
    """A group of feeds on the page that tells how to follow the site; the smallest ``position`` stands first."""

    position: int
    group: views.FeedGroup


def entry_view(_context: Context, _page: EntryPage, common: Common) -> views.EntryView:
    """Return a view with what all entries have."""
    return views.EntryView(**common)


def no_words(_values: Values, _entry: Entry) -> str:
    """Return nothing to say."""
    return ""


def no_json_ld(_context: Context, _entry: Entry, _common: JsonLd, _comments: tuple[views.Comment, ...]) -> JsonLd:
    """Return nothing that search engines know."""
    return {}


def plain_item(_context: Context, _entry: Entry, item: FeedItem) -> FeedItem:
    """Return an item as all entries have it."""
    return item


def no_items(_context: Context, _entries: tuple[Entry, ...], _limit: int) -> list[DatedItem]:
    """Return no items."""
    return []


def no_row(_values: Values, entry: Entry, number: int) -> views.Row:
    """Raise an error: a kind whose parts have tags says how they stand in lists."""
    raise NotImplementedError(f"the parts of {entry.kind} have tags and no row: {entry.source}, part {number}")


def no_files(_values: Values, _entry: Entry) -> Iterator[Planned]:
    """Return no file beside the page."""
    yield from ()


def no_feeds(_chrome: Chrome) -> Iterator[Planned]:
    """Return no feed."""
    yield from ()


def nothing_to_follow(_values: Values) -> Iterator[FollowGroup]:
    """Return no feeds to follow."""
    yield from ()


def no_links(_values: Values) -> tuple[views.FeedLink, ...]:
    """Return no feeds."""
    return ()


def no_facts(_values: Values) -> ListFacts:
    """Return nothing beside the cards of a list."""
    return ListFacts()


class Home(msgspec.Struct, Generic[F], frozen=True):
    """What the home page shows of a kind, and under which name of its view.

    ``pick`` is a number, of the newest ones, or picks from the kind's entries. ``show`` makes what the view takes of
    those picked: cards, unless it is said otherwise. Under ``others`` the page shows each kind with its plural as
    the heading, below what the theme has a place for.
    """

    place: str
    pick: int | Callable[[Values, tuple[Entry[F], ...]], tuple[Entry[F], ...]]
    show: Callable[[Context, tuple[Entry[F], ...]], object] | None = None

    def picked(self, values: Values, entries: tuple[Entry[F], ...]) -> tuple[Entry[F], ...]:
        """Return the entries that the home page shows."""
        return entries[: self.pick] if isinstance(self.pick, int) else self.pick(values, entries)


class Kind(ContentType[F], Generic[F], frozen=True, kw_only=True):
    """A kind of content.

    A Markdown kind has a page for each entry, made with its ``template`` and ``view``, and a list at ``index``,
    unless ``listing`` plans another. A YAML kind plans its own ``pages``.
    """

    #: An icon of the theme, by its file's name.
    icon: str = ""
    #: Where it stands among the parts of the site; the smallest number first.
    rank: int = 70
    home: Home[F] | None = None

    template: str = "entry.html"
    #: The folder of the templates and assets that a package brings, inside the package.
    templates: Path | None = None
    view: Callable[[Context, EntryPage[F], Common], views.EntryView] = entry_view
    #: Files beside an entry's page.
    files: Callable[[Values, Entry[F]], Iterator[Planned]] = no_files
    listing: Callable[[Chrome, tuple[Entry[F], ...]], Iterator[Planned]] | None = None
    list_facts: Callable[[Values], ListFacts] = no_facts
    pages: Callable[[Chrome, tuple[Entry[F], ...]], Iterator[Planned]] | None = None
    #: A part of an entry in the plainest lists, by its number.
    part_row: Callable[[Values, Entry[F], int], views.Row] = no_row

    #: What a card says beside the title, its status in words, and whether it says how long the text takes to read.
    note: Callable[[Values, Entry[F]], str] = no_words
    status: Callable[[Values, Entry[F]], str] = no_words
    timed: bool = False
    #: Whether a card shows the first of the tags, and an icon of the theme that stands where a picture would.
    tagged: bool = True
    card_icon: str = ""
    #: Whether the cards of its list stand one below the other.
    one_column: bool = False
    #: Whether an entry that names no author is shown with the site's.
    signed: bool = True

    #: What the drawn image for social networks calls it, where that is not the label.
    share_label: str | None = None
    #: The type of Open Graph: with ``article`` the page says when it was published.
    open_graph: str = "website"
    #: What search engines are told of an entry, from what all have in common and its comments.
    json_ld: Callable[[Context, Entry[F], JsonLd, tuple[views.Comment, ...]], JsonLd] = no_json_ld

    #: An entry as an item of feeds, from what all items have.
    item: Callable[[Context, Entry[F], FeedItem], FeedItem] = plain_item
    #: The newest items that the files of a YAML kind have for the main feed, at most so many, each with its date.
    items: Callable[[Context, tuple[Entry[F], ...], int], list[DatedItem]] = no_items
    #: Whether the kind has a feed of its own beside its list; and the feeds that it plans itself.
    own_feed: bool = False
    own_feeds: Callable[[Chrome], Iterator[Planned]] = no_feeds
    follow: Callable[[Values], Iterator[FollowGroup]] = nothing_to_follow
    #: Feeds that are in the list for feed readers, and too many for the page on following the site.
    subscriptions: Callable[[Values], tuple[views.FeedLink, ...]] = no_links


def kinds_of(values: Values) -> dict[str, Kind]:
    """Return the site's kinds by name, as they stand among the parts of the site."""
    every = cast("dict[str, Kind]", values.index.kinds)
    return dict(sorted(every.items(), key=lambda named: named[1].rank))


def kind_of(values: Values, entry: Entry) -> Kind:
    """Return an entry's kind."""
    return cast("Kind", values.index.kinds[entry.kind])


def kind_feed(values: Values, kind: Kind) -> views.FeedLink | None:
    """Return the feed of a kind that has one of its own, and something in it."""
    if not kind.own_feed or not values.index.all(kind.name):
        return None
    return feed_link(values, feed_url(kind.index), f"{values.settings.title}: {kind.plural}")
