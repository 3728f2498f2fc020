"""The feeds of tips: of all, and of each library."""

from collections.abc import Iterator

from generator.base.model import Entry
from generator.feeds.base import FeedItem
from generator.kinds.tip.pages import (
    NewestTips,
    all_tips_feed,
    libraries,
    library_feed,
    tip_url,
)
from generator.kinds.tip.part import EARLY, newest_tips, to_newest
from generator.kinds.tip.schema import LibraryFields, Tip
from generator.pages.context import Chrome, Context, Values
from generator.pages.feed_items import escaped, feed_file
from generator.pages.feed_links import feed_url
from generator.pages.jobs import FeedFile
from generator.pages.kind import DatedItem, FollowGroup, Item
from generator.pages.planned import Planned, feed
from generator.pages.texts import feed_body
from generator.views import FeedGroup, FeedLink


def items(context: Context, entries: tuple[Entry[LibraryFields], ...], limit: int) -> list[DatedItem]:
    """Return the newest tips as items; one without a date counts as the oldest."""
    return [(tip.date or EARLY, _item(context, library, tip)) for library, tip in newest_tips(entries, limit)]


def feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the feeds of tips."""
    every = libraries(chrome)
    newest = {library.source: to_newest(library, chrome.settings.feeds.items) for library in every}
    if every:
        yield feed(feed_url("/tips/"), _all_tips, NewestTips(libraries=tuple(newest.values())))
    for library in every:
        yield feed(feed_url(chrome.url(library)), _library, NewestTips(libraries=(newest[library.source],)))


def follow(values: Values) -> Iterator[FollowGroup]:
    """Return the feed of all tips, and those of the libraries if there are several."""
    every = libraries(values)
    if every:
        note = "One short piece of advice at a time."
        yield FollowGroup(20, FeedGroup(title="Tips", note=note, feeds=(all_tips_feed(values),)))
    if len(every) > 1:
        found = tuple(library_feed(values, one) for one in every)
        yield FollowGroup(60, FeedGroup(title="Tip libraries", note="One subject each.", feeds=found, rank="more"))


def _all_tips(context: Context, shown: NewestTips) -> FeedFile:
    found = [item for _, item in items(context, shown.libraries, context.settings.feeds.items)]
    title = f"{context.settings.title}: tips"
    about = "Short pieces of advice, one at a time."
    return feed_file(context, feed_url("/tips/"), title, found, home="/tips/", description=about)


def _library(context: Context, shown: NewestTips) -> FeedFile:
    (library,) = shown.libraries
    made = [_item(context, library, tip) for _, tip in newest_tips((library,), context.settings.feeds.items)]
    home, fields = context.url(library), library.fields
    return feed_file(context, feed_url(home), fields.title, made, home=home, description=fields.description)


def _item(context: Context, library: Entry[LibraryFields], tip: Tip) -> Item:
    """Return a tip as an item; it has no title, since it is one sentence."""
    url = context.absolute(tip_url(context, library, tip))
    more = feed_body(context, library, tip.id) if tip.id in library.texts else None
    source = ""
    if tip.source:
        name = escaped(tip.source.name)
        source = (
            f'<p><cite><a href="{escaped(tip.source.url)}">{name}</a></cite></p>'
            if tip.source.url
            else f"<p><cite>{name}</cite></p>"
        )
    content = f"<p>{escaped(tip.text)}</p>{source}"
    tags = tuple(tag.label for tag in context.tags(tip.tags))
    guid = context.index.guid(library, tip.id)
    return FeedItem(
        guid=guid, url=url, summary=tip.text, content=content, published=tip.date, updated=tip.date, tags=tags
    ), more


def subscriptions(values: Values) -> tuple[FeedLink, ...]:
    """Return the feed of each library."""
    return tuple(library_feed(values, library) for library in libraries(values))
