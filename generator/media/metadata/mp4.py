"""MP4, M4A and MOV: boxes with metadata become boxes that programs ignore.

Formats: ISO/IEC 14496-12, Apple's QuickTime File Format. Boxes are never moved, so the places of
samples that stand in them stay right.
"""

import struct
from collections.abc import Iterator

import msgspec

from generator.media.metadata.cover import bare
from generator.media.metadata.edits import Edits

#: Container boxes that are searched.
_FOLDERS = frozenset((b"moov", b"trak", b"mdia"))
#: What a file has at its top; cameras put more there.
_TOPS = frozenset(
    (b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"ssix", b"emsg", b"prft", b"pdin", b"wide")
)
#: Boxes that have only metadata.
_NOTES = frozenset((b"meta", b"uuid", b"udta", b"XMP_", b"free", b"skip"))
#: Boxes that begin with times of creation and modification.
_DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
#: Tags that stay, since listeners want them: title, album, artist, numbers, genre, kind, and the podcast flag.
_KEPT = frozenset(
    (b"\xa9nam", b"\xa9alb", b"\xa9ART", b"aART", b"trkn", b"disk", b"\xa9gen", b"gnre", b"stik", b"pcst", b"pgap")
)
#: Tracks of sensor data of cameras, such as positions.
_MEASURED = frozenset((b"meta", b"camm", b"gpmd", b"mett"))


class _Box(msgspec.Struct, frozen=True):
    name: bytes
    start: int
    #: The offset of its content.
    inside: int
    end: int


def scrub(edits: Edits) -> None:
    """Remove metadata from a file made of boxes."""
    data, end = edits.data, 0
    for box in _boxes(data, 0, len(data)):
        end = box.end
        if box.name == b"moov":
            _walk(edits, box.inside, box.end)
        elif box.name not in _TOPS:
            _void(edits, box)
    if not any(name in data[end:] for name in (b"moov", b"moof", b"mdat")):
        edits.put(end, len(data))


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    """Yield the boxes between two offsets."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        inside = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, inside)
            inside += 8
        elif size == 0:
            size = end - at
        if size < inside - at:
            return
        yield _Box(name, at, inside, min(end, at + size))
        at += size


def _walk(edits: Edits, at: int, end: int) -> None:
    """Remove metadata from the boxes between two offsets."""
    for box in _boxes(edits.data, at, end):
        if box.name == b"udta":
            _user_data(edits, box)
        elif box.name in _NOTES:
            _void(edits, box)
        elif box.name in _DATED:
            size = 16 if edits.data[box.inside] == 1 else 8
            edits.put(box.inside + 4, box.inside + 4 + size)
        elif box.name == b"trak" and _measured(edits.data, box):
            _forget_samples(edits, box)
            _walk(edits, box.inside, box.end)
        elif box.name in _FOLDERS:
            _walk(edits, box.inside, box.end)


def _void(edits: Edits, box: _Box) -> None:
    """Turn a box into one that programs ignore."""
    edits.put(box.start + 4, box.start + 8, b"free")
    edits.put(box.inside, box.end)


def _user_data(edits: Edits, box: _Box) -> None:
    """Remove all user data except chapters and the tags that stay."""
    last = box.inside
    for inner in _boxes(edits.data, box.inside, box.end):
        last = inner.end
        if inner.name == b"meta":
            _tags(edits, inner)
        elif inner.name != b"chpl":
            _void(edits, inner)
    # Some programs close the list with four zeros.
    edits.put(last, box.end)


def _tags(edits: Edits, meta: _Box) -> None:
    """Remove tags from a box of them; those that stay are moved together."""
    data = edits.data
    # QuickTime's variant has no version field before its boxes.
    inside = meta.inside if data[meta.inside + 4 : meta.inside + 8] == b"hdlr" else meta.inside + 4
    for box in _boxes(data, inside, meta.end):
        if box.name == b"hdlr":
            if data[box.inside + 8 : box.inside + 12] != b"mdir":
                _void(edits, meta)
                return
        elif box.name == b"ilst":
            kept = b"".join(_kept(data, box))
            left = box.end - box.inside - len(kept)
            if left:
                # Only whole boxes are removed, so there is room for the header of a filler.
                head = struct.pack(">I", 8 + len(kept)) + b"ilst"
                edits.put(
                    box.start, box.end, head + kept + struct.pack(">I", box.end - box.start - 8 - len(kept)) + b"free"
                )
        else:
            _void(edits, box)


def _kept(data: bytes, ilst: _Box) -> Iterator[bytes]:
    """Yield the tags that stay."""
    for box in _boxes(data, ilst.inside, ilst.end):
        if box.name in _KEPT:
            yield data[box.start : box.end]
        elif box.name == b"covr" and (cover := b"".join(_covers(data, box))):
            yield struct.pack(">I", 8 + len(cover)) + b"covr" + cover


def _covers(data: bytes, covr: _Box) -> Iterator[bytes]:
    """Yield the pictures without metadata, each as long as it was."""
    for box in _boxes(data, covr.inside, covr.end):
        if box.name == b"data" and (image := bare(data[box.inside + 8 : box.end])):
            yield data[box.start : box.inside + 8] + image + bytes(box.end - box.inside - 8 - len(image))


def _measured(data: bytes, track: _Box) -> bool:
    """Return whether a track has sensor data: neither sound, pictures nor text."""
    for media in _boxes(data, track.inside, track.end):
        if media.name == b"mdia":
            for box in _boxes(data, media.inside, media.end):
                if box.name == b"hdlr":
                    return data[box.inside + 8 : box.inside + 12] in _MEASURED
    return False


def _forget_samples(edits: Edits, track: _Box) -> None:
    """Overwrite all samples of a track."""
    data = edits.data
    table: dict[bytes, _Box] = {}
    waiting = [track]
    while waiting:
        for box in _boxes(data, waiting[-1].inside, waiting.pop().end):
            if box.name in {b"mdia", b"minf", b"stbl"}:
                waiting.append(box)
            table[box.name] = box
    if not table.keys() >= {b"stsc", b"stsz"} or not table.keys() & {b"stco", b"co64"}:
        return
    (one, samples) = struct.unpack_from(">II", data, table[b"stsz"].inside + 4)
    sizes = [one] * min(samples, len(data)) if one else _numbers(data, table[b"stsz"].inside + 8, "I")
    runs = _numbers(data, table[b"stsc"].inside + 4, "I", 3)
    box = table.get(b"stco") or table[b"co64"]
    chunks = _numbers(data, box.inside + 4, "I" if box.name == b"stco" else "Q")
    at = 0
    for number, start in enumerate(chunks, 1):
        while len(runs) > 3 and runs[3] <= number:
            del runs[:3]
        count = runs[1]
        edits.put(start, start + sum(sizes[at : at + count]))
        at += count


def _numbers(data: bytes, at: int, kind: str, each: int = 1) -> list[int]:
    """Return a table of numbers, which begins with its length."""
    (count,) = struct.unpack_from(">I", data, at)
    return list(struct.unpack_from(f">{count * each}{kind}", data, at + 4))
