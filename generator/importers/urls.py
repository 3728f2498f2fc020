"""Addresses of old blogs, some of which are none."""

from urllib.parse import SplitResult, urljoin, urlsplit

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
