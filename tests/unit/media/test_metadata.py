"""Sound, PDF and icons lose what they say beside their content, and nothing else, not even a byte of length."""

# mypy: disable-error-code="no-untyped-call"

import io
import random
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from mutagen import flac, id3, mp3, mp4, oggopus, oggvorbis
from mutagen.wave import WAVE
from PIL import Image

from generator.media.audio import measure
from generator.media.images import sniff
from generator.media.metadata import scrub, tagged
from tests import sounds
from tests.planted import SECRET, planted, told

_READERS: dict[str, Any] = {
    ".mp3": mp3.MP3,
    ".wav": WAVE,
    ".flac": flac.FLAC,
    ".opus": oggopus.OggOpus,
    ".ogg": oggvorbis.OggVorbis,
    ".m4a": mp4.MP4,
}


@pytest.mark.parametrize("suffix", sounds.SOUNDS)
def test_no_secret_is_left_and_titles_are(suffix: str, tmp_path: Path) -> None:
    data = sounds.tagged(suffix, tmp_path)
    assert told(data)
    new = scrub(data)
    assert len(new) == len(data)
    assert not told(new)
    assert b"2026-05" not in new
    assert measure(new, suffix) == measure(data, suffix)
    assert scrub(new) == new
    if suffix == ".wav":
        return  # its tags are gone with their chunks
    tags = _READERS[suffix](io.BytesIO(new))
    names = {".mp3": ("TIT2", "TALB", "TPE1"), ".m4a": ("\xa9nam", "\xa9alb", "\xa9ART")}.get(
        suffix, ("title", "album", "artist")
    )
    assert [str(tags[name][0]) for name in names] == ["The title", "The show", "The host"]


def test_the_sound_itself_stays() -> None:
    sound = sounds.mp3(3)
    tags = id3.ID3()
    tags.add(id3.COMM(encoding=3, lang="eng", desc="", text=sounds.WORDS))
    out = io.BytesIO()
    tags.save(out)
    assert scrub(out.getvalue() + sound).endswith(sound)
    wave = sounds.wav(3)
    assert scrub(wave) == wave
    assert b"SOUND" * 20 in scrub(sounds.m4a(3))


def test_covers_stay_without_what_a_camera_wrote(tmp_path: Path) -> None:
    tags = id3.ID3(io.BytesIO(scrub(sounds.tagged(".mp3", tmp_path))))
    covers = [tags.getall("APIC")[0].data, tags.getall("APIC")[1].data]
    covers += [bytes(one) for one in mp4.MP4(io.BytesIO(scrub(sounds.tagged(".m4a", tmp_path))))["covr"]]
    covers.append(flac.FLAC(io.BytesIO(scrub(sounds.tagged(".flac", tmp_path)))).pictures[0].data)
    original = {kind: Image.open(io.BytesIO(planted(kind))).convert("RGB").tobytes() for kind in ("jpeg", "png")}
    for cover in covers:
        with Image.open(io.BytesIO(cover)) as image:
            assert image.convert("RGB").tobytes() == original[str(image.format).lower()]
            assert not image.getexif()


def test_chapters_stay(tmp_path: Path) -> None:
    tags = id3.ID3(io.BytesIO(scrub(sounds.tagged(".mp3", tmp_path))))
    chapter = tags.getall("CHAP")[0]
    assert (chapter.element_id, chapter.start_time, chapter.end_time) == ("c1", 0, 1000)
    assert chapter.sub_frames["TIT2"].text == ["Hello"]
    assert tags.getall("CTOC")[0].child_element_ids == ["c1"]
    assert flac.FLAC(io.BytesIO(scrub(sounds.tagged(".flac", tmp_path))))["CHAPTER000NAME"] == ["Hello"]


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("unsynchronised", [False, True])
def test_older_tags_and_unsynchronised_ones(version: int, unsynchronised: bool) -> None:
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=1, text="The title"))
    tags.add(id3.COMM(encoding=3, lang="eng", desc="", text=sounds.WORDS))
    tags.add(id3.APIC(encoding=3, mime="image/jpeg", type=3, desc="", data=planted("jpeg")))
    out = io.BytesIO()
    tags.save(out, v2_version=version)
    data = out.getvalue()
    if unsynchronised and version == 3:
        body = data[10:].replace(b"\xff", b"\xff\0")
        size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
        data = data[:5] + b"\x80" + size + body
    new = scrub(data + sounds.mp3(1))
    assert not told(new)
    found = id3.ID3(io.BytesIO(new))
    assert found["TIT2"].text == ["The title"]
    assert Image.open(io.BytesIO(found.getall("APIC")[0].data)).size == (640, 420)


def test_a_tag_of_the_oldest_version() -> None:
    def frame(name: bytes, content: bytes) -> bytes:
        return name + len(content).to_bytes(3, "big") + content

    body = frame(b"TT2", b"\0The title") + frame(b"COM", b"\0eng\0" + SECRET) + frame(b"TEN", b"\0" + SECRET)
    data = b"ID3\2\0\0" + bytes([0, 0, len(body) >> 7, len(body) & 0x7F]) + body + sounds.mp3(1)
    new = scrub(data)
    assert not told(new)
    assert id3.ID3(io.BytesIO(new))["TIT2"].text == ["The title"]


def test_what_a_camera_measured_on_its_way_is_gone() -> None:
    """A film with a track of places: its samples stand beside the pictures'."""
    mdat = sounds.atom(b"mdat", b"PICTURE1" + SECRET + b"PICTURE2" + SECRET)
    ftyp = sounds.atom(b"ftyp", b"qt  \0\0\0\0")
    first = len(ftyp) + 8 + 8
    tables = (
        sounds.atom(b"stsz", struct.pack(">III", 0, len(SECRET), 2))
        + sounds.atom(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1))
        + sounds.atom(b"stco", struct.pack(">IIII", 0, 2, first, first + len(SECRET) + 8))
    )
    hdlr = sounds.atom(b"hdlr", bytes(8) + b"meta" + bytes(13))
    media = sounds.atom(b"mdia", hdlr + sounds.atom(b"minf", sounds.atom(b"stbl", tables)))
    data = ftyp + mdat + sounds.atom(b"moov", sounds.atom(b"trak", media))
    new = scrub(data)
    assert not told(new)
    assert b"PICTURE1" in new
    assert b"PICTURE2" in new
    assert len(new) == len(data)


def pdf(*objects: bytes) -> bytes:
    """A PDF of objects, with its table; the first is the catalogue, the last the information."""
    out, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    trailer = b"trailer\n<</Size %d /Root 1 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + trailer % (len(places) + 1, len(places), len(out))


def stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def test_a_pdf() -> None:
    xmp = b"<?xpacket?><dc:creator>" + SECRET + b"</dc:creator>"
    packed = b"7 0 8 40 <</Author (" + SECRET + b")>> " + b" " * 30 + b"<</Author (\\(" + SECRET + b"\\) (x))>>"
    page = zlib.compress(b"BT (Some words) Tj ET")
    data = pdf(
        b"<</Type /Catalog /Metadata 2 0 R>>",
        stream(b"/Type /Metadata /Subtype /XML", xmp),
        stream(b"/Type /Metadata /Subtype /XML /Filter /FlateDecode", zlib.compress(xmp)),
        stream(b"/Subtype /Image /Filter /DCTDecode", planted("jpeg")),
        stream(b"/Type /ObjStm /N 2 /First 10 /Filter /FlateDecode", zlib.compress(packed)),
        stream(b"/Filter /FlateDecode", page),
        b"(" + SECRET + b")",
        b"<</Author <" + SECRET.hex().encode() + b">>>",
        b"<</Title (The form) /Author 7 0 R /Company (" + SECRET + b")>>",
    )
    assert told(data)
    new = scrub(data)
    assert len(new) == len(data)
    assert not told(new)
    assert page in new
    assert b"/Title (The form)" in new
    start = new.index(b"\xff\xd8\xff")
    with Image.open(io.BytesIO(new[start:])) as image:
        assert image.convert("RGB").tobytes() == Image.open(io.BytesIO(planted("jpeg"))).convert("RGB").tobytes()


@pytest.mark.parametrize("what", [b"<</Type /Sig /ByteRange [0 1 2 3]>>", b"<</Encrypt 3 0 R>>"])
def test_a_pdf_that_is_signed_or_locked_is_left_alone(what: bytes) -> None:
    data = pdf(b"<</Type /Catalog>>", what, b"<</Author (" + SECRET + b")>>")
    assert scrub(data) == data


def test_an_icon() -> None:
    data = planted("ico")
    assert told(data)
    new = scrub(data)
    assert len(new) == len(data)
    assert not told(new)
    with Image.open(io.BytesIO(new)) as image:
        image.load()
        assert image.size == (64, 64)


@pytest.mark.parametrize(
    "data", [b"", b"Words.\n", b"PK\3\4" + bytes(40), b"<html></html>", b"\xff\xfe" + "a".encode("utf-16-le")]
)
def test_other_files_are_left_alone(data: bytes) -> None:
    assert tagged(data) == ""
    assert scrub(data) == data


def test_broken_files_never_raise_and_keep_their_length(tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311 (the same each time)
    whole = [sounds.tagged(suffix, tmp_path) for suffix in sounds.SOUNDS]
    whole += [planted("ico"), pdf(b"<</Author (" + SECRET + b")>>", stream(b"/Filter /DCTDecode", planted("jpeg")))]
    for data in whole:
        for _ in range(60):
            broken = bytearray(data[: chance.randrange(12, len(data))] if chance.random() < 0.5 else data)
            for _ in range(chance.randrange(1, 8)):
                broken[chance.randrange(min(len(broken), 3000))] = chance.randrange(256)
            assert len(scrub(bytes(broken))) == len(broken)


@pytest.mark.parametrize(
    "words",
    [
        "The free book\n",
        "the wide road, and moov\n",
        "ID3 tags, and what they are for\n",
        "RIFF of the day\n",
        "OggSomething\n",
        "fLaC and MP3\n",
        "BMW dealers in the county\n",
        "How a PDF begins: %PDF-1.7 /Author (Ann)\n",
        "II*, MM and others\n",
        "P6 of the plan, 12 of 40\n",
        "GIF89 is a format\n",
        "8BPS\n",
    ],
)
def test_words_are_no_files_of_other_kinds(words: str) -> None:
    data = words.encode() * 20
    assert tagged(data) == ""
    assert sniff(data) == ""
    assert scrub(data) == data
