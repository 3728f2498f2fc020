"""The pages that list entries, and those that help to find them."""

from generator.views.give_log import GiveStrip
from generator.views.page import View
from generator.views.parts import Card, Date, FeedLink, Link, Pager, Person, Picture, Tag, Value
from generator.views.talk import SignUp
from generator.views.tips import Tip


class HomeSection(Value, frozen=True, kw_only=True):
    """The newest of a kind of content, whose list is at ``url``; ``name`` and ``icon`` are the kind's."""

    name: str
    icon: str = ""
    title: str
    url: str
    cards: tuple[Card, ...]


class HomeView(View, frozen=True, kw_only=True):
    """``home.html``: only what is there.

    ``purpose`` is the first sentence of the site's description, or its title; ``purpose_more`` is the rest.
    """

    purpose: str = ""
    purpose_more: str = ""
    lead_article: Card | None = None
    articles: tuple[Card, ...] = ()
    tip: Tip | None = None
    pitches: tuple[Card, ...] = ()
    episode: Card | None = None
    leads: tuple[Card, ...] = ()
    give_log: GiveStrip | None = None
    #: Kinds that have no place of their own above.
    others: tuple[HomeSection, ...] = ()


class ListView(View, frozen=True, kw_only=True):
    """``list.html``: the index of a kind, or a tag's or author's entries, newest first.

    ``kind`` is ``article pitch episode`` or, for mixed lists, empty.
    """

    title: str
    kind: str = ""
    #: Whether the cards stand one below the other, not side by side.
    one_column: bool = False
    description: str = ""
    #: Of a show: its cover, and its feed.
    cover: Picture | None = None
    show: FeedLink | None = None
    cards: tuple[Card, ...] = ()
    pager: Pager | None = None
    feeds: tuple[FeedLink, ...] = ()


class LeadsView(View, frozen=True, kw_only=True):
    """``leads.html``: open ones first."""

    title: str
    open: tuple[Card, ...] = ()
    closed: tuple[Card, ...] = ()
    feed: FeedLink | None = None


class Row(Value, frozen=True, kw_only=True):
    """An entry in a typographic list."""

    title: str
    url: str
    label: str = ""
    date: Date | None = None


class Year(Value, frozen=True, kw_only=True):
    """A year's entries, newest first."""

    year: str
    rows: tuple[Row, ...]


class ArchiveView(View, frozen=True, kw_only=True):
    """``archive.html``: everything dated, by year. Also ``tag.html``, with the tag's feed."""

    title: str
    years: tuple[Year, ...] = ()
    count: int = 0
    feed: FeedLink | None = None


class TagsView(View, frozen=True, kw_only=True):
    """``tags.html``: all tags, by name."""

    tags: tuple[Tag, ...]


class Letter(Value, frozen=True, kw_only=True):
    """The entries whose titles begin with a letter; ``id`` is its fragment."""

    label: str
    id: str
    rows: tuple[Row, ...]


class SearchView(View, frozen=True, kw_only=True):
    """``search.html``: the search, with all titles from A to Z; or the page of one ``letter``.

    On a large site, the search has only the letters, in ``index``, and each of them has a page.
    """

    #: The address of the search's script; empty on a letter's page.
    script: str = ""
    letter: str = ""
    index: tuple[Link, ...] = ()
    letters: tuple[Letter, ...] = ()
    tags: tuple[Tag, ...] = ()
    pager: Pager | None = None


class AuthorsView(View, frozen=True, kw_only=True):
    """``authors.html``."""

    people: tuple[Person, ...]


class AuthorView(View, frozen=True, kw_only=True):
    """``author.html``."""

    person: Person
    years: tuple[Year, ...] = ()
    count: int = 0
    feed: FeedLink | None = None


class FeedGroup(Value, frozen=True, kw_only=True):
    """Feeds that belong together on the subscribe page: the same items in several formats."""

    title: str
    note: str
    feeds: tuple[FeedLink, ...]
    #: ``main`` ones get a big button; ``more`` ones (tags, authors, comments) a line.
    rank: str = "main"


class DigestGroup(Value, frozen=True, kw_only=True):
    """What came out of one kind in a week: cards, or rows where the kind has none."""

    title: str
    cards: tuple[Card, ...] = ()
    rows: tuple[Row, ...] = ()


class DigestView(View, frozen=True, kw_only=True):
    """``digest.html``: what came out in a week, by kind. Also ``mail/digest.html``, the same as an e-mail.

    ``left`` says how many things an e-mail left out, which its page at ``absolute_url`` has.
    """

    title: str
    since: Date
    until: Date
    groups: tuple[DigestGroup, ...] = ()
    count: int = 0
    left: int = 0
    absolute_url: str = ""
    #: The site's origin, which an e-mail puts before addresses.
    origin: str = ""
    newer: Link | None = None
    older: Link | None = None
    feed: FeedLink | None = None


class DigestRow(Value, frozen=True, kw_only=True):
    """A digest in the list of all."""

    title: str
    url: str
    since: Date
    until: Date
    count: int


class DigestsView(View, frozen=True, kw_only=True):
    """``digests.html``: the digests of all weeks, newest first."""

    digests: tuple[DigestRow, ...]
    feed: FeedLink | None = None


class Following(Value, frozen=True, kw_only=True):
    """A group of feeds with the apps that follow the first of them when a link is opened."""

    group: FeedGroup
    apps: tuple[Link, ...] = ()


class SubscribeView(View, frozen=True, kw_only=True):
    """``subscribe.html``: the site's main feed, the others that matter, and what most readers do not need."""

    main: Following
    others: tuple[Following, ...] = ()
    more: tuple[FeedGroup, ...] = ()
    sign_up: SignUp | None = None
    #: The page of all digests, if there are any.
    digests: str = ""
    opml: str = ""


class Offer(Value, frozen=True, kw_only=True):
    """Something small to give: of what kind, what it is, and the address where more about it is."""

    kind: str
    what: str
    url: str


class PlanView(View, frozen=True, kw_only=True):
    """``plan.html``: what a reader can give today, and a plan of their own."""

    offers: tuple[Offer, ...] = ()
    #: The site's own give-log, if it has one.
    log: str = ""
    #: The weeks of the sheet for paper.
    weeks: tuple[int, ...] = ()


class NotFoundView(View, frozen=True, kw_only=True):
    """``404.html``."""

    newest: tuple[Card, ...] = ()


class RedirectView(View, frozen=True, kw_only=True):
    """``redirect.html``: for hosts that do not support redirects."""

    target: str
    absolute_target: str
    #: The media type of the feed that is at the target, if one is.
    feed: str = ""
