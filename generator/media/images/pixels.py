"""Decoding and encoding of pictures with Pillow; of the images, only this module and ``opened`` import it.

No file is ever saved from the image that was opened, but from new images with an empty ``info``,
since that is where Pillow keeps metadata.
"""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from generator.media.images.header import FAULTS, PILLOW
from generator.media.images.opened import UPRIGHT, header_of, opened
from generator.media.images.renditions import Rendition

_JPEG = {"quality": 80, "progressive": True, "optimize": True}
_PNG = {"compress_level": 7}
_WEBP = {"quality": 78, "method": 4}
#: For drawings of few colours, lossless: ``quality`` means the effort here.
_WEBP_EXACT = {"lossless": True, "quality": 60, "method": 4}
#: A single thread: the bytes must not depend on the number of threads.
_AVIF = {"quality": 62, "speed": 7, "max_threads": 1}
_WEBP_MOVING = {"quality": 75, "method": 3, "allow_mixed": True}
_TIFF = {"compression": "tiff_lzw"}
_JP2 = {"quality_mode": "dB", "quality_layers": [40], "irreversible": True}

#: The shortest duration of a frame in browsers, in milliseconds.
_SHORTEST = 20
_USUAL = 100


class DamagedError(Exception):
    """A picture cannot be decoded; the message says why."""


def write(data: bytes, renditions: Sequence[Rendition]) -> tuple[bytes, ...]:
    """Return the bytes of each file made of one picture; :class:`DamagedError` if it breaks off."""
    try:
        with warnings.catch_warnings(action="ignore"):  # Pillow's remarks on metadata, which is dropped
            return _write(data, renditions)
    except (*FAULTS, Image.DecompressionBombError) as fault:
        raise DamagedError(f"it is an image that is damaged or breaks off: {fault}") from fault


def _write(data: bytes, renditions: Sequence[Rendition]) -> tuple[bytes, ...]:
    """Return the bytes of each file."""
    with opened(data) as source:
        found = header_of(source, data)
        turned = found.orientation
        largest = max(renditions, key=lambda rendition: rendition.width)
        if found.frames > 1 and source.format != "TIFF":
            frames = _frames(source, largest, turned)
            return tuple(_moving(*frames, rendition) for rendition in renditions)
        size = (largest.width, largest.height)
        if largest.format == "tiff":
            return tuple(_pages(source) for _ in renditions)
        source.draft(None, _as_stored(size, turned))  # a JPEG is decoded at an eighth, a quarter or half
        exact = source.format in {"PNG", "GIF", "BMP", "TIFF"} and _is_flat(source)
        top = _clean(source, size, turned)
    sized = {
        rendition.width: top
        if (rendition.width, rendition.height) == size
        else top.resize((rendition.width, rendition.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        for rendition in renditions
    }
    return tuple(_saved(sized[rendition.width], rendition.format, exact=exact) for rendition in renditions)


def _as_stored(size: tuple[int, int], turned: int) -> tuple[int, int]:
    """Return the stored size of a picture, before its orientation is applied."""
    return (size[1], size[0]) if turned > 4 else size


def _is_flat(source: Image.Image) -> bool:
    """Return whether a picture has so few colours that it must be a drawing or a screenshot."""
    if source.mode.startswith(("I", "F")):
        return False
    return source.mode in {"1", "P"} or source.getcolors(16 if source.mode == "L" else 256) is not None


def _clean(source: Image.Image, size: tuple[int, int], turned: int) -> Image.Image:
    """Return a new image of the picture at a size: in sRGB, upright, without metadata."""
    profile = source.info.get("icc_profile")
    image = _in_plain_mode(source).resize(_as_stored(size, turned), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _in_srgb(image, profile) if profile else image
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if turned in UPRIGHT:
        image = image.transpose(UPRIGHT[turned])
    image.info = {}
    return image


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """Return the picture as L, RGB, RGBA or CMYK."""
    if image.mode == "F":  # each pixel is a number of any size
        return image.convert("L")
    if image.mode == "LAB":
        return (
            ImageCms.profileToProfile(
                image, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            or image
        )
    if image.mode.startswith("I"):  # 16 bits of grey: only the upper 8 are shown
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture converted to sRGB, which browsers assume without a profile."""
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(own).lower():
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is broken, or for another kind of picture
        return image


def _pages(source: Image.Image) -> bytes:
    """Return all pages of a TIFF as one picture."""
    pages = []
    for at in range(getattr(source, "n_frames", 1)):
        source.seek(at)
        pages.append(_clean(source, source.size, 1))
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], **_TIFF)
    return out.getvalue()


def _frames(source: Image.Image, rendition: Rendition, turned: int) -> tuple[list[Image.Image], list[int], int]:
    """Return an animation's frames, their durations in milliseconds, and how often it plays; 0 is endlessly."""
    frames, times = [], []
    plays = source.info.get("loop", 0 if source.format != "GIF" else 1)
    if source.format == "GIF" and "loop" in source.info and plays:
        plays += 1  # a GIF counts the repetitions after the first time
    for at in range(bool(source.info.get("default_image")), getattr(source, "n_frames", 1)):
        source.seek(at)
        frames.append(_clean(source, (rendition.width, rendition.height), turned).convert("RGBA"))
        time = round(source.info.get("duration", 0))
        times.append(time if time >= _SHORTEST else _USUAL)
    return frames, times, plays


def _moving(frames: list[Image.Image], times: list[int], plays: int, rendition: Rendition) -> bytes:
    """Return an animation encoded in the rendition's format."""
    size = (rendition.width, rendition.height)
    first, *rest = [frame if frame.size == size else frame.resize(size) for frame in frames]
    options = {"webp": _WEBP_MOVING, "gif": {"disposal": 2}, "png": _PNG, "avif": _AVIF}[rendition.format]
    loop = (
        {} if rendition.format == "gif" and plays == 1 else {"loop": plays - (rendition.format == "gif" and plays > 0)}
    )
    out = BytesIO()
    first.save(out, rendition.format.upper(), save_all=True, append_images=rest, duration=times, **loop, **options)
    return out.getvalue()


def _saved(image: Image.Image, kind: str, *, exact: bool) -> bytes:
    """Return an image encoded in the format."""
    webp = _WEBP_EXACT if exact else _WEBP
    by_kind: dict[str, dict[str, Any]] = {"jpeg": _JPEG, "png": _PNG, "webp": webp, "avif": _AVIF, "jp2": _JP2}
    out = BytesIO()
    image.save(out, PILLOW.get(kind, kind.upper()), **by_kind.get(kind, {}))
    return out.getvalue()
