"""Dates as writers and programs put them down, and the parts of addresses that are made of them."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from generator.base.system import is_zone

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T\s,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[AaPp][Mm])?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_WORDS = re.compile(
    r"(?:\w+,?\s+)?(?:(?P<a>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+"
    r"(?:(?P<b>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})"
)
#: No date has more signs.
_LONGEST = 200
#: Years in which a text may have been written.
_YEARS = range(1970, 2101)


def zone_of(name: str) -> ZoneInfo | None:
    """Return a time zone by its name, or None for one that is none."""
    try:
        return ZoneInfo(name) if name and is_zone(name) else None
    except (KeyError, ValueError, OSError):
        return None


def moment(text: str, zone: ZoneInfo | None = None) -> dt.datetime | None:
    """Return a date, or None for one that is none. A time without an offset is in the zone.

    What has no zone is in the site's; and so is a day, which is the same day everywhere.
    """
    text = text.strip()
    found = _iso(text) or _worded(text) or _sent(text) if len(text) <= _LONGEST else None
    if found is None or found.year not in _YEARS:
        return None
    is_day = (found.hour, found.minute, found.second) == (0, 0, 0)
    return found.replace(tzinfo=zone) if found.tzinfo is None and zone and not is_day else found


def _iso(text: str) -> dt.datetime | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    try:
        return dt.datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            hour,
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=_offset(match["zone"]),
        )
    except ValueError:
        return None


def _offset(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if not text.startswith(("+", "-")):
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    return dt.timezone((-1 if text[0] == "-" else 1) * dt.timedelta(hours=hours, minutes=minutes))


def _worded(text: str) -> dt.datetime | None:
    """Return a date such as ``March 5, 2014`` or ``5 March 2014``."""
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["month"].lower())), 0)
    try:
        return dt.datetime(int(match["year"]), month, int(match["a"] or match["b"] or 1))  # noqa: DTZ001 (the site's)
    except ValueError:
        return None


def _sent(text: str) -> dt.datetime | None:
    """Return a date as mails have it."""
    if not re.match(r"[A-Za-z]{3}, \d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def parts(when: dt.datetime) -> dict[str, str]:
    """Return the parts of a date by the names that patterns of addresses have for them."""
    year, week, _ = when.isocalendar()
    month, day = _MONTHS[when.month - 1].capitalize(), _DAYS[when.weekday()]
    return {
        "year": f"{when:%Y}",
        "short_year": f"{when:%y}",
        "month": f"{when:%m}",
        "i_month": str(when.month),
        "short_month": month[:3],
        "long_month": month,
        "monthname": month,
        "day": f"{when:%d}",
        "i_day": str(when.day),
        "y_day": f"{when:%j}",
        "yearday": str(int(f"{when:%j}")),
        "week": f"{week:02}",
        "w_year": str(year),
        "w_day": str(when.isoweekday()),
        "short_day": day[:3],
        "long_day": day,
        "weekdayname": day,
        "weekday": str((when.weekday() + 1) % 7),
        "hour": f"{when:%H}",
        "minute": f"{when:%M}",
        "second": f"{when:%S}",
    }


def strftime(when: dt.datetime, form: str) -> str:
    """Return a date in a form of ``%Y`` and the like, the same in every locale; what is not known stays."""
    known = parts(when)
    names = {"Y": "year", "y": "short_year", "m": "month", "-m": "i_month", "b": "short_month", "B": "long_month",
             "d": "day", "-d": "i_day", "e": "i_day", "j": "y_day", "H": "hour", "M": "minute", "S": "second",
             "a": "short_day", "A": "long_day"}  # fmt: skip
    form = form.replace("%F", "%Y-%m-%d")
    return re.sub(r"%(-?[A-Za-z])", lambda found: known.get(names.get(found[1], ""), found[0]), form)
