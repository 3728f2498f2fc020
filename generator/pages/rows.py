"""The plainest lists: entries by title and date, of the archive, of tags and of authors."""

from collections.abc import Iterable

from generator import views
from generator.base.model import Entry
from generator.pages.context import Presenter

#: So many rows are kept.
_ROWS = 50_000


def row_of(stage: Presenter, entry: Entry) -> views.Row:
    """Return an entry as it stands in the plainest lists: that of everything, and those of tags and authors."""
    found = stage.rows.get(entry.source)
    if found is None:
        if len(stage.rows) >= _ROWS:
            stage.rows.clear()
        found = stage.rows[entry.source] = views.Row(
            title=entry.fields.title,
            url=stage.href(stage.library.url(entry)),
            label=stage.library.kinds[entry.kind].label,
            date=stage.date(entry.date),
        )
    return found


def years(rows: Iterable[views.Row]) -> tuple[views.Year, ...]:
    """Return rows by year in their order; those without a date come last, without a year."""
    found: dict[str, list[views.Row]] = {}
    for row in rows:
        found.setdefault(row.date.year if row.date else "", []).append(row)
    undated = found.pop("", None)
    every = [views.Year(year=year, rows=tuple(group)) for year, group in found.items()]
    return tuple(every) + ((views.Year(year="", rows=tuple(undated)),) if undated else ())
