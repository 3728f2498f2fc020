"""A calendar of days, as calendar programs read it (RFC 5545): the only module that touches icalendar."""

import datetime as dt

import msgspec

from generator.feeds.tidy import tidied

MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//Goodword//Give-log//EN"


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """An event of one whole day. Its ``uid`` never changes: by that a calendar knows the event again."""

    uid: str
    day: dt.date
    title: str
    text: str = ""
    url: str = ""


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """Days with a title. ``stamp`` stands for the time at which it was made, for there is no clock."""

    title: str
    stamp: dt.datetime
    days: tuple[Day, ...]
    url: str = ""


def write_calendar(calendar: Calendar) -> bytes:
    """Return the calendar, each line escaped and folded. Its days do not make anybody busy."""
    # 100 ms to import, and it is needed only when a plan has changed.
    from icalendar import Calendar as Document  # noqa: PLC0415 (see above)
    from icalendar import Event, vText  # noqa: PLC0415 (see above)

    calendar = tidied(calendar)
    document = Document()
    document.add("prodid", _PRODUCT)
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    # As texts: for icalendar these two are of no type, and nothing in them would be escaped.
    document.add("name", vText(_line(calendar.title)))
    document.add("x-wr-calname", vText(_line(calendar.title)))
    if calendar.url:
        document.add("url", calendar.url)
    for day in calendar.days:
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", calendar.stamp.astimezone(dt.UTC))
        event.add("dtstart", day.day)
        event.add("dtend", day.day + dt.timedelta(days=1))
        event.add("summary", _line(day.title))
        event.add("transp", "TRANSPARENT")
        if day.text:
            event.add("description", day.text)
        if day.url:
            event.add("url", day.url)
        document.add_component(event)
    return bytes(document.to_ical())


def _line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
