"""The contract of a live comment system.

A provider never has a template or an inline script of its own: it returns an ``Embed``, which one
partial shows, and says which origins its parts come from, which the security policy then allows.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from generator.base.patterns import lazily
from generator.views import Embed


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """The article that is discussed.

    ``id`` is its GUID, which survives renames, so a provider that takes an id gets this one.
    ``url`` is absolute, ``path`` the same without scheme and host, ``base`` the site's own path
    (empty at a domain's root).
    """

    id: str
    slug: str
    title: str
    url: str
    path: str
    language: str = "en"
    base: str = ""
    #: Where copies of the article are.
    syndicated: tuple[str, ...] = ()


class Origins(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The external origins of a page's parts, by their use in the security policy.

    Each is an origin such as ``https://giscus.app``, or one of :data:`KEYWORDS`.
    """

    script: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    img: tuple[str, ...] = ()
    font: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    form: tuple[str, ...] = ()


#: Allowed sources other than origins. Those that let a page run text as a script are left out.
KEYWORDS = frozenset({"'wasm-unsafe-eval'", "data:", "blob:"})
_ORIGIN = lazily(r"(?:https?|wss?)://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """A live comment system.

    ``settings`` is a frozen struct, read by :mod:`generator.schema.fields` from what stands beside
    ``provider`` in the site's settings. ``embed(settings, thread)`` returns what the article shows,
    or None where the article has no thread there. ``origins(settings)`` is what that needs.
    """

    #: The name in ``comments: {provider: …}``.
    name: str
    #: The name for readers.
    label: str
    settings: type[msgspec.Struct]
    embed: Callable[[Any, Thread], Embed | None]
    origins: Callable[[Any], Origins]
    #: Its requirements and costs, in a sentence, for the documentation.
    about: str
    #: Example settings, as a site may write them beside ``provider``. The shelf's contract is tested with them.
    example: dict[str, str] = {}


def origin(url: str) -> str:
    """Return scheme, host and port of an absolute address: ``https://example.org``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def join(origins: Iterable[Origins]) -> Origins:
    """Return the union of origins, each source once, in order."""
    found = tuple(origins)
    uses = Origins.__struct_fields__
    return Origins(**{use: tuple(dict.fromkeys(s for one in found for s in getattr(one, use))) for use in uses})


def refused(origins: Origins) -> tuple[str, ...]:
    """Return the sources that our policy never allows, such as ``'unsafe-inline'``."""
    sources = dict.fromkeys(source for use in Origins.__struct_fields__ for source in getattr(origins, use))
    return tuple(source for source in sources if source not in KEYWORDS and not _ORIGIN.fullmatch(source))
