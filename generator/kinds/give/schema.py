"""The keys of the give-log, and which parts are public."""

from typing import Literal, cast
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.content.kind import Gate, Part, Timed
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.pauses import Pause, check_pauses
from generator.schema.scalars import AnyName, Day, Filled, Moment, Slug, Target

GiveKindName = Literal[
    "referral", "introduction", "lead", "pitch", "tip", "resource", "mentoring", "endorsement", "other"
]


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The giver's plan."""

    start: Day
    weeks: int = 26
    per_week: int = 3
    pauses: tuple[Pause, ...] = ()


class Give(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing given. ``outcome`` is public only with ``outcome_consent``."""

    id: Slug
    date: Moment
    kind: GiveKindName
    what: Filled
    to: str = ""
    person: AnyName = ""
    link: Target = ""
    outcome: str = ""
    outcome_consent: bool = False


class GiveLogFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A give-log's keys."""

    title: str = ""
    plan: Plan | None = None
    gives: tuple[Give, ...] = ()


class PublicGiveLog(GiveLogFields, frozen=True, kw_only=True, omit_defaults=True):
    """What is public of a give-log; ``outcomes`` is the number of outcomes, including those that are not shown."""

    outcomes: int = 0


def check(fields: GiveLogFields, node: Node, context: FileContext) -> None:
    """Report duplicate ids and an impossible plan."""
    first: dict[str, int] = {}
    for number, give in enumerate(fields.gives):
        if give.id in first:
            place = context.place(node, "gives", number, "id")
            line = context.place(node, "gives", first[give.id], "id").line
            context.report.error(place, f'the give id "{give.id}" stands twice', f"it stands first on line {line}")
        first.setdefault(give.id, number)
    if fields.plan:
        check_pauses(fields.plan.pauses, node, context, "plan")
        for key, value, most in (("weeks", fields.plan.weeks, 520), ("per_week", fields.plan.per_week, 100)):
            if not 1 <= value <= most:
                context.report.error(
                    context.place(node, "plan", key), f'"{key}" must be between 1 and {most}, not {value}'
                )


def parts(fields: GiveLogFields) -> tuple[Part, ...]:
    """Return the gives."""
    return tuple([Part(give.id, give.what, person=give.person, link=give.link) for give in fields.gives])


def moments(fields: GiveLogFields, _zone: ZoneInfo) -> tuple[Timed, ...]:
    """Return the gives with their dates."""
    return tuple([Timed(give.id, give.what, give.date) for give in fields.gives])


def public(entry: Entry[GiveLogFields], gate: Gate) -> Entry[PublicGiveLog]:
    """Return the give-log up to now, without outcomes that are not public."""
    fields = entry.fields
    gives = [give for give in fields.gives if not gate.ahead(give.date, "scheduled")]
    shown = tuple(give if give.outcome_consent else msgspec.structs.replace(give, outcome="") for give in gives)
    outcomes = sum(bool(give.outcome) for give in gives)
    log = PublicGiveLog(title=fields.title, plan=fields.plan, gives=shown, outcomes=outcomes)
    return cast("Entry[PublicGiveLog]", msgspec.structs.replace(entry, fields=log))
