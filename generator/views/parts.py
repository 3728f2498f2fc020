"""The small values that views are made of."""

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


class QrCode(Value, frozen=True, kw_only=True):
    """A QR code as a path of strokes, in a square of ``width`` cells; for paper. ``draw.qr`` draws it."""

    width: int
    path: str


class SendPlace(Value, frozen=True, kw_only=True):
    """A network's address at which a post of a page begins. ``copies``: what it says has to be pasted there."""

    label: str
    url: str
    copies: bool = False


class Send(Value, frozen=True, kw_only=True):
    """How to pass a page on: a mail with a gap in it, and the networks' addresses.

    ``lines`` are those of the message, where it has more than a title and an address; the reader's own is empty.
    """

    mail: str
    places: tuple[SendPlace, ...] = ()
    lines: tuple[str, ...] = ()


class FeedLink(Value, frozen=True, kw_only=True):
    """A feed that can be followed."""

    title: str
    url: str
    absolute_url: str
    media_type: str
    #: What the format is called: ``RSS``, ``Atom``, ``JSON Feed``, ``Podcast``.
    format: str
    #: An icon for the format, and what people follow it in.
    icon: str = "rss"
    reader: str = "feed reader"


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
    #: Their accounts elsewhere, and the one in the fediverse.
    profiles: tuple[Link, ...] = ()
    fediverse: str = ""
    image: Picture | None = None
    count: int = 0


class Heading(Value, frozen=True, kw_only=True):
    """A heading of a text, for its table of contents."""

    level: int
    id: str
    text: str


class Body(Value, frozen=True, kw_only=True):
    """A text's HTML by its digest, and the values of its placeholders, in order.

    The HTML itself is passed to the template separately from the view.
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
    #: None for a kind whose cards show no tag.
    tags: tuple[Tag, ...] = ()
    authors: tuple[Person, ...] = ()
    image: Picture | None = None
    #: A short note beside the title: a series, a duration, an employer and place, seconds.
    note: str = ""
    #: The beginning of what is said, for a card that is held in the hand.
    opening: str = ""
    #: A status in words that the reader should know: ``Closed``.
    status: str = ""
    #: An icon that stands where a picture would.
    icon: str = ""
    #: Whether ``date`` is that on which it came out, and not, say, that of an event to come.
    date_published: bool = True


class Pager(Value, frozen=True, kw_only=True):
    """The position in a paginated list. Addresses are empty at the ends."""

    number: int
    last: int
    newer: str = ""
    older: str = ""
    #: Numbered links to the first, last and near pages; an empty ``url`` is a gap.
    pages: tuple[Link, ...] = ()
