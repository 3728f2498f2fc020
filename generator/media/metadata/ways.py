"""The way in which notes are taken out of each kind of file."""

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
    """Return a file of a kind without its notes."""
    edits = Edits(data)
    # It may break off, or be another kind of file after all: then what was found until there is out.
    with contextlib.suppress(struct.error, IndexError, ValueError):
        _WAYS[kind](edits)
    return edits.done()
