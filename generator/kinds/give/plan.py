"""The plan of a give-log: its weeks, and what counts towards it.

Weeks begin on Monday, in the site's time zone. A week whose five working days are all in pauses is off: it is not
one of the plan's weeks, so a pause moves the plan's end. What was given before the plan's start does not count
towards the plan; what is given after its end still does.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from generator.kinds.give.schema import Plan
from generator.schema.pauses import pausing


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
