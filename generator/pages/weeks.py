"""What came out in each finished week, for the digests."""

import datetime as dt
from collections.abc import Iterator
from operator import itemgetter

import msgspec

from generator import views
from generator.base.model import Entry
from generator.content.kind import Fields, no_moments
from generator.pages.context import Values
from generator.pages.feed_links import feed_link, feed_url
from generator.pages.kind import kinds_of
from generator.pages.value_cache import WeekOfNews
from generator.site.weeks import DIGESTS, week_of


def weeks(values: Values) -> tuple[WeekOfNews, ...]:
    """Return the finished weeks in which something came out, newest first."""
    if values.made.weeks is None:
        values.made.weeks = tuple(_weeks(values))
    return values.made.weeks


def _weeks(values: Values) -> Iterator[WeekOfNews]:
    now = week_of(values.index.now, values.zone)
    every: list[tuple[dt.datetime, Entry[Fields] | views.Row]] = [
        (moment, entry) for entry in values.index.published if (moment := values.published(entry)) is not None
    ]
    every += _rows(values)
    every.sort(key=itemgetter(0), reverse=True)
    week, entries, rows = now, list[Entry[Fields]](), list[views.Row]()
    for moment, one in every:
        if moment >= now.start:
            continue
        if moment < week.start:
            if entries or rows:
                yield WeekOfNews(week, tuple(entries), tuple(rows))
            week, entries, rows = week_of(moment, values.zone), [], []
        if isinstance(one, Entry):
            entries.append(one)
        else:
            rows.append(one)
    if entries or rows:
        yield WeekOfNews(week, tuple(entries), tuple(rows))


def _rows(values: Values) -> Iterator[tuple[dt.datetime, views.Row]]:
    """Return the parts of entries that are news, each with its moment; their label is that of their group."""
    for kind in kinds_of(values).values():
        if kind.news is no_moments:
            continue
        for entry in values.index.all(kind.name):
            for number, part in enumerate(kind.news(entry.fields, values.zone)):
                if part.moment is not None:
                    row = kind.part_row(values, entry, number)
                    yield part.moment, msgspec.structs.replace(row, title=part.title, label=kind.plural)


def digest_link(values: Values) -> views.FeedLink:
    """Return a link to the feed of digests."""
    return feed_link(values, feed_url(DIGESTS), f"{values.settings.title}: weekly digest")
