"""Serializes readings: for the transfer from a worker, and for the cache. An entry is read as one of its kind."""

from functools import cache
from types import GenericAlias

import msgspec

from generator.base.model import Entry, Prose
from generator.base.problems import Problem
from generator.content.entry_reader import Reading
from generator.content.kind import ContentType


class Parcel(msgspec.Struct, frozen=True):
    """A packed reading; with the packed HTML of its texts by digest, and the embedded pictures by name."""

    reading: bytes
    html: dict[str, bytes]


#: What is packed of a reading: its entry, and its problems.
_Packed = tuple[Entry | None, tuple[Problem, ...]]
_encoder = msgspec.msgpack.Encoder()
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
    return Parcel(_encoder.encode((reading.entry, reading.problems)), html)


def unpack(data: bytes, kind: ContentType) -> _Packed:
    """Return the entry and the problems of a reading of a kind's file."""
    return _decoder(kind.schema, kind.many).decode(data)


def unpack_prose(data: bytes) -> Prose:
    """Return the HTML of a text from its packed form."""
    return _prose.decode(data)


@cache
def _decoder(schema: type[msgspec.Struct], many: bool) -> msgspec.msgpack.Decoder[_Packed]:  # noqa: FBT001 (part of a cache's key)
    """Return the decoder of a kind's readings."""
    fields = GenericAlias(tuple, (schema, ...)) if many else schema
    return msgspec.msgpack.Decoder(GenericAlias(tuple, (GenericAlias(Entry, (fields,)) | None, tuple[Problem, ...])))
