"""The pages of tip libraries and single tips."""

from collections.abc import Iterable, Iterator

import msgspec

from generator import views
from generator.base.model import Entry
from generator.base.text import clip, slugify
from generator.kinds.tip.part import newest_tips, to_newest, to_one
from generator.kinds.tip.posts import posts
from generator.kinds.tip.schema import LibraryFields, Tip, parts
from generator.pages.context import Chrome, Context, Values
from generator.pages.entry import crumbs
from generator.pages.feed_links import feed_link, feed_url
from generator.pages.kind import PartCard
from generator.pages.metadata import crumbs_ld, head, script
from generator.pages.planned import Planned, data, page
from generator.pages.qr_code import qr_code
from generator.pages.selection import Cut, Cuts, Items, Plain, Selection
from generator.pages.sending import send
from generator.pages.texts import short_html

#: The ids of all tips, from which a script chooses the day's own.
_IDS = "/tips/day.json"
#: How many tips of each library stand in the list of libraries.
_FEW = 3


class LibraryPage(Selection, frozen=True, kw_only=True):
    """What the page of a library shows: all of its tips."""

    libraries: Items[LibraryFields]


class NewestTips(Selection, frozen=True, kw_only=True):
    """What the list of libraries, or a feed, shows of libraries: their newest tips, and how many each has."""

    libraries: Cuts[LibraryFields]
    counts: Plain[tuple[int, ...]] = ()


class TipPage(Selection, frozen=True, kw_only=True):
    """What a tip's page shows: the tip, by its place in the cut, and those above and below it in its library."""

    library: Cut[LibraryFields]
    number: Plain[int]


def pages(chrome: Chrome, _entries: tuple[Entry[LibraryFields], ...]) -> Iterator[Planned]:
    """Return the pages of tips and their libraries."""
    every = libraries(chrome)
    if every:
        # The newest of all stands above them, as the day's tip.
        newest = tuple([to_newest(library, _FEW + 1) for library in every])
        shown = NewestTips(libraries=newest, counts=tuple([len(library.fields.tips) for library in every]))
        yield page("/tips/", "listings", "tips.html", libraries_page, shown)
        yield data(_IDS, "listings", tip_ids(chrome, every))
    for library in every:
        whole = LibraryPage(libraries=(library,))
        yield page(chrome.url(library), "listings", "tip-library.html", library_page, whole, source=library.source)
        for number, tip in enumerate(library.fields.tips):
            yield page(
                tip_url(chrome, library, tip),
                "pages",
                "tip.html",
                tip_page,
                TipPage(library=to_one(library, number), number=min(number, 1)),
                source=library.source,
                changed=tip.date,
            )


def tip_ids(values: Values, every: Iterable[Entry[LibraryFields]]) -> bytes:
    """Return the ids of tips as JSON, by library, each library with its address.

    It is a file of its own and not a part of a page: only those who read on the day with scripts need it, and
    browsers keep it for the next page.
    """
    found = {
        library.slug: {"url": values.href(values.url(library)), "tips": [tip.id for tip in library.fields.tips]}
        for library in every
    }
    return msgspec.json.encode(found)


def cards(_values: Values, library: Entry[LibraryFields]) -> Iterator[PartCard]:
    """Return the cards of a library's tips."""
    for part in parts(library.fields):
        yield PartCard(part.id, part.title, library.fields.title)


def tip_url(values: Values, library: Entry[LibraryFields], tip: Tip) -> str:
    """Return a tip's address from the site's root."""
    return f"{values.url(library)}{tip.id}/"


def tip_view(context: Context, library: Entry[LibraryFields], tip: Tip, *, more: bool = False) -> views.Tip:
    """Return a tip as a card; with ``more`` also its further text, and where its topic leads."""
    link = library_link(context, library)
    return views.Tip(
        id=tip.id,
        url=context.href(tip_url(context, library, tip)),
        text=tip.text,
        topic=tip.topic,
        topic_url=f"{link.url}#{topic_anchor(tip.topic)}" if more and tip.topic else "",
        date=context.date(tip.date),
        tags=context.tags(tip.tags),
        source=views.Link(label=tip.source.name, url=tip.source.url) if tip.source else None,
        more=short_html(context, library, tip.id) if more and tip.id in library.texts else "",
        library=link,
    )


def topic_anchor(topic: str) -> str:
    """Return what links to a topic end in. Topics that differ by signs alone have one, and are one for a reader."""
    return f"topic-{slugify(topic) or topic.encode().hex()}"


def library_link(values: Values, library: Entry[LibraryFields]) -> views.Link:
    """Return a link to a library."""
    return views.Link(label=library.fields.title, url=values.href(values.url(library)))


def row(values: Values, library: Entry[LibraryFields], number: int) -> views.Row:
    """Return a tip's row in plain lists."""
    tip = library.fields.tips[number]
    url = values.href(tip_url(values, library, tip))
    return views.Row(title=clip(tip.text, 100), url=url, label="Tip", date=values.date(tip.date))


def newest_library(values: Values, _entries: tuple[Entry[LibraryFields], ...]) -> tuple[Entry[LibraryFields], ...]:
    """Return the library with the newest tip."""
    return tuple(library for library, _ in newest_tips(libraries(values), 1))


def home_tip(context: Context, shown: tuple[Entry[LibraryFields], ...]) -> views.Tip | None:
    """Return the newest tip as a card, which a script makes the day's own."""
    for library, tip in newest_tips(shown, 1):
        return msgspec.structs.replace(tip_view(context, library, tip), ids=context.href(_IDS))
    return None


def libraries(values: Values) -> tuple[Entry[LibraryFields], ...]:
    """Return the libraries that have a tip, by title."""
    return tuple(
        sorted(
            (library for library in values.index.all_of("tip", LibraryFields) if library.fields.tips),
            key=lambda library: (library.fields.title, library.slug),
        )
    )


def tip_page(context: Context, shown: TipPage) -> views.TipView:
    """Return the view of a tip's own page; neighbours are those above and below it in its library."""
    library, number = shown.library, shown.number
    tips = library.fields.tips
    tip = tips[number]
    url = tip_url(context, library, tip)
    title = clip(tip.text, 70)
    way = (("Home", "/"), ("Tips", "/tips/"), (library.fields.title, context.url(library)), (title, url))

    def beside(at: int) -> views.Link | None:
        if not 0 <= at < len(tips):
            return None
        return views.Link(label=clip(tips[at].text, 60), url=context.href(tip_url(context, library, tips[at])))

    return views.TipView(
        site=context.site,
        head=head(
            context,
            title,
            tip.text,
            url,
            kind="tip",
            image=context.shares.get(f"tip/{library.slug}/{tip.id}"),
            json_ld=script([crumbs_ld(context, way)]),
        ),
        crumbs=crumbs(context, way),
        **context.standing(url),
        tip=tip_view(context, library, tip, more=True),
        library=library_link(context, library),
        newer=beside(number + 1),
        older=beside(number - 1),
        share_text=f"{tip.text}\n{context.absolute(url)}",
        posts=posts(tip, context.absolute(url)),
        send=send(context, tip.text, url),
        qr=qr_code(context.absolute(url)),
    )


def library_page(context: Context, shown: LibraryPage) -> views.LibraryView:
    """Return the view of a library: its tips by topic, in the order of their first tips."""
    (library,) = shown.libraries
    fields = library.fields
    url = context.url(library)
    way = (("Home", "/"), ("Tips", "/tips/"), (fields.title, url))
    topics: dict[str, list[views.Tip]] = {}
    labels: dict[str, str] = {}
    for tip in fields.tips:
        anchor = topic_anchor(tip.topic) if tip.topic else ""
        labels.setdefault(anchor, tip.topic)
        topics.setdefault(anchor, []).append(tip_view(context, library, tip))
    feed = library_feed(context, library)
    return views.LibraryView(
        site=context.site,
        head=head(
            context,
            fields.title,
            fields.description or fields.title,
            url,
            kind="tip",
            feeds=(feed,),
            json_ld=script([crumbs_ld(context, way)]),
        ),
        crumbs=crumbs(context, way),
        **context.standing(url),
        title=fields.title,
        description=fields.description,
        topics=tuple(
            views.TopicTips(topic=labels[anchor], tips=tuple(tips), anchor=anchor) for anchor, tips in topics.items()
        ),
        count=len(fields.tips),
        feed=feed,
    )


def libraries_page(context: Context, shown: NewestTips) -> views.LibrariesView:
    """Return the view of all libraries."""
    cards = []
    ((_, above),) = newest_tips(shown.libraries, 1)
    for library, count in zip(shown.libraries, shown.counts, strict=True):
        newest = [tip for _, tip in newest_tips((library,), _FEW + 1)]
        if len(newest) > _FEW and above in newest:  # it stands above them, as the day's tip
            newest.remove(above)
        cards.append(
            views.LibraryCard(
                title=library.fields.title,
                url=context.href(context.url(library)),
                description=library.fields.description,
                count=count,
                tips=tuple(tip_view(context, library, tip) for tip in newest[:_FEW]),
            ),
        )
    feed = all_tips_feed(context)
    way = (("Home", "/"), ("Tips", "/tips/"))
    return views.LibrariesView(
        site=context.site,
        head=head(context, "Tips", "Short pieces of advice, one at a time.", "/tips/", kind="tip", feeds=(feed,)),
        crumbs=crumbs(context, way),
        **context.standing("/tips/"),
        libraries=tuple(cards),
        tip=home_tip(context, shown.libraries),
        feed=feed,
    )


def all_tips_feed(values: Values) -> views.FeedLink:
    """Return the feed of all tips."""
    return feed_link(values, feed_url("/tips/"), "Tips")


def library_feed(values: Values, library: Entry[LibraryFields]) -> views.FeedLink:
    """Return the feed of a library."""
    return feed_link(values, feed_url(values.url(library)), library.fields.title)
