"""Kinds that a site declares in its settings: each becomes a ``Kind`` like those written in Python."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Annotated, Any, cast
from zoneinfo import ZoneInfo

import msgspec

from generator.base.patterns import lazily
from generator.base.shelf import shelf
from generator.kinds.base import Fields, Home, Kind
from generator.kinds.declared.facts import item, note, view, words
from generator.markup.typography import curly
from generator.schema.rules import Rule
from generator.schema.scalars import Day, Filled, Moment, Url
from generator.site.declared import DeclaredKind

_AS_NUMBER = r"[+\-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?"
_NUMBER = lazily(_AS_NUMBER)


def _number(text: str, _: ZoneInfo) -> str:
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError("a number", "write digits: 30 or 12.50")
    return text.strip()


#: The types of fields, and their defaults. A number is kept as text, and shown as it is written.
#: Types are values here, which have no type themselves: Any.
_TYPES: dict[str, tuple[Any, Any]] = {
    "text": (str, ""),
    "list": (tuple[Filled, ...], ()),
    "url": (Url, ""),
    "date": (Day | None, None),
    "datetime": (Moment | None, None),
    "number": (Annotated[str, Rule(_number, pattern=_AS_NUMBER, takes="a number", example="12.50")], ""),
    "yes/no": (bool | None, None),
}
_NEEDED = {"text": Filled, "date": Day, "datetime": Moment, "yes/no": bool}
#: The prefix of the structs' names.
_PREFIX = "Declared_"


def known() -> dict[str, Kind]:
    """Return the kinds that every site has: ours, and those of installed packages."""
    return shelf("generator.kinds", "KIND")


def all_kinds(declared: Mapping[str, DeclaredKind]) -> dict[str, Kind]:
    """Return all kinds of a site, with those that it declares. It can be called in any process."""
    if not declared:
        return known()
    return {**known(), **{name: _kind(_encoded(name, spec)) for name, spec in declared.items()}}


def _encoded(name: str, spec: DeclaredKind) -> str:
    return msgspec.json.encode((name, spec)).hex()


def _decoded(encoded: str) -> tuple[str, DeclaredKind]:
    return msgspec.json.decode(bytes.fromhex(encoded), type=tuple[str, DeclaredKind])


@cache
def _kind(encoded: str) -> Kind:
    """Return the kind of a declaration."""
    name, spec = _decoded(encoded)
    folder = spec.place
    return Kind(
        name=name,
        folder=folder,
        schema=_schema(encoded),
        label=curly(spec.label),
        plural=curly(spec.plural),
        dated=spec.dated,
        publishes="" if spec.publishes == "none" else spec.publishes,
        permalink=spec.permalink or f"/{folder}/{{slug}}/",
        index=spec.index or f"/{folder}/",
        related=True,
        own_page=frozenset(spec.fields).difference(spec.card),
        reading=encoded,
        home=Home("others", spec.home) if spec.home else None,
        view=partial(view, spec),
        note=partial(note, spec),
        feeds=spec.feeds,
        own_feed=spec.feeds != "none",
        sent=spec.sent,
        item=partial(item, spec),
        words=partial(words, spec),
    )


@cache
def _schema(encoded: str) -> type[Fields]:
    """Return the struct of a kind's keys. Its name encodes the declaration, so that any process can recreate it."""
    _, spec = _decoded(encoded)
    fields: list[Any] = []
    for key, what in spec.fields.items():
        kind, nothing = _TYPES[what]
        fields.append((key, _NEEDED.get(what, kind)) if key in spec.required else (key, kind, nothing))
    made: Any = msgspec.defstruct(
        _PREFIX + encoded, fields, bases=(Fields,), module=__name__, frozen=True, kw_only=True, omit_defaults=True
    )
    return cast("type[Fields]", made)


def __getattr__(name: str) -> type[Fields]:
    """Return the struct of a kind's keys by its name: needed to unpickle values from another process."""
    if not name.startswith(_PREFIX):
        raise AttributeError(name)
    return _schema(name.removeprefix(_PREFIX))
