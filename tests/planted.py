"""Pictures with a secret planted wherever their format can hold one, and where it may not be found again."""

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

SECRET = b"SECRET-52.5163N-13.3777E"
_WORDS = SECRET.decode()


def exif() -> Image.Exif:
    """EXIF with the secret in each of its tables."""
    found = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):
        found[tag] = _WORDS
    found.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + SECRET
    found.get_ifd(0x8769)[0x927C] = SECRET
    place = found.get_ifd(0x8825)
    place[1], place[2], place[27] = "N", (52.0, 30.0, 58.0), SECRET
    return found


def profile() -> bytes:
    """A profile of colours with the secret in its description."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    text = "No copyright, use freely".encode("utf-16-be")
    assert text in data
    return data.replace(text, _WORDS.encode("utf-16-be").ljust(len(text), b"\0")[: len(text)])


def xmp() -> bytes:
    return b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + SECRET + b"</a></x:xmpmeta>"


def painted(shade: int, size: tuple[int, int] = (640, 420)) -> Image.Image:
    """A picture that is like no other: two equal ones would be one file."""
    image = Image.new("RGB", size, (shade % 256, 120, 80))
    image.paste((200, shade * 7 % 256, 30), (10, 10, 200, 100))
    return image


def planted(kind: str, shade: int = 1, size: tuple[int, int] = (640, 420)) -> bytes:  # noqa: PLR0915 (a list)
    """A picture of a format with the secret in all that it can hold."""
    image, out = painted(shade, size), BytesIO()
    match kind:
        case "jpeg":
            image.save(out, "JPEG", exif=exif(), xmp=xmp(), icc_profile=profile(), comment=SECRET)
            data = out.getvalue()
            more = [(0xED, b"Photoshop 3.0\0008BIM\4\4\0\0" + struct.pack(">I", len(SECRET)) + SECRET)]
            more += [(0xE0 + number, SECRET) for number in range(1, 16)] + [(0xFE, SECRET)]
            segments = b"".join(struct.pack(">BBH", 255, mark, len(what) + 2) + what for mark, what in more)
            return data[:2] + segments + data[2:] + SECRET
        case "png":
            notes = PngImagePlugin.PngInfo()
            notes.add_text("Comment", _WORDS)
            notes.add_text("Packed", _WORDS, zip=True)
            notes.add_itxt("XML:com.adobe.xmp", xmp().decode(), zip=True)
            notes.add(b"prVt", SECRET)
            image.save(out, "PNG", pnginfo=notes, exif=exif(), icc_profile=profile())
        case "webp":
            image.save(out, "WEBP", exif=exif(), xmp=xmp(), icc_profile=profile())
        case "avif":
            image.save(out, "AVIF", exif=exif(), xmp=xmp(), icc_profile=profile())
            return out.getvalue() + struct.pack(">I4s", 8 + len(SECRET), b"free") + SECRET
        case "gif":
            image.save(out, "GIF", comment=SECRET)
            noted = b"!\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
            data = out.getvalue()
            return data[:-1] + noted + b";" + SECRET
        case "moving gif" | "moving png" | "moving webp":
            name = kind.split()[1].upper()
            others = [painted(shade + 1, size), painted(shade + 2, size)]
            more_of_it: dict[str, Any] = {"comment": SECRET} if name == "GIF" else {"exif": exif()}
            image.save(out, name, save_all=True, append_images=others, duration=80, **more_of_it)
        case "tiff":
            tags = exif()
            tags[700], tags[33723] = xmp(), SECRET
            image.save(out, "TIFF", exif=tags, icc_profile=profile())
        case "tiff of two pages":
            tags = exif()
            image.save(out, "TIFF", exif=tags, save_all=True, append_images=[painted(shade + 1, size)])
        case "jp2":
            image.save(out, "JPEG2000", comment=SECRET)
            return out.getvalue() + struct.pack(">I4s", 8 + len(SECRET), b"xml ") + SECRET
        case "bmp":
            image.save(out, "BMP")
        case "ico":
            image.resize((64, 64)).save(out, "ICO", sizes=[(16, 16), (64, 64)])
            icon = bytearray(out.getvalue())
            # Each of the icon's pictures becomes a PNG with notes.
            (count,) = struct.unpack_from("<H", icon, 4)
            body = b""
            for number in range(count):
                side = icon[6 + 16 * number]
                picture = planted("png", shade, (side, side))
                struct.pack_into("<II", icon, 14 + 16 * number, len(picture), 6 + 16 * count + len(body))
                body += picture
            return bytes(icon[: 6 + 16 * count]) + body + SECRET
        case _:
            raise AssertionError(kind)
    return out.getvalue() + SECRET


KINDS = (
    "jpeg",
    "png",
    "webp",
    "avif",
    "gif",
    "moving gif",
    "moving png",
    "moving webp",
    "tiff",
    "tiff of two pages",
    "jp2",
    "bmp",
)
SUFFIX = {
    "jpeg": ".jpg",
    "png": ".png",
    "webp": ".webp",
    "avif": ".avif",
    "gif": ".gif",
    "moving gif": ".gif",
    "moving png": ".png",
    "moving webp": ".webp",
    "tiff": ".tif",
    "tiff of two pages": ".TIF",
    "jp2": ".jp2",
    "bmp": ".bmp",
}


def leaks(output: Path) -> list[str]:
    """The files of an output that hold the secret, plain or packed, or have it in their names."""
    return [
        path.relative_to(output).as_posix()
        for path in output.rglob("*")
        if SECRET in path.name.encode() or (path.is_file() and told(path.read_bytes()))
    ]


def told(data: bytes) -> bool:
    """Whether bytes hold the secret in any of the ways in which words are written in files."""
    ways = (SECRET, _WORDS.encode("utf-16-le"), _WORDS.encode("utf-16-be"), SECRET.hex().encode())
    if any(way in data for way in ways):
        return True
    # Streams of zlib begin with one of these.
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            unpacked = zlib.decompressobj().decompress(data[found.start() :])
        except zlib.error:
            continue
        if any(way in unpacked for way in ways):
            return True
    return False
