"""What was pulled before, so that a change there is told from a change here. The file may be deleted at any time."""

import hashlib
from pathlib import Path

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.pulls.base import Heard

_FILE = "pulled"


class Before(msgspec.Struct, frozen=True, array_like=True):
    """A comment as its source had it, and its body as it was written here; both as digests."""

    source: bytes
    body: bytes


_decoder = msgspec.msgpack.Decoder(dict[str, Before])


class Remembered:
    """What was pulled before, by the article's GUID and the comment's id."""

    def __init__(self, work: Path) -> None:
        """Read the file; one that is missing or damaged counts as empty."""
        self._file = work / _FILE
        data = read_checked(self._file)
        try:
            self._found = _decoder.decode(data) if data is not None else {}
        except (msgspec.DecodeError, ValueError):
            self._found = {}
        self._changed = False

    def get(self, guid: str, name: str) -> Before | None:
        """Return what is known of a comment."""
        return self._found.get(f"{guid}\0{name}")

    def keep(self, guid: str, name: str, source: bytes, body: bytes) -> None:
        """Remember a comment."""
        if self.get(guid, name) != (one := Before(source, body)):
            self._found[f"{guid}\0{name}"] = one
            self._changed = True

    def write(self) -> None:
        """Write the file, if anything is new. Raises OSError."""
        if self._changed:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_checked(self._file, msgspec.msgpack.encode(self._found))


def source_digest(heard: Heard) -> bytes:
    """Return a digest of what a comment's source says: of the words alone, since likes and pictures come and go."""
    return digest(f"{heard.form}\0{heard.author}\0{heard.body}")


def digest(text: str) -> bytes:
    """Return a digest of a text."""
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest()
