"""Which pages are shown only because drafts or scheduled entries were asked for."""

from collections.abc import Mapping

import msgspec

from generator.base.model import Entry
from generator.content.kind import Part
from generator.pages.planned import Planned
from generator.serve.base import Ribbon
from generator.serve.live.sources import Taken
from generator.site.visibility import Public, public


def ribbon_of(taken: Taken, planned: Planned) -> Ribbon | None:
    """Return the ribbon of a page, or None if it is public."""
    if not (taken.clock.drafts or taken.clock.future) or not planned.template:
        return None
    entries = {entry.source: entry for entry in taken.entries}
    entry = entries.get(planned.source) or _whole(taken, planned.url, entries)
    if entry is None:
        return None
    part = planned.url.rstrip("/").rpartition("/")[2]
    if any(one.id == part for one in _pages_in(taken, entry)):
        out = (one.id for shown in _plainly(taken, entry).entries for one in _pages_in(taken, shown))
        return None if part in out else Ribbon("scheduled", None, entry.source)
    return _of_entry(taken, entry)


def _whole(taken: Taken, url: str, entries: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of whose parts one has an address, or None."""
    above = f"{url.rstrip('/').rpartition('/')[0]}/"
    shown = taken.shown.plan.context.addresses.entries.get(above) if taken.shown else None
    return entries.get(shown.source) if shown else None


def _pages_in(taken: Taken, entry: Entry) -> tuple[Part, ...]:
    """Return the parts of an entry that have pages of their own."""
    kind = taken.kinds[entry.kind]
    return kind.parts(entry.fields) if kind.parts_have_pages else ()


def _plainly(taken: Taken, entry: Entry) -> Public:
    """Return what would be public of an entry if nothing else had been asked for."""
    clock = msgspec.structs.replace(taken.clock, drafts=False, future=False)
    return public([entry], taken.kinds, taken.site, clock)


def _of_entry(taken: Taken, entry: Entry) -> Ribbon | None:
    """Return the ribbon of an entry's own page."""
    hidden = _plainly(taken, entry).hidden
    if not hidden:
        return None
    when = taken.kinds[entry.kind].published(entry)
    if hidden[0].reason == "a draft":
        return Ribbon("draft", when if when and when > taken.clock.now else None, entry.source)
    return Ribbon("scheduled", when, entry.source)
