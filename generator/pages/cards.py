"""Cards: entries as lists show them."""

from generator import views
from generator.content.kind import MarkdownEntry
from generator.pages.context import Values
from generator.pages.kind import kind_of
from generator.pages.value_cache import CARDS


def card(values: Values, entry: MarkdownEntry) -> views.Card:
    """Return an entry's card for lists."""
    cards = values.made.cards
    found = cards.get(entry.source)
    if found is None:
        if len(cards) >= CARDS:
            cards.clear()
        fields, kind = entry.fields, kind_of(values, entry)
        found = cards[entry.source] = views.Card(
            kind=entry.kind,
            label=kind.label,
            url=values.href(values.url(entry)),
            title=fields.title,
            summary=values.summary(entry),
            date=values.date(entry.date),
            minutes=values.minutes(entry.texts[""]) if kind.timed else 0,
            tags=values.tags(fields.tags) if kind.tagged else (),
            authors=values.bylines(entry),
            image=values.image(entry),
            note=kind.note(values, entry),
            opening=kind.opening(values, entry),
            status=kind.status(values, entry),
            icon=kind.card_icon,
            date_published=kind.publishes == "date",
        )
    return found


def cards(values: Values, entries: tuple[MarkdownEntry, ...]) -> tuple[views.Card, ...]:
    """Return entries' cards for lists."""
    return tuple([card(values, entry) for entry in entries])
