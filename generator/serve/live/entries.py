"""The entries of all content files: those of the cache at first, then each file again when it changes."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.base.file_stamps import Stamp
from generator.base.model import Entry
from generator.base.pool import WorkerOptions
from generator.base.problems import Problem, Report
from generator.build.load import Task, readings
from generator.build.settings import LoadedSettings
from generator.content.codec import pack
from generator.content.entry_reader import ReadOptions, read_entry
from generator.content.find import Source, read_bytes
from generator.content.kind import ContentType
from generator.incremental.content_cache import Store, digest_of, digest_of_rest
from generator.incremental.html_store import Bodies
from generator.serve.live.texts import Texts

#: How many texts are kept that no file may have any more.
_MANY = 1_000


class _Kept(msgspec.Struct, frozen=True):
    """What was read of a file: its stamp then, the digest of what its reading depends on, and the reading."""

    stamp: Stamp
    digest: bytes
    entry: Entry | None
    problems: tuple[Problem, ...]
    #: The digests of its texts, and of pictures embedded in them.
    texts: tuple[str, ...]


class Entries:
    """The entries of a project, by file."""

    def __init__(self, root: Path) -> None:
        """Begin with none."""
        self._root = root
        self._files: dict[str, _Kept] = {}
        #: All entries and their places in the list by file, if every file has one; and the files with problems.
        self._every: list[Entry] = []
        self._places: dict[str, int] = {}
        self._wrong: dict[str, tuple[Problem, ...]] = {}
        self.texts = Texts(Bodies(root, {}))

    def load(
        self, tasks: Sequence[Task], given: LoadedSettings, terms: ReadOptions, crew: WorkerOptions, store: Store
    ) -> None:
        """Read all files as a build does, through its cache, and save that."""
        for source, _, entry, problems in readings(self._root, tasks, given, terms, store, crew):
            kept = store.new[source.path]
            self._files[source.path] = _Kept(source.stamp, kept.digest, entry, problems, kept.texts)
        for name, kept in store.old.items():
            if "\0" in name:
                # What is known of pictures is asked for later, and must not be lost.
                store.new.setdefault(name, kept)
        store.save()
        self.texts = Texts(store.bodies)
        self.texts.open()

    def read(self, tasks: Sequence[Task], terms: ReadOptions, report: Report) -> list[Entry]:
        """Return all entries that can be read, in the order of the tasks; files that changed are read again."""
        files: dict[str, _Kept] = {}
        html: dict[str, bytes] = {}
        entries: list[Entry] = []
        known = self._files
        rests: dict[str, tuple[str, bytes]] = {}
        for source, kind in tasks:
            path = source.path
            rest = rests.get(kind.name)
            if rest is None:
                of = terms.of(kind)
                rest = rests[kind.name] = of, digest_of_rest(kind.name, of)
            kept = known.get(path)
            if kept is None or kept.stamp != source.stamp or kept.digest[:4] != rest[1]:
                kept = self._again(source, kind, terms, kept, html)
            files[path] = kept
            if kept.problems:
                report.add(kept.problems)
            if kept.entry is not None:
                entries.append(kept.entry)
        self._files = files
        self._wrong = {path: kept.problems for path, kept in files.items() if kept.problems}
        whole = len(entries) == len(files)
        self._every, self._places = entries, {path: place for place, path in enumerate(files)} if whole else {}
        self._add(html)
        return list(entries)

    def read_again(self, tasks: Sequence[Task], terms: ReadOptions, report: Report) -> list[Entry] | None:
        """Return all entries after some files have changed and no other; None if all have to be looked at."""
        html: dict[str, bytes] = {}
        for source, kind in tasks:
            path = source.path
            place, kept = self._places.get(path), self._files.get(path)
            now = self._again(source, kind, terms, kept, html)
            if place is None or now.entry is None:
                return None
            self._files[path], self._every[place] = now, now.entry
            self._wrong.pop(path, None)
            if now.problems:
                self._wrong[path] = now.problems
        for problems in self._wrong.values():
            report.add(problems)
        self._add(html)
        return list(self._every)

    def _add(self, html: dict[str, bytes]) -> None:
        """Add texts, and let go of those that no file has any more if there are many."""
        if html:
            grown = self.texts.grown > 2 * len(self._files) + _MANY
            used = [text for kept in self._files.values() for text in kept.texts] if grown else None
            self.texts = self.texts.plus(html, used)

    def _again(
        self, source: Source, kind: ContentType, terms: ReadOptions, was: _Kept | None, html: dict[str, bytes]
    ) -> _Kept:
        """Return what a file has now; its texts are added to ``html``. With the same bytes it has the same entry."""
        report = Report()
        data = read_bytes(self._root, source, report)
        if data is None:
            # Without a digest, it is read again the next time.
            return _Kept(source.stamp, b"", None, tuple(report), ())
        digest = digest_of(data, kind.name, terms.of(kind))
        if was is not None and was.digest == digest:
            return msgspec.structs.replace(was, stamp=source.stamp)
        reading = read_entry(source.path, data, kind, terms.time_zone, terms.longest_body)
        parcel = pack(reading)
        html |= parcel.html
        return _Kept(source.stamp, digest, reading.entry, reading.problems, tuple(parcel.html))
