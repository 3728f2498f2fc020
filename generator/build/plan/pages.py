"""Every page of the site, kind by kind, and the OPML list of all feeds."""

from collections.abc import Iterator
from functools import partial

from generator.content.kind import Fields
from generator.feeds.opml import Subscription, SubscriptionList, write_opml
from generator.pages.chrome import feed_groups
from generator.pages.context import Chrome, Context
from generator.pages.digest import digest_pages
from generator.pages.entry import EntryPages, entry_pages
from generator.pages.groups import group_pages
from generator.pages.home import home_page
from generator.pages.jobs import Data, Job
from generator.pages.kind import kinds_of
from generator.pages.lists import archive_page, kind_list
from generator.pages.plan_page import plan_pages
from generator.pages.planned import Planned
from generator.pages.search import search_pages
from generator.pages.special_pages import not_found_page, subscribe_page
from generator.views import FeedGroup, FeedLink


def pages(chrome: Chrome, entry_pages: EntryPages = entry_pages) -> Iterator[Planned]:
    """Return all pages: home, entries and their lists, those that kinds plan, archive, tags, authors, feeds."""
    yield home_page(chrome)
    every = [(kind, chrome.index.all(name)) for name, kind in kinds_of(chrome).items()]
    for kind, _ in every:
        if kind.is_markdown:
            of_kind = chrome.index.all_of(kind.name, Fields)
            yield from entry_pages(chrome, kind, of_kind)
            if kind.index and of_kind:
                yield from kind.listing(chrome, of_kind) if kind.listing else kind_list(chrome, kind, of_kind)
    for kind, entries in every:
        if kind.pages:
            yield from kind.pages(chrome, entries)
    yield from archive_page(chrome)
    yield from digest_pages(chrome)
    yield from group_pages(chrome)
    yield from search_pages(chrome)
    if groups := feed_groups(chrome):
        yield subscribe_page(groups)
        subscriptions = _subscriptions(chrome, groups)
        # Its key is the list's content, so that few edits have to import lxml.
        yield Planned(
            "/feeds.opml", "feeds", "", partial(_opml, subscriptions), of=subscriptions, media_type="text/x-opml"
        )
    yield from plan_pages(chrome)
    yield not_found_page(chrome)


def _subscriptions(chrome: Chrome, groups: tuple[FeedGroup, ...]) -> SubscriptionList:
    """Return the list of all feeds for feed readers, each in its first format."""
    feeds: list[FeedLink] = []
    for group in groups:
        feeds += group.feeds[:1] if group.rank == "main" else group.feeds
    for kind in kinds_of(chrome).values():
        feeds += kind.subscriptions(chrome)
    unique = {one.absolute_url: one for one in reversed(feeds)}
    found = tuple(Subscription(title=one.title, feed_url=url) for url, one in reversed(unique.items()))
    return SubscriptionList(title=chrome.settings.title, feeds=found, home_url=chrome.absolute("/"))


def _opml(subscriptions: SubscriptionList, _context: Context) -> Job:
    """Return the job that writes the list."""
    return Data(write_opml(subscriptions))
