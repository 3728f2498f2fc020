"""What a picture is, said from its bytes, or what is wrong with it."""

import msgspec

from generator.images.header import FAULTS, Format, Header, header

#: A picture of more pixels is refused: decoded, these are 256 MB. All frames of an animation count.
MAX_PIXELS = 64_000_000

#: What each file extension says that the file is.
SUFFIXES: dict[str, Format] = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".jpe": "jpeg",
    ".png": "png",
    ".apng": "png",
    ".webp": "webp",
    ".gif": "gif",
    ".avif": "avif",
    ".svg": "svg",
}

_UNREADABLE = "it is not an image that can be read"
_NAMES = {"jpeg": "a JPEG", "png": "a PNG", "webp": "a WebP", "gif": "a GIF", "avif": "an AVIF", "svg": "an SVG"}
#: Pictures that people have and browsers do not show, by their first bytes.
_ELSEWHERE = (
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"BM", "BMP"),
    (b"\0\0\1\0", "ICO"),
    (b"\x1f\x8b", "compressed SVG"),
)
_AVIF = frozenset({b"avif", b"avis"})
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class Probe(msgspec.Struct, frozen=True):
    """A picture that can be shown: its size in pixels, as it stands upright."""

    format: Format
    width: int
    height: int
    animated: bool = False
    #: Whether it may have transparent parts.
    alpha: bool = False


def probe(data: bytes, suffix: str = "") -> Probe | str:
    """Return what a picture is, or a sentence that says what is wrong with it.

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
    from generator.images.svg import clean_svg  # noqa: PLC0415 -- as below

    drawing = clean_svg(data)
    return drawing if isinstance(drawing, str) else Probe("svg", drawing.width, drawing.height, alpha=True)


def _raster(data: bytes) -> Probe | str:
    """Return what a picture made of pixels is, or what is wrong with it."""
    brand = data[8:12] if data[4:8] == b"ftyp" else b""
    found = _avif(data) if brand in _AVIF else header(data)
    if found is None:
        return _elsewhere(data, brand)
    if not found.width or not found.height:
        return "it is an image without a width or height"
    if found.width * found.height * found.frames > MAX_PIXELS:
        frames = f" in {found.frames} frames" if found.frames > 1 else ""
        return (
            f"it has {found.width} × {found.height} pixels{frames}, "
            f"and {MAX_PIXELS // 1_000_000} million in all is the limit; save it smaller"
        )
    width, height = (found.height, found.width) if found.orientation > 4 else (found.width, found.height)
    return Probe(found.format, width, height, animated=found.frames > 1, alpha=found.alpha)


def _avif(data: bytes) -> Header | None:
    """Return the header of an AVIF: its boxes are many, so Pillow reads them."""
    import warnings  # noqa: PLC0415 -- rare, and the imports are slow
    from io import BytesIO  # noqa: PLC0415 (Pillow takes 40 ms to import)

    from PIL import AvifImagePlugin, Image  # noqa: PLC0415 (Pillow takes 40 ms to import)

    # Pillow tells the turn that the file asks for as EXIF's orientation.
    try:
        with warnings.catch_warnings(action="ignore"), AvifImagePlugin.AvifImageFile(BytesIO(data)) as image:
            turned = image.getexif().get(0x0112, 1)
            return Header("avif", *image.size, turned, image.n_frames, image.has_transparency_data)
    except (*FAULTS, Image.DecompressionBombError):
        return None


def _elsewhere(data: bytes, brand: bytes) -> str:
    """Return why bytes that are no known picture cannot be shown, with a way out where there is one."""
    name = "HEIC" if brand in _HEIC else next((name for magic, name in _ELSEWHERE if data.startswith(magic)), "")
    return f"it is a {name} file, which browsers do not show; save it as JPEG or PNG" if name else _UNREADABLE
