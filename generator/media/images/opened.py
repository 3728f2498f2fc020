"""Opens pictures with Pillow, and reads their headers, without decoding the pixels."""

import warnings
from io import BytesIO
from struct import unpack_from
from typing import cast

from PIL import AvifImagePlugin, Image, WebPImagePlugin

from generator.media.images.header import FAULTS, PILLOW, Format, Header
from generator.media.images.sniff import HEAD, sniff

# Named here, the two are known to Pillow without its looking through forty plugins.
_PLUGINS = {"avif": AvifImagePlugin.AvifImageFile.format, "webp": WebPImagePlugin.WebPImageFile.format}

#: What EXIF's orientations ask for.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class TooLargeError(Exception):
    """A picture is so large that Pillow refuses to open it; its limit is higher than ours."""


def header(data: bytes) -> Header | None:
    """Return a picture's header, or None if it cannot be read. Raises :class:`TooLargeError` for a huge one."""
    try:
        with warnings.catch_warnings(action="ignore"), opened(data) as source:
            return header_of(source, data)
    except Image.DecompressionBombError as error:
        # Pillow's limit stays active, since opening a GIF can allocate a byte for each pixel in its header.
        limit = 2 * (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
        raise TooLargeError(f"it has more than {limit} million pixels") from error
    except FAULTS:
        return None


def opened(data: bytes) -> Image.Image:
    """Return the picture, its pixels not yet decoded."""
    name = sniff(data[:HEAD])
    return Image.open(BytesIO(data), formats=[_PLUGINS.get(name, PILLOW.get(name, name.upper()))])


def header_of(source: Image.Image, data: bytes) -> Header:
    """Return the header of an open picture."""
    kind = cast("Format", sniff(data[:HEAD]))
    # A JPEG with a second picture is no animation; nor is the fallback picture in an APNG.
    frames = 1 if kind == "jpeg" else getattr(source, "n_frames", 1) - bool(source.info.get("default_image"))
    # A GIF's transparency is taken for granted: any of its frames may have it.
    alpha = kind == "gif" or source.has_transparency_data
    exif = _exif_of_png(data) if kind == "png" else source.info.get("exif", b"")
    # Pillow turns a TIFF by itself.
    return Header(kind, *source.size, 1 if kind == "tiff" else _orientation(exif), frames, alpha)


def _exif_of_png(data: bytes) -> bytes:
    """Return the EXIF data of a PNG. It may follow the pixels, where Pillow reads it only after decoding them."""
    at = 8
    while at + 8 <= len(data):
        length, name = unpack_from(">I4s", data, at)
        if name == b"eXIf":
            return data[at + 8 : at + 8 + length]
        at += 12 + length
    return b""


def _orientation(data: bytes) -> int:
    """Return the EXIF orientation, 1 to 8. One in XMP is ignored, as browsers do."""
    exif = Image.Exif()
    try:
        exif.load(data)
        turned = exif.get(0x0112, 1)
    except FAULTS:
        return 1
    return turned if turned in UPRIGHT else 1
