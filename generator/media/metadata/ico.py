"""Icons: removes metadata of the pictures in them, and the bytes between and after these."""

import struct

from generator.media.metadata.cover import bare
from generator.media.metadata.edits import Edits


def scrub(edits: Edits) -> None:
    """Remove metadata from an icon or a cursor."""
    data = edits.data
    (count,) = struct.unpack_from("<H", data, 4)
    parts = []
    for number in range(count):
        size, start = struct.unpack_from("<II", data, 6 + 16 * number + 8)
        if start < 6 + 16 * count or start + size > len(data):
            return  # no icon after all
        parts.append((start, start + size))
    at = 6 + 16 * count
    for start, end in sorted(parts):
        if start > at:
            edits.put(at, start)
        at = max(at, end)
        if data[start : start + 4] == b"\x89PNG":
            edits.put(start, end, bare(data[start:end]))
    edits.put(at, len(data))
