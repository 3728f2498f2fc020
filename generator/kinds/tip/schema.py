"""The keys of tip libraries, and when their tips are published."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.content.kind import Gate, Part, Timed
from generator.content.kind import Queue as QueueInWords
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.pauses import Pause, check_pauses, pausing
from generator.schema.rules import About
from generator.schema.scalars import Clock, Day, Filled, Moment, Slug, TagName, Url


class Queue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When tips without a date are published: one per slot, from ``start``."""

    start: Annotated[Day, About("The first day")]
    every: Annotated[Literal["day", "weekday", "week"], About("On which days")]
    at: Annotated[Clock, About("The time of day, in the site's time zone; midnight without it")] = "00:00"
    pauses: Annotated[tuple[Pause, ...], About("Days without tips")] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a tip comes from."""

    name: Annotated[Filled, About("Whom it comes from", "Ann Example")]
    url: Annotated[Url, About("Where they can be found")] = ""


class Tip(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A tip. ``more`` is Markdown."""

    id: Annotated[Slug, About("Its permanent name, which is part of its address; never change it", "thank-by-name")]
    text: Annotated[Filled, About("The tip itself, without formatting", "Thank people by name.")]
    date: Annotated[Moment | None, About("When it comes out, if not by the queue")] = None
    topic: Annotated[str, About("A word or two that groups tips in the library", "Thanking")] = ""
    tags: Annotated[tuple[TagName, ...], About("What it is about", "[networking]")] = ()
    source: Annotated[Source | None, About("Whom it comes from")] = None
    more: Annotated[str, About("More about it, in Markdown", "Why this works.")] = ""


class LibraryFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A library's keys."""

    title: Annotated[Filled, About("What it is called", "Small gives")]
    description: Annotated[str, About("A sentence below the title", "What you can give in a minute.")] = ""
    queue: Annotated[Queue | None, About("When tips without a date come out; without it, at once")] = None
    tips: Annotated[tuple[Tip, ...], About("The tips; new ones go to the end")] = ()


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
