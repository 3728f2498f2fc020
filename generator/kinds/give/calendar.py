"""The calendar of the give-log: a drawing in which each week is a column and each day a dot, and the table of it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from generator import views
from generator.base.model import Entry
from generator.kinds.give.log import days
from generator.kinds.give.schema import PublicGiveLog
from generator.kinds.give.weeks import WeekFacts, standing_of, weeks_by_year
from generator.pages.context import Values
from generator.pages.dates import short_month, short_weekday, show_date

#: The distance of days and of weeks, and the height of the row with the names of months.
_STEP, _TOP = 12, 16
_HEIGHT = _TOP + 7 * _STEP
#: So many columns a month's name takes.
_NAME = 3
_MOST = 4

_STANDING = {"on-track": "on track", "paused": "paused", "to-come": "to come"}


def calendars(values: Values, log: Entry[PublicGiveLog]) -> tuple[views.GiveCalendar, ...]:
    """Return the calendars of a log, the newest first: one, or one for each year."""
    given = days(values, log)
    years = weeks_by_year(log.fields.plan, given)
    last = given[-1] if given else None
    return tuple(_calendar(values, weeks, last, named=len(years) > 1) for weeks in reversed(years))


def standing(values: Values, log: Entry[PublicGiveLog]) -> str:
    """Return where the plan stands as of the last entry, in words; nothing without a plan."""
    plan = log.fields.plan
    if plan is None:
        return ""
    state, by = standing_of(plan, days(values, log))
    words = {"to-come": "The first week is to come", "paused": "Paused", "on-track": "On track"}
    if state in words:
        return words[state]
    return f"{by} {state}" if state else ""


def _calendar(values: Values, weeks: Sequence[WeekFacts], last: dt.date | None, *, named: bool) -> views.GiveCalendar:
    """Return the calendar of some weeks, one after the other."""
    counts = Counter(day for week in weeks for day in week.days)
    begin = weeks[0].monday
    dots: dict[int, list[str]] = {}
    for day, count in counts.items():
        x, y = _place(begin, day)
        dots.setdefault(min(count, _MOST), []).append(f"M{x} {y}h0")
    columns = [(at * _STEP + _STEP // 2, week.state == "paused") for at, week in enumerate(weeks)]
    top = _TOP + _STEP // 2
    return views.GiveCalendar(
        title=str((begin + dt.timedelta(days=3)).year) if named else "",
        label=_label(values, weeks, counts),
        width=len(weeks) * _STEP,
        height=_HEIGHT,
        days="".join(f"M{x} {top}v{6 * _STEP}" for x, off in columns if not off),
        off="".join(f"M{x} {top}v{6 * _STEP}" for x, off in columns if off),
        dots=tuple(views.DayDots(level=level, path="".join(paths)) for level, paths in sorted(dots.items())),
        months=tuple(_months(values, weeks)),
        last=_place(begin, last) if last is not None and last in counts else None,
        weeks=tuple(_row(values, week) for week in weeks),
    )


def _place(begin: dt.date, day: dt.date) -> tuple[int, int]:
    """Return where the middle of a day is in a calendar that begins on a Monday."""
    column, row = divmod((day - begin).days, 7)
    return column * _STEP + _STEP // 2, _TOP + row * _STEP + _STEP // 2


def _label(values: Values, weeks: Sequence[WeekFacts], counts: Counter[dt.date]) -> str:
    """Return what a calendar shows, in words."""
    gives, on = counts.total(), len(counts)
    first, last = _said(values, weeks[0].monday), _said(values, weeks[-1].monday + dt.timedelta(days=6))
    things = f"{gives} {'give' if gives == 1 else 'gives'} on {on} {'day' if on == 1 else 'days'}"
    return f"Calendar from {first.text} to {last.text}: {things}. The table says the same."


def _months(values: Values, weeks: Sequence[WeekFacts]) -> list[views.MonthMark]:
    """Return where months begin, as far as there is room for their names."""
    found: list[views.MonthMark] = []
    before, free = 0, 0
    for at, week in enumerate(weeks):
        month = week.monday.month
        if month != before and at >= free and at + _NAME <= max(len(weeks), _NAME):
            text = short_month(month, values.settings.language)
            found.append(views.MonthMark(x=at * _STEP + 1, text=text))
            free = at + _NAME
            before = month
    return found


def _row(values: Values, week: WeekFacts) -> views.PlanWeek:
    """Return a week as a row of the table."""
    counts = Counter(week.days)
    on = ", ".join(
        short_weekday(day.weekday(), values.settings.language) + (f" {count}" if count > 1 else "")
        for day, count in counts.items()
    )
    standing = f"{week.by} {week.state}" if week.by else _STANDING.get(week.state, "")
    day = _said(values, week.monday)
    return views.PlanWeek(
        day=day.short or day.text,
        on=on,
        count=len(week.days),
        so_far=week.so_far,
        state=week.state,
        standing=standing,
    )


def _said(values: Values, day: dt.date) -> views.Date:
    """Return a day as a view's date."""
    noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=values.zone)
    return show_date(noon, values.zone, values.settings.language)
