"""Small sound files of each kind, and their tags with a secret wherever one can be."""

# mypy: disable-error-code="no-untyped-call"

import io
import struct
import wave
from pathlib import Path
from typing import Any

from mutagen import apev2, id3, mp4, oggopus, oggvorbis
from mutagen import flac as flacs
from mutagen.wave import WAVE

from tests.planted import SECRET, planted

WORDS = SECRET.decode()


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


def vorbis(seconds: int) -> bytes:
    first = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 44100, 0, 64000, 0, 0xB8, 1)
    tags = b"\x03vorbis" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0) + b"\1"
    setup = b"\x05vorbis" + bytes(40)
    return page(first, 0, 0, 2) + page(tags, 1, 0, 0) + page(setup, 2, 0, 0) + page(b"\0", 3, 44100 * seconds, 4)


def atom(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def m4a(seconds: int) -> bytes:
    head = atom(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 1000, 1000 * seconds, 0))
    kind = atom(b"hdlr", bytes(8) + b"soun" + bytes(13))
    media = atom(b"mdia", head + kind + atom(b"minf", atom(b"stbl", b"")))
    return atom(b"ftyp", b"M4A \0\0\0\0") + atom(b"moov", atom(b"trak", media)) + atom(b"mdat", b"SOUND" * 20)


SOUNDS = {
    ".wav": wav(3),
    ".mp3": mp3(3),
    ".flac": flac(3),
    ".opus": opus(3),
    ".ogg": vorbis(3),
    ".m4a": m4a(3),
}


def _id3(tags: Any) -> None:
    """Tags of ID3: what should stay, and the secret in all the rest."""
    tags.add(id3.TIT2(encoding=3, text="The title"))
    tags.add(id3.TALB(encoding=1, text="The show"))
    tags.add(id3.TPE1(encoding=0, text="The host"))
    named = {name: getattr(id3, name) for name in ("TENC", "TCOP", "TOWN", "TPUB", "TOPE", "TPE2", "TSSE", "TRSN")}
    for frame in named.values():
        tags.add(frame(encoding=3, text=WORDS))
    tags.add(id3.COMM(encoding=3, lang="eng", desc="", text=WORDS))
    tags.add(id3.USLT(encoding=3, lang="eng", desc="", text=WORDS))
    tags.add(id3.TXXX(encoding=3, desc="location", text=WORDS))
    tags.add(id3.TXXX(encoding=1, desc="wide", text=WORDS))
    tags.add(id3.PRIV(owner="XMP", data=SECRET))
    tags.add(id3.GEOB(encoding=3, mime="image/jpeg", filename=WORDS, desc="", data=planted("jpeg")))
    tags.add(id3.UFID(owner="x", data=SECRET))
    tags.add(id3.POPM(email=WORDS, rating=1, count=1))
    tags.add(id3.TDRC(encoding=3, text="2026-05-04 03:02:01"))
    tags.add(id3.APIC(encoding=1, mime="image/jpeg", type=3, desc=WORDS, data=planted("jpeg")))
    tags.add(id3.APIC(encoding=3, mime="image/png", type=4, desc=f"{WORDS} 2", data=planted("png")))
    inner: list[Any] = [id3.TIT2(encoding=3, text="Hello"), id3.COMM(encoding=3, lang="eng", desc="", text=WORDS)]
    inner.append(id3.APIC(encoding=3, mime="image/jpeg", type=3, desc="", data=planted("jpeg")))
    tags.add(id3.CHAP(element_id="c1", start_time=0, end_time=1000, sub_frames=inner))
    tags.add(id3.CTOC(element_id="toc", flags=3, child_element_ids=["c1"], sub_frames=[]))


def _cover() -> flacs.Picture:
    cover = flacs.Picture()
    cover.type, cover.mime, cover.desc, cover.data = 3, "image/jpeg", WORDS, planted("jpeg")
    return cover


def _words(tags: Any) -> None:
    import base64

    tags["TITLE"], tags["ALBUM"], tags["ARTIST"] = "The title", "The show", "The host"
    for name in ("COMMENT", "LOCATION", "CONTACT", "PERFORMER", "ENCODED-BY", "DATE", "GEO"):
        tags[name] = WORDS
    tags["METADATA_BLOCK_PICTURE"] = base64.b64encode(_cover().write()).decode()
    tags["CHAPTER000"], tags["CHAPTER000NAME"] = "00:00:00.000", "Hello"


def tagged(suffix: str, folder: Path) -> bytes:  # noqa: PLR0915 (a list)
    """A sound file with the secret in all tags that it can have."""
    path = folder / f"tagged{suffix}"
    path.write_bytes(SOUNDS[suffix])
    match suffix:
        case ".mp3":
            ape = apev2.APEv2()
            ape["Comment"] = WORDS
            ape.save(path)
            tags = id3.ID3()
            _id3(tags)
            tags.save(path, v1=2)
            data = path.read_bytes()
            return data[:-128] + data[-128:-31] + SECRET.ljust(30, b"\0") + data[-1:]
        case ".wav":
            sound = WAVE(path)
            sound.add_tags()
            _id3(sound.tags)
            sound.save()
            data = path.read_bytes()
            info = b"INFO" + b"IART" + struct.pack("<I", len(SECRET)) + SECRET
            for name, what in (
                (b"bext", SECRET.ljust(602, b"\0")),
                (b"LIST", info),
                (b"iXML", SECRET),
                (b"_PMX", SECRET),
            ):
                data += struct.pack("<4sI", name, len(what)) + what + bytes(len(what) % 2)
            data = data[:4] + struct.pack("<I", len(data) - 8) + data[8:]
            return data + SECRET
        case ".flac":
            lossless = flacs.FLAC(path)
            lossless.add_tags()
            _words(lossless.tags)
            lossless.add_picture(_cover())
            lossless.save(path)
            data = path.read_bytes()
            application = b"\x02" + len(SECRET).to_bytes(3, "big") + SECRET
            return data[:42] + application + data[42:]
        case ".opus" | ".ogg":
            stream = oggopus.OggOpus(path) if suffix == ".opus" else oggvorbis.OggVorbis(path)
            _words(stream.tags)
            stream.save(path)
            return path.read_bytes()
        case _:
            made = mp4.MP4(path)
            made.add_tags()
            made["\xa9nam"], made["\xa9alb"], made["\xa9ART"] = ["The title"], ["The show"], ["The host"]
            for key in ("\xa9cmt", "\xa9too", "\xa9xyz", "desc", "cprt", "purl", "\xa9day", "\xa9wrt", "apID"):
                made[key] = [WORDS]
            made["----:com.example:note"] = [SECRET]
            made["covr"] = [mp4.MP4Cover(planted("jpeg")), mp4.MP4Cover(planted("png"), mp4.MP4Cover.FORMAT_PNG)]
            made.save(path)
            data = path.read_bytes()
            place = atom(b"\xa9xyz", struct.pack(">HH", len(SECRET), 0x15C7) + SECRET)
            keys = atom(
                b"keys", bytes(4) + struct.pack(">I", 1) + atom(b"mdta", b"com.apple.quicktime.location.ISO6709")
            )
            values = atom(b"ilst", atom(b"\0\0\0\1", atom(b"data", struct.pack(">II", 1, 0) + SECRET)))
            apple = atom(b"meta", atom(b"hdlr", bytes(8) + b"mdta" + bytes(13)) + keys + values)
            dated = atom(b"mvhd", struct.pack(">IIIII", 0, 0xE0000000, 0xE0000000, 1000, 3000) + bytes(80))
            start = data.index(b"moov") - 4
            size = struct.unpack_from(">I", data, start)[0]
            moov = data[start + 8 : start + size] + dated + atom(b"udta", place + atom(b"loci", SECRET)) + apple
            more = atom(b"uuid", b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac" + SECRET)
            return data[:start] + atom(b"moov", moov) + data[start + size :] + more + atom(b"SEFT", SECRET)
