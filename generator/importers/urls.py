"""Addresses of old blogs, some of which are none."""

from urllib.parse import SplitResult, urljoin, urlsplit
from zoneinfo import ZoneInfo

from generator.schema.addresses import as_url

_ZONE = ZoneInfo("UTC")
_NONE = SplitResult("", "", "", "", "")

#: What is told of addresses that are made of dates alone: a rule for each would fill the settings.
NO_CALENDARS = "pages of a year, a month or a day, such as /2014/03/, lead nowhere here: /archive/ has every text"


def split(url: str) -> SplitResult:
    """Return the parts of an address; all are empty for what is none."""
    try:
        parts = urlsplit(url)
        return parts if parts.hostname is not None or not parts.netloc else _NONE
    except ValueError:
        return _NONE


def joined(base: str, url: str) -> str:
    """Return an address in full, read against another; an empty string for what is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Return an address' host without ``www.``, in small letters."""
    return (split(url).hostname or "").removeprefix("www.")


def is_url(text: str) -> bool:
    """Return whether a text is an address of the web, as front matter has them."""
    try:
        return as_url(text, _ZONE) == text
    except ValueError:
        return False
