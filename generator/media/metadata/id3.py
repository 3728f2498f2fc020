"""MP3 and AAC: removes metadata from ID3 tags before and after the audio, and APE tags after it.

Formats: id3.org's ID3v2.2, 2.3 and 2.4; a tag keeps its place and length, frames that stay keep their bytes.
"""

import struct
from collections.abc import Iterator

from generator.media.metadata.cover import bare
from generator.media.metadata.edits import Edits
from generator.media.metadata.kinds import begins

#: Frames that stay, since listeners want them: titles, album, artist, numbers, genre, language, length.
_KEPT = frozenset(
    b"TIT2 TIT3 TALB TPE1 TRCK TPOS TCON TLAN TLEN CTOC TT2 TT3 TAL TP1 TRK TPA TCO TLA TLE".split(),
)
_COVERS = frozenset((b"APIC", b"PIC"))
#: Frames that a chapter may have.
_IN_CHAPTER = frozenset((b"TIT2", b"TIT3", b"WXXX", b"WOAR"))


def scrub(edits: Edits) -> None:
    """Remove metadata from an MP3 or AAC file."""
    data, at = edits.data, 0
    while begins(data, at):
        end = tag(edits, at)
        # A tag with a footer has ten bytes more.
        at = end + (10 if data[end : end + 3] == b"3DI" else 0)
        edits.put(end, at)
        while data[at : at + 1] == b"\0" and data[at : at + 1024].strip(b"\0")[:3] == b"ID3":
            at += 1
    _after(edits)


def tag(edits: Edits, at: int) -> int:
    """Remove metadata from the ID3v2 tag at an offset, and return its end."""
    data = edits.data
    version, flags = data[at + 3], data[at + 5]
    end = at + 10 + _syncsafe(data, at + 6)
    body = data[at + 10 : end]
    if flags & 0x80 and version < 4:
        body = body.replace(b"\xff\0", b"\xff")
    if flags & 0x40:
        if version == 2:
            body = b""  # compressed, by a scheme that was never defined
        elif version == 3:
            body = body[4 + int.from_bytes(body[:4], "big") :]
        else:
            body = body[_syncsafe(body, 0) :]
    kept = b"".join(_frames(body, version, _KEPT))
    # Clear the flags: no unsynchronisation, extended header or footer any more.
    edits.put(at + 5, at + 6)
    edits.put(at + 10, end, kept)
    return end


def _frames(body: bytes, version: int, wanted: frozenset[bytes]) -> Iterator[bytes]:
    """Yield the frames that stay."""
    at, head = 0, 6 if version == 2 else 10
    while at + head <= len(body) and body[at]:
        if version == 2:
            name, size, flags = body[at : at + 3], int.from_bytes(body[at + 3 : at + 6], "big"), 0
        else:
            name, size = body[at : at + 4], int.from_bytes(body[at + 4 : at + 8], "big")
            (flags,) = struct.unpack_from(">H", body, at + 8)
            if version == 4:
                size = _size(body, at, size)
        start, at = at, at + head + size
        if at > len(body) or not name.isalnum():
            return
        content = body[start + head : at]
        if version == 4 and flags & 0x02:
            content = content.replace(b"\xff\0", b"\xff")
        if version == 4 and flags & 0x01:
            content = content[4:]
        if flags & (0x4C if version == 4 else 0xE0):
            continue  # compressed, encrypted or grouped: its content cannot be checked
        if name in _COVERS:
            content = _cover(content, version)
        elif name == b"CHAP":
            content = _chapter(content, version)
        elif name not in wanted:
            continue
        if content:
            yield _frame(name, content, version)


def _frame(name: bytes, content: bytes, version: int) -> bytes:
    """Return a frame without flags."""
    if version == 2:
        return name + len(content).to_bytes(3, "big") + content
    size = len(content)
    if version == 4:
        size = sum((size >> 7 * part & 0x7F) << 8 * part for part in range(4))
    return name + size.to_bytes(4, "big") + b"\0\0" + content


def _size(body: bytes, at: int, plain: int) -> int:
    """Return the size of a version 4 frame; some programs write it as in version 3."""
    safe = _syncsafe(body, at + 4)
    following = body[at + 10 + safe : at + 14 + safe]
    if safe == plain or not following.strip(b"\0") or following.isalnum():
        return safe
    other = body[at + 10 + plain : at + 14 + plain]
    return plain if not other.strip(b"\0") or other.isalnum() else safe


def _cover(content: bytes, version: int) -> bytes:
    """Return a picture frame without description and metadata."""
    wide = content[0] in {1, 2}
    kind_end = 4 if version == 2 else content.index(b"\0", 1) + 1
    text = kind_end + 1
    if wide:
        end = text
        while content[end : end + 2] not in {b"\0\0", b""}:
            end += 2
        end += 2
    else:
        end = content.index(b"\0", text) + 1
    picture = bare(content[end:])
    # Two pictures may not have the same description.
    words = b"" if content[kind_end] == 3 else b"%d" % content[kind_end]
    return b"\0" + content[1:text] + words + b"\0" + picture if picture else b""


def _chapter(content: bytes, version: int) -> bytes:
    """Return a chapter with its times, its title and its link."""
    start = content.index(b"\0") + 17
    return content[:start] + b"".join(_frames(content[start:], version, _IN_CHAPTER))


def _syncsafe(data: bytes, at: int) -> int:
    """Return a syncsafe number: four bytes of seven bits."""
    a, b, c, d = data[at : at + 4]
    return (a & 0x7F) << 21 | (b & 0x7F) << 14 | (c & 0x7F) << 7 | d & 0x7F


def _after(edits: Edits) -> None:
    """Remove the metadata after the audio: comment and year of ID3v1, and all of APE and Lyrics3."""
    data, end = edits.data, len(edits.data)
    while True:
        if data[end - 128 : end - 125] == b"TAG" and end >= 128:
            end -= 128
            comment = (
                bytes(28) + data[end + 125 : end + 128]
                if data[end + 125] == 0
                else bytes(30) + data[end + 127 : end + 128]
            )
            edits.put(end + 93, end + 128, bytes(4) + comment)
            if data[end - 227 : end - 223] == b"TAG+":
                edits.put(end - 227, end)
                end -= 227
        elif data[end - 32 : end - 24] == b"APETAGEX" and end >= 32:
            size, _, flags = struct.unpack_from("<III", data, end - 20)
            start = max(0, end - size - (32 if flags & 0x80000000 else 0))
            edits.put(start, end)
            end = min(start, end - 32)
        elif data[end - 9 : end] == b"LYRICS200" and data[end - 15 : end - 9].isdigit():
            start = max(0, end - 15 - int(data[end - 15 : end - 9]))
            edits.put(start, end)
            end = start
        elif data[end - 10 : end - 7] == b"3DI" and end >= 20:
            start = max(0, end - 20 - _syncsafe(data, end - 4))
            edits.put(start, end)
            end = start
        else:
            return
