"""The index of all public entries: by kind, date, tag, author, series and address."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import cast

import msgspec

from generator.base.model import Entry
from generator.base.text import slugify
from generator.base.type_variables import F
from generator.content.kind import ContentType, MarkdownEntry, id_of, series_of, subject_of
from generator.site.settings import Site

#: For each entry of a list, by its place, the places of those that stand near it.
Near = tuple[tuple[int, ...], ...]
#: ``recall(name, of, type, make)``: ``make()``, or its cached result if ``of`` is the same as then.
Recall = Callable[[str, object, type[Near], Callable[[], Near]], Near]

_EPOCH = dt.datetime.min.replace(tzinfo=dt.UTC)
#: How many neighbours on each side in a tag's list are candidates for related entries.
_NEAR = 6


class TagGroup(msgspec.Struct, frozen=True):
    """A tag: its slug, its most frequent spelling, and the entries that have it, newest first."""

    slug: str
    label: str
    entries: tuple[MarkdownEntry, ...]
    #: Parts of entries that have pages of their own, as (entry, number of the part in it).
    parts: tuple[tuple[Entry, int], ...] = ()


class SiteIndex(msgspec.Struct, frozen=True):
    """The public content, indexed."""

    site: Site
    kinds: Mapping[str, ContentType]
    #: Newest first; those of one date, and those without, by slug.
    entries: Mapping[str, tuple[Entry, ...]]
    #: Entries with a page and a date, of all kinds, newest first.
    dated: tuple[MarkdownEntry, ...]
    #: Entries of the same kinds by the time of publication, where that is known, newest first.
    published: tuple[MarkdownEntry, ...]
    tags: Mapping[str, TagGroup]
    authors: Mapping[str, tuple[MarkdownEntry, ...]]
    #: By kind and a series' slug, oldest first.
    series: Mapping[tuple[str, str], tuple[MarkdownEntry, ...]]
    #: Entries about one of another kind, such as its comments: by their kind, then by that entry's kind and slug.
    about: Mapping[str, Mapping[tuple[str, str], Entry]]
    #: Related entries, by an entry's file.
    related: Mapping[str, tuple[MarkdownEntry, ...]]
    now: dt.datetime
    #: The kinds that the main feed holds.
    included: tuple[str, ...]
    #: Addresses, by an entry's file.
    urls: Mapping[str, str]
    #: How many gives have an outcome, including those that are not shown.

    def all(self, kind: str) -> tuple[Entry, ...]:
        """Return a kind's public entries."""
        return self.entries.get(kind, ())

    def all_of(self, kind: str, _fields: type[F]) -> tuple[Entry[F], ...]:
        """Return a kind's public entries for code that knows what its files are read by."""
        return cast("tuple[Entry[F], ...]", self.all(kind))

    def guid(self, entry: Entry, part: str = "") -> str:
        """Return the permanent id (GUID): the entry's ``id``, or one made of its kind and slug."""
        own = id_of(entry)
        if own and not part:
            return own
        tail = f"{entry.slug}/{part}" if part else entry.slug
        return self.site.guid(entry.kind, tail)

    def writers(self, entry: MarkdownEntry) -> tuple[str, ...]:
        """Return the ids of an entry's authors: its own, else the site's."""
        return entry.fields.authors or ((self.site.author,) if self.site.author else ())

    def closed(self, entry: MarkdownEntry) -> bool:
        """Return whether an entry has expired but is still shown, as closed."""
        return bool(entry.fields.expires and entry.fields.expires <= self.now)

    def said(self, kind: str, entry: Entry) -> Entry | None:
        """Return the entry of a kind such as comments that is about this one, or None."""
        found = self.about.get(kind)
        return found.get((entry.kind, entry.slug)) if found else None

    def parts_of(self, entry: Entry) -> tuple[MarkdownEntry, ...]:
        """Return the parts of an entry's series, oldest first; nothing where it is in none."""
        name = series_of(entry) if self.kinds[entry.kind].series else ""
        return self.series.get((entry.kind, slugify(name)), ()) if name else ()


def permalink(entry: Entry, kind: ContentType, site: Site) -> str:
    """Return an entry's address from the site's root, by the site's pattern or its kind's."""
    pattern = site.permalinks.get(kind.name, kind.permalink)
    if "{year}" in pattern or "{month}" in pattern or "{day}" in pattern:
        day = (entry.date or _EPOCH).astimezone(site.zone) if entry.date else _EPOCH
        pattern = (
            pattern.replace("{year}", f"{day.year:04}")
            .replace("{month}", f"{day.month:02}")
            .replace("{day}", f"{day.day:02}")
        )
    return pattern.replace("{slug}", entry.slug)


#: The function below, or one that knows some of it already.
BuildIndex = Callable[[Iterable[Entry], Site, Mapping[str, ContentType], dt.datetime, Recall], SiteIndex]


def build_index(
    entries: Iterable[Entry],
    site: Site,
    kinds: Mapping[str, ContentType],
    now: dt.datetime,
    recall: Recall,
) -> SiteIndex:
    """Return the index of the public entries."""
    # Sorted once; every selection from it keeps the order.
    every = sorted(entries, key=_newest)
    by_kind: dict[str, list[Entry]] = {}
    for entry in every:
        by_kind.setdefault(entry.kind, []).append(entry)
    ordered = {kind: tuple(by_kind[kind]) for kind in kinds if kind in by_kind}
    markdown = {name for name, kind in kinds.items() if kind.is_markdown}
    pages = cast("list[MarkdownEntry]", [entry for entry in every if entry.kind in markdown])
    dated = tuple([entry for entry in pages if entry.date])
    tags = _tags(pages, [(kinds[kind], found) for kind, found in ordered.items() if kinds[kind].parts_have_pages])
    about = {
        name: {(subject_of(entry, kinds), entry.slug): entry for entry in ordered[name]}
        for name, kind in kinds.items()
        if kind.about and name in ordered
    }
    return SiteIndex(
        site=site,
        kinds=kinds,
        entries=ordered,
        dated=dated,
        published=_in_order_of_publication(dated, kinds, pages),
        tags=tags,
        authors=_authors(dated, site),
        series=_series(
            [one for name, kind in kinds.items() if kind.series for one in _pages(ordered.get(name, ()), kind)]
        ),
        about=about,
        related=_related(
            [_pages(ordered.get(name, ()), kind) for name, kind in kinds.items() if kind.related], tags, recall
        ),
        now=now,
        included=site.feeds.include
        if site.feeds.include is not None
        else tuple(name for name, kind in kinds.items() if kind.feeds == "all"),
        urls={entry.source: permalink(entry, kinds[kind], site) for kind, found in ordered.items() for entry in found},
    )


def _in_order_of_publication(
    dated: tuple[MarkdownEntry, ...], kinds: Mapping[str, ContentType], pages: Iterable[MarkdownEntry]
) -> tuple[MarkdownEntry, ...]:
    """Return the entries whose time of publication is known, newest first: on most sites, all dated ones."""
    if all(kind.publishes == "date" for kind in kinds.values()):
        return dated
    moments = [(moment, entry) for entry in pages if (moment := kinds[entry.kind].published(entry)) is not None]
    return tuple(entry for _, entry in sorted(moments, key=lambda one: (-one[0].timestamp(), *_newest(one[1]))))


def _newest(entry: Entry) -> tuple[float, str, str]:
    """Return the sort key for newest first; at the same time, or without a date, by slug."""
    return (-(entry.date.timestamp()) if entry.date else 1e18, entry.slug, entry.source)


def _tags(
    pages: Iterable[MarkdownEntry], others: Iterable[tuple[ContentType, tuple[Entry, ...]]]
) -> dict[str, TagGroup]:
    """Return the tags by slug, sorted; a tag's spelling is the most frequent, then the first by name.

    ``others`` are entries whose parts have tags and pages.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    entries: dict[str, list[MarkdownEntry]] = defaultdict(list)
    parts: dict[str, list[tuple[Entry, int]]] = defaultdict(list)
    for entry in pages:
        for slug, name in {slugify(name): name for name in entry.fields.tags}.items():
            spellings[slug][name] += 1
            entries[slug].append(entry)
    for kind, found in others:
        for whole in found:
            for number, part in enumerate(kind.parts(whole.fields)):
                for slug, name in {slugify(name): name for name in part.tags}.items():
                    spellings[slug][name] += 1
                    parts[slug].append((whole, number))
    return {
        slug: TagGroup(
            slug,
            min(names, key=lambda name: (-names[name], name)),
            tuple(entries.get(slug, ())),
            tuple(parts.get(slug, ())),
        )
        for slug, names in sorted(spellings.items())
    }


def _authors(dated: Iterable[MarkdownEntry], site: Site) -> dict[str, tuple[MarkdownEntry, ...]]:
    """Return each author's entries, newest first, in the order of the settings."""
    found: dict[str, list[MarkdownEntry]] = {name: [] for name in site.authors}
    for entry in dated:
        for name in entry.fields.authors or ((site.author,) if site.author else ()):
            if name in found:
                found[name].append(entry)
    return {name: tuple(entries) for name, entries in found.items() if entries}


def _pages(entries: Iterable[Entry], kind: ContentType) -> list[MarkdownEntry]:
    """Return those of a kind's entries that are pages of their own: all or none."""
    return cast("list[MarkdownEntry]", list(entries)) if kind.is_markdown else []


def _series(entries: Iterable[MarkdownEntry]) -> dict[tuple[str, str], tuple[MarkdownEntry, ...]]:
    """Return the series of more than one entry of a kind, oldest first."""
    found: dict[tuple[str, str], list[MarkdownEntry]] = defaultdict(list)
    for entry in entries:
        if name := series_of(entry):
            found[entry.kind, slugify(name)].append(entry)
    return {name: tuple(reversed(parts)) for name, parts in found.items() if len(parts) > 1}


def _related(
    kinds: Iterable[list[MarkdownEntry]], tags: Mapping[str, TagGroup], recall: Recall
) -> dict[str, tuple[MarkdownEntry, ...]]:
    """Return, by an entry's file, up to three of its kind that share its rarest tags and are near it in time."""
    related: dict[str, tuple[MarkdownEntry, ...]] = {}
    for entries in kinds:
        if not entries:
            continue
        kind = entries[0].kind
        order = {entry.source: at for at, entry in enumerate(entries)}
        lists = [[order[entry.source] for entry in group.entries if entry.kind == kind] for group in tags.values()]
        count = len(entries)
        found = recall(f"related-{kind}", (count, lists), Near, partial(_nearest, count, lists))
        for entry, others in zip(entries, found, strict=True):
            related[entry.source] = tuple([entries[other] for other in others])
    return related


def _nearest(count: int, lists: list[list[int]]) -> Near:
    """Return for each number below ``count`` up to three others that are near it in the lists.

    Short lists count for more. Only a few neighbours in each are weighed, so that the work grows
    with the number of articles and not with its square.
    """
    weights: list[dict[int, int]] = [{} for _ in range(count)]
    for found in lists:
        # Integers, so that the sum does not depend on the order of addition.
        weight = -1_000_000 // max(1, len(found))
        for at, here in enumerate(found):
            mine = weights[here]
            for other in found[max(0, at - _NEAR) : at + _NEAR + 1]:
                mine[other] = mine.get(other, 0) + weight
    related = []
    for here, mine in enumerate(weights):
        mine.pop(here, None)
        # Most are excluded by weight alone, in a third of the time that sorting all would take.
        least = sorted(mine.values())[2:3] or [0]
        best = sorted([(weight, abs(other - here), other) for other, weight in mine.items() if weight <= least[0]])
        related.append(tuple([other for _, _, other in best[:3]]))
    return tuple(related)
