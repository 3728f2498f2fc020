"""Where one stands with a give-log on a day, for commands: "3 of 3 this week; week 9 of 26"."""

import datetime as dt
from collections.abc import Callable

import msgspec

from generator.kinds.give.plan import is_off, monday, planned
from generator.kinds.give.schema import GiveLogFields, Plan

_WEEK = dt.timedelta(days=7)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a give-log stands on a day.

    ``week`` is the plan's week that the day is in: 0 before the start, and more than ``weeks`` after the end. In a
    week off, it is that of the last week before it.
    """

    #: All gives up to now, and those of the day's week; with a plan only what counts towards it.
    gives: int
    this_week: int
    week: int = 0
    #: The plan's; zero without one.
    weeks: int = 0
    per_week: int = 0
    #: Whether the day's week is off.
    off: bool = False
    #: How many days it is to the plan's start.
    starts_in: int = 0


def standing(fields: GiveLogFields, now: dt.datetime, zone: dt.tzinfo) -> Standing:
    """Return where a give-log stands at a moment, in the site's zone. Gives to come are not counted."""
    today, plan = now.astimezone(zone).date(), fields.plan
    days = [give.date.astimezone(zone).date() for give in fields.gives if give.date <= now]
    if plan is None:
        return Standing(gives=len(days), this_week=sum(monday(day) == monday(today) for day in days))
    days = [day for day in days if day >= plan.start]
    off = is_off(plan)
    return Standing(
        gives=planned(plan, days),
        this_week=sum(monday(day) == monday(today) for day in days),
        week=_week(plan, today, off),
        weeks=plan.weeks,
        per_week=plan.per_week,
        off=off(monday(today)),
        starts_in=max(0, (plan.start - today).days),
    )


def _week(plan: Plan, today: dt.date, off: Callable[[dt.date], bool]) -> int:
    """Return the number of a day's week in the plan; 0 before it, and one more than the plan has after its end."""
    if today < plan.start:
        return 0
    week, number = monday(plan.start), 0
    while week <= today and number <= plan.weeks:
        number += not off(week)
        week += _WEEK
    return number


def said(at: Standing) -> str:
    """Return where one stands, in a line."""
    given = f"{at.gives} {'thing' if at.gives == 1 else 'things'} given"
    if not at.weeks:
        return f"{at.this_week} this week; {given} so far. No plan is set."
    all_of = f"{at.gives} of {at.weeks * at.per_week}"
    if at.starts_in:
        days = "day" if at.starts_in == 1 else "days"
        return f"The plan starts in {at.starts_in} {days}; what is given before does not count towards it."
    if at.week > at.weeks:
        weeks = f"{at.weeks} week is" if at.weeks == 1 else f"{at.weeks} weeks are"
        return f"The plan's {weeks} over: {all_of} given."
    if at.off:
        last = f"Week {at.week} of {at.weeks} was the last" if at.week else "The plan's first is to come"
        return f"A week off; {at.this_week} given in it. {last}; {all_of} in all."
    return f"{at.this_week} of {at.per_week} this week; week {at.week} of {at.weeks}."
