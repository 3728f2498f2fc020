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
from generator.media.social_card import Figures
from generator.pages.context import Chrome, Context, Values
from generator.pages.feed_links import feed_link, feed_url
from generator.pages.planned import Planned
from generator.pages.selection import Card, Cards, Rows, Selection, Whole
from generator.search.base import Document


class EntryPage(Selection, Generic[F_co], frozen=True, kw_only=True):
    """What an entry's own page shows: all of it, and a little of its neighbours."""

    entry: Whole[F_co]
    newer: Card = None
    older: Card = None
    related: Cards[Fields] = ()
    series: Rows = ()


class Common(TypedDict):
    """The fields that all views of entries have, as in :class:`generator.views.EntryView`."""

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
    send: views.Send | None
    newer: views.Card | None
    older: views.Card | None
    related: tuple[views.Card, ...]
    label: str


#: A feed's item with its text, if that is still to be filled in; and the same with its date, for sorting.
Item = tuple[FeedItem, views.Body | None]
DatedItem = tuple[dt.datetime, Item]

#: What can stand in JSON-LD, and an object of it: what has no value in it is left out.
JsonLdValue: TypeAlias = "str | int | Sequence[JsonLdValue] | Mapping[str, JsonLdValue] | None"
JsonLd: TypeAlias = Mapping[str, JsonLdValue]


class ListFacts(msgspec.Struct, frozen=True):
    """What the list of a kind shows in addition to cards: a description, and feeds.

    A ``show`` has a name of its own, a cover, and a feed that its head asks to follow.
    """

    description: str = ""
    feeds: tuple[views.FeedLink, ...] = ()
    title: str = ""
    cover: views.Picture | None = None
    show: views.FeedLink | None = None


class PartCard(msgspec.Struct, frozen=True):
    """The social card of an entry's part: the part's id, what it says, and the words above it."""

    id: str
    title: str
    label: str


class FollowGroup(msgspec.Struct, frozen=True):
    """A group of feeds on the subscribe page; the smallest ``position`` comes first."""

    position: int
    group: views.FeedGroup


def entry_view(_context: Context, _page: EntryPage, common: Common) -> views.EntryView:
    """Return a view with only the fields that all entries have."""
    return views.EntryView(**common)


def no_words(_values: Values, _entry: Entry) -> str:
    """Return an empty text."""
    return ""


def no_json_ld(_context: Context, _entry: Entry, _common: JsonLd, _comments: tuple[views.Comment, ...]) -> JsonLd:
    """Return no JSON-LD."""
    return {}


def plain_item(_context: Context, _entry: Entry, item: FeedItem) -> FeedItem:
    """Return the common item unchanged."""
    return item


def no_items(_context: Context, _entries: tuple[Entry, ...], _limit: int) -> list[DatedItem]:
    """Return no items."""
    return []


def no_row(_values: Values, entry: Entry, number: int) -> views.Row:
    """Raise an error: a kind whose parts have tags must define their rows in lists."""
    raise NotImplementedError(f"the parts of {entry.kind} have tags and no row: {entry.source}, part {number}")


def no_files(_values: Values, _entry: Entry) -> Iterator[Planned]:
    """Return no further files."""
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


def no_cards(_values: Values, _entry: Entry) -> Iterator[PartCard]:
    """Return no cards."""
    yield from ()


def no_figures(_values: Values, _entries: tuple[Entry, ...]) -> Figures | None:
    """Return nothing: its social card has words alone."""
    return None


def no_facts(_values: Values) -> ListFacts:
    """Return nothing in addition to cards."""
    return ListFacts()


def no_more_words(_values: Values, _entry: Entry) -> tuple[str, ...]:
    """Return no paragraphs."""
    return ()


def nothing_found(_context: Context, _entry: Entry) -> Iterator[Document]:
    """Return no documents."""
    yield from ()


class Home(msgspec.Struct, Generic[F], frozen=True):
    """What the home page shows of a kind, and in which field of its view.

    ``pick`` is the number of newest entries, or a function that selects from the kind's entries. ``show`` converts the
    selected ones for the view, to cards by default. In the field ``others``, each kind has a section with its plural
    as the heading, below the kinds that the theme has a place for.
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

    #: An icon of the theme, by its file's name, before the heading that the home page gives the kind among ``others``.
    icon: str = ""
    #: Its position in the navigation; the smallest number first.
    rank: int = 70
    home: Home[F] | None = None

    template: str = "entry.html"
    #: The folder of the kind's templates and assets, inside the package that adds it.
    templates: Path | None = None
    view: Callable[[Context, EntryPage[F], Common], views.EntryView] = entry_view
    #: Further files of an entry, published beside its page.
    files: Callable[[Values, Entry[F]], Iterator[Planned]] = no_files
    listing: Callable[[Chrome, tuple[Entry[F], ...]], Iterator[Planned]] | None = None
    list_facts: Callable[[Values], ListFacts] = no_facts
    pages: Callable[[Chrome, tuple[Entry[F], ...]], Iterator[Planned]] | None = None
    #: The row of an entry's part in plain lists, by its number.
    part_row: Callable[[Values, Entry[F], int], views.Row] = no_row

    #: The note beside a card's title, its status as text, and whether it shows the reading time.
    note: Callable[[Values, Entry[F]], str] = no_words
    status: Callable[[Values, Entry[F]], str] = no_words
    #: The beginning of what is said, as a card shows it between quotation marks.
    opening: Callable[[Values, Entry[F]], str] = no_words
    timed: bool = False
    #: Whether a card shows the first of the tags, and an icon of the theme that stands where a picture would.
    tagged: bool = True
    card_icon: str = ""
    #: Whether the cards of its list stand one below the other.
    one_column: bool = False
    #: Whether readers are asked to pass an entry on.
    sent: bool = True
    #: Whether an entry without an author is shown with the site's.
    signed: bool = True

    #: The label on the social card, if it differs from ``label``.
    share_label: str | None = None
    #: What the card of its only entry shows large.
    figures: Callable[[Values, tuple[Entry[F], ...]], Figures | None] = no_figures
    #: The cards of its entries' parts, where these have pages.
    part_cards: Callable[[Values, Entry[F]], Iterator[PartCard]] = no_cards
    #: The Open Graph type: with ``article`` the page has its date of publication.
    open_graph: str = "website"
    #: An entry's JSON-LD, from the common part and its comments.
    json_ld: Callable[[Context, Entry[F], JsonLd, tuple[views.Comment, ...]], JsonLd] = no_json_ld

    #: What search finds of an entry besides its title, summary and text: paragraphs that its page shows.
    words: Callable[[Values, Entry[F]], tuple[str, ...]] = no_more_words
    #: What search finds in an entry of a YAML kind: only what its pages show.
    found: Callable[[Context, Entry[F]], Iterator[Document]] = nothing_found

    #: An entry's feed item, from the common item.
    item: Callable[[Context, Entry[F], FeedItem], FeedItem] = plain_item
    #: The newest items of a YAML kind for the main feed, each with its date, up to a limit.
    items: Callable[[Context, tuple[Entry[F], ...], int], list[DatedItem]] = no_items
    #: Whether the kind has a feed for its list; and the feeds that it plans itself.
    own_feed: bool = False
    own_feeds: Callable[[Chrome], Iterator[Planned]] = no_feeds
    follow: Callable[[Values], Iterator[FollowGroup]] = nothing_to_follow
    #: Feeds that are in the OPML list, but are too many for the subscribe page.
    subscriptions: Callable[[Values], tuple[views.FeedLink, ...]] = no_links


def kinds_of(values: Values) -> dict[str, Kind]:
    """Return the site's kinds by name, in the order of the navigation."""
    every = cast("dict[str, Kind]", values.index.kinds)
    return dict(sorted(every.items(), key=lambda named: named[1].rank))


def kind_of(values: Values, entry: Entry) -> Kind:
    """Return an entry's kind."""
    return cast("Kind", values.index.kinds[entry.kind])


def kind_feed(values: Values, kind: Kind) -> views.FeedLink | None:
    """Return a link to a kind's own feed, or None if it has none or is empty."""
    if not kind.own_feed or not values.index.all(kind.name):
        return None
    return feed_link(values, feed_url(kind.index), f"{values.settings.title}: {kind.plural}")
