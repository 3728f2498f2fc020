"""FLAC: removes metadata from its blocks (RFC 9639)."""

from collections.abc import Iterator

from generator.media.metadata import comments, id3
from generator.media.metadata.edits import Edits
from generator.media.metadata.kinds import begins

_STREAM, _PADDING, _SEEK, _COMMENTS, _PICTURE = 0, 1, 3, 4, 6


def scrub(edits: Edits) -> None:
    """Remove metadata from a FLAC file."""
    at = 0
    while begins(edits.data, at):
        at = id3.tag(edits, at)
    if edits.data[at : at + 4] == b"fLaC":
        blocks(edits, at + 4)


def blocks(edits: Edits, start: int) -> None:
    """Remove metadata from the blocks from an offset on; padding blocks fill the rest."""
    found = list(_read(edits.data, start))
    end = found[-1][2]
    out = bytearray()
    for kind, at, stop in found:
        content = edits.data[at:stop]
        if kind == _COMMENTS:
            content = comments.kept(content)
        elif kind == _PICTURE:
            content = comments.picture(content)
        elif kind not in {_STREAM, _SEEK}:
            continue
        if content:
            out += bytes([kind]) + len(content).to_bytes(3, "big") + content
            last = len(out) - len(content) - 4
    left = end - start - len(out)
    if left >= 4:
        # A block's length has three bytes, so one padding block may not be enough.
        while left:
            size = min(left - 4, 0xFFFFF0)
            size = size if left - 4 - size == 0 or left - 4 - size >= 4 else size - 4
            last = len(out)
            out += bytes([_PADDING]) + size.to_bytes(3, "big") + bytes(size)
            left -= size + 4
    out[last] |= 0x80
    edits.put(start, end, bytes(out))


def _read(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield each block's kind and where its content begins and ends."""
    while True:
        kind, length = data[at], int.from_bytes(data[at + 1 : at + 4], "big")
        end = at + 4 + length
        if end > len(data):
            raise IndexError
        yield kind & 0x7F, at + 4, end
        if kind & 0x80:
            return
        at = end
