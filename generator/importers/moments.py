"""Moments as exports write them."""

import datetime as dt

#: Years in which something may have been written.
YEARS = range(1970, 9001)


def moment(text: str) -> dt.datetime | None:
    """Return a moment of ISO 8601, in its own zone, UTC without one; None for what is none."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).replace(microsecond=0)
