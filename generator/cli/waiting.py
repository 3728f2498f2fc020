"""A line about what is not published: scheduled, queued, drafts, expired, waiting for moderation."""

import datetime as dt
from zoneinfo import ZoneInfo

from generator.site.visibility import Waiting

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def waiting_line(waiting: Waiting, now: dt.datetime, zone: ZoneInfo) -> str:
    """Return a line about what is not published, with the next moments in the site's time zone; "" if there is none."""
    here = now.astimezone(zone)
    parts = []
    if waiting.scheduled:
        parts.append(f"{waiting.scheduled} scheduled{_next(waiting.scheduled, waiting.next, here)}")
    if waiting.tips:
        parts.append(f"{_count(waiting.tips, 'tip')} to come{_next(waiting.tips, waiting.next_tip, here)}")
    if waiting.drafts:
        parts.append(_count(waiting.drafts, "draft"))
    if waiting.expired:
        parts.append(f"{waiting.expired} expired")
    for what, number in sorted(waiting.undecided.items()):
        parts.append(f"{_count(number, what)} {'waits' if number == 1 else 'wait'}")
    return "; ".join(parts)


def _count(number: int, what: str) -> str:
    """Return a count with its noun."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _next(number: int, moment: dt.datetime | None, here: dt.datetime) -> str:
    """Return when the next one comes out: the day, or the time where that is today."""
    if moment is None:
        return ""
    when = moment.astimezone(here.tzinfo)
    year = "" if when.year == here.year else f" {when.year}"
    on = f"at {when:%H:%M}" if when.date() == here.date() else f"on {when.day} {_MONTHS[when.month - 1]}{year}"
    return f", {'' if number == 1 else 'the next '}{on}"
