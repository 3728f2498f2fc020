"""Where a site stands, from the content alone: what is out, what is to come, what waits for its owner."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.build.contents import Contents
from generator.build.settings import STAND_IN
from generator.content.kind import Fields, Queue, no_moments, title_of
from generator.content.said import REMOVED
from generator.pages.kind import Kind
from generator.site.visibility import Change, Clock, public


class Row(msgspec.Struct, frozen=True, order=True):
    """An entry, or a part of one by its ``id``: its moment, if it has one, and where it is."""

    at: dt.datetime | None
    path: str
    kind: str
    title: str
    id: str = ""


class Undecided(msgspec.Struct, frozen=True):
    """How many things in a file wait for moderation."""

    path: str
    kind: str
    count: int


class Line(msgspec.Struct, frozen=True):
    """A queue: what is still to come out of it, in order."""

    path: str
    title: str
    facts: Queue
    coming: tuple[Row, ...]


class Overview(msgspec.Struct, frozen=True):
    """Where a site stands at a moment. Each list is in the order of its moments."""

    live: tuple[Row, ...]
    #: How many of each kind are out: entries with pages of their own, or parts of others.
    counts: Mapping[str, int]
    scheduled: tuple[Row, ...]
    drafts: tuple[Row, ...]
    expired: tuple[Row, ...]
    undecided: tuple[Undecided, ...]
    queues: tuple[Line, ...]
    #: What is out, and will close or go by itself.
    closing: tuple[Row, ...]
    #: Where the owner stands, in a sentence each, with the file it is about.
    standing: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    #: The moments of all changes, which tell how often the site is published.
    moments: tuple[dt.datetime, ...]


def overview(contents: Contents, now: dt.datetime) -> Overview:
    """Return where a site stands at a moment."""
    kinds, site = contents.kinds, contents.site or STAND_IN
    every = {entry.source: entry for entry in contents.entries}
    found = public(contents.entries, kinds, site, Clock(now))
    hidden: dict[str, list[Row]] = {"a draft": [], "expired": [], "": []}
    for one in found.hidden:
        entry = every[one.source]
        # What is scheduled says for when; the other reasons are these words.
        reason = one.reason if one.reason in hidden else ""
        at = _expires(entry) if reason == "expired" else kinds[one.kind].published(entry)
        hidden[reason].append(_row(entry, at))
    scheduled = [*hidden[""], *_parts_to_come(contents, found.changes, site.zone, now)]
    live = [
        _row(entry, kinds[entry.kind].published(entry)) for entry in found.entries if kinds[entry.kind].is_page(entry)
    ]
    out = {entry.source for entry in found.entries}
    closing = [
        _row(entry, at)
        for source, entry in every.items()
        if source in out and (at := _expires(entry)) is not None and at > now
    ]
    return Overview(
        live=tuple(reversed(_ordered(live))),
        counts=_counts(found.entries, kinds),
        scheduled=_ordered(scheduled),
        drafts=_ordered(hidden["a draft"]),
        expired=_ordered(hidden["expired"]),
        undecided=tuple(_undecided(contents, site.zone)),
        queues=tuple(_queues(contents, site.zone, now)),
        closing=_ordered(closing),
        standing=tuple(_standing(contents, now, site.zone)),
        changes=tuple(sorted(found.changes)),
        moments=found.moments,
    )


def _standing(contents: Contents, now: dt.datetime, zone: ZoneInfo) -> Iterable[tuple[str, str]]:
    """Return where the owner stands, with the file it is about."""
    for entry in contents.entries:
        if words := contents.kinds[entry.kind].standing(entry.fields, now, zone):
            yield entry.source, words


def _row(entry: Entry, at: dt.datetime | None) -> Row:
    return Row(at, entry.source, entry.kind, title_of(entry) or entry.slug)


def _expires(entry: Entry) -> dt.datetime | None:
    """Return when an entry closes or goes, or None."""
    return entry.fields.expires if isinstance(entry.fields, Fields) else None


def _ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows by their moments, those without one first, and by path."""
    early = dt.datetime.min.replace(tzinfo=dt.UTC)
    return tuple(sorted(rows, key=lambda row: (row.at or early, row.path, row.id)))


def _counts(entries: Iterable[Entry], kinds: Mapping[str, Kind]) -> Mapping[str, int]:
    """Return how many of each kind are published."""
    found: Counter[str] = Counter()
    for entry in entries:
        kind = kinds[entry.kind]
        if isinstance(entry.fields, tuple):
            found[kind.name] += sum(getattr(one, "status", "") != REMOVED for one in entry.fields)
        else:
            found[kind.name] += 1 if kind.is_page(entry) else len(kind.parts(entry.fields))
    return {name: found[name] for name in kinds if found[name]}


def _parts_to_come(contents: Contents, changes: Iterable[Change], zone: ZoneInfo, now: dt.datetime) -> Iterable[Row]:
    """Return the scheduled parts of entries, except those in queues."""
    by_source: dict[str, list[dt.datetime]] = {}
    for moment, source in changes:
        by_source.setdefault(source, []).append(moment)
    for entry in contents.entries:
        kind = contents.kinds[entry.kind]
        if kind.public is None or entry.source not in by_source or kind.queue(entry.fields):
            continue
        if kind.moments is no_moments:
            # A kind that does not say which of its parts comes when: then at least when something does.
            for moment in by_source[entry.source]:
                yield _row(entry, moment)
            continue
        for part in kind.moments(entry.fields, zone):
            if part.moment is not None and part.moment > now:
                yield Row(part.moment, entry.source, entry.kind, part.title or f"{kind.label} {part.id}", part.id)


def _queues(contents: Contents, zone: ZoneInfo, now: dt.datetime) -> Iterable[Line]:
    """Return the queues, with what is to come."""
    for entry in contents.entries:
        kind = contents.kinds[entry.kind]
        facts = kind.queue(entry.fields) if kind.public else None
        if facts is None:
            continue
        coming = [
            Row(part.moment, entry.source, entry.kind, part.title, part.id)
            for part in kind.moments(entry.fields, zone)
            if part.moment is not None and part.moment > now
        ]
        yield Line(entry.source, title_of(entry) or entry.slug, facts, _ordered(coming))


class _Counter:
    """A gate that lets everything through, and counts what waits for a decision."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone, self.count = zone, 0

    def ahead(self, _moment: dt.datetime | None, _queue: str = "") -> bool:
        """Return that a moment has come."""
        return False

    def passed(self, _moments: tuple[dt.datetime, ...]) -> None:
        """Do nothing."""

    def undecided(self, _kind: str, count: int) -> None:
        """Count."""
        self.count += count


def _undecided(contents: Contents, zone: ZoneInfo) -> Iterable[Undecided]:
    """Return the files in which something waits."""
    for entry in contents.entries:
        kind = contents.kinds[entry.kind]
        if kind.public is None:
            continue
        gate = _Counter(zone)
        kind.public(entry, gate)
        if gate.count:
            yield Undecided(entry.source, entry.kind, gate.count)
