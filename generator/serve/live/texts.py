"""The HTML of all texts: that of the cache, and that of the files that were read since."""

import threading
from collections.abc import Iterable, Iterator, Mapping

from generator.base.model import Prose
from generator.content.codec import unpack_prose
from generator.incremental.html_store import Bodies


class Texts(Mapping[str, Prose]):
    """Texts by their digests. It never changes, so that a page that is being made keeps its own.

    Nothing is written to the cache's file of texts: a build may write to it at the same time.
    """

    def __init__(
        self, kept: Bodies, new: Mapping[str, bytes] | None = None, lock: "threading.Lock | None" = None
    ) -> None:
        """Use the cache's texts and, in front of them, packed new ones."""
        self._kept, self._new = kept, new or {}
        # A store of texts is made for one thread.
        self._lock = lock or threading.Lock()

    def open(self) -> None:
        """Open the cache's file of texts now, so that it remains readable if a build replaces it."""
        for digest in self._kept.spans:
            self.data(digest)
            return

    def plus(self, more: Mapping[str, bytes], used: Iterable[str] | None) -> "Texts":
        """Return these texts and more; of the new ones, only those that are used, if that is given."""
        new = {**self._new, **more}
        if used is not None:
            new = {digest: new[digest] for digest in used if digest in new}
        return Texts(self._kept, new, self._lock)

    @property
    def grown(self) -> int:
        """Return how many new texts there are."""
        return len(self._new)

    def __getitem__(self, digest: str) -> Prose:
        """Return a text."""
        data = self._new.get(digest)
        if data is not None:
            return unpack_prose(data)
        with self._lock:
            return self._kept[digest]

    def data(self, digest: str) -> bytes:
        """Return the bytes of a text, or of a picture embedded in one."""
        data = self._new.get(digest)
        if data is not None:
            return data
        with self._lock:
            return self._kept.data(digest)

    def __iter__(self) -> Iterator[str]:
        """Return the digests."""
        return iter({**self._kept.spans, **self._new})

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len({**self._kept.spans, **self._new})
