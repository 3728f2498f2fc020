"""Pictures inside other files, such as covers: only their pixels are kept, unchanged."""

import struct
from collections.abc import Iterator

#: PNG chunks that affect the display.
_CHUNKS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT cICP".split())
_PNG = b"\x89PNG\r\n\x1a\n"


def bare(data: bytes) -> bytes:
    """Return a JPEG or PNG as long as it was or shorter, without metadata; nothing where that cannot be done."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG):
            return b"".join(_png(data))
    except (struct.error, IndexError):
        pass
    return b""


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield a JPEG's parts as far as its end, without what applications and people put into it."""
    at = 2
    yield data[:2]
    while at < len(data):
        if data[at] != 0xFF:
            raise IndexError
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            # Without the thumbnail that it may have.
            yield b"\xff\xe0\0\x10" + data[at + 4 : at + 16] + b"\0\0"
        elif marker == 0xEE and data[at + 4 : at + 9] == b"Adobe":
            yield b"\xff\xee\0\x0e" + data[at + 4 : at + 16]
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield data[at:end]
        at = end
        if marker == 0xDA:
            start = at
            while not (data[at] == 0xFF and data[at + 1] not in {0, *range(0xD0, 0xD8)}):
                at = _next(data, at + 1)
            yield data[start:at]
    raise IndexError


def _next(data: bytes, at: int) -> int:
    """Return the offset of the next 0xFF."""
    found = data.find(b"\xff", at)
    if found < 0:
        raise IndexError
    return found


def _png(data: bytes) -> Iterator[bytes]:
    """Yield a PNG's parts as far as its end."""
    yield _PNG
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise IndexError
        if kind in _CHUNKS:
            yield data[at : at + 12 + length]
        if kind == b"IEND":
            return
        at += 12 + length
