"""Audio files are measured, and the actual format of misnamed files is reported."""

import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.media.audio import MEDIA_TYPES, AudioInfo, measure
from generator.media.audio.frames import seconds as frame_seconds
from tests.sounds import SOUNDS, atom, flac, mp3, wav


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
    code = "import sys, generator.media.audio; assert not any(name.startswith('mutagen') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def frames(*rates: int, samples: int = 0) -> bytes:
    """MP3 frames at 44,100 Hz, each with the rate of this index: of other lengths, as with a variable rate."""
    kilobits = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    whole = b""
    for rate in rates:
        whole += bytes((0xFF, 0xFB, rate << 4 | samples << 2, 0)) + bytes(
            144_000 * kilobits[rate] // (44100, 48000, 32000)[samples] - 4
        )
    return whole


def adts(*sizes: int) -> bytes:
    """AAC frames at 44,100 Hz of these sizes."""
    return b"".join(
        bytes((0xFF, 0xF1, 0x50, 0x80 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC)) + bytes(size - 7)
        for size in sizes
    )


def xing(frame_count: int, byte_count: int) -> bytes:
    head = b"\xff\xfb\x90\x00" + bytes(32) + b"Xing" + struct.pack(">III", 3, frame_count, byte_count)
    return head.ljust(417, b"\0")


ID3 = b"ID3\4\0\0" + bytes([0, 0, 8, 0]) + bytes(1024)
#: So many frames are ten seconds, and a bit.
TEN = 383
QUIET_THEN_LOUD = frames(*[1] * (TEN - 100), *[14] * 100)


@pytest.mark.parametrize(
    ("data", "suffix", "seconds"),
    [
        (frames(*[9] * TEN), ".mp3", 10),
        (QUIET_THEN_LOUD, ".mp3", 10),
        (frames(*[14] * 100, *[1] * (TEN - 100)), ".mp3", 10),
        (ID3 + QUIET_THEN_LOUD, ".mp3", 10),
        (ID3 + ID3 + QUIET_THEN_LOUD, ".mp3", 10),
        (QUIET_THEN_LOUD + b"TAG" + bytes(125), ".mp3", 10),
        (QUIET_THEN_LOUD + b"APETAGEX" + bytes(20_000), ".mp3", 10),
        # What is no frame is passed by, and so is a frame that breaks off.
        (frames(*[9] * 100) + b"\xff\0rubbish\xff" * 90 + QUIET_THEN_LOUD, ".mp3", 13),
        (QUIET_THEN_LOUD + frames(14)[:300], ".mp3", 10),
        # Another rate of samples in the midst.
        (frames(*[1] * TEN) + frames(*[14] * 417, samples=1), ".mp3", 20),
        # A header that counts is believed, unless it counts another file than this one.
        (xing(4 * TEN, len(QUIET_THEN_LOUD) + 417) + QUIET_THEN_LOUD, ".mp3", 40),
        (xing(TEN, len(QUIET_THEN_LOUD) + 417) + QUIET_THEN_LOUD * 2, ".mp3", 20),
        (adts(*[20] * 300, *[800] * 131), ".aac", 10),
        (adts(*[800] * 131, *[20] * 300), ".aac", 10),
    ],
)
def test_all_frames_count(data: bytes, suffix: str, seconds: int, tmp_path: Path) -> None:
    found = measure(data, suffix)
    assert isinstance(found, AudioInfo)
    assert found.seconds == seconds
    (tmp_path / f"one{suffix}").write_bytes(data)
    assert measure(tmp_path / f"one{suffix}") == found


def test_a_long_file_takes_no_time() -> None:
    """Ten hours; the bound is far above what it takes."""
    data = frames(1, 14) * 690_000
    began = time.monotonic()
    assert round(frame_seconds(data)) == 36049
    assert time.monotonic() - began < 10


def test_a_wave_that_does_not_know_its_length() -> None:
    data = wav(3)
    unknown = data[:4] + b"\xff" * 4 + data[8:40] + b"\xff" * 4 + data[44:]
    found = measure(unknown, ".wav")
    assert isinstance(found, AudioInfo)
    assert found.seconds == 3


def test_a_file_in_fragments_does_not_say_how_long_it_plays() -> None:
    head = atom(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 1000, 0, 0))
    media = atom(b"mdia", head + atom(b"hdlr", bytes(8) + b"soun" + bytes(13)) + atom(b"minf", atom(b"stbl", b"")))
    data = atom(b"ftyp", b"M4A \0\0\0\0") + atom(b"moov", atom(b"trak", media) + atom(b"mvex", b""))
    assert measure(data, ".m4a") == AudioInfo(len(data), 0, "audio/x-m4a")
    assert measure(data.replace(b"mvex", b"free"), ".m4a") == "it says .m4a and holds no sound"
