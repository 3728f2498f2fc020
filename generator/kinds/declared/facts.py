"""What pages, lists and feeds show of the keys of a declared kind."""

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
from generator.site.declared import DeclaredKind


def view(spec: DeclaredKind, context: Context, page: EntryPage, common: Common) -> views.EntryView:
    """Return an entry's view, with its keys as facts."""
    return views.EntryView(**common, facts=tuple(_facts(spec, context, page.entry)))


def note(spec: DeclaredKind, values: Values, entry: Entry) -> str:
    """Return the keys that lists show."""
    facts = _facts(spec, values, entry, set(spec.card))
    return " · ".join(fact.text for fact in facts)


def item(spec: DeclaredKind, context: Context, entry: Entry, plain: FeedItem) -> FeedItem:
    """Return an item whose content begins with the facts: feed readers show no more of a page than that."""
    rows = "".join(
        f"<li>{escaped(fact.label)}: "
        + (f'<a href="{escaped(fact.url)}">{escaped(fact.text)}</a>' if fact.url else escaped(fact.text))
        + "</li>"
        for fact in _facts(spec, context, entry)
    )
    return msgspec.structs.replace(plain, content=f"<ul>{rows}</ul>{plain.content}") if rows else plain


def _facts(spec: DeclaredKind, values: Values, entry: Entry, only: set[str] | None = None) -> Iterator[views.Fact]:
    """Return what an entry's keys say, in the order in which they were declared; those that are not there are none."""
    for key, what in spec.fields.items():
        value = getattr(entry.fields, key)
        if value is None or value in ("", ()) or (only is not None and key not in only):
            continue
        label = key.replace("_", " ")
        label = label[0].upper() + label[1:]
        if what == "yes/no":
            yield views.Fact(label=label, text="Yes" if value else "No")
        elif what == "date":
            noon = dt.datetime(value.year, value.month, value.day, 12, tzinfo=values.zone)
            date = msgspec.structs.replace(values.dated(noon), iso=value.isoformat())
            yield views.Fact(label=label, text=date.text, date=date)
        elif what == "datetime":
            date = values.dated(value)
            # A day alone begins at midnight.
            whole = value.astimezone(values.zone).time() == dt.time()
            yield views.Fact(label=label, text=date.text if whole else date.full, date=date)
        elif what == "url":
            yield views.Fact(label=label, url=value, text=value.partition("://")[2].rstrip("/"))
        elif what == "list":
            yield views.Fact(label=label, text=", ".join(map(curly, value)))
        else:
            yield views.Fact(label=label, text=curly(value) if what == "text" else value)
