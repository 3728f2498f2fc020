"""Measures audio files: duration, size and media type.

A feed must have all three of an episode, and people forget to give them. The only module that imports mutagen.
"""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

import msgspec

#: The media type of each file extension, as Apple's and other podcast apps expect it.
MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".m4b": "audio/x-m4a",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}

#: The first bytes of file formats, to name the actual format of a misnamed file.
_BEGINNINGS = (
    (b"OggS", "Ogg audio"),
    (b"fLaC", "FLAC audio"),
    (b"RIFF", "WAV audio"),
    (b"ID3", "MP3 audio"),
    (b"\xff\xfb", "MP3 audio"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"%PDF", "a PDF"),
    (b"PK\3\4", "a ZIP file"),
)


#: How many bytes are examined in a file that does not record its duration.
_BEGINNING = 1 << 16


class AudioInfo(msgspec.Struct, frozen=True):
    """An audio file: its size in bytes, its duration in whole seconds (0 if unknown), and its media type."""

    bytes: int
    seconds: int
    media_type: str


class _Sound(Protocol):
    """The part of mutagen's result that is used here."""

    length: float


def measure(source: bytes | Path, suffix: str = "") -> AudioInfo | str:
    """Return the measurements of an audio file, or a sentence that says what is wrong with it.

    ``source`` is its content or its path; of a long file at a path only the needed parts are read.
    ``suffix``, such as ``.mp3``, is the format by its name; a path has its own. Raises OSError
    if the path cannot be read.
    """
    suffix = (suffix or (source.suffix if isinstance(source, Path) else "")).lower()
    media_type = MEDIA_TYPES.get(suffix)
    if media_type is None:
        return f'"{suffix}" is no kind of audio that players know; use one of {" ".join(MEDIA_TYPES)}'
    with source.open("rb") if isinstance(source, Path) else BytesIO(source) as file:
        beginning = file.read(12)
        size = file.seek(0, 2)
        file.seek(0)
        sound = _sound(file, suffix)
        length = _length(file, sound, suffix) if sound else 0.0
    if sound is None:
        return f"it says {suffix} and is {_instead(beginning, suffix)}"
    if not length > 0:
        if not _is_open(source, suffix):
            return f"it says {suffix} and holds no sound"
        return AudioInfo(size, 0, media_type)
    return AudioInfo(size, max(1, round(length)), media_type)


def _sound(file: IO[bytes], suffix: str) -> _Sound | None:
    """Return mutagen's information about a file, or None if it is not in the format of its name."""
    # Slow to import, and most builds have no new sound.
    from mutagen import MutagenError, aac, flac, mp3, mp4, oggflac, oggopus, oggvorbis, wave  # noqa: PLC0415 (heavy)

    readers: dict[str, list[Callable[[IO[bytes]], Any]]] = {
        ".mp3": [mp3.MP3],
        ".aac": [aac.AAC],
        ".flac": [flac.FLAC],
        ".wav": [wave.WAVE],
        ".m4a": [mp4.MP4],
        ".m4b": [mp4.MP4],
    }
    for reader in readers.get(suffix, [oggopus.OggOpus, oggvorbis.OggVorbis, oggflac.OggFLAC]):
        file.seek(0)
        try:
            sound: _Sound = reader(file).info
        except (MutagenError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, struct.error):
            continue  # other errors than mutagen's own occurred with randomly altered files
        # Many files in other formats contain two frames that look like MP3.
        if not getattr(sound, "sketchy", False):
            return sound
    return None


def _length(file: IO[bytes], sound: _Sound, suffix: str) -> float:
    """Return an audio file's duration in seconds."""
    if suffix in {".mp3", ".aac"}:
        # Without a header that counts the frames, mutagen only extrapolates from the first ones.
        return _by_frames(file) or sound.length
    if suffix == ".wav" and (bitrate := getattr(sound, "bitrate", 0)):
        # A program that did not know the final length wrote one that is far too large.
        return float(min(sound.length, file.seek(0, 2) * 8 / bitrate))
    return sound.length


def _by_frames(file: IO[bytes]) -> float:
    """Return the duration in seconds by adding up its frames; 0 if a header counts them."""
    # Imported late like mutagen: most builds have no new audio.
    from mmap import ACCESS_READ, mmap  # noqa: PLC0415 (see above)

    from generator.media.audio.frames import seconds  # noqa: PLC0415 (see above)

    if isinstance(file, BytesIO):
        return seconds(file.getvalue())
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return seconds(data)


def _is_open(source: bytes | Path, suffix: str) -> bool:
    """Return whether a file with duration 0 was streamed, its header written before the duration was known."""
    with source.open("rb") if isinstance(source, Path) else BytesIO(source) as file:
        data = file.read(_BEGINNING)
    if suffix in {".m4a", ".m4b"}:
        return b"mvex" in data or b"moof" in data
    return suffix == ".flac" and len(data) == _BEGINNING


def _instead(beginning: bytes, suffix: str) -> str:
    """Return a message about the format that a file seems to have, in place of that of its name."""
    if beginning[4:8] == b"ftyp":
        name = "MP4 audio or video"
    else:
        name = next((name for magic, name in _BEGINNINGS if beginning.startswith(magic)), "")
    same = not name or suffix.strip(".").upper() in name or (suffix in {".m4a", ".m4b"} and "MP4" in name)
    return "not an audio file that can be read" if same or (suffix in {".oga", ".opus"} and "Ogg" in name) else name
