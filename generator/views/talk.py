"""Comments, mentions, and the form or system to add one."""

from generator.views.parts import Date, FeedLink, Link, Value


class Comment(Value, frozen=True, kw_only=True):
    """An approved comment with the replies to it, or the place of a removed one. ``html`` is clean."""

    id: str
    date: Date
    #: ``#comment-…`` on the article's page.
    url: str
    author: str = ""
    html: str = ""
    website: str = ""
    #: The comment is by one of the article's authors.
    by_author: bool = False
    #: Only its place is left, for the replies.
    is_removed: bool = False
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


class SignUp(Value, frozen=True, kw_only=True):
    """A form that posts an e-mail address to a newsletter service, in that service's words for its fields."""

    #: The service's name for readers, and the address that the form posts to.
    service: str
    action: str
    #: The name of the field with the e-mail address; further fields; and one that only robots fill.
    field: str
    hidden: tuple[Field, ...] = ()
    trap: str = ""
    #: Whether the service sends a mail with a link to confirm.
    confirms: bool = True
    #: What the service says of privacy, and whether it is the site's own server.
    privacy: str = ""
    own: bool = False
    #: What readers get, in a sentence.
    promise: str = ""


class Conversation(Value, frozen=True, kw_only=True):
    """The comments of an entry, and how readers can add one.

    ``state`` is ``open`` (comments can be added), ``closed`` (no longer) or ``off`` (only earlier
    comments are shown).
    """

    state: str
    #: The question to readers, where there is a way to answer it.
    ask: str = ""
    #: Where else to answer it, if not here.
    places: tuple[Link, ...] = ()
    count: int = 0
    comments: tuple[Comment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    feed: FeedLink | None = None
    embed: Embed | None = None
