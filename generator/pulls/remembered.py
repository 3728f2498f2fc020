"""What was pulled before, so that a change at its source is seen. The file may be deleted at any time."""

import hashlib
from pathlib import Path

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.pulls.base import Heard

_FILE = "pulled"
#: Ends the key of a comment's server.
_SERVER = "\0server"
_decoder = msgspec.msgpack.Decoder(dict[str, bytes])


class Remembered:
    """A digest of each comment as its source had it, by the article's GUID and the comment's id; and its server."""

    def __init__(self, work: Path) -> None:
        """Read the file; one that is missing or damaged counts as empty."""
        self._file = work / _FILE
        data = read_checked(self._file)
        try:
            self._found = _decoder.decode(data) if data is not None else {}
        except (msgspec.DecodeError, ValueError):
            self._found = {}
        self._changed = False

    def is_changed(self, guid: str, name: str, heard: Heard) -> bool:
        """Return whether a comment was another one when it was last asked for, and remember it as it is now."""
        key, now = f"{guid}\0{name}", _digest(heard)
        before = self._found.get(key)
        if before != now:
            self._found[key] = now
            self._changed = True
        server = heard.server.encode(errors="replace")
        if server and self._found.get(f"{key}{_SERVER}") != server:
            self._found[f"{key}{_SERVER}"] = server
            self._changed = True
        return before not in {None, now}

    def server_of(self, guid: str, name: str) -> str:
        """Return which server told a comment, or an empty string where that is not known."""
        return self._found.get(f"{guid}\0{name}{_SERVER}", b"").decode(errors="replace")

    def write(self) -> None:
        """Write the file, if anything is new. Raises OSError."""
        if self._changed:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_checked(self._file, msgspec.msgpack.encode(self._found))


def _digest(heard: Heard) -> bytes:
    """Return a digest of what a comment's source says: of the words alone, since likes and pictures come and go."""
    return hashlib.blake2b(f"{heard.form}\0{heard.body}".encode(errors="replace"), digest_size=8).digest()
