"""The function that removes metadata from each file format."""

import contextlib
import struct
from collections.abc import Callable

from generator.media.metadata import flac, ico, id3, mp4, ogg, pdf, riff
from generator.media.metadata.edits import Edits

_WAYS: dict[str, Callable[[Edits], None]] = {
    "mp3": id3.scrub,
    "mp4": mp4.scrub,
    "ogg": ogg.scrub,
    "flac": flac.scrub,
    "riff": riff.scrub,
    "pdf": pdf.scrub,
    "ico": ico.scrub,
}


def without_notes(data: bytes, kind: str) -> bytes:
    """Return a file of a format without its metadata."""
    edits = Edits(data)
    # The file may be truncated, or in another format after all: then the edits up to there are kept.
    with contextlib.suppress(struct.error, IndexError, ValueError):
        _WAYS[kind](edits)
    return edits.done()
