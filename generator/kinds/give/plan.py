"""The plan of a give-log: its weeks, and what counts towards it.

Weeks begin on Monday, in the site's time zone. A week whose five working days are all in pauses is off: it is not
one of the plan's weeks, so a pause moves the plan's end. What was given before the plan's start does not count
towards the plan; what is given after its end still does.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from generator.kinds.give.schema import Plan
from generator.schema.pauses import pausing

#: How many weeks off are looked through for the plan's next one: a pause without an end ends the plan.
_PATIENCE = 520
_LAST = dt.date.max - dt.timedelta(weeks=2)


def monday(day: dt.date) -> dt.date:
    """Return the first day of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def is_off(plan: Plan | None) -> Callable[[dt.date], bool]:
    """Return a function that says of a Monday whether its week is off: paused from Monday to Friday."""
    paused = pausing(plan.pauses if plan else ())
    return lambda week: all(paused(week + dt.timedelta(days=day)) for day in range(5))


def plan_weeks(plan: Plan) -> list[dt.date]:
    """Return the Mondays of the plan's weeks, without those that are off."""
    off = is_off(plan)
    found: list[dt.date] = []
    week, skipped = monday(plan.start), 0
    while len(found) < plan.weeks and skipped < _PATIENCE and week < _LAST:
        if off(week):
            skipped += 1
        else:
            found.append(week)
        week += dt.timedelta(weeks=1)
    return found


def first_days(plan: Plan) -> list[dt.date]:
    """Return the first day of each of the plan's weeks on which something is to be given: no pause is on it."""
    paused = pausing(plan.pauses)
    found = []
    for week in plan_weeks(plan):
        each = [week + dt.timedelta(days=at) for at in range(7)]
        free = [day for day in each if day >= plan.start and not paused(day)]
        found.append(free[0] if free else max(week, plan.start))
    return found


def planned(plan: Plan, days: Iterable[dt.date]) -> int:
    """Return how many gives count towards the plan, by their days."""
    return sum(day >= plan.start for day in days)
