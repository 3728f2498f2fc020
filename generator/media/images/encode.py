"""The bytes of a picture's files."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from generator.media.images.probe import probe
from generator.media.images.renditions import Rendition


def encode(data: bytes, renditions: Sequence[Rendition]) -> tuple[bytes, ...] | str:
    """Return the bytes of each file made of one picture, or a sentence that says what is wrong with it.

    The picture is decoded once. Only its pixels reach the files, upright and in sRGB; the same
    picture gives the same bytes.
    """
    # Both ways take their time to import, ``PIL.Image`` 100 million instructions, which is more
    # than a whole build with nothing to do; and where nothing changed no picture is made.
    if renditions[0].format == "svg":
        from generator.media.images.svg import clean_svg  # noqa: PLC0415 (see above)

        drawing = clean_svg(data)
        return drawing if isinstance(drawing, str) else (drawing.data,)
    from generator.media.images.pixels import DamagedError, write  # noqa: PLC0415 (see above)

    try:
        return write(data, renditions)
    except DamagedError as damage:
        return str(damage)


def rewritten(data: bytes, path: str) -> tuple[bytes, str]:
    """Return a picture in its own format and size, and a sentence that says what is wrong with it if it is none."""
    found = probe(data, PurePosixPath(path).suffix)
    if isinstance(found, str):
        return b"", found
    made = encode(data, (Rendition(path, found.format, found.width, found.height),))
    return (b"", made) if isinstance(made, str) else (made[0], "")
