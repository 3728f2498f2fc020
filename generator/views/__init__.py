"""What templates see: one frozen view for each kind of page, and the values they are made of.

A template is given ``view`` (one of these), ``body`` (the page's own text as HTML, where it has
one) and nothing else: no clock, no library, no disk. So a view's digest is the page's list of
dependencies. Every URL is ready for an ``href``, with the site's path before it; those whose name
begins with ``absolute_`` and ``canonical`` have the host too. Dates come as text.
"""

from generator.views.entries import (
    ArticleView,
    Audio,
    Chapter,
    EntryView,
    EpisodeView,
    LeadView,
    PageView,
    Piece,
    PitchView,
    Series,
    Slot,
)
from generator.views.give_log import Give, GiveKind, GiveLogView, GiveMonth, GiveStrip, GiveTotals, Week
from generator.views.lists import (
    ArchiveView,
    AuthorsView,
    AuthorView,
    FeedGroup,
    HomeSection,
    HomeView,
    LeadsView,
    ListView,
    NotFoundView,
    RedirectView,
    Row,
    SubscribeView,
    TagsView,
    Year,
)
from generator.views.page import Crumb, Head, Site, View
from generator.views.parts import Body, Card, Date, FeedLink, Heading, Link, Pager, Person, Picture, Tag, Value
from generator.views.talk import Comment, Conversation, Embed, Field, Mention
from generator.views.tips import LibrariesView, LibraryCard, LibraryView, Tip, TipView, TopicTips

__all__ = [
    "ArchiveView",
    "ArticleView",
    "Audio",
    "AuthorView",
    "AuthorsView",
    "Body",
    "Card",
    "Chapter",
    "Comment",
    "Conversation",
    "Crumb",
    "Date",
    "Embed",
    "EntryView",
    "EpisodeView",
    "FeedGroup",
    "FeedLink",
    "Field",
    "Give",
    "GiveKind",
    "GiveLogView",
    "GiveMonth",
    "GiveStrip",
    "GiveTotals",
    "Head",
    "Heading",
    "HomeSection",
    "HomeView",
    "LeadView",
    "LeadsView",
    "LibrariesView",
    "LibraryCard",
    "LibraryView",
    "Link",
    "ListView",
    "Mention",
    "NotFoundView",
    "PageView",
    "Pager",
    "Person",
    "Picture",
    "Piece",
    "PitchView",
    "RedirectView",
    "Row",
    "Series",
    "Site",
    "Slot",
    "SubscribeView",
    "Tag",
    "TagsView",
    "Tip",
    "TipView",
    "TopicTips",
    "Value",
    "View",
    "Week",
    "Year",
]
