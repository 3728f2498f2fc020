"""The content side of a kind: its files, keys and dates. The presentation is in ``generator/pages/kind.py``.

Everything here is a fact or a function of one file's values, so that a file can be read in any process.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Generic, Literal, Protocol, TypeGuard
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.base.type_variables import F
from generator.schema.elsewhere import Document
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.pauses import Pause
from generator.schema.rules import About
from generator.schema.scalars import Alias, Deadline, Filled, Guid, Moment, Name, Seconds, Slug, TagName, Url


class Image(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An image with its alternative text and credit."""

    src: Annotated[
        Filled, About("The picture: a file beside this one, a path of static files, or an address", "photo.jpg")
    ]
    alt: Annotated[
        str,
        About("What it shows, for those who do not see it; empty where it is only decoration", "A jar on a counter"),
    ]
    credit: Annotated[str, About("Whose picture it is", "Ann Example")] = ""
    credit_url: Annotated[Url, About("Where they can be found")] = ""
    license: Annotated[str, About("Under which license it may be shown", "CC BY 4.0")] = ""


class Fields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The keys of every Markdown kind."""

    title: Annotated[Filled, About("What it is called", "A title")]
    date: Annotated[Moment | None, About("When it is published; may stand in the file's name instead")] = None
    updated: Annotated[Moment | None, About("When it last changed in a way that readers care about")] = None
    slug: Annotated[Slug, About("Its part of the address; without it, the file's name")] = ""
    id: Annotated[Guid, About("A permanent name, which feed readers know it by; never change it")] = ""
    tags: Annotated[tuple[TagName, ...], About("What it is about", "[networking, first steps]")] = ()
    authors: Annotated[
        tuple[Name, ...], About("Who wrote it, by their ids in site.yaml; without it, the site's author", "[ann]")
    ] = ()
    summary: Annotated[
        str,
        About(
            "One or two sentences for lists, feeds and cards; without it, the first paragraph",
            "What it says, in a sentence.",
        ),
    ] = ""
    image: Annotated[Image | None, About("A picture for its head, its card and its link's preview")] = None
    draft: Annotated[bool, About("Whether it is kept unpublished")] = False
    expires: Annotated[Deadline | None, About("When it goes again")] = None
    aliases: Annotated[tuple[Alias, ...], About("Old addresses that now lead here", "[/2019/old-name/]")] = ()
    comments: Annotated[Literal["open", "closed", "off"], About("Whether readers can comment")] = "open"
    ask: Annotated[str, About("The question put to readers above the comments", "What has worked for you?")] = ""
    syndicated: Annotated[
        tuple[Url, ...], About("The addresses of copies elsewhere", "[https://social.example/@ann/1]")
    ] = ()
    standard_site: Annotated[Document, About("Its record at standard.site")] = ""


#: An entry of a Markdown kind.
MarkdownEntry = Entry[Fields]


class Part(msgspec.Struct, frozen=True):
    """A part of an entry's file with an address of its own: its id, text, tags, and the people it names.

    ``link`` is an address of the site that it links to.
    """

    id: str
    title: str
    tags: tuple[str, ...] = ()
    person: str = ""
    link: str = ""


class Timed(msgspec.Struct, frozen=True):
    """A part of an entry's file that has a date of its own: id, title, and when it comes out (None: at once)."""

    id: str
    title: str
    moment: dt.datetime | None


class Queue(msgspec.Struct, frozen=True):
    """How an entry's undated parts come out one after another, in words, and when they do not."""

    rhythm: str
    pauses: tuple[Pause, ...] = ()


class Audio(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An audio file; missing values are read from the file."""

    src: Annotated[
        Filled,
        About(
            "A file beside this one, a path of static files, or an address elsewhere", "https://media.example/talk.mp3"
        ),
    ]
    bytes: Annotated[int, About("Its size in bytes; only needed for a file elsewhere", "4800000")] = 0
    duration: Annotated[Seconds, About("How long it plays; only needed for a file elsewhere", '"12:30"')] = 0
    type: Annotated[str, About("Its media type; only needed for a file elsewhere", "audio/mpeg")] = ""


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
    """Return an entry's ``audio``, or None: another kind may have a plain text of that name."""
    audio = getattr(entry.fields, "audio", None)
    return audio if isinstance(audio, Audio) else None


class Gate(Protocol):
    """Decides what is published, for a kind that sorts its own parts."""

    @property
    def zone(self) -> ZoneInfo:
        """Return the site's time zone."""

    def ahead(self, moment: dt.datetime | None, queue: str = "") -> bool:
        """Return whether a moment is in the future; if so, record that the site changes then.

        ``queue`` says what to count it as: ``scheduled`` or ``tips``; without one it is not counted.
        """

    def passed(self, moments: tuple[dt.datetime, ...]) -> None:
        """Record the past ones of these moments of a continuing queue."""

    def undecided(self, kind: str, count: int) -> None:
        """Record how many things of a kind wait for moderation."""


def no_check(_fields: object, _node: Node, _context: FileContext) -> None:
    """Report nothing."""


def no_texts(_fields: object) -> Mapping[str, str]:
    """Return no texts."""
    return {}


def no_parts(_fields: object) -> tuple[Part, ...]:
    """Return no parts."""
    return ()


def no_moments(_fields: object, _zone: ZoneInfo) -> tuple[Timed, ...]:
    """Return no parts."""
    return ()


def no_queue(_fields: object) -> Queue | None:
    """Return no queue."""
    return None


def no_standing(_fields: object, _now: dt.datetime, _zone: ZoneInfo) -> str:
    """Return nothing."""
    return ""


class ContentType(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """A kind of content: where its files are, what they contain, and when that is published.

    A Markdown kind has ``suffix`` ``.md``, keys in ``schema`` and a body. A YAML kind is read
    whole: as ``schema``, or as a list of it where ``many`` is set. Its ``texts(fields)`` are
    the parts in Markdown, by their ids; ``hostile`` says that others wrote them. ``F`` is the type of its entries'
    fields: ``schema``, or a tuple of it.
    """

    #: The name in GUIDs and ``feeds.include``.
    name: str
    #: A folder below ``content/``, or the file itself for a kind of one file.
    folder: str
    schema: type[msgspec.Struct]
    suffix: str = ".md"
    #: The names for readers: ``Article``, ``Articles``.
    label: str
    plural: str
    #: Whether ``date`` must be given, by key or file name.
    dated: bool = True
    #: The key with the date of publication; empty for what is published at once, whatever its dates are.
    publishes: str = "date"
    #: Whether an entry stays published after ``expires``, as closed.
    stays: bool = False
    #: Whether the file is a list of ``schema``.
    many: bool = False
    #: The pattern of the entries' addresses, if each has a page: ``{slug} {year} {month} {day}``.
    permalink: str = ""
    #: The address of the kind's list, if it has one.
    index: str = ""
    #: ``check(fields, node, context)`` reports what the types alone cannot check.
    check: Callable[[F, Node, FileContext], None] = no_check
    texts: Callable[[F], Mapping[str, str]] = no_texts
    hostile: bool = False
    #: The kind whose entries a file of this one is about; its file name is their slug. What lies in a folder below that
    #: is called like another kind's, such as ``comments/pages/``, is about entries of that: see :func:`subject_of`.
    about: str = ""
    #: Whether readers can comment.
    discussed: bool = False
    #: The feeds that have its entries: ``all`` (the main one unless ``feeds.include`` says otherwise, those of tags
    #: and authors), the main one only if ``feeds.include`` names it (``asked``), or ``none``.
    feeds: Literal["all", "asked", "none"] = "none"
    #: Whether an entry's page shows related entries with the same tags, and the other parts of its ``series``.
    related: bool = False
    series: bool = False
    #: The keys that only the entry's own page shows, and no list.
    own_page: frozenset[str] = frozenset()
    #: The parts of an entry with addresses of their own, and whether these are pages or fragments of the entry's page.
    parts: Callable[[F], tuple[Part, ...]] = no_parts
    parts_have_pages: bool = False
    #: The prefix of a part's id in a fragment.
    fragment: str = ""
    #: The parts with dates of their own, and how undated ones come out: for the owner, as in ``goodword status``.
    moments: Callable[[F, ZoneInfo], tuple[Timed, ...]] = no_moments
    queue: Callable[[F], Queue | None] = no_queue
    #: The parts that are news of the week in which they come out: all of ``parts``, in their order, with their moments.
    news: Callable[[F, ZoneInfo], tuple[Timed, ...]] = no_moments
    #: Where the owner stands at a moment with what an entry is about, such as a plan, in a sentence.
    standing: Callable[[F, dt.datetime, ZoneInfo], str] = no_standing
    #: What else reading its files depends on besides the program, as a part of the cache key.
    reading: str = ""
    #: Returns an entry's public parts, for a kind that decides that itself.
    public: Callable[[Entry[F], Gate], Entry[F]] | None = None

    def published(self, entry: Entry) -> dt.datetime | None:
        """Return an entry's date of publication, or None if unknown."""
        if self.publishes == "date":
            return entry.date
        moment: dt.datetime | None = getattr(entry.fields, self.publishes) if self.publishes else None
        return moment

    def has_key(self, name: str) -> bool:
        """Return whether its entries can have a key."""
        return name in self.schema.__struct_fields__

    @property
    def is_markdown(self) -> bool:
        """Return whether its files are Markdown with front matter, so that each has a page of its own."""
        return self.suffix == ".md"

    def is_page(self, _entry: Entry) -> TypeGuard[MarkdownEntry]:
        """Return whether an entry of the kind is a page of its own, with the keys that all pages share."""
        return self.suffix == ".md"


def subject_of(entry: Entry, kinds: Mapping[str, ContentType]) -> str:
    """Return the kind of what an entry, such as a file of comments, is about; an empty string if it is about none."""
    kind = kinds[entry.kind]
    parts = entry.source.split("/")
    if kind.about and len(parts) > 3:
        for name, other in kinds.items():
            if other.folder == parts[2] and other.is_markdown:
                return name
    return kind.about
