"""Serializes readings: for the transfer from a worker, and for the cache.

An entry's fields have the type of its kind, which only the shelf knows; so they are packed separately.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import GenericAlias

import msgspec

from generator.base.model import Entry, Prose, Text
from generator.base.problems import Problem
from generator.content.entry_reader import Reading
from generator.content.kind import ContentType


class Parcel(msgspec.Struct, frozen=True):
    """A packed reading; with the packed HTML of its texts by digest, and the embedded pictures by name."""

    reading: bytes
    html: dict[str, bytes]


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A reading with its entry's fields still packed."""

    kind: str
    source: str
    slug: str
    fields: msgspec.Raw
    date: dt.datetime | None
    texts: dict[str, Text]
    body_line: int
    digest: bytes
    card_digest: bytes
    row_digest: bytes
    problems: tuple[Problem, ...]


_NOTHING = msgspec.Raw(msgspec.msgpack.encode(None))
_encoder = msgspec.msgpack.Encoder()
_packed = msgspec.msgpack.Decoder(_Packed)
_prose = msgspec.msgpack.Decoder(Prose)


def pack(reading: Reading) -> Parcel:
    """Return a packed reading, with the HTML of each text separate."""
    html: dict[str, bytes] = {}
    for digest, prose in reading.html.items():
        if prose.inside:
            html |= prose.inside
            html[digest] = _encoder.encode(msgspec.structs.replace(prose, inside={}))
        else:
            html[digest] = _encoder.encode(prose)
    entry = reading.entry
    if entry is None:
        packed = _Packed("", "", "", _NOTHING, None, {}, 0, b"", b"", b"", reading.problems)
    else:
        packed = _Packed(
            entry.kind,
            entry.source,
            entry.slug,
            msgspec.Raw(_encoder.encode(entry.fields)),
            entry.date,
            entry.texts,
            entry.body_line,
            entry.digest,
            entry.card_digest,
            entry.row_digest,
            reading.problems,
        )
    return Parcel(_encoder.encode(packed), html)


def unpack(data: bytes, kinds: Mapping[str, ContentType]) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return a reading's entry and problems. ``kinds`` are by name."""
    packed = _packed.decode(data)
    if not packed.kind:
        return None, packed.problems
    kind = kinds[packed.kind]
    fields = _fields(kind.schema, kind.many).decode(packed.fields)
    entry = Entry(
        packed.kind,
        packed.source,
        packed.slug,
        fields,
        packed.date,
        packed.texts,
        packed.body_line,
        packed.digest,
        packed.card_digest,
        packed.row_digest,
    )
    return entry, packed.problems


def unpack_prose(data: bytes) -> Prose:
    """Return the HTML of a text from its packed form."""
    return _prose.decode(data)


@cache
def _fields(schema: type[msgspec.Struct], many: bool) -> msgspec.msgpack.Decoder[object]:  # noqa: FBT001 (part of a cache's key)
    """Return the decoder of a kind's fields."""
    return msgspec.msgpack.Decoder(GenericAlias(tuple, (schema, ...)) if many else schema)
