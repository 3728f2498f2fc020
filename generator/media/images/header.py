"""What is known of a picture before its pixels are decoded, without importing Pillow; and what Pillow raises."""

import zlib
from struct import error as struct_error
from typing import Literal

import msgspec

Format = Literal["jpeg", "png", "webp", "gif", "avif", "svg", "tiff", "bmp", "jp2"]

#: What Pillow raises at damaged files, as found by altering good ones at random.
FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    EOFError,
    TypeError,
    RuntimeError,
    MemoryError,
    AssertionError,
    struct_error,
    zlib.error,
)
#: Pillow's names, where they are not the format's in capitals.
PILLOW = {"jp2": "JPEG2000"}


class Header(msgspec.Struct, frozen=True):
    """A picture's header: the size is as stored, before the orientation is applied."""

    format: Format
    width: int
    height: int
    #: 1 to 8, as EXIF counts: 5 to 8 lie on their side.
    orientation: int = 1
    frames: int = 1
    alpha: bool = False
