"""Tips: single ones, libraries, and the list of libraries."""

from generator.views.page import View
from generator.views.parts import Date, FeedLink, Link, QrCode, Send, Tag, Value


class Tip(Value, frozen=True, kw_only=True):
    """A tip as a card."""

    id: str
    url: str
    text: str
    topic: str = ""
    #: Where its topic is shown alone; empty without a topic.
    topic_url: str = ""
    date: Date | None = None
    tags: tuple[Tag, ...] = ()
    source: Link | None = None
    #: More about it, as HTML; empty if there is none.
    more: str = ""
    library: Link | None = None
    #: On a card that a script makes the day's own: the file with the ids of all tips.
    ids: str = ""


class PostCount(Value, frozen=True, kw_only=True):
    """How much a post takes up of what a network allows."""

    label: str
    used: int
    limit: int
    what: str
    fits: bool = True


class Posts(Value, frozen=True, kw_only=True):
    """A text to be posted, and the networks that get it as it is."""

    text: str
    networks: tuple[PostCount, ...]
    #: Whether something of the tip had to go.
    shortened: bool = False


class TipView(View, frozen=True, kw_only=True):
    """``tip.html``."""

    tip: Tip
    library: Link
    newer: Link | None = None
    older: Link | None = None
    #: The tip as plain text with its address, for the button that copies it.
    share_text: str = ""
    #: The tip as ``goodword tip share`` writes it, each text once.
    posts: tuple[Posts, ...] = ()
    send: Send | None = None
    #: The page's address, for paper.
    qr: QrCode | None = None


class TopicTips(Value, frozen=True, kw_only=True):
    """The tips of a topic; the topic is empty for those without one."""

    topic: str
    tips: tuple[Tip, ...]
    #: What links to it end in, after the ``#``; empty without a topic.
    anchor: str = ""


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
    #: The newest tip of all, which a script replaces by the day's own.
    tip: Tip | None = None
    feed: FeedLink | None = None
