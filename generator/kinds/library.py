"""Tip libraries: ``content/tips/{library}.yaml``, short pieces of advice, let out one by one."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.kinds.base import Kind
from generator.schema.fields import Context
from generator.schema.nodes import Node
from generator.schema.scalars import Clock, Day, Filled, Moment, Slug, TagName, Url


class Pause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Days without anything, both ends included."""

    begin: Day = msgspec.field(name="from")
    end: Day = msgspec.field(name="to")


class Queue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When tips without a date come out: one a slot, from ``start``."""

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


def paused(day: dt.date, pauses: tuple[Pause, ...]) -> bool:
    """Return whether the day lies in a pause."""
    return any(pause.begin <= day <= pause.end for pause in pauses)


def slots(queue: Queue, zone: ZoneInfo) -> Iterator[dt.datetime]:
    """Return the queue's moments in UTC, without end but for the calendar's."""
    hour, minute = (int(part) for part in queue.at.split(":"))
    day, step = queue.start, dt.timedelta(days=7 if queue.every == "week" else 1)
    last = dt.date.max - dt.timedelta(days=14)
    while day < last:
        if not (queue.every == "weekday" and day.weekday() > 4) and not paused(day, queue.pauses):
            yield dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(dt.UTC)
        day += step


def dates(library: LibraryFields, zone: ZoneInfo) -> dict[str, dt.datetime | None]:
    """Return when each tip is out, by id; none means at once."""
    free = slots(library.queue, zone) if library.queue else None
    return {tip.id: tip.date or (next(free, None) if free else None) for tip in library.tips}


def check(fields: LibraryFields, node: Node, context: Context) -> None:
    """Report ids that stand twice and pauses that end before they begin."""
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


def check_pauses(pauses: tuple[Pause, ...], node: Node, context: Context, key: str) -> None:
    """Report pauses below ``key`` that end before they begin."""
    for number, pause in enumerate(pauses):
        if pause.end < pause.begin:
            context.report.error(
                context.place(node, key, "pauses", number, "to"), "the pause ends before it begins", "swap from and to"
            )


def texts(fields: LibraryFields) -> Mapping[str, str]:
    """Return what more there is to the tips, by their ids."""
    return {tip.id: tip.more for tip in fields.tips if tip.more}


KIND = Kind(
    name="tip",
    folder="tips",
    suffix=".yaml",
    schema=LibraryFields,
    label="Tip library",
    plural="Tips",
    dated=False,
    permalink="/tips/{slug}/",
    index="/tips/",
    check=check,
    texts=texts,
)
