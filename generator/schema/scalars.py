"""The scalar types of content keys: dates, addresses, slugs, durations."""

import datetime as dt
import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.base.paths import nfc
from generator.base.patterns import lazily
from generator.base.system import is_zone
from generator.base.text import slugify
from generator.schema.fields import Rule

_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]| +)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: *(Z|z|[+-]\d\d(?::?\d\d)?))?)?",
    re.ASCII,
)
_SCHEME = lazily(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_WEB = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_HOST = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?:\[[0-9a-fA-F:.]+\]|[^\s/?#@:\[\]]+)(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE
)
_SLUG = re.compile(r"[\w~-][\w.~-]*")
#: Combining marks, such as the vowels of Hindi, count as letters except as the first character.
_ANY_MARK = re.compile("(?<=.)[^\x00-\x7f]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
#: Old addresses that consist of a query, as those of WordPress.
_QUERY = lazily(r"/(?:index\.php)?\?[\w.~+-]+=[\w.~+%-]*(?:&[\w.~+-]+=[\w.~+%-]*)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|\d{3}))?")
_CLOCK = lazily(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_LENGTH = lazily(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:\.\d+)?", re.ASCII)
_EMAIL = lazily(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")

#: The maximum length of a name on file systems, with room for suffixes.
MAX_NAME = 200

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


def _url(text: str, _: ZoneInfo) -> str:
    text = text.strip()
    if not _WEB.fullmatch(text) or not _HOST.match(text) or not _splits(text):
        raise ValueError(
            "a web address that begins with https:// or http://", "copy it from the browser's address line"
        )
    return text


def _splits(url: str) -> bool:
    """Return whether an address can be parsed: some that look valid have an invalid host."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _uri(text: str, _: ZoneInfo) -> str:
    if not _SCHEME.fullmatch(text.strip()):
        raise ValueError("a URI such as tag:example.org,2026:first-post", "keep it for ever once it is published")
    return text.strip()


def _link(text: str, zone: ZoneInfo) -> str:
    text = text.strip()
    if text.startswith("/") and not text.startswith("//") and not re.search(r"[\s<>\"\\]", text):
        return nfc(text)
    if re.fullmatch(r"(?:mailto|tel):\S+", text):
        return text
    try:
        return _url(text, zone)
    except ValueError:
        raise ValueError("a path such as /about/, or a web address that begins with https://", "") from None


def _slug(text: str, _: ZoneInfo) -> str:
    text = nfc(text.strip())
    if problem := slug_problem(text):
        near = slugify(text)
        raise ValueError(problem, f"such as {near}" if near != text and not slug_problem(near) else "")
    return text


def slug_problem(text: str) -> str:
    """Return what a slug must be and is not, or an empty string."""
    letters = text if text.isascii() else _ANY_MARK.sub(_letter, text)
    if not _SLUG.fullmatch(letters) or ".." in text or text.endswith("."):
        return "one part of an address: letters, digits and hyphens"
    if len(text.encode()) > MAX_NAME:
        return f"at most {MAX_NAME} characters long"
    if _RESERVED.fullmatch(text):
        return "a name that every system can store"
    return ""


def _letter(character: re.Match[str]) -> str:
    """Return a character, or a letter in place of a combining mark."""
    return "m" if unicodedata.category(character[0])[0] == "M" else character[0]


def _alias(text: str, _: ZoneInfo) -> str:
    """Return an old path as people read it, or ``?p=123``: one that begins with its query, without the slash."""
    text = text.strip()
    if _QUERY.fullmatch(text):
        return text[1:]
    if wrong := _alias_problem(text):
        raise ValueError("an old path of this site that begins with /", wrong)
    path = nfc(unquote(text))
    parts = path.strip("/").split("/")
    if any(part in {"", ".", ".."} or len(part.encode()) > MAX_NAME or _RESERVED.fullmatch(part) for part in parts):
        raise ValueError("a path within the site", "without .., empty or reserved parts, each at most 200 characters")
    return path


def _alias_problem(text: str) -> str:
    """Return what to do about what cannot be an old path, or an empty string."""
    if _HOST.match(text) and _splits(text):
        return f"leave the host out: {urlsplit(text).path or '/old/'}"
    if not text.startswith("/") or text.startswith("//"):
        near = "/" + text.strip("/")
        return f"such as {near}/" if re.fullmatch(r"/[\w/-]+", near) and "//" not in near else "such as /2019/old-name/"
    if "#" in text:
        return "what follows # never reaches a host: leave it out, or write %23 where the path itself has a #"
    if "?" in text:
        return "of addresses with a ? only those of the first page can lead on, such as /?p=123"
    if "*" in text:
        return "each alias is one path, not a pattern: write them out, or %2A where the path itself has a *"
    decoded = unquote(text)
    if "\ufffd" in decoded or re.search(r"%(?![0-9a-fA-F]{2})", text):
        return "it has a % that encodes nothing: write %25 where the path itself has one"
    if re.search(r"%2e", text, re.IGNORECASE) or re.search(r"[\\\x00-\x1f\x7f]", decoded):
        return "such as /2019/old-name/"
    if re.search(r"[<>\":]", text):
        return 'write < > " and : in an old path as %3C %3E %22 and %3A'
    return ""


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


#: Text with something in it.
Filled = Annotated[str, Rule(_filled, text=True)]
#: The id of an author or a person: the key under which they are declared.
Name = Annotated[str, Rule(_name)]
#: The same, or nothing.
AnyName = Annotated[str, Rule(_any_name)]
#: A moment, in UTC. A date alone is the start of that day in the site's zone.
Moment = Annotated[dt.datetime, Rule(_start)]
#: A moment, in UTC. A date alone is the end of that day in the site's zone.
Deadline = Annotated[dt.datetime, Rule(_end)]
#: A day of the calendar.
Day = Annotated[dt.date, Rule(_day)]
#: An absolute web address.
Url = Annotated[str, Rule(_url)]
#: A permanent name, such as ``tag:example.org,2026:x``.
Uri = Annotated[str, Rule(_uri)]
#: A path of the site that begins with ``/``, or a web address.
Target = Annotated[str, Rule(_link)]
#: One part of an address.
Slug = Annotated[str, Rule(_slug)]
#: An old path of the site.
Alias = Annotated[str, Rule(_alias)]
#: A tag as it is shown.
TagName = Annotated[str, Rule(_tag, text=True)]
Language = Annotated[str, Rule(_language)]
ZoneName = Annotated[str, Rule(_zone_name)]
#: A time of day, ``07:30``.
Clock = Annotated[str, Rule(_clock)]
#: Seconds, written as ``1:05`` or ``65``.
Seconds = Annotated[int, Rule(_length)]
Email = Annotated[str, Rule(_email)]
