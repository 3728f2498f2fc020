"""The renditions of a picture: determined by its size alone, so that pages are planned before they exist."""

from collections.abc import Sequence

import msgspec

from generator.media.images.header import Format
from generator.media.images.probe import Probe

#: Increase it whenever the same picture is encoded to other bytes: it is a part of the digest.
REVISION = 1

#: Widths in pixels: a phone, a high-density phone or a column of text, and a wide screen. Never enlarged.
WIDTHS = (480, 960, 1600)
#: A width is left out if the next larger one is less than this factor wider.
_APART = 1.2
#: The maximum side of a WebP, which has 14 bits for it.
_TALLEST = 16383

_EXTENSIONS: dict[Format, str] = {"jpeg": "jpg", "png": "png", "webp": "webp", "svg": "svg"}


class Rendition(msgspec.Struct, frozen=True):
    """One file made of a picture: its path from the site's root, and what it is."""

    path: str
    format: Format
    width: int
    height: int


def renditions(stem: str, digest: str, probe: Probe) -> tuple[Rendition, ...]:
    """Return a picture's renditions: first in a format that every program shows, then WebP, each by width.

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
    """Return the rendition for places that take only one: the largest in a format that every program shows."""
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
