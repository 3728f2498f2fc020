"""The pages that show one entry in full."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from generator import views
from generator.content.kind import Fields, MarkdownEntry
from generator.pages.cards import card, cards
from generator.pages.comments import conversation
from generator.pages.context import Context, Values
from generator.pages.kind import Common, EntryPage, Kind, kind_of, no_files
from generator.pages.metadata import crumbs_ld, entry_ld, head, script
from generator.pages.planned import Planned, page
from generator.pages.sending import sending
from generator.pages.texts import body

#: The breadcrumbs of a page, from home on: labels with addresses from the root.
Way = tuple[tuple[str, str], ...]


#: The function below, or one that has some pages already.
EntryPages = Callable[[Values, Kind, tuple[MarkdownEntry, ...]], Iterable[Planned]]


def entry_pages(
    values: Values, kind: Kind, entries: tuple[MarkdownEntry, ...], places: Iterable[int] | None = None
) -> Iterator[Planned]:
    """Return the pages of a kind's entries; only dated ones link to the newer and the older entry.

    ``places`` are those of the entries whose pages are wanted, in the order in which they are.
    """
    last = len(entries) - 1
    index = values.index
    related = index.related if kind.related else {}
    has_series = kind.series and bool(index.series)
    for at in range(len(entries)) if places is None else places:
        entry = entries[at]
        moment = entry.fields.updated or kind.published(entry)
        yield page(
            values.url(entry),
            "pages",
            kind.template,
            entry_view,
            EntryPage(
                entry=entry,
                newer=entries[at - 1] if at and kind.dated else None,
                older=entries[at + 1] if at < last and kind.dated else None,
                related=related.get(entry.source, ()),
                series=index.parts_of(entry) if has_series else (),
            ),
            source=entry.source,
            changed=moment,
            listed=not (kind.stays and index.closed(entry)),
        )
        if kind.files is not no_files:
            yield from kind.files(values, entry)


def entry_view(context: Context, shown: EntryPage[Fields]) -> views.View:
    """Return the view of an entry's page."""
    return kind_of(context, shown.entry).view(context, shown, _common(context, shown))


def trail(values: Values, entry: MarkdownEntry) -> Way:
    """Return the breadcrumbs of an entry."""
    kind = values.index.kinds[entry.kind]
    middle = ((kind.plural, kind.index),) if kind.index else ()
    return (("Home", "/"), *middle, (entry.fields.title, values.url(entry)))


def crumbs(values: Values, way: Way) -> tuple[views.Crumb, ...]:
    """Return breadcrumbs as views; the last one has no link."""
    return tuple(views.Crumb(label=label, url=values.href(url) if url != way[-1][1] else "") for label, url in way)


def _common(context: Context, shown: EntryPage[Fields]) -> Common:
    """Return the fields that all views of entries have."""
    entry = shown.entry
    fields, text = entry.fields, entry.texts[""]
    kind = kind_of(context, entry)
    talk = conversation(context, entry)
    way = trail(context, entry)
    image = context.image(entry)
    ld = [entry_ld(context, entry, talk.comments), crumbs_ld(context, way)]
    standing = context.standing(context.url(entry))
    # What stands in the series is not said again as the one before or after, nor either of these as what to read next.
    told = {part.source for part in shown.series}
    older, newer = (None if near is None or near.source in told else near for near in (shown.older, shown.newer))
    told.update(near.source for near in (older, newer) if near is not None)
    return {
        "site": context.site,
        "head": head(
            context,
            fields.title,
            context.summary(entry),
            context.url(entry),
            entry=entry,
            image=context.share_page(entry) or image,
            feeds=(talk.feed,) if talk.feed else (),
            json_ld=script(ld) if any(ld) else "",
            newer=_address(context, shown.newer),
            older=_address(context, shown.older),
        ),
        "crumbs": crumbs(context, way),
        "here": standing["here"],
        "section": standing["section"],
        "label": kind.label,
        "title": fields.title,
        "summary": " ".join(fields.summary.split()),
        "body": body(context, entry),
        "date": context.date(context.published(entry)),
        "updated": context.date(fields.updated),
        "minutes": context.minutes(text),
        "words": text.words,
        "tags": context.tags(fields.tags),
        "authors": context.people(entry) if kind.signed or fields.authors else (),
        "image": image,
        "contents": tuple(
            views.Heading(level=one.level, id=one.id, text=one.text)
            for one in context.prose[text.digest].headings
            if one.level in {2, 3}
        ),
        "conversation": talk,
        "syndicated": tuple(views.Link(label=urlsplit(url).netloc, url=url) for url in fields.syndicated),
        "send": sending(context, entry),
        "newer": card(context, newer) if newer else None,
        "older": card(context, older) if older else None,
        "related": cards(context, tuple([one for one in shown.related if one.source not in told])),
    }


def _address(values: Values, entry: MarkdownEntry | None) -> str:
    """Return the address of a neighbouring entry, or an empty string."""
    return values.href(values.url(entry)) if entry else ""
