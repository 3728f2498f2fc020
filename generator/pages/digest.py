"""The weekly digest: a page for each finished week in which something came out, a list of them, and a feed.

A thing belongs to the week of its publication, which is the moment at which it appears: so a digest holds what came
out in its week whenever the site is built, and a build that runs late changes none that was there.
"""

import datetime as dt
from collections.abc import Iterator

import msgspec

from generator import views
from generator.base.model import Entry
from generator.content.kind import Fields
from generator.feeds.base import FeedItem
from generator.pages.cards import card
from generator.pages.context import Chrome, Context, Values
from generator.pages.entry import crumbs
from generator.pages.feed_items import escaped, feed_file
from generator.pages.feed_links import feed_url
from generator.pages.jobs import FeedFile
from generator.pages.kind import Item, kinds_of
from generator.pages.metadata import crumbs_ld, head, script
from generator.pages.planned import Planned, feed, page
from generator.pages.selection import Cards, Plain, Selection
from generator.pages.weeks import digest_link, weeks
from generator.site.weeks import DIGESTS, Week, digest_url

#: The most bytes of titles, summaries and addresses in an item of the feed or an e-mail; the page has the rest.
#: Gmail shows 102,400 bytes of an e-mail, and services add to it.
BUDGET = 70_000
#: What markup adds to a thing, in bytes.
_MARKUP = 300


class DigestPage(Selection, frozen=True, kw_only=True):
    """What a digest shows, and the names of the weeks beside it that have one."""

    week: Plain[Week]
    entries: Cards[Fields]
    rows: Plain[tuple[views.Row, ...]]
    newer: Plain[str]
    older: Plain[str]


class Digests(Selection, frozen=True, kw_only=True):
    """What the list of digests shows: the weeks, and how much came out in each."""

    weeks: Plain[tuple[tuple[Week, int], ...]]


class DigestFeed(Selection, frozen=True, kw_only=True):
    """What the feed of digests holds: the weeks, each with its number of entries and its rows, and all entries."""

    weeks: Plain[tuple[tuple[Week, int, tuple[views.Row, ...]], ...]]
    entries: Cards[Fields]


def digest_pages(values: Values) -> Iterator[Planned]:
    """Return the pages of digests, and the list of them."""
    found = weeks(values)
    if found:
        counts = tuple((one.week, len(one.entries) + len(one.rows)) for one in found)
        yield page(DIGESTS, "listings", "digests.html", digests_view, Digests(weeks=counts))
    for number, one in enumerate(found):
        newer = found[number - 1].week.name if number else ""
        older = found[number + 1].week.name if number + 1 < len(found) else ""
        shown = DigestPage(week=one.week, entries=one.entries, rows=one.rows, newer=newer, older=older)
        yield page(digest_url(one.week.name), "listings", "digest.html", digest_view, shown, changed=one.week.end)


def letters(values: Values) -> Iterator[Planned]:
    """Return the digests of the newest weeks as e-mails: no files of the output, but made like pages."""
    for one in weeks(values)[: values.settings.feeds.items]:
        shown = DigestPage(week=one.week, entries=one.entries, rows=one.rows, newer="", older="")
        yield page(one.week.name, "listings", "mail/digest.html", letter_view, shown, changed=one.week.end)


def digest_feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the feed of digests."""
    found = weeks(chrome)[: chrome.settings.feeds.items]
    if found:
        facts = tuple((one.week, len(one.entries), one.rows) for one in found)
        entries = tuple(entry for one in found for entry in one.entries)
        yield feed(feed_url(DIGESTS), _feed, DigestFeed(weeks=facts, entries=entries))


def title_of(week: Week) -> str:
    """Return a digest's title: ``Week 45, 2026``."""
    year, number = week.name.split("-W")
    return f"Week {int(number)}, {year}"


def digest_view(context: Context, shown: DigestPage) -> views.DigestView:
    """Return the view of a digest's page."""
    return _view(context, shown, groups(context, shown.entries, shown.rows), 0)


def letter_view(context: Context, shown: DigestPage) -> views.DigestView:
    """Return the view of a digest as an e-mail: shortened where it is long."""
    kept, left = shortened(groups(context, shown.entries, shown.rows))
    return _view(context, shown, kept, left)


def _view(context: Context, shown: DigestPage, found: tuple[views.DigestGroup, ...], left: int) -> views.DigestView:
    week, url = shown.week, digest_url(shown.week.name)
    title, (first, last) = title_of(week), _days(context, week)
    way = (("Home", "/"), ("Digest", DIGESTS), (title, url))
    link = digest_link(context)
    about = f"What was new from {first.text} to {last.text}."
    return views.DigestView(
        site=context.site,
        head=head(context, title, about, url, feeds=(link,), json_ld=script([crumbs_ld(context, way)])),
        crumbs=crumbs(context, way),
        **context.standing(url),
        title=title,
        since=first,
        until=last,
        groups=found,
        count=len(shown.entries) + len(shown.rows),
        left=left,
        absolute_url=context.absolute(url),
        origin=context.settings.origin,
        newer=_beside(context, shown.newer),
        older=_beside(context, shown.older),
        feed=link,
    )


def _beside(context: Context, name: str) -> views.Link | None:
    return views.Link(label=f"Week {int(name[-2:])}", url=context.href(digest_url(name))) if name else None


def _days(context: Context, week: Week) -> tuple[views.Date, views.Date]:
    """Return a week's first day and its last."""
    return context.dated(week.start), context.dated(week.end - dt.timedelta(hours=12))


def digests_view(context: Context, shown: Digests) -> views.DigestsView:
    """Return the view of the list of digests."""
    rows = []
    for week, count in shown.weeks:
        first, last = _days(context, week)
        url = context.href(digest_url(week.name))
        rows.append(
            views.DigestRow(title=title_of(week).partition(",")[0], url=url, since=first, until=last, count=count)
        )
    link = digest_link(context)
    way = (("Home", "/"), ("Digest", DIGESTS))
    return views.DigestsView(
        site=context.site,
        head=head(context, "Weekly digest", "What was new, week by week.", DIGESTS, feeds=(link,)),
        crumbs=crumbs(context, way),
        **context.standing(DIGESTS),
        digests=tuple(rows),
        feed=link,
    )


def groups(
    context: Context, entries: tuple[Entry[Fields], ...], rows: tuple[views.Row, ...]
) -> tuple[views.DigestGroup, ...]:
    """Return what came out by kind, in the order of the navigation; within a kind in the order of publication."""
    found = []
    plural = {kind.name: kind.plural for kind in kinds_of(context).values()}
    for name, title in plural.items():
        of_kind = tuple(card(context, entry) for entry in reversed(entries) if entry.kind == name)
        if of_kind:
            found.append(views.DigestGroup(title=title, cards=of_kind))
    for label in dict.fromkeys(row.label for row in rows):
        of_label = tuple(row for row in reversed(rows) if row.label == label)
        found.append(views.DigestGroup(title=label, rows=of_label))
    return tuple(found)


def shortened(found: tuple[views.DigestGroup, ...], budget: int = BUDGET) -> tuple[tuple[views.DigestGroup, ...], int]:
    """Return as much as fits into an e-mail, and how many things are left out."""
    kept, left = list[views.DigestGroup](), 0
    for group in found:
        cards, rows = list[views.Card](), list[views.Row]()
        for one in group.cards:
            budget -= _weight(one.title, one.url, one.summary)
            (cards if budget >= 0 else []).append(one)
        for row in group.rows:
            budget -= _weight(row.title, row.url)
            (rows if budget >= 0 else []).append(row)
        left += len(group.cards) + len(group.rows) - len(cards) - len(rows)
        if cards or rows:
            kept.append(msgspec.structs.replace(group, cards=tuple(cards), rows=tuple(rows)))
    return tuple(kept), left


def _weight(*texts: str) -> int:
    return _MARKUP + sum(len(escaped(text).encode()) for text in texts)


def _feed(context: Context, shown: DigestFeed) -> FeedFile:
    """Return the feed of digests. Its items are dated by the ends of their weeks, when the digests come out."""
    items, begin = [], 0
    for week, count, rows in shown.weeks:
        entries = shown.entries[begin : begin + count]
        begin += count
        items.append(_item(context, week, groups(context, entries, rows), len(entries) + len(rows)))
    title, about = f"{context.settings.title}: weekly digest", "What was new in a week, in one item."
    return feed_file(context, feed_url(DIGESTS), title, items, home=DIGESTS, description=about)


def _titles(group: views.DigestGroup) -> list[str]:
    return [*(one.title for one in group.cards), *(one.title for one in group.rows)]


def _item(context: Context, week: Week, found: tuple[views.DigestGroup, ...], count: int) -> Item:
    """Return a digest as an item of the feed, with all that a mailer sends."""
    url = context.absolute(digest_url(week.name))
    kept, left = shortened(found)
    first, last = _days(context, week)
    parts = []
    for group in kept:
        parts.append(f"<h2>{escaped(group.title)}</h2>")
        for one in group.cards:
            note = f" ({escaped(one.status)})" if one.status else ""
            link = f'<a href="{escaped(context.settings.origin + one.url)}">{escaped(one.title)}</a>{note}'
            parts.append(f"<h3>{link}</h3><p>{escaped(one.summary)}</p>")
        parts += [
            f'<p>{escaped(row.title)} <a href="{escaped(context.settings.origin + row.url)}">Link</a></p>'
            for row in group.rows
        ]
    if left:
        parts.append(f'<p><a href="{escaped(url)}">And {left} more</a></p>')
    titles = [title for group in found for title in _titles(group)]
    summary = f"{first.text} to {last.text}: {'; '.join(titles[:3])}{' …' if count > 3 else ''}"
    return FeedItem(
        guid=context.settings.guid("digest", week.name),
        url=url,
        title=title_of(week),
        summary=summary,
        content="".join(parts),
        published=week.end,
        updated=week.end,
    ), None
