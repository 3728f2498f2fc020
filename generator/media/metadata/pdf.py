"""PDF: removes the author and producer, XMP packets, and metadata of embedded pictures.

Nothing is moved, so the cross-reference table stays valid. A file that is encrypted or signed is
left unchanged: it could not be read, or would not be valid, any more.
"""

import re
import zlib

from generator.media.metadata.cover import bare
from generator.media.metadata.edits import Edits

_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_PERSON = re.compile(
    rb"/(?:Author|Company|Manager|LastModifiedBy|LastSavedBy|Owner|Copyright|GPS\w*|Location)\s*(?=[(<\d])"
)
_REFERENCE = re.compile(rb"(\d+)\s+(\d+)\s+R\b")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_FLATE = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\s*(?:\]|[/>\s])")
_DCT = re.compile(rb"/Filter\s*\[?\s*/(?:DCTDecode|DCT)\s*(?:\]|[/>\s])")
_METADATA = re.compile(rb"/(?:Type\s*/Metadata|Subtype\s*/XML)\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
#: The maximum length in bytes of the dictionary before a stream.
_BEFORE = 8192
#: Objects that decompress to more bytes than this are left unchanged.
_LARGE = 64_000_000


def scrub(edits: Edits) -> None:
    """Remove the author and producer of a PDF, and metadata from its pictures."""
    data = edits.data
    if b"/ByteRange" in data or b"/Encrypt" in data:
        return
    at = 0
    while found := _STREAM.search(data, at):
        _people(edits, at, found.start())
        start = found.end()
        before = data[max(0, at, found.start() - _BEFORE) : found.start()]
        before = before[before.rfind(b" obj") + 1 :]
        end = _end(data, start, before)
        _stream(edits, before, start, end)
        at = end
    _people(edits, at, len(data))


def _end(data: bytes, start: int, before: bytes) -> int:
    """Return the end of a stream: by its length, if that is correct, else by the keyword that closes it."""
    if length := _LENGTH.search(before):
        end = start + int(length[1])
        if data[end : end + 11].lstrip(b"\r\n ").startswith(b"endstream"):
            return end
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _stream(edits: Edits, before: bytes, start: int, end: int) -> None:
    """Overwrite the private content of a stream; ``before`` is its dictionary."""
    data = edits.data
    if _METADATA.search(before):
        if b"/Filter" not in before:
            edits.put(start, end, b" " * (end - start))
        elif _FLATE.search(before):
            edits.put(start, end, zlib.compress(b" "))
    elif _DCT.search(before):
        if picture := bare(data[start:end]):
            edits.put(start, end, picture)
    elif _OBJECTS.search(before) and _FLATE.search(before) and b"/DecodeParms" not in before:
        try:
            unpacker = zlib.decompressobj()
            text = unpacker.decompress(data[start:end], _LARGE)
        except zlib.error:
            return
        inner = Edits(text)
        _people(inner, 0, len(text))
        new = zlib.compress(inner.done(), 9)
        if inner.done() != text and len(new) <= end - start:
            edits.put(start, end, new)


def _people(edits: Edits, start: int, end: int) -> None:
    """Overwrite the strings that name people and programs, between two offsets."""
    data = edits.data
    for key in _PERSON.finditer(data, start, end):
        at = key.end()
        if reference := _REFERENCE.match(data, at):
            thing = re.search(rb"(?<!\d)%s\s+%s\s+obj\s*(?=[(<])" % (reference[1], reference[2]), data)
            if thing is None:
                continue
            at = thing.end()
        _blank(edits, at)


def _blank(edits: Edits, at: int) -> None:
    """Overwrite the string at an offset with blanks."""
    data = edits.data
    if data[at : at + 1] == b"<":
        end = data.find(b">", at)
        if end > at and data[at + 1 : at + 2] != b"<":
            edits.put(at + 1, end, b" " * (end - at - 1))
        return
    if data[at : at + 1] != b"(":
        return
    depth, end = 0, at
    while end < len(data):
        byte = data[end]
        if byte == 0x5C:
            end += 1
        elif byte == 0x28:
            depth += 1
        elif byte == 0x29:
            depth -= 1
            if depth == 0:
                edits.put(at + 1, end, b" " * (end - at - 1))
                return
        end += 1
