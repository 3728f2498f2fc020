"""The cache of content files' readings, and of what was found out about pictures and audio.

A file with the same stamp as before is unchanged. If the stamp differs, the digest of its bytes decides.
"""

import hashlib
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.base.file_stamps import Stamp
from generator.base.paths import on_disk
from generator.base.system import forget
from generator.content.find import Source
from generator.incremental.html_store import Bodies, Span


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A cached reading: the file's stamp, the digest of its bytes, the packed reading, and its texts' digests."""

    stamp: Stamp
    digest: bytes
    reading: bytes
    texts: tuple[str, ...]


class _Index(msgspec.Struct, frozen=True):
    """The contents of the cache; ``program`` is the digest of the program that wrote it."""

    program: str
    pack: str
    readings: dict[str, Kept]
    spans: dict[str, Span]


_decoder = msgspec.msgpack.Decoder(_Index)


class Store:
    """The cache of a project, for one version of the program."""

    def __init__(self, folder: Path, program: str, *, forget: bool = False) -> None:
        """Open the cache; one of another version, or one that cannot be read, counts as empty."""
        self.folder, self.program = folder, program
        index = None if forget else self._load()
        self.old = index.readings if index else {}
        self.new: dict[str, Kept] = {}
        self.bodies = Bodies(folder / (index.pack if index else self._fresh()), index.spans if index else {})

    def _load(self) -> _Index | None:
        data = read_checked(self.folder / "index")
        if data is None:
            return None
        try:
            index = _decoder.decode(data)
            size = (self.folder / index.pack).stat().st_size if index.spans else 0
        except (OSError, msgspec.DecodeError, ValueError):
            return None
        whole = all(start + length <= size for start, length, _ in index.spans.values())
        return index if index.program == self.program and whole and "/" not in index.pack else None

    def _fresh(self) -> str:
        """Return an unused name for the file of texts."""
        return f"texts-{time.time_ns():x}"

    def known(self, source: Source, kind: str, zone: str, root: Path) -> Kept | None:
        """Return a file's cached reading, or None if the file has changed since."""
        kept = self.old.get(source.path)
        if kept is None:
            return None
        if kept.stamp != source.stamp:
            if kept.stamp[1] != source.stamp[1]:
                return None
            try:
                data = Path(on_disk(str(root), source.path)).read_bytes()
            except OSError:
                return None
            if digest_of(data, kind, zone) != kept.digest:
                return None
            kept = msgspec.structs.replace(kept, stamp=source.stamp)
        elif kept.digest[:4] != digest_of_rest(kind, zone):
            return None
        self.new[source.path] = kept
        return kept

    def keep(self, source: Source, digest: bytes, reading: bytes, html: dict[str, bytes]) -> None:
        """Cache a file's reading and the HTML of its texts."""
        self.bodies.add(html)
        self.new[source.path] = Kept(source.stamp, digest, reading, tuple(html))

    def recall(self, source: Source, what: str, look: Callable[[], bytes]) -> bytes:
        """Return the cached result of examining a binary file, or ``look()`` if the file may have changed.

        The stamp alone decides: such a file may be too large to be read for a digest.
        """
        digest = digest_of_rest(what, "")
        # One file may be examined in several ways; no path contains NUL.
        name = f"{what}\0{source.path}"
        kept = self.old.get(name)
        if kept is None or (kept.stamp, kept.digest) != (source.stamp, digest):
            kept = Kept(source.stamp, digest, look(), ())
        self.new[name] = kept
        return kept.reading

    def save(self) -> None:
        """Write the index atomically, and close the file of texts, which opens again when a text is read."""
        used = dict.fromkeys(text for kept in self.new.values() for text in kept.texts)
        if self.new == self.old and len(used) == len(self.bodies):
            self.bodies.close()
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        bodies = self.bodies.swept(used, self.folder / self._fresh())
        index = _Index(self.program, bodies.path.name, self.new, bodies.spans)
        write_checked(self.folder / "index", msgspec.msgpack.encode(index))
        bodies.close()
        self.bodies.close()
        for file in self.folder.glob("texts-*"):
            if file.name != bodies.path.name:
                forget(file)
        self.bodies = bodies


def digest_of(data: bytes, kind: str, zone: str) -> bytes:
    """Return the cache key of a reading: a digest of the file's bytes and of what else it depends on.

    Its first four bytes come from the latter alone, so that they can be compared without reading the file.
    """
    return digest_of_rest(kind, zone) + hashlib.blake2b(data, digest_size=16).digest()


@cache
def digest_of_rest(kind: str, zone: str) -> bytes:
    """Return the digest of what a reading depends on besides the file."""
    return hashlib.blake2b(f"{kind}\0{zone}".encode(), digest_size=4).digest()
