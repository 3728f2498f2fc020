"""The facts of a declared kind: how pages, lists and feeds show its keys."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from generator import views
from generator.base.model import Entry
from generator.feeds.base import FeedItem
from generator.kinds.base import Common, EntryPage
from generator.markup.typography import curly
from generator.pages.context import Context, Values
from generator.pages.feed_items import escaped
from generator.site.declared import DeclaredKind, FieldType

#: What a key can hold: by its type, a day or a moment, a number as it is written, a word or words.
_Value = bool | dt.date | str | tuple[str, ...]
#: What says what it is by itself.
_PLAIN = frozenset({"text", "list", "url"})


def view(spec: DeclaredKind, context: Context, page: EntryPage, common: Common) -> views.EntryView:
    """Return an entry's view, with its keys as facts."""
    return views.EntryView(**common, facts=tuple(fact for _, fact in _facts(spec, context, page.entry)))


def note(spec: DeclaredKind, values: Values, entry: Entry) -> str:
    """Return the keys that lists show; what is no text has its name before it, for a card has a date of its own."""
    return " · ".join(
        fact.text if spec.fields[key] in _PLAIN else f"{fact.label}: {fact.text}"
        for key, fact in _facts(spec, values, entry)
        if key in spec.card
    )


def item(spec: DeclaredKind, context: Context, entry: Entry, plain: FeedItem) -> FeedItem:
    """Return an item whose content begins with the facts: feed readers show no more of a page than that."""
    rows = "".join(
        f"<li>{escaped(fact.label)}: "
        + (f'<a href="{escaped(fact.url)}">{escaped(fact.text)}</a>' if fact.url else escaped(fact.text))
        + "</li>"
        for _, fact in _facts(spec, context, entry)
    )
    return msgspec.structs.replace(plain, content=f"<ul>{rows}</ul>{plain.content}") if rows else plain


def words(spec: DeclaredKind, values: Values, entry: Entry) -> tuple[str, ...]:
    """Return the keys as paragraphs."""
    return tuple(f"{fact.label}: {fact.text}" for _, fact in _facts(spec, values, entry))


def _facts(spec: DeclaredKind, values: Values, entry: Entry) -> Iterator[tuple[str, views.Fact]]:
    """Return what an entry's keys say, each with its key, in the order in which they were declared."""
    if spec.publishes != "date" and entry.date is not None:
        # The page says when it came out, so the date itself is one of the facts.
        yield "date", _fact("date", "datetime", entry.date, values)
    for key, what in spec.fields.items():
        value = getattr(entry.fields, key)
        if value is not None and value not in ("", ()):
            yield key, _fact(key, what, value, values)


def _fact(key: str, what: FieldType, value: _Value, values: Values) -> views.Fact:
    """Return what a key says."""
    words = key.replace("_", " ")
    label = words[0].upper() + words[1:]
    match value:
        case bool():
            return views.Fact(label=label, text="Yes" if value else "No")
        case dt.datetime():
            date = values.dated(value)
            # A date without a time is stored as midnight.
            whole = value.astimezone(values.zone).time() == dt.time()
            return views.Fact(label=label, text=date.text if whole else date.full, date=date)
        case dt.date():
            noon = dt.datetime(value.year, value.month, value.day, 12, tzinfo=values.zone)
            date = msgspec.structs.replace(values.dated(noon), iso=value.isoformat())
            return views.Fact(label=label, text=date.text, date=date)
        case tuple():
            return views.Fact(label=label, text=", ".join(map(curly, value)))
        case str() if what == "url":
            return views.Fact(label=label, url=value, text=value.partition("://")[2].rstrip("/"))
        case str():
            return views.Fact(label=label, text=curly(value) if what == "text" else value)
