"""All content files to entries: those that did not change from the cache, the others in workers."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import pool
from generator.cache.store import Store, digest_of
from generator.codec import Parcel, pack, unpack
from generator.kinds.base import Kind
from generator.model import Entry
from generator.problems import Report
from generator.reading import Reading, read_entry
from generator.shelf import shelf
from generator.sources import Source, Sources, read_bytes

#: ``progress(step, done, of)``: what a build is at, for those who watch.
Progress = Callable[[str, int, int], None]

Task = tuple[Source, str]


def ingest(
    root: Path,
    sources: Sources,
    kinds: Mapping[str, Kind],
    zone: str,
    store: Store,
    jobs: int,
    progress: Progress,
    report: Report,
) -> list[Entry]:
    """Return all entries that can be read, in the order of their kinds and paths.

    The HTML of their texts goes to ``store.bodies``.
    """
    tasks = [(source, kind.name) for kind in kinds.values() for source in sources.entries[kind.folder]]
    known = {source.path: store.known(source, kind, zone, root) for source, kind in tasks}
    unknown = [task for task in tasks if known[task[0].path] is None]
    fresh = pool.run(_read_some, (root, zone), unknown, jobs)
    for done, ((source, _), (digest, parcel)) in enumerate(zip(unknown, fresh, strict=True), 1):
        store.keep(source, digest, parcel.reading, parcel.html)
        progress("Reading", done, len(unknown))
    entries = []
    for source, _ in tasks:
        entry, problems = unpack(store.new[source.path].reading, kinds)
        report.add(problems)
        if entry is not None:
            entries.append(entry)
    return entries


def _read_some(context: tuple[Path, str], tasks: Sequence[Task]) -> list[tuple[bytes, Parcel]]:
    """Return some files' readings with the digests of what they were read from. This runs in workers."""
    root, zone = context
    kinds: Mapping[str, Kind] = shelf("generator.kinds", "KIND")
    found = []
    for source, kind in tasks:
        report = Report()
        data = read_bytes(root, source, report)
        if data is None:
            # Whatever keeps it from being read may be gone the next time.
            found.append((b"", pack(Reading(None, {}, tuple(report)))))
        else:
            reading = read_entry(source.path, data, kinds[kind], ZoneInfo(zone))
            found.append((digest_of(data, kind, zone), pack(reading)))
    return found
