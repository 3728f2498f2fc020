"""Days on which nothing comes out and nothing is asked for."""

import datetime as dt

import msgspec

from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.scalars import Day


class Pause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Days without anything, both ends included."""

    begin: Day = msgspec.field(name="from")
    end: Day = msgspec.field(name="to")


def paused(day: dt.date, pauses: tuple[Pause, ...]) -> bool:
    """Return whether the day lies in a pause."""
    return any(pause.begin <= day <= pause.end for pause in pauses)


def check_pauses(pauses: tuple[Pause, ...], node: Node, context: FileContext, key: str) -> None:
    """Report pauses below ``key`` that end before they begin."""
    for number, pause in enumerate(pauses):
        if pause.end < pause.begin:
            context.report.error(
                context.place(node, key, "pauses", number, "to"), "the pause ends before it begins", "swap from and to"
            )
