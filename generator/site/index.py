"""All that is public, in the orders in which the site shows it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from generator.base.model import Entry
from generator.base.text import slugify
from generator.kinds.base import Kind
from generator.site.settings import Site

#: ``recall(name, of, type, make)``: ``make()``, or what it was when ``of`` was the same.
Recall = Callable[[str, Any, Any, Callable[[], Any]], Any]

_EPOCH = dt.datetime.min.replace(tzinfo=dt.UTC)
#: How many neighbours on each side of a tag's list are weighed as related.
_NEAR = 6


class TagGroup(msgspec.Struct, frozen=True):
    """A tag: its slug, its most frequent spelling, and what has it, newest first."""

    slug: str
    label: str
    entries: tuple[Entry, ...]
    #: Tips as (library, number of the tip in it).
    tips: tuple[tuple[Entry, int], ...] = ()


class SiteIndex(msgspec.Struct, frozen=True):
    """The public content, indexed."""

    site: Site
    kinds: Mapping[str, Kind]
    #: Newest first; those without a date by title.
    entries: Mapping[str, tuple[Entry, ...]]
    #: Of all kinds that are pages of their own and have a date, newest first.
    dated: tuple[Entry, ...]
    tags: Mapping[str, TagGroup]
    authors: Mapping[str, tuple[Entry, ...]]
    #: By a series' slug, oldest first.
    series: Mapping[str, tuple[Entry, ...]]
    #: By an article's slug.
    comments: Mapping[str, Entry]
    mentions: Mapping[str, Entry]
    related: Mapping[str, tuple[Entry, ...]]
    now: dt.datetime
    #: By an entry's file.
    urls: Mapping[str, str]
    #: How many outcomes gives had, those that are not shown as well.
    outcomes: int = 0

    def all(self, kind: str) -> tuple[Entry, ...]:
        """Return a kind's public entries."""
        return self.entries.get(kind, ())

    def url(self, entry: Entry) -> str:
        """Return an entry's address from the site's root: ``/articles/x/``."""
        return self.urls[entry.source]

    def guid(self, entry: Entry, part: str = "") -> str:
        """Return the name that never changes: the entry's ``id``, or one made of kind and slug."""
        own: str = getattr(entry.fields, "id", "")
        if own and not part:
            return own
        tail = f"{entry.slug}/{part}" if part else entry.slug
        return f"{self.site.guid_base}:{entry.kind}:{tail}"

    def writers(self, entry: Entry) -> tuple[str, ...]:
        """Return the ids of an entry's authors: its own, else the site's."""
        return entry.fields.authors or ((self.site.author,) if self.site.author else ())

    def closed(self, entry: Entry) -> bool:
        """Return whether a lead is over."""
        return bool(entry.fields.expires and entry.fields.expires <= self.now)


def permalink(entry: Entry, kind: Kind, site: Site) -> str:
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


def build_index(
    entries: Iterable[Entry],
    site: Site,
    kinds: Mapping[str, Kind],
    now: dt.datetime,
    recall: Recall,
    outcomes: int = 0,
) -> SiteIndex:
    """Return the library of the public entries."""
    # In order once: whatever is picked from it then is, too.
    every = sorted(entries, key=_newest)
    by_kind: dict[str, list[Entry]] = {}
    for entry in every:
        by_kind.setdefault(entry.kind, []).append(entry)
    ordered = {kind: tuple(by_kind[kind]) for kind in kinds if kind in by_kind}
    pages = [entry for entry in every if kinds[entry.kind].suffix == ".md"]
    dated = tuple([entry for entry in pages if entry.date])
    tags = _tags(pages, ordered.get("tip", ()))
    articles = ordered.get("article", ())
    return SiteIndex(
        site=site,
        kinds=kinds,
        entries=ordered,
        dated=dated,
        tags=tags,
        authors=_authors(dated, site),
        series=_series(articles),
        comments={entry.slug: entry for entry in ordered.get("comment", ())},
        mentions={entry.slug: entry for entry in ordered.get("mention", ())},
        related=_related(articles, tags, recall),
        now=now,
        urls={entry.source: permalink(entry, kinds[kind], site) for kind, found in ordered.items() for entry in found},
        outcomes=outcomes,
    )


def _newest(entry: Entry) -> Any:
    """Return the key that sorts newest first; at one time, and without one, by slug."""
    return (-(entry.date.timestamp()) if entry.date else 1e18, entry.slug, entry.source)


def _tags(pages: Iterable[Entry], libraries: Iterable[Entry]) -> dict[str, TagGroup]:
    """Return the tags by slug, sorted; a tag's spelling is the most frequent, then the first by name."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    entries: dict[str, list[Entry]] = defaultdict(list)
    tips: dict[str, list[tuple[Entry, int]]] = defaultdict(list)
    for entry in pages:
        for slug, name in {slugify(name): name for name in entry.fields.tags}.items():
            spellings[slug][name] += 1
            entries[slug].append(entry)
    for library in libraries:
        for number, tip in enumerate(library.fields.tips):
            for slug, name in {slugify(name): name for name in tip.tags}.items():
                spellings[slug][name] += 1
                tips[slug].append((library, number))
    return {
        slug: TagGroup(
            slug,
            min(names, key=lambda name: (-names[name], name)),
            tuple(entries.get(slug, ())),
            tuple(tips.get(slug, ())),
        )
        for slug, names in sorted(spellings.items())
    }


def _authors(dated: Iterable[Entry], site: Site) -> dict[str, tuple[Entry, ...]]:
    """Return each author's entries, newest first, in the order of the settings."""
    found: dict[str, list[Entry]] = {name: [] for name in site.authors}
    for entry in dated:
        for name in entry.fields.authors or ((site.author,) if site.author else ()):
            if name in found:
                found[name].append(entry)
    return {name: tuple(entries) for name, entries in found.items() if entries}


def _series(articles: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the series of more than one article, oldest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for article in articles:
        if article.fields.series:
            found[slugify(article.fields.series)].append(article)
    return {slug: tuple(reversed(parts)) for slug, parts in found.items() if len(parts) > 1}


def _related(articles: tuple[Entry, ...], tags: Mapping[str, TagGroup], recall: Recall) -> dict[str, tuple[Entry, ...]]:
    """Return up to three articles for each that share its rarest tags and lie near it in time."""
    order = {article.source: at for at, article in enumerate(articles)}
    lists = [[order[entry.source] for entry in group.entries if entry.kind == "article"] for group in tags.values()]
    found = recall(
        "related", (len(articles), lists), tuple[tuple[int, ...], ...], lambda: _nearest(len(articles), lists)
    )
    return {
        article.slug: tuple([articles[other] for other in others])
        for article, others in zip(articles, found, strict=True)
    }


def _nearest(count: int, lists: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    """Return up to three numbers below ``count`` for each, of those that stand near it in the lists.

    Short lists count for more. Only a few neighbours in each are weighed, so that the work grows
    with the number of articles and not with its square.
    """
    weights: list[dict[int, int]] = [{} for _ in range(count)]
    for found in lists:
        # In whole numbers, so that the order of adding makes no difference.
        weight = -1_000_000 // max(1, len(found))
        for at, here in enumerate(found):
            mine = weights[here]
            for other in found[max(0, at - _NEAR) : at + _NEAR + 1]:
                mine[other] = mine.get(other, 0) + weight
    related = []
    for here, mine in enumerate(weights):
        mine.pop(here, None)
        # Most are sorted out by weight alone, in a third of the time that it takes to sort all.
        least = sorted(mine.values())[2:3] or [0]
        best = sorted([(weight, abs(other - here), other) for other, weight in mine.items() if weight <= least[0]])
        related.append(tuple([other for _, _, other in best[:3]]))
    return tuple(related)
