"""The weeks of the give-log: where the plan stands in each of them, as of the last entry."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from generator.kinds.give.plan import is_off, monday, plan_weeks
from generator.kinds.give.schema import Plan

_WEEK = dt.timedelta(weeks=1)
#: More weeks than this are shown by years, of which those with nothing in them are left out.
TOGETHER = 27


class WeekFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A week: the days of its gives, sorted; how many count up to its end; where the plan stands, and by how many."""

    monday: dt.date
    days: tuple[dt.date, ...] = ()
    so_far: int = 0
    state: str = ""
    by: int = 0


def weeks_by_year(plan: Plan | None, days: Sequence[dt.date]) -> list[list[WeekFacts]]:
    """Return all weeks of the log and of its plan, in one list or one for each year; ``days`` are sorted."""
    in_plan = plan_weeks(plan) if plan else []
    ends = [*map(monday, (*days[:1], *days[-1:])), *in_plan[-1:]]
    if plan:
        ends.append(monday(plan.start))
    if not ends:
        return []
    first, last = min(ends), max(ends)
    facts = _Weeks(plan, in_plan, days)
    if (last - first) // _WEEK < TOGETHER:
        return [[facts.at(first + at * _WEEK) for at in range((last - first) // _WEEK + 1)]]
    # The year of a week is that of its Thursday, as in ISO 8601.
    years = {(monday(day) + dt.timedelta(days=3)).year for day in (*days, *in_plan)}
    found = []
    for year in sorted(years):
        begin = max(first, monday(dt.date(year, 1, 4)))
        end = min(last, monday(dt.date(year, 12, 28)))
        found.append([facts.at(begin + at * _WEEK) for at in range((end - begin) // _WEEK + 1)])
    return found


def standing_of(plan: Plan, days: Sequence[dt.date]) -> tuple[str, int]:
    """Return where the plan stands in the week of the last entry, and by how many."""
    if not days:
        return "to-come", 0
    week = _Weeks(plan, plan_weeks(plan), days).at(monday(days[-1]))
    return week.state, week.by


class _Weeks:
    """A plan and the days of gives, to look up weeks in."""

    def __init__(self, plan: Plan | None, in_plan: list[dt.date], days: Sequence[dt.date]) -> None:
        self.plan, self.in_plan, self.days = plan, in_plan, days
        self.off = is_off(plan)
        self.before = bisect_left(days, plan.start) if plan else 0
        self.last = monday(days[-1]) if days else None

    def at(self, week: dt.date) -> WeekFacts:
        """Return what is known of the week of a Monday."""
        begin, end = bisect_left(self.days, week), bisect_left(self.days, week + _WEEK)
        so_far = max(0, end - self.before)
        state, by = self._standing(week, so_far)
        return WeekFacts(monday=week, days=tuple(self.days[begin:end]), so_far=so_far, state=state, by=by)

    def _standing(self, week: dt.date, so_far: int) -> tuple[str, int]:
        """Return where the plan stands at the end of a week, and by how many; nothing before it and after it.

        The last entry's week may not be over: it is behind only by what the weeks before it asked for.
        """
        if self.plan is None or week < monday(self.plan.start):
            return "", 0
        number = bisect_left(self.in_plan, week)
        if number < len(self.in_plan) and self.in_plan[number] != week:
            return "paused", 0
        if number == len(self.in_plan):
            return ("paused", 0) if self.off(week) else ("", 0)
        if self.last is None or week > self.last:
            return "to-come", 0
        wanted = (number + 1) * self.plan.per_week
        if so_far > wanted:
            return "ahead", so_far - wanted
        due = wanted - self.plan.per_week if week == self.last else wanted
        return ("behind", due - so_far) if so_far < due else ("on-track", 0)
