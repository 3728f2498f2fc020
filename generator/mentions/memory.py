"""What is known of mentions that were got: which came from where, and which were refused. It may be deleted."""

from pathlib import Path

import msgspec

from generator.base.atomic import write_file

_NAME = "received.json"


class _Kept(msgspec.Struct, omit_defaults=True):
    #: The highest number that each receiver gave; the page of each mention by its article and its source, and when it
    #: was looked at again, in seconds since 1970; why others were refused, by page and target.
    last: dict[str, int] = {}
    came: dict[str, str] = {}
    looked: dict[str, int] = {}
    refused: dict[str, str] = {}


class Memory:
    """What earlier runs got."""

    def __init__(self, folder: Path) -> None:
        """Read the file; one that is missing or damaged counts as empty."""
        self._file = folder / _NAME
        try:
            self._before = self._file.read_bytes()
            self.kept = msgspec.json.decode(self._before, type=_Kept)
        except (OSError, msgspec.DecodeError, UnicodeError):
            self._before, self.kept = b"", _Kept()

    def write(self) -> None:
        """Keep what is known now. Raises OSError."""
        data = msgspec.json.encode(self.kept)
        if data != self._before:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, data)


def key(one: str, other: str) -> str:
    """Return two names as one."""
    return f"{one}\n{other}"
