"""Pauses: days on which nothing is published or expected."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Annotated

import msgspec

from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.rules import About
from generator.schema.scalars import Day


class Pause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A range of days, both ends included."""

    begin: Annotated[Day, About("The first day", "2026-12-21")] = msgspec.field(name="from")
    end: Annotated[Day, About("The last day", "2027-01-03")] = msgspec.field(name="to")


def pausing(pauses: tuple[Pause, ...]) -> Callable[[dt.date], bool]:
    """Return a function that says whether a day is in a pause, by binary search."""
    ordered = sorted(pauses, key=lambda pause: pause.begin)
    begins = [pause.begin for pause in ordered]
    # The latest end of all pauses up to each one.
    ends = list(accumulate((pause.end for pause in ordered), max))

    def paused(day: dt.date) -> bool:
        begun = bisect_right(begins, day)
        return begun > 0 and day <= ends[begun - 1]

    return paused


def check_pauses(pauses: tuple[Pause, ...], node: Node, context: FileContext, key: str) -> None:
    """Report pauses below ``key`` that end before they begin."""
    for number, pause in enumerate(pauses):
        if pause.end < pause.begin:
            context.report.error(
                context.place(node, key, "pauses", number, "to"), "the pause ends before it begins", "swap from and to"
            )
