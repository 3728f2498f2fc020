"""The give-log's feeds, one in each format of the site, and its files for other programs."""

from collections.abc import Iterator
from functools import partial

from generator.base.model import Entry
from generator.base.text import clip
from generator.feeds.base import FeedItem, site_formats
from generator.feeds.calendar import MEDIA_TYPE
from generator.kinds.give.log import LABELS, URL, begun_log, log_feeds, log_of, log_title, newest_first, receiver
from generator.kinds.give.log_file import JSON_URL, SCHEMA_TYPE, SCHEMA_URL, log_json, log_schema
from generator.kinds.give.plan_calendar import ICS_URL, plan_calendar, written
from generator.kinds.give.schema import Give, PublicGiveLog
from generator.pages.context import Chrome, Context, Values
from generator.pages.feed_items import escaped, feed_file
from generator.pages.feed_links import feed_url
from generator.pages.jobs import Data, FeedFile, Job
from generator.pages.kind import DatedItem, FollowGroup, Item
from generator.pages.planned import Planned, data, feed
from generator.pages.selection import Items, Selection
from generator.views import FeedGroup


class Gives(Selection, frozen=True, kw_only=True):
    """What a feed of the give-log contains: the one log."""

    logs: Items[PublicGiveLog]


def items(context: Context, logs: tuple[Entry[PublicGiveLog], ...], _limit: int) -> list[DatedItem]:
    """Return all gives as items."""
    gives = [give for log in logs for give in log.fields.gives]
    return [(give.date, _item(context, give)) for give in gives]


def feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the give-log's feeds, and its files for other programs."""
    if (log := log_of(chrome)) is None:
        return
    shown = Gives(logs=(log,))
    if log.fields.gives:
        for form in site_formats(chrome.settings.feeds.formats):
            yield feed(feed_url(URL, form.name), partial(_gives, form.name), shown, form.name)
    yield Planned(JSON_URL, "feeds", "", partial(_log_json, shown), selection=shown, media_type="application/json")
    yield data(SCHEMA_URL, "feeds", log_schema(chrome), media_type=SCHEMA_TYPE)
    if (calendar := plan_calendar(chrome, log)) is not None:
        # Its key is what stands in it, so that few edits have to import icalendar.
        yield Planned(ICS_URL, "feeds", "", partial(written, calendar), of=calendar, media_type=MEDIA_TYPE)


def follow(values: Values) -> Iterator[FollowGroup]:
    """Return the give-log's feeds."""
    if (log := begun_log(values)) is not None:
        note = "What was given, entry by entry."
        yield FollowGroup(30, FeedGroup(title=log_title(log), note=note, feeds=log_feeds(values, log)))


def _log_json(shown: Gives, context: Context) -> Job:
    """Return the job that writes the log for other programs."""
    (log,) = shown.logs
    return Data(log_json(context, log))


def _gives(format_name: str, context: Context, shown: Gives) -> FeedFile:
    (log,) = shown.logs
    made = [_item(context, give) for give in newest_first(log)[: context.settings.feeds.items]]
    url = feed_url(URL, format_name)
    return feed_file(context, url, _title(context, log), made, home=URL, format_name=format_name)


def _item(context: Context, give: Give) -> Item:
    """Return a give as an item."""
    url = context.absolute(f"{URL}#{give.id}")
    said = f"{LABELS[give.kind][0]}: {give.what}"
    parts = [f"<p>{escaped(give.what)}</p>"]
    if to := receiver(context, give):
        parts.append(f"<p>For {escaped(to)}</p>")
    if give.outcome:
        parts.append(f"<p>What came of it: {escaped(give.outcome)}</p>")
    link = escaped(context.absolute(context.links[give.link]))
    if link:
        parts.append(f'<p><a href="{link}">{link}</a></p>')
    guid = f"{context.settings.guid_base}:give:{give.id}"
    return FeedItem(
        guid=guid,
        url=url,
        title=clip(said, 100),
        summary=give.what,
        content="".join(parts),
        published=give.date,
        updated=give.date,
        tags=(LABELS[give.kind][0],),
    ), None


def _title(context: Context, log: Entry[PublicGiveLog]) -> str:
    """Return the title of the give-log's feeds."""
    return f"{context.settings.title}: {log_title(log)}"
