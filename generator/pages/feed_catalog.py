"""Every feed of the site, ready to be written but for its items' texts."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from generator.base.model import Entry
from generator.pages import feed_items
from generator.pages.audio import podcast_link
from generator.pages.chrome import comments_there, open_leads, streamed
from generator.pages.comments import approved
from generator.pages.comments import has_feed as discussed
from generator.pages.context import FILES, Presenter
from generator.pages.dependencies import Depends
from generator.pages.give_log import URL, log_of
from generator.pages.lists import has_feed
from generator.pages.tips import libraries, newest_tips

_EARLY = dt.datetime.min.replace(tzinfo=dt.UTC)

#: A feed's address, what makes it once every address is known, and what it is made from.
Planned = tuple[str, Callable[[], feed_items.Draft], Depends]


def feeds(stage: Presenter) -> Iterator[Planned]:
    """Return the site's feeds."""
    title, formats = stage.settings.title, stage.settings.feeds.formats
    if streamed(stage):
        for form in formats:
            yield "/" + FILES[form], partial(_main, stage, form), _newest(stage)
    for slug, group in stage.library.tags.items():
        if has_feed(stage, group.entries):
            url = f"/tags/{slug}/feed.xml"
            shown = _shown(stage, group.entries)
            yield (
                url,
                partial(_entries, stage, url, f"{title}: {group.label}", shown),
                Depends(items=shown, values=group.label),
            )
    for name, entries in stage.library.authors.items():
        if has_feed(stage, entries):
            url = f"/authors/{name}/feed.xml"
            shown = _shown(stage, entries)
            heading = f"{title}: {stage.settings.authors[name].name}"
            yield url, partial(_entries, stage, url, heading, shown), Depends(items=shown)
    yield from _tips(stage)
    if open_leads(stage):
        yield "/leads/feed.xml", partial(_leads, stage), Depends(items=stage.library.all("lead"))
    if (log := log_of(stage)) is not None:
        for form in formats:
            yield URL + FILES[form], partial(_gives, stage, log, form), Depends(items=(log,))
    if podcast_link(stage):
        yield "/podcast.xml", partial(_podcast, stage), Depends(items=stage.library.all("episode"))
    yield from _comments(stage)


def _limit(stage: Presenter) -> int:
    return stage.settings.feeds.items


def _shown(stage: Presenter, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the newest of the entries that feeds of tags and authors hold."""
    kinds = stage.library.kinds
    return tuple(islice((entry for entry in entries if kinds[entry.kind].streamed), _limit(stage)))


def _newest(stage: Presenter) -> Depends:
    """Return what the main feed is made from."""
    include = set(stage.settings.feeds.include)
    dated = islice((entry for entry in stage.library.dated if entry.kind in include), _limit(stage))
    others = tuple(entry for kind in ("tip", "give") if kind in include for entry in stage.library.all(kind))
    return Depends(items=(*dated, *others))


def _main(stage: Presenter, form: str) -> feed_items.Draft:
    """Return the site's main feed: the newest of the kinds that the settings include."""
    include = set(stage.settings.feeds.include)
    dated = islice((entry for entry in stage.library.dated if entry.kind in include), _limit(stage))
    found: list[tuple[Any, Callable[..., feed_items.Item], tuple[Any, ...]]]
    found = [(entry.date, feed_items.entry_item, (entry,)) for entry in dated]
    if "tip" in include:
        found += [
            (tip.date or _EARLY, feed_items.tip_item, (library, tip))
            for library, tip in newest_tips(stage, _limit(stage))
        ]
    log = log_of(stage)
    if "give" in include and log:
        found += [(give.date, feed_items.give_item, (give,)) for give in log.fields.gives]
    found.sort(key=lambda item: item[0], reverse=True)
    made = [make(stage, *values) for _, make, values in found[: _limit(stage)]]
    return feed_items.draft(stage, "/" + FILES[form], stage.settings.title, made, format_name=form)


def _entries(stage: Presenter, url: str, title: str, entries: tuple[Entry, ...]) -> feed_items.Draft:
    """Return the feed of a tag or an author."""
    home = url.removesuffix("feed.xml")
    return feed_items.draft(
        stage,
        url,
        title,
        [feed_items.entry_item(stage, entry) for entry in entries],
        home=home,
        description=f"Articles and episodes: {title}.",
    )


def _tips(stage: Presenter) -> Iterator[Planned]:
    """Return the feeds of tips: of all, and of each library."""
    shelves = libraries(stage)
    if shelves:
        yield "/tips/feed.xml", partial(_all_tips, stage), Depends(items=shelves)
    for library in shelves:
        yield stage.library.url(library) + "feed.xml", partial(_library, stage, library), Depends(items=(library,))


def _all_tips(stage: Presenter) -> feed_items.Draft:
    items = [feed_items.tip_item(stage, library, tip) for library, tip in newest_tips(stage, _limit(stage))]
    title = f"{stage.settings.title}: tips"
    about = "Short pieces of advice, one at a time."
    return feed_items.draft(stage, "/tips/feed.xml", title, items, home="/tips/", description=about)


def _library(stage: Presenter, library: Entry) -> feed_items.Draft:
    tips = sorted(enumerate(library.fields.tips), key=lambda found: (found[1].date or _EARLY, found[0]), reverse=True)
    items = [feed_items.tip_item(stage, library, tip) for _, tip in tips[: _limit(stage)]]
    home, fields = stage.library.url(library), library.fields
    return feed_items.draft(stage, home + "feed.xml", fields.title, items, home=home, description=fields.description)


def _leads(stage: Presenter) -> feed_items.Draft:
    leads = [lead for lead in stage.library.all("lead") if not stage.library.closed(lead)]
    items = [feed_items.entry_item(stage, lead) for lead in leads[: _limit(stage)]]
    return feed_items.draft(
        stage,
        "/leads/feed.xml",
        f"{stage.settings.title}: open leads",
        items,
        home="/leads/",
        description="Openings that someone here passes on.",
    )


def _gives(stage: Presenter, log: Entry, form: str) -> feed_items.Draft:
    gives = sorted(log.fields.gives, key=lambda give: (give.date, give.id), reverse=True)
    items = [feed_items.give_item(stage, give) for give in gives[: _limit(stage)]]
    return feed_items.draft(
        stage, URL + FILES[form], feed_items.give_title(stage, log), items, home=URL, format_name=form
    )


def _podcast(stage: Presenter) -> feed_items.Draft:
    """Return the podcast: all episodes, since apps show no more than the feed holds."""
    show = stage.settings.podcast
    items = [feed_items.entry_item(stage, episode) for episode in stage.library.all("episode")]
    return feed_items.draft(
        stage,
        "/podcast.xml",
        show.title or stage.settings.title,
        items,
        home="/episodes/",
        description=show.description,
        format_name="podcast",
        podcast=feed_items.podcast_info(stage),
        image=feed_items.cover(stage),
    )


def _comments(stage: Presenter) -> Iterator[Planned]:
    """Return the feeds of comments: of all, and of each article that has some or can have."""
    if not comments_there(stage):
        return
    articles = stage.library.all("article")
    said = tuple(entry for entry in articles if approved(stage, entry))
    yield "/comments.xml", partial(_all_comments, stage), Depends(talks=said)
    for entry in articles:
        if discussed(stage, entry):
            yield (
                stage.library.url(entry) + "comments.xml",
                partial(_comments_on, stage, entry),
                Depends(talks=(entry,)),
            )


def _all_comments(stage: Presenter) -> feed_items.Draft:
    articles = stage.library.all("article")
    said = [
        (comment.date, entry.slug, comment.id, entry, comment)
        for entry in articles
        for comment in approved(stage, entry)
    ]
    said.sort(key=lambda found: found[:3], reverse=True)
    items = [feed_items.comment_item(stage, entry, comment, named=True) for *_, entry, comment in said[: _limit(stage)]]
    title = f"{stage.settings.title}: comments"
    return feed_items.draft(stage, "/comments.xml", title, items, description="What readers say under the articles.")


def _comments_on(stage: Presenter, entry: Entry) -> feed_items.Draft:
    url, title = stage.library.url(entry), entry.fields.title
    items = [
        feed_items.comment_item(stage, entry, comment, named=False) for comment in reversed(approved(stage, entry))
    ]
    about = f"What readers say about “{title}”."
    return feed_items.draft(stage, url + "comments.xml", f"Comments on “{title}”", items, home=url, description=about)
