"""An index with some entries replaced by others that stand in the same places."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from generator.base.model import Entry
from generator.base.text import slugify
from generator.content.kind import ContentType, authors_of, series_of, tags_of
from generator.site.index import SiteIndex, TagGroup

_E = TypeVar("_E", bound=Entry)


def place_of(entry: Entry, kind: ContentType) -> tuple[object, ...]:
    """Return all of an entry that decides where it stands in the index: nothing else of it is read to build that."""
    parts = tuple(part.tags for part in kind.parts(entry.fields)) if kind.parts_have_pages else ()
    return (
        entry.kind,
        entry.source,
        entry.slug,
        entry.date,
        kind.published(entry),
        tags_of(entry),
        authors_of(entry),
        series_of(entry),
        parts,
    )


#: By an entry's file, the files of the entries to which it is related.
RelatedTo = Mapping[str, Iterable[str]]


def related_to(index: SiteIndex) -> RelatedTo:
    """Return to which entries each one is related."""
    found: dict[str, list[str]] = {}
    for source, others in index.related.items():
        for other in others:
            found.setdefault(other.source, []).append(source)
    return found


def with_swaps(index: SiteIndex, new: Mapping[str, Entry], related: RelatedTo, now: dt.datetime) -> SiteIndex:
    """Return the index with some entries, by their files, in place of those that have the same places, at a moment.

    ``related`` is what :func:`related_to` returns for the index, or for one that it was made of by this function.
    """
    if not new:
        return msgspec.structs.replace(index, now=now)
    kinds = {entry.kind for entry in new.values()}
    slugs = {slugify(name) for entry in new.values() for name in _tags(entry, index.kinds[entry.kind])}
    dated = _swapped(index.dated, new)
    return msgspec.structs.replace(
        index,
        entries={kind: _swapped(found, new) if kind in kinds else found for kind, found in index.entries.items()},
        dated=dated,
        published=dated if index.published is index.dated else _swapped(index.published, new),
        tags={slug: _group(group, new) if slug in slugs else group for slug, group in index.tags.items()},
        authors={name: _swapped(found, new) for name, found in index.authors.items()},
        series={name: _swapped(found, new) if name[0] in kinds else found for name, found in index.series.items()},
        about={
            name: {about: new.get(entry.source, entry) for about, entry in found.items()} if name in kinds else found
            for name, found in index.about.items()
        },
        related={
            **index.related,
            **{source: _swapped(index.related[source], new) for one in new for source in related.get(one, ())},
        },
        now=now,
    )


def _tags(entry: Entry, kind: ContentType) -> Iterable[str]:
    """Return an entry's tags, and those of its parts."""
    yield from tags_of(entry)
    for part in kind.parts(entry.fields):
        yield from part.tags


def _swapped(entries: tuple[_E, ...], new: Mapping[str, Entry]) -> tuple[_E, ...]:
    """Return entries with those that are new in their places."""
    return tuple([new.get(entry.source, entry) for entry in entries])  # type: ignore[misc]  # of the same kind


def _group(group: TagGroup, new: Mapping[str, Entry]) -> TagGroup:
    """Return a tag with those that are new in their places."""
    parts = tuple((new.get(entry.source, entry), number) for entry, number in group.parts)
    return msgspec.structs.replace(group, entries=_swapped(group.entries, new), parts=parts)
