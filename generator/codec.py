"""Readings as bytes: for the way from a worker, and for the cache.

An entry's fields have the type of its kind, which only the shelf knows; so they are packed apart.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from generator.kinds.base import Kind
from generator.model import Entry, Pieces, Text
from generator.problems import Problem
from generator.reading import Reading


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A reading with its entry's fields still packed."""

    kind: str
    source: str
    slug: str
    fields: msgspec.Raw
    date: dt.datetime | None
    texts: dict[str, Text]
    body_line: int
    html: dict[str, Pieces]
    problems: tuple[Problem, ...]


_NOTHING = msgspec.Raw(msgspec.msgpack.encode(None))
_encoder = msgspec.msgpack.Encoder()
_packed = msgspec.msgpack.Decoder(_Packed)


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes."""
    entry, html, problems = reading.entry, reading.html, reading.problems
    if entry is None:
        return _encoder.encode(_Packed("", "", "", _NOTHING, None, {}, 0, html, problems))
    fields = msgspec.Raw(_encoder.encode(entry.fields))
    return _encoder.encode(
        _Packed(entry.kind, entry.source, entry.slug, fields, entry.date, entry.texts, entry.body_line, html, problems)
    )


def unpack(data: bytes | memoryview, kinds: Mapping[str, Kind]) -> Reading:
    """Return a reading from its bytes. ``kinds`` are by name."""
    packed = _packed.decode(data)
    entry = None
    if packed.kind:
        kind = kinds[packed.kind]
        fields = _fields(kind.schema, kind.listed).decode(packed.fields)
        entry = Entry(packed.kind, packed.source, packed.slug, fields, packed.date, packed.texts, packed.body_line)
    return Reading(entry, packed.html, packed.problems)


@cache
def _fields(schema: Any, listed: bool) -> Any:  # noqa: FBT001 (part of a cache's key)
    """Return the decoder of a kind's fields."""
    return msgspec.msgpack.Decoder(tuple[schema, ...] if listed else schema)
