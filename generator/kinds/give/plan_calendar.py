"""The plan as a calendar: a day for each of its weeks."""

import datetime as dt

from generator.base.model import Entry
from generator.feeds.calendar import Calendar, Day, write_calendar
from generator.kinds.give.log import URL, log_title
from generator.kinds.give.plan import first_days, monday
from generator.kinds.give.schema import PublicGiveLog
from generator.pages.context import Context, Values
from generator.pages.jobs import Data, Job

ICS_URL = f"{URL}plan.ics"


def plan_calendar(values: Values, log: Entry[PublicGiveLog]) -> Calendar | None:
    """Return the plan's weeks, each on its first day without a pause; None if there is none.

    An event's id is made from its week and not from its number, so it stays the same event if a pause comes before it.
    """
    plan = log.fields.plan
    days = first_days(plan) if plan else []
    if plan is None or not days:
        return None
    url = values.absolute(URL)
    things = "1 thing" if plan.per_week == 1 else f"{plan.per_week} things"
    return Calendar(
        title=log_title(log),
        url=url,
        stamp=dt.datetime.combine(plan.start, dt.time(), dt.UTC),
        days=tuple(
            Day(
                uid=f"{values.settings.guid_base}:give:plan:{monday(day)}",
                day=day,
                title=f"Give {things}: week {number} of {plan.weeks}",
                text=f"One line for each goes into the give-log.\n{url}",
                url=url,
            )
            for number, day in enumerate(days, 1)
        ),
    )


def written(calendar: Calendar, _context: Context) -> Job:
    """Return the job that writes the calendar."""
    return Data(write_calendar(calendar))
