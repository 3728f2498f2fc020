"""The home page: the newest entries of every kind that has a place on it."""

from typing import cast

import msgspec

from generator import views
from generator.base.sentences import first_sentence
from generator.content.kind import MarkdownEntry
from generator.pages.cards import cards
from generator.pages.context import Context, Values
from generator.pages.kind import kinds_of
from generator.pages.metadata import head, script, site_ld
from generator.pages.planned import Planned, page
from generator.pages.selection import Cards, Plain, Selection
from generator.pages.social_cards import HOME

#: What the theme has a place for. A kind that names another one is shown below.
_PLACES = (
    frozenset(views.HomeView.__struct_fields__)
    - frozenset(views.View.__struct_fields__)
    - {"others", "purpose", "purpose_more"}
)


class HomePage(Selection, frozen=True, kw_only=True):
    """What the home page shows: entries, one kind after the other, and how many of each."""

    entries: Cards
    counts: Plain[tuple[tuple[str, int], ...]]


def home_page(values: Values) -> Planned:
    """Return the home page."""
    picked = {
        name: kind.home.picked(values, values.index.all(name))
        for name, kind in kinds_of(values).items()
        if kind.home is not None
    }
    shown = HomePage(
        entries=tuple([entry for entries in picked.values() for entry in entries]),
        counts=tuple([(name, len(entries)) for name, entries in picked.items()]),
    )
    return page("/", "listings", "home.html", home, shown)


def home(context: Context, shown: HomePage) -> views.HomeView:
    """Return the view of the home page."""
    kinds = kinds_of(context)
    places: dict[str, object] = {}
    others: list[views.HomeSection] = []
    begin = 0
    for name, count in shown.counts:
        kind, entries = kinds[name], shown.entries[begin : begin + count]
        begin += count
        if kind.home is None:
            continue
        made = (
            kind.home.show(context, entries)
            if kind.home.show
            else cards(context, cast("tuple[MarkdownEntry, ...]", entries))
        )
        if kind.home.place in _PLACES:
            places[kind.home.place] = made
        elif made:
            others.append(
                views.HomeSection(
                    title=kind.plural,
                    url=context.href(kind.index) if kind.index else "",
                    name=name,
                    icon=kind.icon,
                    cards=cast("tuple[views.Card, ...]", made),
                )
            )
    articles = cast("tuple[views.Card, ...]", places.pop("articles", ()))
    settings = context.settings
    purpose, more = first_sentence(settings.description or settings.title)
    view = views.HomeView(
        site=context.site,
        head=head(
            context,
            settings.title,
            settings.description,
            "/",
            image=context.share(HOME),
            feeds=context.site.feeds,
            json_ld=script([site_ld(context)]),
            person=context.person(owner) if (owner := context.settings.author) else None,
        ),
        **context.standing("/"),
        purpose=purpose,
        purpose_more=more,
        lead_article=articles[0] if articles else None,
        articles=articles[1:],
        others=tuple(others),
    )
    return msgspec.structs.replace(view, **places)
