"""Values of JSON that may be anything: what is not as expected counts as missing."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:(Z|UTC)|([+-])(\d\d):?(\d\d))?)?"
)


def text(value: Any, *keys: str) -> str:
    """Return the text at a path of keys, or an empty string; numbers count as text."""
    found = at(value, *keys)
    if isinstance(found, str):
        # JSON may have halves of characters, which nothing can be written with.
        return found if found.isascii() else found.encode(errors="replace").decode()
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def at(value: Any, *keys: str) -> Any:
    """Return what is at a path of keys, or None."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def items(value: Any, *keys: str) -> Iterator[Any]:
    """Yield the mappings of a list at a path of keys."""
    found = at(value, *keys)
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))


def number(value: Any, *keys: str) -> int:
    """Return the whole number at a path of keys, or 0."""
    found = at(value, *keys)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def moment(written: str) -> dt.datetime | None:
    """Return a moment as interfaces write it, in UTC where it says no zone; None for what is none."""
    found = _DATE.match(written.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, _, sign, hours, minutes = found.groups()
    try:
        offset = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = dt.timezone(-offset if sign == "-" else offset)
        made = dt.datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone
        )
        return made.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def since_1970(seconds: Any) -> dt.datetime | None:
    """Return the moment so many seconds after the beginning of 1970, or None."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float | str):
        return None
    try:
        return dt.datetime.fromtimestamp(int(float(seconds)), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
