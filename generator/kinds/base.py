"""The contract of a kind of content, and the keys that all Markdown kinds share."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from generator.schema.fields import Context
from generator.schema.nodes import Node
from generator.schema.scalars import Alias, Deadline, Filled, Moment, Name, Slug, TagName, Uri, Url


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


#: ``check(fields, node, context)`` reports what the types alone cannot say.
Check = Callable[[Any, Node, Context], None]


def no_check(_fields: Any, _node: Node, _context: Context) -> None:
    """Find nothing more."""


def no_texts(_fields: Any) -> Mapping[str, str]:
    """Return no texts."""
    return {}


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of content: where its files lie and what they hold.

    A Markdown kind has ``suffix`` ``.md``, keys in ``schema`` and a body. A YAML kind is read
    whole: as ``schema``, or as a list of it where ``listed`` is set. Its ``texts(fields)`` are
    the parts in Markdown, by their ids; ``hostile`` says that others wrote them.
    """

    #: As in ``new KIND``, URLs of GUIDs and ``feeds.include``.
    name: str
    #: Below ``content/``; a folder, or the file itself for a kind of one file.
    folder: str
    schema: Any
    suffix: str = ".md"
    #: What people read: ``Article``, ``Articles``.
    label: str
    plural: str
    #: Whether ``date`` must be given, by key or file name.
    dated: bool = True
    #: Whether the file is a list of ``schema``.
    listed: bool = False
    #: Whether there is a page for each, and where: ``{slug} {year} {month} {day}``.
    permalink: str = ""
    #: The address of the kind's list, if it has one.
    index: str = ""
    check: Check = no_check
    texts: Callable[[Any], Mapping[str, str]] = no_texts
    hostile: bool = False
    #: Whether readers can comment.
    discussed: bool = False
    #: Whether its entries are in tag, author and archive pages and, by ``feeds.include``, feeds.
    streamed: bool = False
