"""Files of the cache with a checksum before them: what is not whole counts as not there.

A disk fails, a file is cut or a bit turns, and nobody should have to know what to delete then. That takes a
checksum and no digest: nobody forges a cache, and every edit reads and writes megabytes of it.
"""

import os
from zlib import crc32

from generator.base.system import replace

#: Bytes of the checksum, and of the length after it: what was cut is told by both.
_SUM, _LENGTH = 4, 8


def read_checked(path: str | os.PathLike[str]) -> bytes | None:
    """Return a file's bytes as they were written, or nothing if it is not there or not whole."""
    try:
        with open(path, "rb") as file:
            seal, data = file.read(_SUM + _LENGTH), file.read()
    except OSError:
        return None
    return data if seal == _seal(data) else None


def write_checked(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file; the old one stands until the new one is whole. Raises OSError."""
    new = f"{os.fspath(path)}.new"
    with open(new, "wb") as file:
        file.write(_seal(data))
        file.write(data)
    replace(new, path)


def _seal(data: bytes) -> bytes:
    return crc32(data).to_bytes(_SUM, "big") + len(data).to_bytes(_LENGTH, "big")
