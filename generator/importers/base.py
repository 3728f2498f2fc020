"""The contract of a source: what an export says, as values that are the same for all of them.

An export is read twice: once for what is known of the whole blog (addresses, authors, pictures), and then post by
post, so that a blog of a gigabyte does not have to fit into memory.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from generator.base.shelf import shelf
from generator.content.said import Status

#: What a text is written in. Markdown stays as it is.
Form = Literal["html", "markdown"]


class UnreadableError(Exception):
    """An export that cannot be read, in a sentence for the person who has it."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who wrote in the old blog. ``key`` is the name by which posts refer to them, and is never published."""

    key: str
    name: str
    bio: str = ""
    url: str = ""
    #: Their id in the old site, if it was one of Goodword's, and what else its settings said of them.
    id: str = ""
    more: Mapping[str, str] = {}


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture at its old address."""

    url: str
    alt: str = ""
    credit: str = ""
    credit_url: str = ""
    license: str = ""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A comment. ``own`` is the key of the person of the blog who wrote it."""

    id: str
    author: str
    date: dt.datetime
    body: str
    form: Form = "html"
    url: str = ""
    reply_to: str = ""
    status: Status = "pending"
    own: str = ""


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """Another site's page that links to a post: a pingback or a trackback."""

    source: str
    date: dt.datetime
    title: str = ""
    author: str = ""
    kind: Literal["mention", "reply", "like", "repost"] = "mention"
    status: Status = "pending"


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post or a page; of a site made with Goodword, a text of any kind.

    ``draft`` says why it is one, in a word or two: ``private``, ``protected by a password``; empty for what is out, or
    will be when its date comes. Dates without a zone are in the site's.
    """

    kind: str
    #: Its number or name in the export.
    key: str
    title: str
    date: dt.datetime | None = None
    updated: dt.datetime | None = None
    draft: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str = ""
    image: Picture | None = None
    body: str = ""
    form: Form = "html"
    takes_comments: bool = True
    series: str = ""
    ask: str = ""
    syndicated: tuple[str, ...] = ()
    standard_site: str = ""
    silent: bool = False
    expires: dt.datetime | None = None
    #: The keys that only its kind has, as lines of YAML.
    lines: str = ""
    #: The same for readers: it stands below the text where its kind is not known.
    rest: str = ""
    comments: tuple[Said, ...] = ()
    mentions: tuple[Linked, ...] = ()
    #: What a person should know of it: ``it was sticky``.
    notes: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What the first reading knows of a post: enough to find its new address.

    ``link`` is its old one, ``others`` are those that led to it as well: absolute, or paths of the blog. ``date`` is in
    the blog's own zone, of which addresses are made, and ``guid`` the name by which feed readers know the post.
    """

    kind: str
    #: Its number or name in the export.
    key: str
    guid: str
    slug: str
    link: str
    others: tuple[str, ...] = ()
    date: dt.datetime | None = None
    is_out: bool = True
    #: The file that it was, if the old site was one of Goodword's, and what it becomes where its kind is not known.
    path: str = ""
    instead: str = ""


class MenuLink(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the old blog's menu. ``key`` is that of a post, if it leads to one; else ``url`` is where it leads."""

    label: str
    url: str = ""
    key: str = ""


class Blog(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of an export before its posts are read one by one.

    ``redirects`` are old paths other than posts', with what they lead to: a path of the new site. ``pictures`` has
    what the export says of a picture by its old address. ``left`` counts what is left out, by what it is.
    """

    title: str = ""
    url: str = ""
    description: str = ""
    language: str = ""
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    menu: tuple[MenuLink, ...] = ()
    redirects: Mapping[str, str] = {}
    pictures: Mapping[str, Picture] = {}
    #: The addresses of pages that show nothing but a picture, with that picture's.
    picture_pages: Mapping[str, str] = {}
    #: Files that came with the export, by their old addresses: paths below the blog's own.
    files: Mapping[str, Path] = {}
    #: Files that come as they are, by their paths in the project.
    whole: Mapping[str, Path | bytes] = {}
    left: Mapping[str, int] = {}
    #: What is wrong with the export as a whole.
    notes: tuple[str, ...] = ()


class Export(Protocol):
    """An export that was looked through once."""

    @property
    def blog(self) -> Blog:
        """Return what is known of all of it."""

    def posts(self) -> Iterator[Post]:
        """Return the posts and pages one after the other. Raises :class:`UnreadableError`."""


class Importer(msgspec.Struct, frozen=True, kw_only=True):
    """A source of blogs. ``read(paths)`` looks an export through, and raises :class:`UnreadableError`."""

    name: str
    label: str
    #: What the argument is: ``the .xml file of Tools, Export``.
    asks_for: str
    #: Whether that is a folder.
    takes_folder: bool = False
    read: Callable[[Sequence[Path]], Export]
    #: The programs that an export may be of, each with what reads it; ``--program`` names one.
    programs: Mapping[str, Callable[[Sequence[Path]], Export]] = {}
    #: What says where the blog was, without ``read_at``.
    address_in: str = "the export says it"
    #: The same as ``read`` for an export that does not say where the blog was: ``--address`` does.
    read_at: Callable[[Sequence[Path], str], Export] | None = None


def importers() -> Mapping[str, Importer]:
    """Return the sources by name."""
    found: Mapping[str, Importer] = shelf("generator.importers", "IMPORTER")
    return found
