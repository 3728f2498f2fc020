"""The keys of the give-log, and which parts are public."""

from typing import Annotated, Literal, cast
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.content.kind import Gate, Part, Timed
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.pauses import Pause, check_pauses
from generator.schema.rules import About, Between
from generator.schema.scalars import AnyName, Day, Filled, Moment, Slug, Target

GiveKindName = Literal[
    "referral", "introduction", "lead", "pitch", "tip", "resource", "mentoring", "endorsement", "other"
]


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The giver's plan."""

    start: Annotated[Day, About("The plan's first day")]
    weeks: Annotated[int, Between(1, 520), About("For how many weeks")] = 26
    per_week: Annotated[int, Between(1, 100), About("How many gives a week")] = 3
    pauses: Annotated[tuple[Pause, ...], About("Days off")] = ()


class Give(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing given. ``outcome`` is public only with ``outcome_consent``."""

    id: Annotated[Slug, About("Its permanent name, which is part of its address; never change it", "give-1")]
    date: Annotated[Moment, About("When it was given", "2026-11-02")]
    kind: Annotated[GiveKindName, About("What kind of thing it was")]
    what: Annotated[Filled, About("What you gave, in a line", "Passed on an opening")]
    to: Annotated[str, About("To whom, in words that name nobody", "a former colleague")] = ""
    person: Annotated[
        AnyName, About("Who it was for: the id of somebody in private/people.yaml who agreed to be mentioned")
    ] = ""
    link: Annotated[Target, About("Where more about it is")] = ""
    outcome: Annotated[str, About("What came of it", "They got the job.")] = ""
    outcome_consent: Annotated[bool, About("Whether the person agreed that you publish the outcome")] = False


class GiveLogFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A give-log's keys."""

    title: Annotated[str, About("What the page is called", "Give-log")] = ""
    plan: Annotated[Plan | None, About("What you mean to give")] = None
    gives: Annotated[tuple[Give, ...], About("What you gave")] = ()


class PublicGiveLog(GiveLogFields, frozen=True, kw_only=True, omit_defaults=True):
    """What is public of a give-log; ``outcomes`` is the number of outcomes, including those that are not shown."""

    outcomes: int = 0


def check(fields: GiveLogFields, node: Node, context: FileContext) -> None:
    """Report duplicate ids, and pauses that end before they begin."""
    first: dict[str, int] = {}
    for number, give in enumerate(fields.gives):
        if give.id in first:
            place = context.place(node, "gives", number, "id")
            line = context.place(node, "gives", first[give.id], "id").line
            context.report.error(place, f'the give id "{give.id}" stands twice', f"it stands first on line {line}")
        first.setdefault(give.id, number)
    if fields.plan:
        check_pauses(fields.plan.pauses, node, context, "plan")


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
