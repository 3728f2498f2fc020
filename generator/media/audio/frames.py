"""The duration of MP3 and AAC, added up over their frames.

A file with a variable bit rate needs a header that counts its frames. Many have none, or an outdated
one: then the duration is only known from all frames, while mutagen extrapolates from the first few.
"""

from mmap import mmap
from struct import unpack_from

import msgspec

#: Kilobits per second by the index in a frame header: MPEG 1 layer 3, layer 2, and MPEG 2 and 2.5.
_RATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
#: Samples per second by the index in a frame header of MPEG 1; MPEG 2 has half as many, 2.5 a quarter.
_SAMPLES = (44100, 48000, 32000)
_AAC = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
#: The maximum number of bytes between two frames that belong to neither.
_GAP = 1 << 16
#: The tolerated relative error of the byte count in a header.
_NEAR = 0.02


class _Frame(msgspec.Struct, frozen=True):
    length: int
    samples: int
    rate: int


def seconds(data: bytes | mmap) -> float:
    """Return the duration of MP3 or AAC in seconds by all its frames; 0 if a header counts them, or there are none."""
    at = _start(data)
    first = _frame(data[at : at + 4])
    if first is not None and first.length == 0:
        return _adts(data, at)
    if first is None or _counted(data, at, first):
        return 0.0
    known: dict[bytes, _Frame | None] = {}
    played = 0.0
    total, rate = 0, first.rate
    end = len(data) - 4
    while at <= end:
        head = data[at : at + 4]
        # There are few different headers, so parsed ones are cached.
        frame = known[head] if head in known else known.setdefault(head, _frame(head))
        if frame is None:
            at = _next(data, at + 1)
            if at < 0:
                break
            continue
        if frame.rate != rate:
            played += total / rate
            total, rate = 0, frame.rate
        at += frame.length
        if at > len(data):
            break  # the last one is truncated
        total += frame.samples
    return played + total / rate


def _adts(data: bytes | mmap, at: int) -> float:
    """Return the duration of AAC in seconds by all its frames."""
    samples, rate = 0, 44100
    while at + 7 <= len(data):
        frame = _frame(data[at : at + 4])
        length = _adts_length(data, at) if frame and frame.length == 0 else 0
        if frame is None or length < 7:
            at = _next(data, at + 1)
            if at < 0:
                break
            continue
        at += length
        if at > len(data):
            break
        rate = frame.rate
        samples += frame.samples * ((data[at - length + 6] & 3) + 1)
    return samples / rate


def _adts_length(data: bytes | mmap, at: int) -> int:
    """Return the length of an AAC frame in bytes."""
    _, _, _, a, b, c = data[at : at + 6].ljust(6, b"\0")
    return (a & 3) << 11 | b << 3 | c >> 5


def _start(data: bytes | mmap) -> int:
    """Return the offset of the first frame."""
    at = 0
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        a, b, c, d = data[at + 6 : at + 10]
        at += 10 + ((a & 127) << 21 | (b & 127) << 14 | (c & 127) << 7 | d & 127) + (10 if data[at + 5] & 0x10 else 0)
    return at if _frame(data[at : at + 4]) else max(0, _next(data, at))


def _next(data: bytes | mmap, at: int) -> int:
    """Return the offset of the next frame that is followed by another, or a negative number."""
    limit = at + _GAP
    while (at := data.find(b"\xff", at, limit)) >= 0:
        frame = _frame(data[at : at + 4])
        if frame:
            after = at + (frame.length or _adts_length(data, at))
            if after >= len(data) or (after > at and _frame(data[after : after + 4])):
                return at
        at += 1
    return -1


def _frame(head: bytes) -> _Frame | None:
    """Return the frame with this header of four bytes, or None if it is not valid."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & 0xF6 == 0xF0:
        return None if head[2] >> 2 & 15 > 12 else _Frame(0, 1024, _AAC[head[2] >> 2 & 15])
    version, layer, index, sample = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer not in {1, 2} or index in {0, 15} or sample == 3:
        return None
    third = layer == 1
    table = _RATES[2] if version != 3 else _RATES[0] if third else _RATES[1]
    rate = _SAMPLES[sample] >> {3: 0, 2: 1, 0: 2}[version]
    samples = 576 if third and version != 3 else 1152
    return _Frame(samples // 8 * table[index] * 1000 // rate + (head[2] >> 1 & 1), samples, rate)


def _counted(data: bytes | mmap, at: int, frame: _Frame) -> bool:
    """Return whether the first frame has a plausible count of all frames."""
    body = data[at : at + max(frame.length, 200)]
    for magic in (b"Xing", b"Info"):
        found = body.find(magic, 4, 48)
        if found >= 0 and len(body) >= found + 16:
            flags, frames, size = unpack_from(">III", body, found + 4)
            return bool(flags & 1 and frames) and (not flags & 2 or _is_near(size, len(data) - at))
    if body[36:40] == b"VBRI":
        size, frames = unpack_from(">II", body, 46)
        return frames > 0 and _is_near(size, len(data) - at)
    return False


def _is_near(said: int, there: int) -> bool:
    """Return whether a count of bytes is that of the file, except for tags at its end."""
    return abs(said - there) <= max(4096, there * _NEAR)
