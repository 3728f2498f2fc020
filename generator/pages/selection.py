"""Selections: what a page or a feed shows, chosen once. Its view and its cache key are made from it.

A selection is a frozen struct. Each field is annotated with how much the page shows of its entries, so the
page's key follows from the fields, and a view that shows more needs another field.
"""

import typing
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Annotated

import msgspec

from generator.base.digest import digest, joined
from generator.base.model import Entry
from generator.base.type_variables import F_co
from generator.content.kind import MarkdownEntry
from generator.pages.dependencies import NO_ENTRY, Keys


class Level(msgspec.Struct, frozen=True):
    """How much is shown of a field's entries; ``name`` is that of the part of the key."""

    name: str
    #: The digests of entries at this level; plain values have none. It is one call for all, since a call for each
    #: entry is most of what a key costs. None is a missing entry, or the end of a list.
    of: Callable[[Keys, Sequence[Entry | None]], list[bytes]] | None = None


_PAGE = Level("its own content", lambda keys, entries: [keys.whole(one) if one else NO_ENTRY for one in entries])
_CUT = Level("its own part of the file", lambda keys, entries: [keys.cut(one) if one else NO_ENTRY for one in entries])
_ITEM = Level("what stands in it", lambda keys, entries: [keys.item(one) if one else NO_ENTRY for one in entries])
_TALK = Level("what readers said", lambda keys, entries: [keys.talk(one) if one else NO_ENTRY for one in entries])
_CARD = Level("what it shows of other entries", Keys.cards)
_ROW = Level("the titles and dates on it", lambda _, entries: [one.row_digest if one else NO_ENTRY for one in entries])
_PLAIN = Level("what is counted and listed on it")
#: The order of the parts of a key.
_LEVELS = (_PAGE, _CUT, _ITEM, _TALK, _CARD, _ROW, _PLAIN)

#: An entry that is shown in full, with its comments.
Whole = Annotated[Entry[F_co], _PAGE]
#: An entry cut down to what a page or feed shows of it, such as a library to one of its tips; several of them.
Cut = Annotated[Entry[F_co], _CUT]
Cuts = Annotated[tuple[Entry[F_co], ...], _CUT]
#: Entries in a feed: their texts with links, and the number of comments.
Items = Annotated[tuple[Entry[F_co], ...], _ITEM]
#: Entries whose comments and title are shown.
Conversations = Annotated[tuple[MarkdownEntry, ...], _TALK]
#: Entries that are shown as cards; one card, or none.
Cards = Annotated[tuple[Entry[F_co], ...], _CARD]
Card = Annotated[MarkdownEntry | None, _CARD]
#: Entries that are shown by title and date.
Rows = Annotated[tuple[MarkdownEntry, ...], _ROW]
#: Plain values that are shown as they are: numbers, words, tuples and structs of them.
_T = typing.TypeVar("_T")
Plain = Annotated[_T, _PLAIN]


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all selections."""

    def key_parts(self, keys: Keys) -> list[tuple[str, bytes]]:
        """Return the digests of what is shown, each with its name."""
        found: list[tuple[str, bytes]] = []
        for level, fields in _fields(type(self)):
            if level.of is None:
                found.append((level.name, digest([get(self) for get in fields])))
                continue
            entries: list[Entry | None] = []
            for get in fields:
                value = get(self)
                if isinstance(value, tuple):
                    entries += value
                    if len(fields) > 1:
                        # Else an entry that goes from one list to the next would not be noticed.
                        entries.append(None)
                else:
                    entries.append(value)
            if entries:
                found.append((level.name, joined(level.of(keys, entries))))
        return found


#: What stands in a field, but for plain values.
_Shown = Entry | tuple[Entry, ...] | None
_Fields = list[tuple[Level, list[Callable[[Selection], _Shown]]]]


@cache
def _fields(selection: type[Selection]) -> _Fields:
    """Return the fields of a selection by level, as a getter for each field.

    Raises TypeError for a field without a level.
    """
    hints: dict[str, object] = {}
    for base in reversed(selection.__mro__):
        # Not with inspect, which takes 30 ms to import.
        hints |= getattr(base, "__annotations__", {})
    found: dict[Level, list[Callable[[Selection], _Shown]]] = {}
    for name in selection.__struct_fields__:
        level = next((one for one in getattr(hints[name], "__metadata__", ()) if isinstance(one, Level)), None)
        if level is None:
            raise TypeError(f"{selection.__name__}.{name} does not say how much of it is shown")
        found.setdefault(level, []).append(attrgetter(name))
    return [(level, found[level]) for level in _LEVELS if level in found]
