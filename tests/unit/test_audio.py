"""Sound files are measured, and files that are something else are told so."""

import io
import struct
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.audio import MEDIA_TYPES, AudioInfo, measure


def wav(seconds: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * seconds))
    return out.getvalue()


def mp3(seconds: float) -> bytes:
    """Silence at 128 kbit/s and 44,100 Hz: each frame has 417 bytes and 1,152 samples."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * round(seconds * 44100 / 1152)


def flac(seconds: int) -> bytes:
    rate, channels, bits = 44100, 1, 16
    packed = rate << 44 | (channels - 1) << 41 | (bits - 1) << 36 | rate * seconds
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + packed.to_bytes(8, "big") + bytes(16)
    return b"fLaC" + b"\x80" + len(info).to_bytes(3, "big") + info


def page(packet: bytes, number: int, position: int, flags: int) -> bytes:
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, 1, number, 0, 1)
    return head + bytes([len(packet)]) + packet


def opus(seconds: int) -> bytes:
    first = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    return page(first, 0, 0, 2) + page(tags, 1, 0, 0) + page(b"\0", 2, 48000 * seconds, 4)


def atom(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def m4a(seconds: int) -> bytes:
    head = atom(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 1000, 1000 * seconds, 0))
    kind = atom(b"hdlr", bytes(8) + b"soun" + bytes(13))
    media = atom(b"mdia", head + kind + atom(b"minf", atom(b"stbl", b"")))
    return atom(b"ftyp", b"M4A \0\0\0\0") + atom(b"moov", atom(b"trak", media))


SOUNDS = {".wav": wav(3), ".mp3": mp3(3), ".flac": flac(3), ".opus": opus(3), ".ogg": opus(3), ".m4a": m4a(3)}


@pytest.mark.parametrize("suffix", SOUNDS)
def test_size_length_and_type(suffix: str) -> None:
    data = SOUNDS[suffix]
    assert measure(data, suffix) == AudioInfo(len(data), 3, MEDIA_TYPES[suffix])
    assert measure(data, suffix.upper()) == measure(data, suffix)


def test_a_path_brings_its_own_suffix(tmp_path: Path) -> None:
    (tmp_path / "one.mp3").write_bytes(mp3(61))
    assert measure(tmp_path / "one.mp3") == AudioInfo(len(mp3(61)), 61, "audio/mpeg")
    with pytest.raises(OSError, match="none"):
        measure(tmp_path / "none.mp3")


def test_tags_before_the_sound_are_passed_over() -> None:
    tag = b"ID3\4\0\0" + bytes([0, 0, 8, 0]) + bytes(1024)
    found = measure(tag + mp3(10), ".mp3")
    assert isinstance(found, AudioInfo)
    assert found.seconds == 10


def test_half_a_second_counts_as_one() -> None:
    found = measure(mp3(0.3), ".mp3")
    assert isinstance(found, AudioInfo)
    assert found.seconds == 1


@pytest.mark.parametrize(
    ("data", "suffix", "message"),
    [
        (b"This is no music at all.\n" * 200, ".mp3", "it says .mp3 and is not an audio file that can be read"),
        (b"", ".mp3", "it says .mp3 and is not an audio file that can be read"),
        (mp3(3)[:500], ".mp3", "it says .mp3 and is not an audio file that can be read"),
        (SOUNDS[".wav"], ".mp3", "it says .mp3 and is WAV audio"),
        (SOUNDS[".mp3"], ".wav", "it says .wav and is MP3 audio"),
        (SOUNDS[".m4a"], ".mp3", "it says .mp3 and is MP4 audio or video"),
        (SOUNDS[".opus"], ".m4a", "it says .m4a and is Ogg audio"),
        (SOUNDS[".flac"], ".ogg", "it says .ogg and is FLAC audio"),
        (SOUNDS[".opus"][:40], ".opus", "it says .opus and is not an audio file that can be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), ".mp3", "it says .mp3 and is a PNG picture"),
        (wav(0), ".wav", "it says .wav and holds no sound"),
        (flac(0), ".flac", "it says .flac and holds no sound"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, suffix: str, message: str) -> None:
    assert measure(data, suffix) == message


def test_an_unknown_suffix_names_the_known_ones() -> None:
    assert measure(b"", ".wma") == (
        '".wma" is no kind of audio that players know; use one of .mp3 .m4a .m4b .aac .ogg .oga .opus .flac .wav'
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(MEDIA_TYPES)), st.data())
def test_altered_files_never_raise(suffix: str, data: st.DataObject) -> None:
    content = bytearray(SOUNDS.get(suffix, SOUNDS[".opus"])[:3000])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=8)):
        content[at % 300 if at % 2 else at] = byte
    found = measure(bytes(content[: data.draw(st.integers(0, len(content)))]), suffix)
    assert isinstance(found, (AudioInfo, str))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(MEDIA_TYPES)))
def test_any_bytes_never_raise(data: bytes, suffix: str) -> None:
    assert isinstance(measure(data, suffix), (AudioInfo, str))


def test_mutagen_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, generator.audio; assert not any(name.startswith('mutagen') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
