"""What was found out about single files and values, remembered in memory for as long as it holds."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.base.digest import digest
from generator.base.file_stamps import TICK, Stamp, is_conclusive
from generator.base.problems import Problem
from generator.content.find import Source
from generator.incremental.content_cache import Store
from generator.incremental.memo import Memo

T = TypeVar("T")


class LiveMemo(Memo):
    """The cache of single values of builds, with the last of each in memory."""

    def __init__(self, folder: Path, program: str, *, forget: bool = False) -> None:
        """Use the folder of builds."""
        super().__init__(folder, program, forget=forget)
        self._last: dict[str, tuple[bytes, object]] = {}

    def recall(self, name: str, of: object, kind: type[T], make: Callable[[], T]) -> T:
        """Return ``make()``, or what it returned when ``of`` was the same."""
        key = digest(of)
        last = self._last.get(name)
        if last is not None and last[0] == key:
            return last[1]  # type: ignore[return-value]  # it was made under the same name
        made = super().recall(name, of, kind, make)
        self._last[name] = key, made
        return made


class Examined:
    """The problems of files by themselves, as checks find them."""

    def __init__(self, root: Path) -> None:
        """Begin with none."""
        self._root = root
        self._known: dict[str, tuple[Stamp, object, tuple[Problem, ...]]] = {}

    def problems(self, path: str, of: object, look: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
        """Return ``look()``, or what it returned when the file and ``of`` were the same."""
        info = os.stat(f"{self._root}/{path}")  # noqa: PTH116 (for each file of the content)
        stamp = info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns
        known = self._known.get(path)
        if known is not None and known[0] == stamp and known[1] == of:
            return known[2]
        found = look()
        if is_conclusive(info, time.time_ns() - TICK):
            self._known[path] = stamp, of, found
        else:
            self._known.pop(path, None)
        return found


class Media:
    """What was found out about pictures and recordings: by builds, as their cache has it, or since."""

    def __init__(self, store: Store) -> None:
        """Use the cache of builds."""
        self._store: Store | None = store
        self._known: dict[tuple[str, str], tuple[Stamp, bytes]] = {}
        #: Whether anything was examined that the cache did not know.
        self.learned = False

    def recall(self, source: Source, what: str, look: Callable[[], bytes]) -> bytes:
        """Return the result of examining a file, or ``look()`` if the file may have changed."""
        known = self._known.get((source.path, what))
        if known is not None and known[0] == source.stamp:
            return known[1]
        found = self._first(source, what, look) if self._store is not None else look()
        self._known[source.path, what] = source.stamp, found
        return found

    def _first(self, source: Source, what: str, look: Callable[[], bytes]) -> bytes:
        """Return the result as the cache has it, else ``look()``."""

        def looked() -> bytes:
            self.learned = True
            return look()

        return self._store.recall(source, what, looked) if self._store is not None else look()

    def close(self) -> None:
        """Ask the cache no more."""
        self._store = None
