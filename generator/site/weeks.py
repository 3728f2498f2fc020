"""ISO weeks in a time zone: they begin on Monday at midnight there, and belong to the year of their Thursday."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec


class Week(msgspec.Struct, frozen=True):
    """A week by its name such as ``2026-W45``, from its first moment to the first one after it."""

    name: str
    start: dt.datetime
    end: dt.datetime


def week_of(moment: dt.datetime, zone: ZoneInfo) -> Week:
    """Return the week of a moment."""
    day = moment.astimezone(zone)
    year, number, weekday = day.isocalendar()
    monday = day.toordinal() - weekday + 1
    # By the calendar, since a week in which clocks change has an hour more or less.
    return Week(f"{year:04}-W{number:02}", _midnight(monday, zone), _midnight(monday + 7, zone))


@lru_cache(maxsize=1024)
def _midnight(day: int, zone: ZoneInfo) -> dt.datetime:
    """Return the first moment of a day, by its ordinal, in UTC."""
    return dt.datetime.fromordinal(day).replace(tzinfo=zone).astimezone(dt.UTC)


def digest_url(name: str) -> str:
    """Return the address, from the site's root, of the digest of a week."""
    return f"{DIGESTS}{name}/"


#: The page of all digests.
DIGESTS = "/digest/"
