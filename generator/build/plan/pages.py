"""Every page of the site."""

from collections.abc import Iterator
from functools import partial

from generator.base.model import Entry
from generator.base.text import slugify
from generator.build.plan.files import copied
from generator.build.plan.planned import Planned, data, page
from generator.feeds.chapters import Chapter, chapters_json
from generator.feeds.opml import Subscription, SubscriptionList, write_opml
from generator.pages import entry as entry_page
from generator.pages import give_log, lists, tips
from generator.pages.audio import audio_path
from generator.pages.chrome import feed_groups
from generator.pages.comments import comment_feed
from generator.pages.context import Presenter
from generator.pages.dependencies import Depends
from generator.pages.jobs import Data, Job
from generator.site.index import TagGroup
from generator.views import FeedGroup


def pages(stage: Presenter) -> Iterator[Planned]:
    """Return all pages: home, entries with their lists, tips, the give-log, and what gathers them."""
    library = stage.library
    yield page("/", "listings", "home.html", lists.home, stage, depends=_home(stage))
    for kind in entry_page.TEMPLATES:
        found = library.all(kind)
        yield from _entries(stage, kind, found)
        if library.kinds[kind].index and found and kind != "lead":
            yield from _index(stage, kind, found)
    if library.all("lead"):
        yield page(
            "/leads/", "listings", "leads.html", lists.leads_page, stage, depends=Depends(faces=library.all("lead"))
        )
    yield from _tips(stage)
    if (log := give_log.log_of(stage)) is not None:
        yield page(
            give_log.URL,
            "pages",
            "give-log.html",
            give_log.page,
            stage,
            log,
            depends=Depends(wholes=(log,), values=library.outcomes),
            source=log.source,
        )
    yield from _groups(stage)


def _entries(stage: Presenter, kind: str, found: tuple[Entry, ...]) -> Iterator[Planned]:
    """Return the pages of a kind's entries; only what has a date has a newer and an older one."""
    dated = stage.library.kinds[kind].dated
    template = entry_page.TEMPLATES[kind]
    last = len(found) - 1
    for at, entry in enumerate(found):
        newer = found[at - 1] if at and dated else None
        older = found[at + 1] if at < last and dated else None
        moment = entry.fields.updated or entry.date
        yield page(
            stage.library.url(entry),
            "pages",
            template,
            entry_page.entry_view,
            stage,
            entry,
            newer,
            older,
            depends=_around(stage, entry, newer, older),
            source=entry.source,
            changed=moment.isoformat() if moment else "",
            listed=not (kind == "lead" and stage.library.closed(entry)),
        )
        if kind == "episode":
            yield from _episode(stage, entry)


def _home(stage: Presenter) -> Depends:
    """Return what the home page shows."""
    library = stage.library
    faces = (*library.all("article")[:7], *library.all("pitch")[:4], *library.all("episode")[:1], *library.all("lead"))
    return Depends(items=(*library.all("tip"), *library.all("give")), faces=faces, values=library.outcomes)


def _around(stage: Presenter, entry: Entry, newer: Entry | None, older: Entry | None) -> Depends:
    """Return what an entry's page shows: all of it, and a little of its neighbours."""
    if entry.kind == "article":
        related = stage.library.related.get(entry.slug, ())
        parts = stage.library.series.get(slugify(entry.fields.series), ()) if entry.fields.series else ()
        return Depends(wholes=(entry,), faces=(newer, older, *related), rows=parts)
    return Depends(wholes=(entry,), faces=(newer, older))


def _tagged(group: TagGroup) -> Depends:
    """Return what a tag's page shows."""
    found = [(library.slug, library.fields.tips[number]) for library, number in group.tips]
    return Depends(
        rows=group.entries,
        values=(group.slug, group.label, [(slug, tip.id, tip.text, tip.date) for slug, tip in found]),
    )


def _counts(stage: Presenter) -> object:
    """Return how much there is for each tag."""
    groups = stage.library.tags.values()
    return [(group.slug, group.label, len(group.entries) + len(group.tips)) for group in groups]


def _written(stage: Presenter) -> object:
    """Return how much each author wrote."""
    return [(name, len(entry)) for name, entry in stage.library.authors.items()]


def _index(stage: Presenter, kind: str, found: tuple[Entry, ...]) -> Iterator[Planned]:
    """Return the pages of a kind's list. Pitches are few, and all on one."""
    what = stage.library.kinds[kind]
    size = stage.settings.page_size if what.dated else len(found)
    last = -(-len(found) // size)
    for number in range(1, last + 1):
        shown = found[(number - 1) * size : number * size]
        url = lists.page_url(what.index, number)
        yield page(
            url,
            "listings",
            "list.html",
            lists.index_page,
            stage,
            kind,
            shown,
            number,
            last,
            depends=Depends(faces=shown, values=(kind, number, last)),
        )


def _episode(stage: Presenter, entry: Entry) -> Iterator[Planned]:
    """Return the files that podcast apps read beside an episode's page."""
    url, fields = stage.library.url(entry), entry.fields
    if fields.transcript:
        yield data(url + "transcript.txt", "assets", fields.transcript.strip().encode() + b"\n", entry.source)
    if fields.chapters:
        marks = [Chapter(start=one.at, title=one.title) for one in fields.chapters]
        yield data(url + "chapters.json", "assets", chapters_json(marks, fields.title), entry.source)
    path = audio_path(stage, entry)
    source = stage.media.find(fields.audio.src, entry.source)
    if path.startswith(url) and source:
        yield Planned(path, "assets", entry.source, partial(copied, stage, source))


def _tips(stage: Presenter) -> Iterator[Planned]:
    """Return the pages of tips and their libraries."""
    shelves = tips.libraries(stage)
    if shelves:
        yield page("/tips/", "listings", "tips.html", tips.libraries_page, stage, depends=Depends(items=shelves))
    for library in shelves:
        url = stage.library.url(library)
        yield page(
            url,
            "listings",
            "tip-library.html",
            tips.library_page,
            stage,
            library,
            depends=Depends(items=(library,)),
            source=library.source,
        )
        for number, tip in enumerate(library.fields.tips):
            yield page(
                tips.tip_url(stage, library, tip),
                "pages",
                "tip.html",
                tips.tip_page,
                stage,
                library,
                number,
                depends=Depends(wholes=(library,), values=number),
                source=library.source,
                changed=tip.date.isoformat() if tip.date else "",
            )


def _groups(stage: Presenter) -> Iterator[Planned]:
    """Return the pages that gather entries, and those that help to find them."""
    library = stage.library
    if library.dated:
        yield page("/archive/", "listings", "archive.html", lists.archive, stage, depends=Depends(rows=library.dated))
    if library.tags:
        yield page("/tags/", "listings", "tags.html", lists.tags_page, stage, depends=Depends(values=_counts(stage)))
    for slug, group in library.tags.items():
        yield page(f"/tags/{slug}/", "listings", "tag.html", lists.tag_page, stage, group, depends=_tagged(group))
    if library.authors:
        yield page(
            "/authors/", "listings", "authors.html", lists.authors_page, stage, depends=Depends(values=_written(stage))
        )
    for name in library.authors:
        yield page(
            f"/authors/{name}/",
            "listings",
            "author.html",
            lists.author_page,
            stage,
            name,
            depends=Depends(rows=library.authors[name]),
        )
    if groups := feed_groups(stage):
        yield page(
            "/subscribe/", "listings", "subscribe.html", lists.subscribe, stage, groups, depends=Depends(values=groups)
        )
        subscriptions = _subscriptions(stage, groups)
        # By what is in it: to write it takes lxml, which few edits need.
        yield Planned("/feeds.opml", "feeds", "", partial(_opml, subscriptions), of=subscriptions)
    yield page(
        "/404.html",
        "listings",
        "404.html",
        lists.not_found,
        stage,
        depends=Depends(faces=lists.newest(stage)),
        listed=False,
    )


def _subscriptions(stage: Presenter, groups: tuple[FeedGroup, ...]) -> SubscriptionList:
    """Return the list of all feeds for feed readers: of several formats the first."""
    feeds = [one for group in groups for one in (group.feeds[:1] if group.rank == "main" else group.feeds)]
    feeds += [tips.library_feed(stage, shelf) for shelf in tips.libraries(stage)]
    feeds += [one for article in stage.library.all("article") if (one := comment_feed(stage, article))]
    unique = {one.absolute_url: one for one in reversed(feeds)}
    found = tuple(Subscription(title=one.title, feed_url=url) for url, one in reversed(unique.items()))
    return SubscriptionList(title=stage.settings.title, feeds=found, home_url=stage.absolute("/"))


def _opml(subscriptions: SubscriptionList) -> Job:
    """Return the file of the list."""
    return Data(write_opml(subscriptions))
