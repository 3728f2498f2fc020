"""A cache of single expensive values, each with the digest of its input."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.base.digest import digest

T = TypeVar("T")


class Memo:
    """A folder with one file per value: only the last one is kept, valid as long as its input is unchanged."""

    def __init__(self, folder: Path, program: str, *, forget: bool = False) -> None:
        """Use the folder; ``program`` is the digest of the program that computes the values."""
        self._folder, self._program, self._forget = folder, program, forget

    def recall(self, name: str, of: object, kind: type[T], make: Callable[[], T]) -> T:
        """Return ``make()``, or its cached result if ``of`` is the same as then; its type is ``kind``."""
        file = self._folder / name
        key = digest(self._program, of)
        kept = None if self._forget else read_checked(file)
        if kept is not None and kept.startswith(key):
            try:
                return msgspec.msgpack.decode(memoryview(kept)[len(key) :], type=kind)
            except (msgspec.DecodeError, ValueError):
                pass  # computed again
        made = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        write_checked(file, key + msgspec.msgpack.encode(made))
        return made
