"""Examines a picture: format and size, or what is wrong with it."""

import msgspec

from generator.media.images.header import Format
from generator.media.images.sniff import HEAD, REWRITTEN, sniff

#: A picture of more pixels is refused: decoded, these are 256 MB. All frames of an animation count.
MAX_PIXELS = 64_000_000
_LIMIT = f"{MAX_PIXELS // 1_000_000} million in all is the limit; save it smaller"

#: The format of each file extension.
SUFFIXES: dict[str, Format] = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".jpe": "jpeg",
    ".jfif": "jpeg",
    ".pjpeg": "jpeg",
    ".pjp": "jpeg",
    ".png": "png",
    ".apng": "png",
    ".webp": "webp",
    ".gif": "gif",
    ".avif": "avif",
    ".svg": "svg",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".bmp": "bmp",
    ".jp2": "jp2",
}

_UNREADABLE = "it is not an image that can be read"
_NAMES = {
    "jpeg": "a JPEG",
    "png": "a PNG",
    "webp": "a WebP",
    "gif": "a GIF",
    "avif": "an AVIF",
    "svg": "an SVG",
    "tiff": "a TIFF",
    "bmp": "a BMP",
    "jp2": "a JPEG 2000",
}
#: Other files that people take for pictures, by their first bytes.
_ELSEWHERE = ((b"%PDF", "a PDF"), (b"\0\0\1\0", "an ICO"), (b"\x1f\x8b", "a compressed SVG"))


class Probe(msgspec.Struct, frozen=True):
    """A picture that can be shown: its size in pixels, as it stands upright."""

    format: Format
    width: int
    height: int
    animated: bool = False
    #: Whether it may have transparent parts.
    alpha: bool = False


def probe(data: bytes, suffix: str = "") -> Probe | str:
    """Return a picture's properties, or a sentence that says what is wrong with it.

    ``suffix``, such as ``.jpg``, is what the file's name says it is, and must be right. The pixels
    are not looked at: a picture that breaks off in its midst is found by :func:`encode`.
    """
    suffix = suffix.lower()
    found = _svg(data) if _looks_like_svg(data) else _raster(data)
    claimed = SUFFIXES.get(suffix)
    if found == _UNREADABLE and suffix:
        return f"it says {suffix} and is not an image that can be read"
    if isinstance(found, Probe) and claimed and claimed != found.format:
        return f"it says {suffix} and is {_NAMES[found.format]}"
    return found


def _looks_like_svg(data: bytes) -> bool:
    """Return whether bytes look like a document of XML with a drawing in it."""
    return data[:256].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and b"svg" in data[:65536]


def _svg(data: bytes) -> Probe | str:
    """Return what a drawing is, or why it may not be published."""
    from generator.media.images.svg import clean_svg  # noqa: PLC0415 (see below)

    drawing = clean_svg(data)
    return drawing if isinstance(drawing, str) else Probe("svg", drawing.width, drawing.height, alpha=True)


def _raster(data: bytes) -> Probe | str:
    """Return what a picture made of pixels is, or what is wrong with it."""
    kind = sniff(data[:HEAD])
    if kind not in REWRITTEN or kind == "svg":
        return _elsewhere(data, kind)
    # PIL.Image costs 100 million instructions to import, more than a whole build with nothing to do.
    from generator.media.images.opened import TooLargeError, header  # noqa: PLC0415 (see above)

    try:
        found = header(data)
    except TooLargeError as large:
        return f"{large}, and {_LIMIT}"
    if found is None:
        return _elsewhere(data, kind)
    if found.width * found.height * found.frames > MAX_PIXELS:
        frames = f" in {found.frames} frames" if found.frames > 1 else ""
        return f"it has {found.width} × {found.height} pixels{frames}, and {_LIMIT}"
    width, height = (found.height, found.width) if found.orientation > 4 else (found.width, found.height)
    # A TIFF of several pages does not move.
    animated = found.frames > 1 and kind != "tiff"
    return Probe(found.format, width, height, animated=animated, alpha=found.alpha)


def _elsewhere(data: bytes, kind: str) -> str:
    """Return why bytes that are no known picture cannot be shown, with a way out where there is one."""
    name = next((name for magic, name in _ELSEWHERE if data.startswith(magic)), "")
    if kind and kind not in REWRITTEN:
        name = f"{'an' if kind[0] in 'ORX' and kind != 'RW2' else 'a'} {kind}"
    return f"it is {name} file, which browsers do not show; save it as JPEG or PNG" if name else _UNREADABLE
