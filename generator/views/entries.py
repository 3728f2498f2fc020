"""The pages that show one entry in full."""

from generator.views.page import View
from generator.views.parts import Body, Card, Date, FeedLink, Heading, Link, Person, Picture, QrCode, Send, Tag, Value
from generator.views.talk import Conversation


class Fact(Value, frozen=True, kw_only=True):
    """A fact of an entry: a label, and a date, a link or a text."""

    label: str
    text: str = ""
    url: str = ""
    date: Date | None = None


class EntryView(View, frozen=True, kw_only=True):
    """The base of the pages that show one entry in full; ``entry.html``."""

    #: The kind's name for people: ``Article``.
    label: str = ""
    title: str
    summary: str = ""
    body: Body
    #: When it came out.
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
    #: How to pass it on; None for what is not passed on.
    send: Send | None = None
    newer: Card | None = None
    older: Card | None = None
    related: tuple[Card, ...] = ()
    #: What ``entry.html`` says of it above the text.
    facts: tuple[Fact, ...] = ()


class Series(Value, frozen=True, kw_only=True):
    """A series and the place of this article in it."""

    title: str
    number: int
    entries: tuple[Link, ...]


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
    #: What the slot is called.
    label: str = ""


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
    slug: str = ""
    #: Leads to this page, for its print.
    qr: QrCode | None = None


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
    #: The lead's address, for paper.
    qr: QrCode | None = None
    #: The site's zone, by whose days the time that is left is counted.
    zone: str = ""
    location: str = ""
    remote: bool = False
    employment_type: str = ""
    apply_url: str = ""
