"""Single values that take long to work out, each kept with the digest of what it was worked out from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.base.digest import digest


class Memo:
    """A folder with a file for each value: the last one, which stands as long as nothing under it changes."""

    def __init__(self, folder: Path, program: str, *, forget: bool = False) -> None:
        """Use the folder; ``program`` is what works the values out."""
        self._folder, self._program, self._forget = folder, program, forget

    def recall(self, name: str, of: Any, kind: Any, make: Callable[[], Any]) -> Any:
        """Return ``make()``, or what it returned when ``of`` was the same; its type is ``kind``."""
        file = self._folder / name
        key = digest(self._program, of)
        kept = None if self._forget else read_checked(file)
        if kept is not None and kept.startswith(key):
            try:
                return msgspec.msgpack.decode(memoryview(kept)[len(key) :], type=kind)
            except (msgspec.DecodeError, ValueError):
                pass  # worked out again
        made = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        write_checked(file, key + msgspec.msgpack.encode(made))
        return made
