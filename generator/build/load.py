"""Loads all content files as entries: unchanged ones from the cache, the others in workers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.base import pool
from generator.base.model import Entry
from generator.base.pool import WorkerOptions
from generator.base.problems import Problem, Report
from generator.build.settings import LoadedSettings
from generator.content.codec import Parcel, pack, unpack
from generator.content.entry_reader import Reading, ReadOptions, read_entry
from generator.content.find import Source, read_bytes
from generator.content.kind import ContentType
from generator.incremental.content_cache import Store, digest_of

Task = tuple[Source, ContentType]


def ingest(
    root: Path,
    tasks: Sequence[Task],
    given: LoadedSettings,
    terms: ReadOptions,
    store: Store,
    crew: WorkerOptions,
    report: Report,
) -> list[Entry]:
    """Return all entries that can be read, in the order of the tasks; problems are reported."""
    entries = []
    for _, _, entry, problems in readings(root, tasks, given, terms, store, crew):
        report.add(problems)
        if entry is not None:
            entries.append(entry)
    return entries


def readings(
    root: Path,
    tasks: Sequence[Task],
    given: LoadedSettings,
    terms: ReadOptions,
    store: Store,
    crew: WorkerOptions,
) -> Iterator[tuple[Source, ContentType, Entry | None, tuple[Problem, ...]]]:
    """Return each task with the entry, if it can be read, and the file's problems.

    The HTML of their texts goes to ``store.bodies``.
    """
    known = {source.path: store.known(source, kind.name, terms.of(kind), root) for source, kind in tasks}
    unknown = [(source, kind.name) for source, kind in tasks if known[source.path] is None]
    fresh = pool.run(_read_some, (root, given, terms), unknown, [1] * len(unknown), pool.READINGS, crew)
    for done, ((source, _), (digest, parcel)) in enumerate(zip(unknown, fresh, strict=True), 1):
        store.keep(source, digest, parcel.reading, parcel.html)
        crew.progress("Reading", done, len(unknown))
    store.bodies.flush()
    for source, kind in tasks:
        yield source, kind, *unpack(store.new[source.path].reading, kind)


def _read_some(
    context: tuple[Path, LoadedSettings, ReadOptions], tasks: Sequence[tuple[Source, str]]
) -> list[tuple[bytes, Parcel]]:
    """Return some files' readings, each with the digest of its input. This runs in workers."""
    root, given, terms = context
    kinds = given.kinds()
    found = []
    for source, kind in tasks:
        report = Report()
        data = read_bytes(root, source, report)
        if data is None:
            # Not cached: the next attempt may succeed.
            found.append((b"", pack(Reading(None, {}, tuple(report)))))
        else:
            reading = read_entry(source.path, data, kinds[kind], terms.time_zone, terms.longest_body)
            found.append((digest_of(data, kind, terms.of(kinds[kind])), pack(reading)))
    return found
