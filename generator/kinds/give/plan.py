"""The plan of a give-log: its weeks, what counts towards it, and where one stands on a day.

Weeks begin on Monday, in the site's time zone. A week whose five working days are all in pauses is off: it is not
one of the plan's weeks, so a pause moves the plan's end. What was given before the plan's start does not count
towards the plan; what is given after its end still does.
"""

import datetime as dt
from collections.abc import Callable, Iterable

import msgspec

from generator.kinds.give.schema import GiveLogFields, Plan
from generator.schema.pauses import pausing

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


def monday(day: dt.date) -> dt.date:
    """Return the first day of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def is_off(plan: Plan | None) -> Callable[[dt.date], bool]:
    """Return a function that says of a Monday whether its week is off: paused from Monday to Friday."""
    paused = pausing(plan.pauses if plan else ())
    return lambda week: all(paused(week + dt.timedelta(days=day)) for day in range(5))


def planned(plan: Plan, days: Iterable[dt.date]) -> int:
    """Return how many gives count towards the plan, by their days."""
    return sum(day >= plan.start for day in days)


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


def said(stands: Standing) -> str:
    """Return where one stands, in a line."""
    given = f"{stands.gives} {'thing' if stands.gives == 1 else 'things'} given"
    if not stands.weeks:
        return f"{stands.this_week} this week; {given} so far. No plan is set."
    all_of = f"{stands.gives} of {stands.weeks * stands.per_week}"
    if stands.starts_in:
        days = "day" if stands.starts_in == 1 else "days"
        return f"The plan starts in {stands.starts_in} {days}; what is given before does not count towards it."
    if stands.week > stands.weeks:
        weeks = f"{stands.weeks} week is" if stands.weeks == 1 else f"{stands.weeks} weeks are"
        return f"The plan's {weeks} over: {all_of} given."
    if stands.off:
        last = f"Week {stands.week} of {stands.weeks} was the last" if stands.week else "The plan's first is to come"
        return f"A week off; {stands.this_week} given in it. {last}; {all_of} in all."
    return f"{stands.this_week} of {stands.per_week} this week; week {stands.week} of {stands.weeks}."
