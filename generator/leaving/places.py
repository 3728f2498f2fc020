"""Where everything of a site stands: its addresses, and its numbers and names in WordPress."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import quote, unquote_to_bytes

import msgspec

from generator.base.model import Entry
from generator.content.kind import ContentType, Fields, id_of, title_of
from generator.site.index import permalink
from generator.site.settings import Site

PostType = Literal["post", "page", "attachment"]
#: WordPress keeps names in so many bytes.
_LONGEST_NAME = 200


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that has a page. ``url`` is its address within the site."""

    entry: Entry
    kind: ContentType
    number: int
    type: PostType
    #: Its name in WordPress, percent-encoded as it is kept there.
    name: str
    url: str
    guid: str

    @property
    def title(self) -> str:
        """Return its title; what needs none is called as all of its kind are."""
        return title_of(self.entry) or self.kind.plural

    @property
    def fields(self) -> Fields | None:
        """Return the keys that all Markdown kinds share, if it is of one."""
        return self.entry.fields if isinstance(self.entry.fields, Fields) else None

    def why_draft(self, now: dt.datetime) -> str:
        """Return why nobody sees it, or an empty string: what is to come is none."""
        fields = self.fields
        if fields is None:
            return ""
        if fields.draft:
            return "draft"
        return "expired" if fields.expires and fields.expires <= now and not self.kind.stays else ""


class Numbers:
    """The numbers and names that WordPress tells posts by, each once."""

    def __init__(self) -> None:
        """Begin with one."""
        self._last = 0
        self._taken: dict[str, set[str]] = {"post": set(), "page": set()}

    def next(self) -> int:
        """Return a number that nothing has."""
        self._last += 1
        return self._last

    def name(self, wanted: str, kind: PostType) -> str:
        """Return a name that nothing of its namespace has: pages and files have one, and posts another."""
        taken = self._taken["post" if kind == "post" else "page"]
        number, base = 1, _cut(quote(wanted).lower()) or "untitled"
        name = base
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        return name


def _cut(name: str) -> str:
    """Return a name that is not too long, cut before a character of several bytes."""
    if len(name) <= _LONGEST_NAME - 6:
        return name
    cut = name[: _LONGEST_NAME - 6]
    whole = cut.rpartition("%")[0] if "%" in cut[-2:] else cut
    return quote(unquote_to_bytes(whole).decode("utf-8", "ignore")).lower()


def places_of(
    site: Site, kinds: Mapping[str, ContentType], entries: Iterable[Entry], numbers: Numbers
) -> tuple[Place, ...]:
    """Return the places of all entries that have a page, oldest first; those without a date come last."""
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    found = []
    for entry in sorted(entries, key=lambda one: (one.date or last, one.source)):
        kind = kinds[entry.kind]
        if kind.about or not (kind.permalink or kind.index):
            continue
        type_: PostType = "post" if kind.is_markdown and kind.dated else "page"
        found.append(
            Place(
                entry=entry,
                kind=kind,
                number=numbers.next(),
                type=type_,
                name=numbers.name(entry.slug, type_),
                url=permalink(entry, kind, site) if kind.permalink else kind.index,
                guid=id_of(entry) or site.guid(entry.kind, entry.slug),
            )
        )
    return tuple(found)
