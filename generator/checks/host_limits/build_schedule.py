"""How often a schedule publishes a site: the days on which something is due."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

import msgspec

from generator.base.patterns import lazily

#: The longest month.
_MONTH = dt.timedelta(days=31)
_DAY = dt.timedelta(days=1)
#: The weekdays in cron's numbering, with Sunday as 0 and as 7.
_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CRON = lazily(r"^[ \t]*-?[ \t]*cron:[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)


class Rhythm(msgspec.Struct, frozen=True):
    """When a schedule checks whether something is due: the time of day in UTC, and the weekdays (0 is Monday)."""

    at: dt.time = dt.time(5, 17)
    weekdays: frozenset[int] = frozenset(range(7))

    def runs(self, first: dt.date) -> Iterator[dt.datetime]:
        """Return the moments of its runs, from a day on."""
        day = first
        while True:
            if day.weekday() in self.weekdays:
                yield dt.datetime.combine(day, self.at, dt.UTC)
            day += _DAY

    def after(self, moment: dt.datetime) -> dt.date:
        """Return the day of the first run after a moment."""
        return next(run for run in self.runs(moment.astimezone(dt.UTC).date()) if run >= moment).date()


DAILY = Rhythm()


def rhythm_of(workflow: str) -> Rhythm:
    """Return the rhythm of a workflow's text; daily if it cannot be parsed."""
    found = _CRON.findall(workflow)
    if len(found) != 1 or len(fields := found[0].split()) != 5:
        return DAILY
    minute, hour, day, month, weekday = fields
    days = _weekdays(weekday)
    if (day, month) != ("*", "*") or not days or not (minute.isdecimal() and hour.isdecimal()):
        return DAILY
    return Rhythm(dt.time(int(hour) % 24, int(minute) % 60), days)


def _weekdays(field: str) -> frozenset[int]:
    """Return the days of cron's last field, such as ``1,4``, ``MON-FRI`` or ``*``; an empty set for other forms."""
    found: set[int] = set()
    for part in field.lower().split(","):
        first, _, last = ("0-6" if part == "*" else part).partition("-")
        numbers = [
            _NAMES.index(one) if one in _NAMES else int(one) if one.isdecimal() else 9 for one in (first, last or first)
        ]
        if max(numbers) > 7 or numbers[0] > numbers[1]:
            return frozenset()
        found |= {(number - 1) % 7 for number in range(numbers[0], numbers[1] + 1)}
    return frozenset(found)


def most_deploys(moments: Iterable[dt.datetime], rhythm: Rhythm = DAILY) -> int:
    """Return the maximum number of deploys in 31 days by a schedule, if something changes at these moments."""
    return fullest({rhythm.after(moment) for moment in moments})


def fullest(days: Collection[dt.date]) -> int:
    """Return the maximum number of the days within any 31 days."""
    ordered = sorted(days)
    return max(
        (number + 1 - bisect_left(ordered, day - _MONTH + _DAY) for number, day in enumerate(ordered)), default=0
    )
