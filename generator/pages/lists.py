"""The lists of a kind's entries, and the archive of all dated entries."""

from collections.abc import Iterable, Iterator

from generator import views
from generator.content.kind import Fields, MarkdownEntry
from generator.pages.cards import cards
from generator.pages.context import Context, Values
from generator.pages.entry import Way, crumbs
from generator.pages.kind import Kind, kind_feed, kinds_of
from generator.pages.metadata import crumbs_ld, head, script
from generator.pages.planned import Planned, page
from generator.pages.selection import Cards, Plain, Rows, Selection


class KindList(Selection, frozen=True, kw_only=True):
    """What a page of a kind's list shows; ``number`` is the page's, of ``last``."""

    kind: Plain[str]
    number: Plain[int]
    last: Plain[int]
    entries: Cards[Fields]


class Archive(Selection, frozen=True, kw_only=True):
    """What the archive shows."""

    entries: Rows


def kind_list(values: Values, kind: Kind, entries: tuple[MarkdownEntry, ...]) -> Iterator[Planned]:
    """Return the pages of a kind's list. Undated entries are few, and all on one page."""
    size = values.settings.page_size if kind.dated else len(entries)
    last = -(-len(entries) // size)
    for number in range(1, last + 1):
        found = entries[(number - 1) * size : number * size]
        shown = KindList(kind=kind.name, number=number, last=last, entries=found)
        yield page(page_url(kind.index, number), "listings", "list.html", list_view, shown)


def archive_page(values: Values) -> Iterator[Planned]:
    """Return the archive, if anything has a date."""
    if values.index.dated:
        yield page("/archive/", "listings", "archive.html", archive, Archive(entries=values.index.dated))


def page_url(index: str, number: int) -> str:
    """Return the address of a page of a list."""
    return index if number == 1 else f"{index}page/{number}/"


def list_view(context: Context, shown: KindList) -> views.ListView:
    """Return the view of a page of a kind's list."""
    kind, number = kinds_of(context)[shown.kind], shown.number
    url = page_url(kind.index, number)
    facts = kind.list_facts(context)
    name = facts.title or kind.plural
    title = name if number == 1 else f"{name}, page {number}"
    own = kind_feed(context, kind)
    main = context.site.feeds if kind.name in context.index.included else ()
    feeds = facts.feeds or ((facts.show,) if facts.show else (own,) if own else main)
    way: Way = (("Home", "/"), (kind.plural, kind.index)) + (((f"Page {number}", url),) if number > 1 else ())
    steps = pager(context, kind.index, number, shown.last)
    return views.ListView(
        site=context.site,
        head=head(
            context,
            title,
            facts.description or f"{kind.plural} of {context.settings.title}.",
            url,
            kind=kind.name,
            feeds=feeds,
            newer=steps.newer,
            older=steps.older,
            json_ld=script([crumbs_ld(context, way)]),
        ),
        crumbs=crumbs(context, way),
        **context.standing(url),
        title=name,
        kind=kind.name,
        one_column=kind.one_column,
        description=facts.description,
        cover=facts.cover,
        show=facts.show,
        cards=cards(context, shown.entries),
        pager=steps if shown.last > 1 else None,
        feeds=feeds,
    )


def pager(values: Values, index: str, number: int, last: int) -> views.Pager:
    """Return the links between the pages of a list."""
    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    pages: list[views.Link] = []
    before = 0
    for at in near:
        if at - before > 1:
            pages.append(views.Link(label="…", url=""))
        pages.append(views.Link(label=str(at), url=values.href(page_url(index, at)), current=at == number))
        before = at
    return views.Pager(
        number=number,
        last=last,
        newer=values.href(page_url(index, number - 1)) if number > 1 else "",
        older=values.href(page_url(index, number + 1)) if number < last else "",
        pages=tuple(pages),
    )


def archive(context: Context, shown: Archive) -> views.ArchiveView:
    """Return the view of the archive."""
    return views.ArchiveView(
        site=context.site,
        head=head(context, "Archive", f"Everything on {context.settings.title}, by year.", "/archive/"),
        crumbs=crumbs(context, (("Home", "/"), ("Archive", "/archive/"))),
        **context.standing("/archive/"),
        title="Archive",
        years=years(context.row(entry) for entry in shown.entries),
        count=len(shown.entries),
    )


def years(rows: Iterable[views.Row]) -> tuple[views.Year, ...]:
    """Return rows by year in their order; those without a date come last, without a year."""
    found: dict[str, list[views.Row]] = {}
    for row in rows:
        found.setdefault(row.date.year if row.date else "", []).append(row)
    undated = found.pop("", None)
    every = [views.Year(year=year, rows=tuple(group)) for year, group in found.items()]
    return tuple(every) + ((views.Year(year="", rows=tuple(undated)),) if undated else ())
