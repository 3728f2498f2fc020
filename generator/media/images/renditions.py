"""Which files become of a picture. Known from its size alone, so a page is planned before they exist."""

from collections.abc import Sequence

import msgspec

from generator.media.images.header import Format
from generator.media.images.probe import Probe

#: Changes whenever the same picture would be encoded to other bytes: mix it into the digest.
REVISION = 1

#: A phone, a phone with a dense screen or a column of text, and a wide screen. Never enlarged.
WIDTHS = (480, 960, 1600)
#: A width is left out if the next larger file is less than this many times as wide.
_APART = 1.2
#: WebP has 14 bits for a side.
_TALLEST = 16383

_EXTENSIONS: dict[Format, str] = {"jpeg": "jpg", "png": "png", "webp": "webp", "svg": "svg"}


class Rendition(msgspec.Struct, frozen=True):
    """One file made of a picture: its path from the site's root, and what it is."""

    path: str
    format: Format
    width: int
    height: int


def renditions(stem: str, digest: str, probe: Probe) -> tuple[Rendition, ...]:
    """Return the files a picture becomes: first those for every program, then WebP, each by width.

    A drawing becomes one file, and so does an animation, as WebP. ``digest`` is the hexadecimal
    digest of the original and :data:`REVISION`; its first eight characters are part of the path.
    """
    name = f"images/{stem}.{digest[:8]}"
    if probe.format == "svg":
        return (Rendition(f"{name}.svg", "svg", probe.width, probe.height),)
    sizes = _sizes(probe)
    if probe.animated:
        sizes = sizes[-1:]
    return tuple(
        Rendition(f"{name}.{width}.{_EXTENSIONS[kind]}", kind, width, height)
        for kind in _formats(probe)
        for width, height in sizes
    )


def largest(found: Sequence[Rendition]) -> Rendition:
    """Return the file that stands for a picture where only one can: the largest that every program shows."""
    return max([one for one in found if one.format != "webp"] or found, key=lambda one: one.width)


def _sizes(probe: Probe) -> tuple[tuple[int, int], ...]:
    """Return widths and heights, the smallest first; the last is the picture's own or the widest."""
    top = max(1, min(probe.width, WIDTHS[-1], probe.width * _TALLEST // probe.height))
    widths = (*(width for width in WIDTHS if width * _APART <= top), top)
    return tuple((width, min(_TALLEST, max(1, round(probe.height * width / probe.width)))) for width in widths)


def _formats(probe: Probe) -> tuple[Format, ...]:
    """Return the formats to write: the original's, or one that every program knows, then WebP."""
    if probe.animated or probe.format == "webp":
        return ("webp",)
    if probe.format in {"avif", "tiff", "jp2"}:
        return ("png" if probe.alpha else "jpeg", "webp")
    return ("jpeg" if probe.format == "jpeg" else "png", "webp")
