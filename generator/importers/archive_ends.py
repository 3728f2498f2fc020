"""How long the list at the end of a zip file is, known before it is read: it is read into memory as a whole."""

import os
import struct
from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_LONG_END = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 2**16


def listed(file: BinaryIO) -> int:
    """Return how many bytes a zip file's list of its files has; 0 for what has none."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END.size - _LOCATOR.size - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return 0
    length = int(_END.unpack_from(tail, at)[5])
    if (before := at - _LOCATOR.size) >= 0 and tail[before : before + 4] == b"PK\x06\x07":
        file.seek(min(_LOCATOR.unpack_from(tail, before)[2], size))
        long = file.read(_LONG_END.size)
        if len(long) == _LONG_END.size and long.startswith(b"PK\x06\x06"):
            length = max(length if length < 2**32 - 1 else 0, int(_LONG_END.unpack(long)[8]))
    return min(length, size)
