"""Ogg: removes comments of each stream; changed pages get a new checksum.

Formats: RFC 3533 (Ogg), RFC 7845 (Opus), the Vorbis I specification, RFC 9639 (FLAC).
"""

import struct
from collections.abc import Iterator

from generator.media.metadata import comments
from generator.media.metadata.edits import Edits

#: The packets with comments: their first bytes, and what must follow the comments.
_BEGINNINGS = ((b"OpusTags", b""), (b"\x03vorbis", b"\1"), (b"\x81theora", b""))
_FLAC_COMMENTS, _FLAC_PICTURE, _FLAC_PADDING = 4, 6, 1
_STARTS = 2


class _Stream:
    """A logical stream: the packet that is being read, as the file ranges that it consists of."""

    def __init__(self, head: bytes) -> None:
        self.flac = head.startswith(b"\x7fFLAC")
        self.speex = head.startswith(b"Speex   ")
        self.packets = 0
        self.parts: list[tuple[int, int]] = []
        self.done = False


def scrub(edits: Edits) -> None:
    """Remove metadata from an Ogg file."""
    data = edits.data
    streams: dict[int, _Stream] = {}
    pages: list[tuple[int, int]] = []
    changed: list[tuple[int, bytes]] = []
    for start, segments, inside, end in _pages(data):
        pages.append((start, end))
        serial = struct.unpack_from("<I", data, start + 14)[0]
        if data[start + 5] & _STARTS:
            streams[serial] = _Stream(data[inside:end])
        stream = streams.get(serial)
        if stream is None or stream.done:
            continue
        at = inside
        for size in segments:
            stream.parts.append((at, at + size))
            at += size
            if size < 255:
                changed += _packet(data, stream)
    end = pages[-1][1] if pages else len(data)
    if data.find(b"OggS", end) < 0:
        edits.put(end, len(data))
    _write(edits, pages, changed)


def _pages(data: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Yield each page's offset, its segments' lengths, and the start and end of its content."""
    at = 0
    while data[at : at + 4] == b"OggS":
        count = data[at + 26]
        segments = data[at + 27 : at + 27 + count]
        inside = at + 27 + count
        end = inside + sum(segments)
        if end > len(data):
            return
        yield at, segments, inside, end
        at = end


def _packet(data: bytes, stream: _Stream) -> list[tuple[int, bytes]]:
    """Return the replacement of a complete packet, as ranges of the file with new bytes."""
    parts, stream.parts = stream.parts, []
    stream.packets += 1
    packet = b"".join(data[start:end] for start, end in parts)
    new = _new(packet, stream)
    if new is None:
        return []
    new = new[: len(packet)] + bytes(len(packet) - len(new))
    found, at = [], 0
    for start, end in parts:
        found.append((start, new[at : at + end - start]))
        at += end - start
    return found


def _new(packet: bytes, stream: _Stream) -> bytes | None:
    """Return the replacement of a packet, not longer than it, or None if it stays."""
    if stream.packets == 1:
        return None
    if stream.flac:
        kind = packet[0] & 0x7F
        if packet[0] == 0xFF or kind == 0x7F:
            stream.done = True
            return None
        stream.done = bool(packet[0] & 0x80)
        content = packet[4:]
        if kind == _FLAC_COMMENTS:
            return packet[:4] + comments.kept(content)
        if kind == _FLAC_PICTURE:
            picture = comments.picture(content)
            return packet[:4] + picture if picture else bytes([packet[0] & 0x80 | _FLAC_PADDING]) + packet[1:4]
        return None if kind == 3 else bytes([packet[0] & 0x80 | _FLAC_PADDING]) + packet[1:4]
    stream.done = True
    if stream.speex:
        return comments.kept(packet)
    for beginning, closing in _BEGINNINGS:
        if packet.startswith(beginning):
            return beginning + comments.kept(packet[len(beginning) :]) + closing
    return None


def _write(edits: Edits, pages: list[tuple[int, int]], changed: list[tuple[int, bytes]]) -> None:
    """Overwrite the pages that have changed parts, and their checksums."""
    waiting = sorted(changed)
    at = 0
    for start, end in pages:
        first = at
        while at < len(waiting) and waiting[at][0] < end:
            at += 1
        if first == at:
            continue
        page = bytearray(edits.data[start:end])
        for place, new in waiting[first:at]:
            page[place - start : place - start + len(new)] = new
        page[22:26] = bytes(4)
        page[22:26] = struct.pack("<I", _checksum(page))
        edits.put(start, end, bytes(page))


def _table() -> tuple[int, ...]:
    found = []
    for number in range(256):
        value = number << 24
        for _ in range(8):
            value = (value << 1) ^ (0x104C11DB7 if value & 0x80000000 else 0)
        found.append(value)
    return tuple(found)


_TABLE = _table()


def _checksum(page: bytes | bytearray) -> int:
    """Return a page's checksum by RFC 3533."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value
