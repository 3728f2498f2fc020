"""Tip libraries and single tips."""

import datetime as dt
from typing import Any

from generator import views
from generator.base.model import Entry
from generator.base.text import clip
from generator.pages.context import Presenter
from generator.pages.entry import crumbs
from generator.pages.metadata import crumbs_ld, head, script
from generator.pages.texts import short_html

_EARLY = dt.datetime.min.replace(tzinfo=dt.UTC)


def tip_url(stage: Presenter, library: Entry, tip: Any) -> str:
    """Return a tip's address from the site's root."""
    return f"{stage.library.url(library)}{tip.id}/"


def tip_view(stage: Presenter, library: Entry, tip: Any, *, more: bool = False) -> views.Tip:
    """Return a tip as a card; with ``more`` also what else it says."""
    return views.Tip(
        id=tip.id,
        url=stage.href(tip_url(stage, library, tip)),
        text=tip.text,
        topic=tip.topic,
        date=stage.date(tip.date),
        tags=stage.tags(tip.tags),
        source=views.Link(label=tip.source.name, url=tip.source.url) if tip.source else None,
        more=short_html(stage, library, tip.id) if more and tip.id in library.texts else "",
        library=library_link(stage, library),
    )


def library_link(stage: Presenter, library: Entry) -> views.Link:
    """Return a link to a library."""
    return views.Link(label=library.fields.title, url=stage.href(stage.library.url(library)))


def newest_tips(stage: Presenter, limit: int) -> list[tuple[Entry, Any]]:
    """Return the newest tips of all libraries with their libraries; those without a date come last."""
    every = [(library, number, tip) for library in libraries(stage) for number, tip in enumerate(library.fields.tips)]
    every.sort(key=lambda found: (found[2].date or _EARLY, found[0].slug, found[1]), reverse=True)
    return [(library, tip) for library, _, tip in every[:limit]]


def libraries(stage: Presenter) -> tuple[Entry, ...]:
    """Return the libraries that have a tip, by title."""
    return tuple(
        sorted(
            (library for library in stage.library.all("tip") if library.fields.tips),
            key=lambda library: (library.fields.title, library.slug),
        )
    )


def tip_page(stage: Presenter, library: Entry, number: int) -> views.TipView:
    """Return the view of a tip's own page; neighbours are those above and below it in its library."""
    tips = library.fields.tips
    tip = tips[number]
    url = tip_url(stage, library, tip)
    title = clip(tip.text, 70)
    way = (("Home", "/"), ("Tips", "/tips/"), (library.fields.title, stage.library.url(library)), (title, url))

    def beside(at: int) -> views.Link | None:
        if not 0 <= at < len(tips):
            return None
        return views.Link(label=clip(tips[at].text, 60), url=stage.href(tip_url(stage, library, tips[at])))

    return views.TipView(
        site=stage.site,
        head=head(
            stage,
            title,
            tip.text,
            url,
            kind="tip",
            image=stage.shares.get(f"tip/{library.slug}/{tip.id}"),
            json_ld=script([crumbs_ld(stage, way)]),
        ),
        crumbs=crumbs(stage, way),
        **stage.standing(url),
        tip=tip_view(stage, library, tip, more=True),
        library=library_link(stage, library),
        newer=beside(number + 1),
        older=beside(number - 1),
        share_text=f"{tip.text}\n{stage.absolute(url)}",
    )


def library_page(stage: Presenter, library: Entry) -> views.LibraryView:
    """Return the view of a library: its tips by topic, in the order of their first tips."""
    fields = library.fields
    url = stage.library.url(library)
    way = (("Home", "/"), ("Tips", "/tips/"), (fields.title, url))
    topics: dict[str, list[views.Tip]] = {}
    for tip in fields.tips:
        topics.setdefault(tip.topic, []).append(tip_view(stage, library, tip))
    feed = library_feed(stage, library)
    return views.LibraryView(
        site=stage.site,
        head=head(
            stage,
            fields.title,
            fields.description or fields.title,
            url,
            kind="tip",
            feeds=(feed,),
            json_ld=script([crumbs_ld(stage, way)]),
        ),
        crumbs=crumbs(stage, way),
        **stage.standing(url),
        title=fields.title,
        description=fields.description,
        topics=tuple(views.TopicTips(topic=topic, tips=tuple(tips)) for topic, tips in topics.items()),
        count=len(fields.tips),
        feed=feed,
    )


def libraries_page(stage: Presenter) -> views.LibrariesView:
    """Return the view of all libraries."""
    cards = []
    for library in libraries(stage):
        newest = sorted(
            enumerate(library.fields.tips), key=lambda found: (found[1].date or _EARLY, found[0]), reverse=True
        )[:3]
        cards.append(
            views.LibraryCard(
                title=library.fields.title,
                url=stage.href(stage.library.url(library)),
                description=library.fields.description,
                count=len(library.fields.tips),
                tips=tuple(tip_view(stage, library, tip) for _, tip in newest),
            ),
        )
    feed = all_tips_feed(stage)
    way = (("Home", "/"), ("Tips", "/tips/"))
    return views.LibrariesView(
        site=stage.site,
        head=head(stage, "Tips", "Short pieces of advice, one at a time.", "/tips/", kind="tip", feeds=(feed,)),
        crumbs=crumbs(stage, way),
        **stage.standing("/tips/"),
        libraries=tuple(cards),
        feed=feed,
    )


def all_tips_feed(stage: Presenter) -> views.FeedLink:
    """Return the feed of all tips."""
    return stage.feed_link("/tips/feed.xml", "Tips")


def library_feed(stage: Presenter, library: Entry) -> views.FeedLink:
    """Return the feed of a library."""
    return stage.feed_link(stage.library.url(library) + "feed.xml", library.fields.title)
