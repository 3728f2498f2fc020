"""Libraries cut down to the tips that one page or feed shows, so that an edit of another tip leaves it alone."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from generator.base.digest import with_digests
from generator.base.model import Entry
from generator.kinds.tip.schema import LibraryFields, Tip

#: When a tip without a date came out.
EARLY = dt.datetime.min.replace(tzinfo=dt.UTC)


def to_one(library: Entry[LibraryFields], number: int) -> Entry[LibraryFields]:
    """Return a library with a tip and its neighbours, of which only the words are left."""
    tips = library.fields.tips
    before, after = (
        [Tip(id=one.id, text=one.text) for one in beside]
        for beside in (tips[max(0, number - 1) : number], tips[number + 1 : number + 2])
    )
    return _left(library, (*before, tips[number], *after), tips[number : number + 1], description="")


def to_newest(library: Entry[LibraryFields], limit: int) -> Entry[LibraryFields]:
    """Return a library with its newest tips."""
    tips = library.fields.tips
    newest = sorted(range(len(tips)), key=lambda at: (tips[at].date or EARLY, at), reverse=True)[:limit]
    kept = tuple([tips[at] for at in sorted(newest)])
    return _left(library, kept, kept, description=library.fields.description)


def _left(
    library: Entry[LibraryFields], tips: tuple[Tip, ...], whole: Sequence[Tip], *, description: str
) -> Entry[LibraryFields]:
    """Return a library with these tips alone, and with the further texts of some of them."""
    fields = LibraryFields(title=library.fields.title, description=description, tips=tips)
    texts = {tip.id: library.texts[tip.id] for tip in whole if tip.id in library.texts}
    return with_digests(msgspec.structs.replace(library, fields=fields, texts=texts))


def newest_tips(entries: tuple[Entry[LibraryFields], ...], limit: int) -> list[tuple[Entry[LibraryFields], Tip]]:
    """Return the newest tips of some libraries with their libraries; those without a date come last."""
    every = [(library, number, tip) for library in entries for number, tip in enumerate(library.fields.tips)]
    every.sort(key=lambda found: (found[2].date or EARLY, found[0].slug, found[1]), reverse=True)
    return [(library, tip) for library, _, tip in every[:limit]]
