"""The keys of tip libraries, and when their tips are published."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.content.kind import Gate, Part, Timed
from generator.content.kind import Queue as QueueInWords
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.pauses import Pause, check_pauses, pausing
from generator.schema.scalars import Clock, Day, Filled, Moment, Slug, TagName, Url


class Queue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When tips without a date are published: one per slot, from ``start``."""

    start: Day
    every: Literal["day", "weekday", "week"]
    at: Clock = "00:00"
    pauses: tuple[Pause, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a tip comes from."""

    name: Filled
    url: Url = ""


class Tip(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A tip. ``more`` is Markdown."""

    id: Slug
    text: Filled
    date: Moment | None = None
    topic: str = ""
    tags: tuple[TagName, ...] = ()
    source: Source | None = None
    more: str = ""


class LibraryFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A library's keys."""

    title: Filled
    description: str = ""
    queue: Queue | None = None
    tips: tuple[Tip, ...] = ()


def slots(queue: Queue, zone: ZoneInfo) -> Iterator[dt.datetime]:
    """Return the queue's slots in UTC, up to the end of Python's calendar."""
    hour, minute = (int(part) for part in queue.at.split(":"))
    day, step = queue.start, dt.timedelta(days=7 if queue.every == "week" else 1)
    last = dt.date.max - dt.timedelta(days=14)
    paused = pausing(queue.pauses)
    while day < last:
        if not (queue.every == "weekday" and day.weekday() > 4) and not paused(day):
            yield dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(dt.UTC)
        day += step


def dates(library: LibraryFields, zone: ZoneInfo) -> dict[str, dt.datetime | None]:
    """Return when each tip is published, by id; None means at once."""
    free = slots(library.queue, zone) if library.queue else None
    return {tip.id: tip.date or (next(free, None) if free else None) for tip in library.tips}


def moments(library: LibraryFields, zone: ZoneInfo) -> tuple[Timed, ...]:
    """Return the tips with the moments at which they come out."""
    when = dates(library, zone)
    return tuple([Timed(tip.id, tip.text, when[tip.id]) for tip in library.tips])


def queue(library: LibraryFields) -> QueueInWords | None:
    """Return how the tips without a date come out, or None without a queue."""
    given = library.queue
    if given is None:
        return None
    each = f"{given.start:%A}" if given.every == "week" else given.every
    return QueueInWords(f"each {each} at {given.at}", given.pauses)


def check(fields: LibraryFields, node: Node, context: FileContext) -> None:
    """Report duplicate ids and pauses that end before they begin."""
    first: dict[str, int] = {}
    for number, tip in enumerate(fields.tips):
        if tip.id in first:
            place = context.place(node, "tips", number, "id")
            line = context.place(node, "tips", first[tip.id], "id").line
            context.report.error(
                place,
                f'the tip id "{tip.id}" stands twice',
                f"it stands first on line {line}; ids are for ever, so give the newer one another",
            )
        first.setdefault(tip.id, number)
    check_pauses(fields.queue.pauses if fields.queue else (), node, context, "queue")


def texts(fields: LibraryFields) -> Mapping[str, str]:
    """Return the further texts of the tips, by their ids."""
    return {tip.id: tip.more for tip in fields.tips if tip.more}


def parts(fields: LibraryFields) -> tuple[Part, ...]:
    """Return the tips."""
    return tuple([Part(tip.id, tip.text, tip.tags) for tip in fields.tips])


def public(entry: Entry[LibraryFields], gate: Gate) -> Entry[LibraryFields]:
    """Return a tip library with its published tips, each with its date."""
    fields = entry.fields
    when = dates(fields, gate.zone)
    tips = tuple(
        msgspec.structs.replace(tip, date=when[tip.id]) for tip in fields.tips if not gate.ahead(when[tip.id], "tips")
    )
    if fields.queue and len(tips) < len(when):
        gate.passed(tuple(moment for moment in when.values() if moment))
    texts = {tip.id: entry.texts[tip.id] for tip in tips if tip.id in entry.texts}
    return msgspec.structs.replace(entry, fields=msgspec.structs.replace(fields, tips=tips, queue=None), texts=texts)
