"""Addresses of old blogs, some of which are none."""

from urllib.parse import SplitResult, urljoin, urlsplit
from zoneinfo import ZoneInfo

from generator.schema.addresses import as_url

_ZONE = ZoneInfo("UTC")
_NONE = SplitResult("", "", "", "", "")


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
