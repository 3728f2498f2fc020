"""The site's feeds: the main ones, one for each tag and author, and those of the kinds."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import islice

from generator.content.kind import Fields, MarkdownEntry
from generator.feeds.base import site_formats
from generator.pages.context import Chrome, Context, Values
from generator.pages.digest import digest_feeds
from generator.pages.feed_items import entry_item, feed_file
from generator.pages.feed_links import feed_kinds, feed_url, has_feed, in_feed
from generator.pages.jobs import FeedFile
from generator.pages.kind import DatedItem, Kind, kind_feed, kinds_of
from generator.pages.planned import Planned, feed
from generator.pages.selection import Items, Plain, Selection


class MainFeed(Selection, frozen=True, kw_only=True):
    """What the main feed is made from: the newest entries, and the files whose parts may be among the newest."""

    entries: Items[Fields]
    files: Items


class GroupFeed(Selection, frozen=True, kw_only=True):
    """What the feed of a tag, an author or a kind holds."""

    url: Plain[str]
    title: Plain[str]
    home: Plain[str]
    description: Plain[str]
    entries: Items[Fields]


def feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the site's feeds."""
    index, title = chrome.index, chrome.settings.title
    if chrome.site.feeds:
        shown = _newest(chrome)
        for form in site_formats(chrome.settings.feeds.formats):
            yield feed(feed_url("/", form.name), partial(_main, form.name), shown, form.name)
    for slug, group in index.tags.items():
        if has_feed(chrome, group.entries):
            yield _group(chrome, f"/tags/{slug}/", f"{title}: {group.label}", group.entries)
    for name, entries in index.authors.items():
        if has_feed(chrome, entries):
            yield _group(chrome, f"/authors/{name}/", f"{title}: {chrome.settings.authors[name].name}", entries)
    yield from digest_feeds(chrome)
    for kind in kinds_of(chrome).values():
        if link := kind_feed(chrome, kind):
            yield _feed(kind.index, link.title, f"{kind.plural} of {title}.", _of_kind(chrome, kind))
        yield from kind.own_feeds(chrome)


def _newest(values: Values) -> MainFeed:
    """Return what the main feed is made from."""
    included = values.index.included
    newest = (entry for entry in values.index.published if entry.kind in included)
    files = [
        entry
        for name, kind in kinds_of(values).items()
        if name in included and not kind.is_markdown
        for entry in values.index.all(name)
    ]
    return MainFeed(entries=tuple(islice(newest, values.settings.feeds.items)), files=tuple(files))


def _main(format_name: str, context: Context, shown: MainFeed) -> FeedFile:
    """Return the site's main feed: the newest of the kinds that the settings include."""
    limit = context.settings.feeds.items
    found: list[DatedItem] = [
        (moment, entry_item(context, entry))
        for entry in shown.entries
        if (moment := context.published(entry)) is not None
    ]
    for name in dict.fromkeys(entry.kind for entry in shown.files):
        files = tuple(entry for entry in shown.files if entry.kind == name)
        found += kinds_of(context)[name].items(context, files, limit)
    found.sort(key=lambda item: item[0], reverse=True)
    made = [item for _, item in found[:limit]]
    return feed_file(context, feed_url("/", format_name), context.settings.title, made, format_name=format_name)


def _group(values: Values, home: str, title: str, entries: tuple[MarkdownEntry, ...]) -> Planned:
    """Return the feed of a tag or an author: the newest of the kinds that such feeds hold."""
    found = islice(in_feed(values, entries), values.settings.feeds.items)
    return _feed(home, title, f"{feed_kinds(values)}: {title}.", tuple(found))


def _of_kind(values: Values, kind: Kind) -> tuple[MarkdownEntry, ...]:
    """Return the newest entries of a kind, by when they came out; those of which that is not known come last."""
    early = dt.datetime.min.replace(tzinfo=dt.UTC)
    entries = values.index.all_of(kind.name, Fields)
    newest = sorted(entries, key=lambda entry: kind.published(entry) or early, reverse=True)
    return tuple(newest[: values.settings.feeds.items])


def _feed(home: str, title: str, description: str, entries: tuple[MarkdownEntry, ...]) -> Planned:
    url = feed_url(home)
    return feed(url, _entries, GroupFeed(url=url, title=title, home=home, description=description, entries=entries))


def _entries(context: Context, shown: GroupFeed) -> FeedFile:
    """Return a feed of entries."""
    items = [entry_item(context, entry) for entry in shown.entries]
    return feed_file(context, shown.url, shown.title, items, home=shown.home, description=shown.description)
