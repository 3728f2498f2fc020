"""What templates see: one frozen view for each kind of page, and the values they are made of.

A template is given ``view`` (one of these), ``body`` (the page's own text as HTML, where it has
one) and nothing else: no clock, no library, no disk. So a view's digest is the page's list of
dependencies. Every URL is ready for an ``href``, with the site's path before it; those whose name
begins with ``absolute_`` and ``canonical`` have the host too. Dates come as text.
"""

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of everything in a view."""


class Link(Value, frozen=True, kw_only=True):
    """A named link. ``current`` says that it leads to the page it stands on."""

    label: str
    url: str
    note: str = ""
    current: bool = False


class Date(Value, frozen=True, kw_only=True):
    """A date: ``iso`` for ``datetime=``, ``text`` for people, in the site's zone and language."""

    iso: str
    text: str
    year: str = ""
    #: Month and day alone, for lists that are grouped by year.
    short: str = ""
    #: With the time of day, for comments.
    full: str = ""


class Picture(Value, frozen=True, kw_only=True):
    """An image ready to be shown. Empty ``srcset`` and ``webp`` where there is one file only."""

    src: str
    alt: str
    absolute_src: str = ""
    width: int = 0
    height: int = 0
    srcset: str = ""
    webp: str = ""
    credit: str = ""
    credit_url: str = ""
    license: str = ""


class FeedLink(Value, frozen=True, kw_only=True):
    """A feed that can be followed."""

    title: str
    url: str
    absolute_url: str
    media_type: str
    #: What the format is called: ``RSS``, ``Atom``, ``JSON Feed``, ``Podcast``.
    format: str


class Tag(Value, frozen=True, kw_only=True):
    """A tag with its page."""

    label: str
    url: str
    slug: str
    count: int = 0


class Person(Value, frozen=True, kw_only=True):
    """An author: ``url`` is the page here, ``website`` the place elsewhere."""

    id: str
    name: str
    url: str
    bio: str = ""
    website: str = ""
    image: Picture | None = None
    count: int = 0


class Heading(Value, frozen=True, kw_only=True):
    """A heading of a text, for its table of contents."""

    level: int
    id: str
    text: str


class Body(Value, frozen=True, kw_only=True):
    """A text's HTML by its digest, and what is put into its open places, in order.

    The HTML itself is handed to the template beside the view.
    """

    digest: str
    fills: tuple[str, ...] = ()


class Card(Value, frozen=True, kw_only=True):
    """An entry as it is shown in a list, of whatever kind."""

    kind: str
    #: The kind's name for people: ``Article``, ``Tip``, ``Episode`` …
    label: str
    url: str
    title: str
    summary: str = ""
    date: Date | None = None
    minutes: int = 0
    tags: tuple[Tag, ...] = ()
    authors: tuple[Person, ...] = ()
    image: Picture | None = None
    #: A short note beside the title: a series, a duration, an employer and place, seconds.
    note: str = ""
    #: A status in words that the reader should know: ``Closed``.
    status: str = ""


class Site(Value, frozen=True, kw_only=True):
    """What every page shows of the site."""

    title: str
    description: str
    language: str
    #: The home page, ``/`` or ``/blog/``.
    url: str
    absolute_url: str
    menu: tuple[Link, ...] = ()
    community: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    #: Fingerprinted address of each asset by its name: ``site.css``, ``site.js``, ``icons.svg``.
    assets: dict[str, str] = {}
    logo: Picture | None = None
    #: Where each part of the site begins, for those that are not empty: ``articles tips pitches
    #: episodes leads give-log archive tags authors subscribe``.
    parts: dict[str, str] = {}
    #: The WebSub hub and the webmention endpoint, empty if there is none.
    hub: str = ""
    webmention: str = ""
    skin: str = ""
    #: The Content-Security-Policy, for hosts that send no headers.
    policy: str = ""
    #: The years of the copyright line, ``2024–2026``; empty without dated content.
    years: str = ""
    copyright: str = ""


class Head(Value, frozen=True, kw_only=True):
    """What a page says of itself to machines."""

    title: str
    description: str
    #: Absolute; empty for pages that have no address of their own (404).
    canonical: str
    #: Open Graph: ``website``, ``article``.
    type: str = "website"
    image: Picture | None = None
    #: Feeds of this page itself, before those of the site.
    feeds: tuple[FeedLink, ...] = ()
    #: JSON-LD, ready to stand in a ``<script type="application/ld+json">``.
    json_ld: str = ""
    published: str = ""
    modified: str = ""
    noindex: bool = False
    older: str = ""
    newer: str = ""


class Crumb(Value, frozen=True, kw_only=True):
    """A step on the way from the home page to this one; the last has no address."""

    label: str
    url: str = ""


class View(Value, frozen=True, kw_only=True):
    """The base of every page's view."""

    site: Site
    head: Head
    crumbs: tuple[Crumb, ...] = ()
    #: This page's own address, as in a menu item's ``url``; empty for pages that have none (404).
    here: str = ""
    #: The address of the menu item this page belongs to: ``/articles/`` for an article.
    section: str = ""


class Pager(Value, frozen=True, kw_only=True):
    """Where a list that goes over several pages stands. Addresses are empty at the ends."""

    number: int
    last: int
    newer: str = ""
    older: str = ""
    #: Numbered links to the first, last and near pages; an empty ``url`` is a gap.
    pages: tuple[Link, ...] = ()


class Series(Value, frozen=True, kw_only=True):
    """A series and the place of this article in it."""

    title: str
    number: int
    entries: tuple[Link, ...]


class Comment(Value, frozen=True, kw_only=True):
    """An approved comment with the replies to it. ``html`` is clean."""

    id: str
    author: str
    html: str
    date: Date
    #: ``#comment-…`` on the article's page.
    url: str
    website: str = ""
    #: The comment is by one of the article's authors.
    by_author: bool = False
    replies: tuple["Comment", ...] = ()


class Mention(Value, frozen=True, kw_only=True):
    """Another page that links to this one. ``kind``: ``mention reply like repost``."""

    source: str
    kind: str
    date: Date
    author: str = ""
    title: str = ""


class Field(Value, frozen=True, kw_only=True):
    """An input of a comment form that the host receives."""

    name: str
    label: str
    type: str = "text"
    required: bool = False
    autocomplete: str = ""
    value: str = ""


class Embed(Value, frozen=True, kw_only=True):
    """A live comment system on the page; the reader loads it with a click.

    Either a third party's ``script`` (put into ``container`` after the click, with
    ``attributes``), or a ``form`` that the host receives, or a ``link`` to elsewhere.
    """

    provider: str
    label: str
    #: What the reader should know before the click, in a sentence.
    notice: str = ""
    #: The container's id and attributes, written before the script is loaded.
    container: str = ""
    #: The container's name, for systems that define an element of their own.
    element: str = "div"
    container_attributes: dict[str, str] = {}
    script: str = ""
    attributes: dict[str, str] = {}
    #: A module of our own that the page needs for this provider: ``mastodon.js``.
    module: str = ""
    form_action: str = ""
    form_attributes: dict[str, str] = {}
    fields: tuple[Field, ...] = ()
    honeypot: str = ""
    link: str = ""
    link_label: str = ""


class Conversation(Value, frozen=True, kw_only=True):
    """What readers said under an entry, and how they can answer.

    ``state`` is ``open`` (they can), ``closed`` (they could) or ``off`` (nothing is shown but
    what was said before).
    """

    state: str
    ask: str = ""
    count: int = 0
    comments: tuple[Comment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    feed: FeedLink | None = None
    embed: Embed | None = None


class EntryView(View, frozen=True, kw_only=True):
    """The base of the pages that show one entry in full."""

    title: str
    summary: str = ""
    body: Body
    date: Date | None = None
    updated: Date | None = None
    minutes: int = 0
    words: int = 0
    tags: tuple[Tag, ...] = ()
    authors: tuple[Person, ...] = ()
    image: Picture | None = None
    contents: tuple[Heading, ...] = ()
    conversation: Conversation
    #: Copies elsewhere.
    syndicated: tuple[Link, ...] = ()
    newer: Card | None = None
    older: Card | None = None
    related: tuple[Card, ...] = ()


class ArticleView(EntryView, frozen=True, kw_only=True):
    """``article.html``."""

    series: Series | None = None


class PageView(EntryView, frozen=True, kw_only=True):
    """``page.html``."""


class Slot(Value, frozen=True, kw_only=True):
    """A gap of a pitch for the reader to fill."""

    name: str
    label: str
    example: str
    hint: str = ""
    max_words: int = 0
    optional: bool = False


class Piece(Value, frozen=True, kw_only=True):
    """A piece of a pitch: plain ``text``, or the ``slot`` of that name with its example as text."""

    text: str
    slot: str = ""


class PitchView(EntryView, frozen=True, kw_only=True):
    """``pitch.html``: the card's text in pieces, and how long it takes to say."""

    seconds: int
    audience: str = ""
    slots: tuple[Slot, ...] = ()
    #: Paragraphs of pieces.
    pieces: tuple[tuple[Piece, ...], ...] = ()
    #: Of the filled example.
    example_words: int = 0
    example_seconds: int = 0
    words_per_minute: int = 140


class Chapter(Value, frozen=True, kw_only=True):
    """A part of an episode. ``seconds`` from its start; ``at`` the same for people, ``1:05``."""

    at: str
    seconds: int
    title: str


class Audio(Value, frozen=True, kw_only=True):
    """An episode's audio file. ``size`` and ``duration`` are for people, ``1.2 MB``, ``12:30``."""

    url: str
    media_type: str
    size: str = ""
    duration: str = ""
    duration_iso: str = ""


class EpisodeView(EntryView, frozen=True, kw_only=True):
    """``episode.html``."""

    audio: Audio
    number: str = ""
    guests: tuple[Link, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    #: The transcript in paragraphs; each is a speaker (may be empty) and what they say.
    transcript: tuple[tuple[str, str], ...] = ()
    podcast: FeedLink | None = None


class LeadView(EntryView, frozen=True, kw_only=True):
    """``lead.html``."""

    employer: str
    closed: bool
    expires: Date
    location: str = ""
    remote: bool = False
    employment_type: str = ""
    apply_url: str = ""


class Tip(Value, frozen=True, kw_only=True):
    """A tip as a card."""

    id: str
    url: str
    text: str
    topic: str = ""
    date: Date | None = None
    tags: tuple[Tag, ...] = ()
    source: Link | None = None
    #: More about it, as HTML; empty if there is none.
    more: str = ""
    library: Link | None = None


class TipView(View, frozen=True, kw_only=True):
    """``tip.html``."""

    tip: Tip
    library: Link
    newer: Link | None = None
    older: Link | None = None
    #: The tip as plain text with its address, for the button that copies it.
    share_text: str = ""


class TopicTips(Value, frozen=True, kw_only=True):
    """The tips of a topic; the topic is empty for those without one."""

    topic: str
    tips: tuple[Tip, ...]


class LibraryView(View, frozen=True, kw_only=True):
    """``tip-library.html``: all of a library's published tips, by topic."""

    title: str
    description: str = ""
    topics: tuple[TopicTips, ...] = ()
    count: int = 0
    feed: FeedLink | None = None


class LibraryCard(Value, frozen=True, kw_only=True):
    """A tip library in the list of libraries."""

    title: str
    url: str
    description: str = ""
    count: int = 0
    #: Its newest tips.
    tips: tuple[Tip, ...] = ()


class LibrariesView(View, frozen=True, kw_only=True):
    """``tips.html``."""

    libraries: tuple[LibraryCard, ...]
    feed: FeedLink | None = None


class Week(Value, frozen=True, kw_only=True):
    """A week of the give-log: ``count`` gives, and ``level`` 0 to 4 for how dark it is drawn."""

    label: str
    count: int
    level: int
    paused: bool = False


class Give(Value, frozen=True, kw_only=True):
    """A thing given. ``outcome`` only where it may be shown."""

    id: str
    url: str
    kind: str
    label: str
    what: str
    date: Date
    to: str = ""
    link: str = ""
    outcome: str = ""


class GiveMonth(Value, frozen=True, kw_only=True):
    """A month's gives, newest first."""

    title: str
    iso: str
    gives: tuple[Give, ...]


class GiveKind(Value, frozen=True, kw_only=True):
    """How often one kind of thing was given."""

    kind: str
    label: str
    count: int


class GiveTotals(Value, frozen=True, kw_only=True):
    """The give-log in numbers, as of its last entry."""

    gives: int
    weeks: int
    people: int
    outcomes: int
    first: Date | None = None
    last: Date | None = None
    #: Of the plan; zero without one.
    planned_weeks: int = 0
    planned_gives: int = 0
    percent: int = 0


class GiveLogView(View, frozen=True, kw_only=True):
    """``give-log.html``."""

    title: str
    totals: GiveTotals
    kinds: tuple[GiveKind, ...] = ()
    weeks: tuple[Week, ...] = ()
    months: tuple[GiveMonth, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    owner: str = ""


class GiveStrip(Value, frozen=True, kw_only=True):
    """The give-log on the home page."""

    title: str
    url: str
    totals: GiveTotals
    weeks: tuple[Week, ...]


class HomeView(View, frozen=True, kw_only=True):
    """``home.html``: only what is there."""

    lead_article: Card | None = None
    articles: tuple[Card, ...] = ()
    tip: Tip | None = None
    pitches: tuple[Card, ...] = ()
    episode: Card | None = None
    leads: tuple[Card, ...] = ()
    give_log: GiveStrip | None = None


class ListView(View, frozen=True, kw_only=True):
    """``list.html``: the index of a kind, or a tag's or author's entries, newest first.

    ``kind`` is ``article pitch episode`` or, for mixed lists, empty.
    """

    title: str
    kind: str = ""
    description: str = ""
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
    """Feeds that belong together on the subscribe page: the same news in several formats."""

    title: str
    note: str
    feeds: tuple[FeedLink, ...]
    #: ``main`` ones get a big button; ``more`` ones (tags, authors, comments) a line.
    rank: str = "main"


class SubscribeView(View, frozen=True, kw_only=True):
    """``subscribe.html``."""

    groups: tuple[FeedGroup, ...]
    opml: str = ""


class NotFoundView(View, frozen=True, kw_only=True):
    """``404.html``."""

    newest: tuple[Card, ...] = ()


class RedirectView(View, frozen=True, kw_only=True):
    """``redirect.html``: for hosts that know no redirects."""

    target: str
    absolute_target: str
