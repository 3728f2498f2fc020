"""Formatted dates, in the site's time zone and language."""

import datetime as dt
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from generator.views import Date

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@lru_cache(maxsize=65536)
def show_date(moment: dt.datetime, zone: ZoneInfo, language: str) -> Date:
    """Return a moment as a view's date."""
    local = moment.astimezone(zone)
    if local.microsecond:
        local = local.replace(microsecond=0)
    order = _order(language)
    if order:
        month = _MONTHS[local.month - 1]
        short = f"{month} {local.day}" if order == "month first" else f"{local.day} {month}"
        text = f"{short}, {local.year}" if order == "month first" else f"{short} {local.year}"
        full = f"{text}, {local.hour:02}:{local.minute:02}"
    else:
        from babel.dates import format_date, format_datetime, format_skeleton

        locale = _locale(language)
        text, full = format_date(local, "long", locale), format_datetime(local, "d MMMM y, HH:mm", locale=locale)
        short = format_skeleton("MMMMd", local, locale=locale)
    return Date(iso=local.isoformat(), text=text, year=str(local.year), short=short, full=full)


@cache
def _order(language: str) -> str:
    """Return the date order of English: ``day first`` or ``month first``; "" for other languages."""
    if language.split("-", maxsplit=1)[0].lower() != "en":
        return ""
    return "month first" if language.lower() == "en-us" else "day first"


@lru_cache(maxsize=1024)
def show_month(year: int, month: int, language: str) -> str:
    """Return a formatted month: ``November 2026``."""
    if language.split("-", maxsplit=1)[0].lower() == "en":
        return f"{_MONTHS[month - 1]} {year}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", dt.date(year, month, 1), locale=_locale(language))


@lru_cache(maxsize=256)
def short_month(month: int, language: str) -> str:
    """Return the short name of a month: ``Nov``."""
    if _order(language):
        return _MONTHS[month - 1][:3]
    from babel.dates import format_skeleton

    return format_skeleton("MMM", dt.date(2024, month, 1), locale=_locale(language))


@lru_cache(maxsize=256)
def short_weekday(number: int, language: str) -> str:
    """Return the short name of a weekday, of which Monday is the first, number 0: ``Mon``."""
    if _order(language):
        return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][number]
    from babel.dates import format_date

    return format_date(dt.date(2024, 1, 1 + number), "EEE", locale=_locale(language))


def _locale(language: str) -> str:
    """Return babel's locale for a language, English if it has none."""
    from babel import Locale, UnknownLocaleError

    for name in (language, language.split("-", maxsplit=1)[0]):
        try:
            return str(Locale.parse(name, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


def clock(seconds: int) -> str:
    """Return a duration as ``1:05`` or ``1:02:30``."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def size(count: int) -> str:
    """Return a number of bytes for people: ``320 kB``, ``12.4 MB``."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"
