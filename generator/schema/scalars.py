"""The scalar types of content keys: dates, addresses, slugs, durations."""

import datetime as dt
import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.base.paths import nfc
from generator.base.patterns import lazily
from generator.base.system import is_zone
from generator.base.text import slugify
from generator.schema.addresses import as_alias, as_guid, as_link, as_slug, as_uri, as_url, slug_problem
from generator.schema.rules import Rule

_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]| +)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: *(Z|z|[+-]\d\d(?::?\d\d)?))?)?",
    re.ASCII,
)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?")
_CLOCK = lazily(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_LENGTH = lazily(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:\.\d+)?", re.ASCII)
_EMAIL = lazily(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")

_DATE_HINT = "write it as 2026-11-02, 2026-11-02 07:30 or 2026-11-02T07:30:00+01:00"
#: Feeds write years with four digits; the margins keep time zones and plans of years within Python's calendar.
_YEARS = range(1000, 9001)
_NEVER = dt.datetime(9000, 12, 31, tzinfo=dt.UTC)


def parse_time(text: str, zone: ZoneInfo, *, end_of_day: bool = False) -> dt.datetime:
    """Return the moment in UTC; a date alone is its first second in the zone, or its last."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError("a date", _DATE_HINT)
    year, month, day, hour, minute, second, offset = match.groups()
    if end_of_day and int(year) == dt.MAXYEAR:
        return _NEVER
    _check_year(year)
    try:
        if hour is None:
            moment = dt.datetime(int(year), int(month), int(day), tzinfo=zone)
            if end_of_day:
                moment = moment.replace(hour=23, minute=59, second=59)
        else:
            moment = dt.datetime(
                int(year),
                int(month),
                int(day),
                int(hour),
                int(minute),
                int(second or 0),
                tzinfo=_offset(offset) if offset else zone,
            )
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise ValueError("a date that exists", _DATE_HINT) from None


def _check_year(year: str) -> None:
    """Raise ``ValueError`` for a year out of range."""
    if int(year) not in _YEARS:
        raise ValueError(f"a date between the years {_YEARS[0]} and {_YEARS[-1]}", "")


def _offset(text: str) -> dt.tzinfo:
    """Return the zone of an ISO offset."""
    if text in {"Z", "z"}:
        return dt.UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-delta if text[0] == "-" else delta)


def _day(text: str, _: ZoneInfo) -> dt.date:
    match = _DATE.fullmatch(text.strip())
    if match is None or match[4]:
        raise ValueError("a date such as 2026-11-02", "")
    _check_year(match[1])
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError("a date that exists", "") from None


def _tag(text: str, _: ZoneInfo) -> str:
    text = " ".join(text.split())
    if not slugify(text):
        raise ValueError("a word or a few, with a letter or a digit in it", "")
    if problem := slug_problem(slugify(text)):
        raise ValueError(problem, "a tag is part of the address of a page")
    return text


def _language(text: str, _: ZoneInfo) -> str:
    if not _LANGUAGE.fullmatch(text.strip()):
        raise ValueError("a language code such as en, de or pt-BR", "")
    return text.strip()


def _zone_name(text: str, _: ZoneInfo) -> str:
    name = text.strip()
    try:
        # Where capitals do not count, europe/berlin is found too, and then is not on the host.
        if is_zone(name):
            return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError("a time zone such as UTC, Europe/Berlin or America/Chicago", "")


def _clock(text: str, _: ZoneInfo) -> str:
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError("a time of day such as 07:30", "")
    return f"{int(match[1]):02}:{match[2]}"


def _length(text: str, _: ZoneInfo) -> int:
    match = _LENGTH.fullmatch(text.strip())
    if match is None or (match[2] and int(match[3]) > 59) or (match[1] and int(match[2]) > 59):
        raise ValueError("a length of time such as 1:05 or 1:02:30", "")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _email(text: str, _: ZoneInfo) -> str:
    if not _EMAIL.fullmatch(text.strip()):
        raise ValueError("an e-mail address", "")
    return text.strip()


def _filled(text: str, _: ZoneInfo) -> str:
    if not text.strip():
        raise ValueError("some text", "")
    return text.strip()


def _name(text: str, zone: ZoneInfo) -> str:
    return nfc(_filled(text, zone))


def _any_name(text: str, _: ZoneInfo) -> str:
    return nfc(text)


def _start(text: str, zone: ZoneInfo) -> Any:
    return parse_time(text, zone)


def _end(text: str, zone: ZoneInfo) -> Any:
    return parse_time(text, zone, end_of_day=True)


# Patterns are less exact than the functions above where those know the calendar, or look at Unicode.
_OF_A_YEAR = r"-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])"
_A_DAY = rf"(?:[1-8][0-9]{{3}}|9000){_OF_A_YEAR}"
_A_LAST_DAY = rf"(?:[1-8][0-9]{{3}}|9000|9999){_OF_A_YEAR}"
_CLOCK_TIME = r"(?:[Tt]| +)(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
_HOURS = rf"{_CLOCK_TIME}(?: *(?:[Zz]|[+\-][0-9]{{2}}(?::?[0-9]{{2}})?))?"
_A_WEB_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#<>\"{}|\\^`]+(?:[/?#][^\s<>\"]*)?"
_A_PATH = r"/(?:[^/\s<>\"\\][^\s<>\"\\]*)?"
#: Any character beyond ASCII may be a letter.
_PART = r"(?:[0-9A-Za-z_~\-]|[^\x00-\x7f])(?:[0-9A-Za-z_.~\-]|[^\x00-\x7f])*"
_DAY_TAKES = "a day, as 2026-11-02"
_TIME_TAKES = "a day, or a day and a time: 2026-11-02 07:30"

#: Text with something in it.
Filled = Annotated[str, Rule(_filled, text=True, pattern=r"\S[\s\S]*", takes="text", example="Some text")]
#: The id of an author or a person: the key under which they are declared.
Name = Annotated[str, Rule(_name, pattern=r"\S[\s\S]*", takes="an id", example="ann")]
#: The same, or nothing.
AnyName = Annotated[str, Rule(_any_name, takes="an id", example="ann")]
#: A moment, in UTC. A date alone is the start of that day in the site's zone.
Moment = Annotated[
    dt.datetime, Rule(_start, pattern=f"{_A_DAY}(?:{_HOURS})?", takes=_TIME_TAKES, example="2026-11-02 07:30")
]
#: A moment, in UTC. A date alone is the end of that day in the site's zone.
Deadline = Annotated[
    dt.datetime, Rule(_end, pattern=f"{_A_LAST_DAY}(?:{_HOURS})?", takes=_TIME_TAKES, example="2026-12-31")
]
#: A day of the calendar.
Day = Annotated[dt.date, Rule(_day, pattern=_A_DAY, takes=_DAY_TAKES, example="2026-11-02")]
#: An absolute web address.
Url = Annotated[str, Rule(as_url, pattern=_A_WEB_ADDRESS, takes="a web address", example="https://example.org/")]
#: A permanent name, such as ``tag:example.org,2026:x``.
Uri = Annotated[
    str,
    Rule(
        as_uri,
        pattern=r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s]+",
        takes="a URI, kept for ever",
        example="tag:example.org,2026:x",
    ),
]
#: What feed readers know a text by: a URI, or the very name that another program gave it.
Guid = Annotated[
    str,
    Rule(
        as_guid,
        pattern=r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s]+|(?=[^\s]*[0-9])[!-~]{8,200}",
        takes="a URI, kept for ever",
        example="tag:example.org,2026:x",
    ),
]
#: A path of the site that begins with ``/``, or a web address.
Target = Annotated[
    str,
    Rule(
        as_link,
        pattern=rf"{_A_PATH}|(?:mailto|tel):[^\s]+|{_A_WEB_ADDRESS}",
        takes="a path of the site, or a web address",
        example="/about/",
    ),
]
#: One part of an address.
Slug = Annotated[str, Rule(as_slug, pattern=_PART, takes="letters, digits and hyphens", example="a-name")]
#: An old path of the site.
Alias = Annotated[
    str, Rule(as_alias, pattern=r"/\S[\s\S]*", takes="an old path of the site", example="/2019/old-name/")
]
#: A tag as it is shown.
TagName = Annotated[str, Rule(_tag, text=True, pattern=r"\S[\s\S]*", takes="a word or a few", example="networking")]
Language = Annotated[
    str,
    Rule(
        _language,
        pattern=r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?",
        takes="a language's code: en, de, pt-BR",
        example="en",
    ),
]
ZoneName = Annotated[
    str, Rule(_zone_name, pattern=r"[A-Za-z0-9_+\-/.]+", takes="a time zone's name", example="Europe/Berlin")
]
#: A time of day, ``07:30``.
Clock = Annotated[
    str, Rule(_clock, pattern="(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", takes="a time of day", example='"07:30"')
]
#: Seconds, written as ``1:05`` or ``65``.
Seconds = Annotated[
    int,
    Rule(
        _length,
        pattern=r"(?:(?:[0-9]{1,3}:)?[0-9]{1,3}:)?[0-9]{1,6}(?:\.[0-9]+)?",
        takes="a length of time, as 1:05 or 1:02:30",
        example='"1:05"',
    ),
]
Email = Annotated[
    str,
    Rule(
        _email,
        pattern=r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+",
        takes="an e-mail address",
        example="ann@example.org",
    ),
]
