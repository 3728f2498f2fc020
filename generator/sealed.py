"""Files of the cache with a digest before them: what is not whole counts as not there.

A disk fails, a file is cut or a bit turns, and nobody should have to know what to delete then.
"""

import os
from _blake2 import blake2b

_SIZE = 16


def read_sealed(path: str | os.PathLike[str]) -> bytes | None:
    """Return a file's bytes as they were written, or nothing if it is not there or not whole."""
    try:
        with open(path, "rb") as file:
            seal, data = file.read(_SIZE), file.read()
    except OSError:
        return None
    return data if seal == blake2b(data, digest_size=_SIZE).digest() else None


def write_sealed(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file; the old one stands until the new one is whole. Raises OSError."""
    new = f"{os.fspath(path)}.new"
    with open(new, "wb") as file:
        file.write(blake2b(data, digest_size=_SIZE).digest())
        file.write(data)
    os.replace(new, path)
