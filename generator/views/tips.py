"""Tips: single ones, libraries, and the list of libraries."""

from generator.views.page import View
from generator.views.parts import Date, FeedLink, Link, Tag, Value


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
