"""WAV and AVI: chunks without audio or video become chunks that programs ignore."""

import struct

from generator.media.metadata.edits import Edits

_KEPT = frozenset((b"fmt ", b"fact", b"data", b"cue ", b"ds64", b"idx1", b"JUNK", b"RIFF"))
#: Lists of chunks that a video needs.
_LISTS = frozenset((b"hdrl", b"movi"))


def scrub(edits: Edits) -> None:
    """Remove metadata from a WAV or AVI file."""
    data, at = edits.data, 12
    long = data[:4] != b"RIFF"
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        if name == b"data" and long and length == 0xFFFFFFFF:
            (length,) = struct.unpack_from("<Q", data, 28)
        end = min(len(data), at + 8 + length)
        if name == b"JUNK" or not (name in _KEPT or (name == b"LIST" and data[at + 8 : at + 12] in _LISTS)):
            edits.put(at, at + 4, b"JUNK")
            edits.put(at + 8, end)
        if name == b"data" and length in {0, 0xFFFFFFFF} and not long:
            return  # streamed without a known length: all that follows is audio
        at = end + length % 2
    edits.put(at, len(data))
