"""What a kind of content is as content: its files, its keys, its dates. How it looks is in ``generator/pages/kind.py``.

Everything here is a fact or a function of one file's values, so that a file can be read in any process.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Generic, Literal, Protocol, TypeGuard
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.base.type_variables import F
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.scalars import Alias, Deadline, Filled, Moment, Name, Seconds, Slug, TagName, Uri, Url


class Image(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An image with what must be said of it."""

    src: Filled
    alt: str
    credit: str = ""
    credit_url: Url = ""
    license: str = ""


class Fields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The keys of every Markdown kind."""

    title: Filled
    date: Moment | None = None
    updated: Moment | None = None
    slug: Slug = ""
    id: Uri = ""
    tags: tuple[TagName, ...] = ()
    authors: tuple[Name, ...] = ()
    summary: str = ""
    image: Image | None = None
    draft: bool = False
    expires: Deadline | None = None
    aliases: tuple[Alias, ...] = ()
    comments: Literal["open", "closed", "off"] = "open"
    ask: str = ""
    syndicated: tuple[Url, ...] = ()


#: An entry of a Markdown kind.
MarkdownEntry = Entry[Fields]


class Part(msgspec.Struct, frozen=True):
    """A thing in an entry's file that has an address of its own: its id, what it says, its tags, and whom it names.

    ``link`` is an address of the site that it leads to.
    """

    id: str
    title: str
    tags: tuple[str, ...] = ()
    person: str = ""
    link: str = ""


class Audio(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An audio file; what is not given is read from the file."""

    src: Filled
    bytes: int = 0
    duration: Seconds = 0
    type: str = ""


def image_of(entry: Entry) -> Image | None:
    """Return the image that an entry's keys name, or None."""
    image = getattr(entry.fields, "image", None)
    return image if isinstance(image, Image) else None


def title_of(entry: Entry) -> str:
    """Return an entry's title, or an empty string."""
    title = getattr(entry.fields, "title", "")
    return title if isinstance(title, str) else ""


def id_of(entry: Entry) -> str:
    """Return the permanent id that an entry's keys give it, or an empty string."""
    own = getattr(entry.fields, "id", "")
    return own if isinstance(own, str) else ""


def tags_of(entry: Entry) -> tuple[str, ...]:
    """Return an entry's tags as they are written."""
    tags = getattr(entry.fields, "tags", ())
    return tags if isinstance(tags, tuple) else ()


def authors_of(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the authors that an entry names."""
    authors = getattr(entry.fields, "authors", ())
    return authors if isinstance(authors, tuple) else ()


def series_of(entry: Entry) -> str:
    """Return the name of an entry's series, or an empty string."""
    series = getattr(entry.fields, "series", "")
    return series if isinstance(series, str) else ""


def audio_of(entry: Entry) -> Audio | None:
    """Return the audio that an entry's keys name, or None: another kind may have a plain text of that name."""
    audio = getattr(entry.fields, "audio", None)
    return audio if isinstance(audio, Audio) else None


class Gate(Protocol):
    """What decides whether a moment has come, for a kind that sorts its own parts."""

    @property
    def zone(self) -> ZoneInfo:
        """Return the site's time zone."""

    def ahead(self, moment: dt.datetime | None, queue: str = "") -> bool:
        """Return whether a moment is still to come, and note that something changes then.

        ``queue`` says what waits for it: ``scheduled`` things, or ``tips``; nothing is counted without one.
        """

    def passed(self, moments: tuple[dt.datetime, ...]) -> None:
        """Note the moments among these that have passed, in a queue that goes on."""

    def undecided(self, kind: str, count: int) -> None:
        """Note how many things of a kind wait for a decision."""

    def outcomes(self, count: int) -> None:
        """Note how many outcomes gives had, those that are not shown as well."""


def no_check(_fields: object, _node: Node, _context: FileContext) -> None:
    """Find nothing more."""


def no_texts(_fields: object) -> Mapping[str, str]:
    """Return no texts."""
    return {}


def no_parts(_fields: object) -> tuple[Part, ...]:
    """Return no parts."""
    return ()


class ContentType(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """A kind of content: where its files lie, what they hold, and when that is out.

    A Markdown kind has ``suffix`` ``.md``, keys in ``schema`` and a body. A YAML kind is read
    whole: as ``schema``, or as a list of it where ``many`` is set. Its ``texts(fields)`` are
    the parts in Markdown, by their ids; ``hostile`` says that others wrote them. ``F`` is the type of its entries'
    fields: ``schema``, or a tuple of it.
    """

    #: As in ``new KIND``, URLs of GUIDs and ``feeds.include``.
    name: str
    #: Below ``content/``; a folder, or the file itself for a kind of one file.
    folder: str
    schema: type[msgspec.Struct]
    suffix: str = ".md"
    #: What people read: ``Article``, ``Articles``.
    label: str
    plural: str
    #: Whether ``date`` must be given, by key or file name.
    dated: bool = True
    #: The key with the moment at which an entry comes out; nothing for what is out at once, whatever its dates are.
    publishes: str = "date"
    #: Whether an entry stays after ``expires``, as closed.
    stays: bool = False
    #: Whether the file is a list of ``schema``.
    many: bool = False
    #: Whether there is a page for each, and where: ``{slug} {year} {month} {day}``.
    permalink: str = ""
    #: The address of the kind's list, if it has one.
    index: str = ""
    #: ``check(fields, node, context)`` reports what the types alone cannot say.
    check: Callable[[F, Node, FileContext], None] = no_check
    texts: Callable[[F], Mapping[str, str]] = no_texts
    hostile: bool = False
    #: The kind whose entries a file of this one is about; it has their slug as its name.
    about: str = ""
    #: Whether readers can comment.
    discussed: bool = False
    #: The feeds that hold its entries: ``all`` (the main one unless ``feeds.include`` says otherwise, those of tags
    #: and authors), the main one only where it is ``asked`` for, or ``none``.
    feeds: Literal["all", "asked", "none"] = "none"
    #: Whether other entries that share its tags are shown with an entry, and the other parts of its ``series``.
    related: bool = False
    series: bool = False
    #: The keys that no list shows, but its own page alone.
    own_page: frozenset[str] = frozenset()
    #: What in a file has an address of its own, and whether that is a page; else it is a fragment of the entry's page.
    parts: Callable[[F], tuple[Part, ...]] = no_parts
    parts_have_pages: bool = False
    #: What stands before a part's id in a fragment.
    fragment: str = ""
    #: What else its files are read by, as part of a key, where it is not the program alone that says.
    reading: str = ""
    #: What of an entry may be seen, for a kind that decides that itself.
    public: Callable[[Entry[F], Gate], Entry[F]] | None = None

    def published(self, entry: Entry) -> dt.datetime | None:
        """Return the moment at which an entry comes out, or came; none where that is not known."""
        if self.publishes == "date":
            return entry.date
        moment: dt.datetime | None = getattr(entry.fields, self.publishes) if self.publishes else None
        return moment

    @property
    def is_markdown(self) -> bool:
        """Return whether its files are Markdown with front matter: each has a page of its own."""
        return self.suffix == ".md"

    def is_page(self, _entry: Entry) -> TypeGuard[MarkdownEntry]:
        """Return whether an entry of the kind is a page of its own, with the keys that all pages share."""
        return self.suffix == ".md"
