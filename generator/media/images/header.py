"""Sizes read from an image's first bytes, without decoding it and without importing Pillow.

Formats: ITU-T T.81 annex B (JPEG), W3C PNG 3rd edition, the GIF89a specification, RFC 9649 (WebP),
and TIFF 6.0 for the orientation inside EXIF.
"""

import zlib
from collections.abc import Callable, Iterator
from struct import error as struct_error
from struct import unpack_from
from typing import Literal

import msgspec

Format = Literal["jpeg", "png", "webp", "gif", "avif", "svg", "tiff", "bmp", "jp2"]

#: What Pillow raises at damaged files, as found by altering good ones at random.
FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    EOFError,
    TypeError,
    RuntimeError,
    MemoryError,
    AssertionError,
    struct_error,
    zlib.error,
)
#: JPEG markers that begin a frame and so tell its size: SOF0 to SOF15 without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: JPEG markers that stand alone, with no length after them: TEM, RST0 to RST7, SOI.
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


class Header(msgspec.Struct, frozen=True):
    """What the first bytes say: the size as stored, before the orientation is applied."""

    format: Format
    width: int
    height: int
    #: 1 to 8, as EXIF counts: 5 to 8 lie on their side.
    orientation: int = 1
    frames: int = 1
    alpha: bool = False


def header(data: bytes) -> Header | None:
    """Return what the bytes say about themselves, or None if they are no JPEG, PNG, GIF or WebP."""
    reader = _reader(data)
    if reader is None:
        return None
    try:
        return reader(data)
    except (struct_error, IndexError):  # it ends before its size
        return None


def _reader(data: bytes) -> Callable[[bytes], Header | None] | None:
    """Return the function for the format whose signature the bytes begin with."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _gif
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp
    return None


def _jpeg(data: bytes) -> Header | None:
    """Return the header of a JPEG: its segments are walked as far as the frame."""
    at, turned = 2, 1
    while at < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return Header("jpeg", width, height, turned)
        else:
            (length,) = unpack_from(">H", data, at + 2)
            if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
                turned = _orientation(data[at + 10 : at + 2 + length])
            at += 2 + length
    return None


def _png(data: bytes) -> Header | None:
    """Return the header of a PNG: its chunks are walked, since EXIF may stand after the pixels."""
    if data[12:16] != b"IHDR":
        return None
    width, height = unpack_from(">II", data, 16)
    turned, frames, alpha, at = 1, 1, data[25] in {4, 6}, 8
    while at + 8 <= len(data):
        length, kind = unpack_from(">I4s", data, at)
        if kind == b"acTL":
            frames = max(1, unpack_from(">I", data, at + 8)[0])
        elif kind == b"eXIf":
            turned = _orientation(data[at + 8 : at + 8 + length])
        elif kind == b"tRNS":
            alpha = True
        at += 12 + length
    return Header("png", width, height, turned, frames, alpha)


def _gif(data: bytes) -> Header | None:
    """Return the header of a GIF, its frames counted; transparency is taken for granted."""
    width, height = unpack_from("<HH", data, 6)
    at = 13 + _colours(data[10])
    frames = 0
    while at < len(data):
        if data[at] == 0x2C:  # an image: its own table of colours, the code size, then its blocks
            frames += 1
            at = _after_blocks(data, at + 11 + _colours(data[at + 9])) if at + 9 < len(data) else len(data)
        elif data[at] == 0x21:  # an extension
            at = _after_blocks(data, at + 2)
        else:
            break
    return Header("gif", width, height, 1, max(1, frames), alpha=True)


def _colours(flags: int) -> int:
    """Return the length of a GIF's table of colours."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Return where a GIF's chain of blocks ends; each begins with its length, the last is empty."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _webp(data: bytes) -> Header | None:
    """Return the header of a WebP of any of its three kinds."""
    chunks = _chunks(data)
    kind, at = next(chunks, (b"", 0))
    if kind == b"VP8 ":
        width, height = unpack_from("<HH", data, at + 6)
        return Header("webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        (bits,) = unpack_from("<I", data, at + 1)
        return Header("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, alpha=bool(bits >> 28 & 1))
    if kind != b"VP8X":
        return None
    width, height = (int.from_bytes(data[at + i : at + i + 3], "little") + 1 for i in (4, 7))
    turned, frames = 1, 0
    for name, start in chunks:
        frames += name == b"ANMF"
        if name == b"EXIF":
            (length,) = unpack_from("<I", data, start - 4)
            turned = _orientation(data[start : start + length].removeprefix(b"Exif\0\0"))
    return Header("webp", width, height, turned, max(1, frames), bool(data[at] & 0x10))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each of a WebP's chunks and where its content begins."""
    at = 12
    while at + 8 <= len(data):
        name, length = unpack_from("<4sI", data, at)
        yield name, at + 8
        at += 8 + length + length % 2


def _orientation(exif: bytes) -> int:
    """Return the orientation, 1 to 8, that EXIF data asks for; 1 where it says nothing sensible."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    try:
        (start,) = unpack_from(order + "I", exif, 4)
        (count,) = unpack_from(order + "H", exif, start)
        for i in range(count):
            tag, _, _, value = unpack_from(order + "HHIH", exif, start + 2 + 12 * i)
            if tag == 0x0112:
                return value if 1 <= value <= 8 else 1
    except struct_error:
        pass
    return 1
