"""``upgrade``: writes a newer Goodword's files for hosts into a site, without losing what users changed."""

import re
from pathlib import Path

import msgspec

from generator.base.atomic import write_file
from generator.base.system import remove
from generator.kinds.declared import known as known_kinds
from generator.scaffold import package, schemas
from generator.scaffold.publishing import DEFAULT, choices, project_files
from generator.scaffold.record import Record, changed_since, digest, of_first, settings
from generator.scaffold.requirement import Way
from generator.scaffold.requirements import FILE as REQUIREMENTS
from generator.scaffold.requirements import files as requirement_files
from generator.scaffold.requirements import parted
from generator.site.settings import SOURCE

_WHEEL = re.compile(r"vendor/goodword-[^/]+\.whl")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a file: ``said`` describes it for the user; if ``data`` is None the file is deleted."""

    path: str
    said: str
    data: bytes | None


class Upgrade(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of an upgrade: the changes in order, further messages, and the new record."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    record: Record


class PinnedError(Exception):
    """A file that users changed prevents the upgrade; the message says what to do."""


def managed(hosts: tuple[str, ...], way: Way) -> dict[str, bytes]:
    """Return the files of a site that ``init`` writes and ``upgrade`` renews: how hosts install and build."""
    known = choices()
    found = requirement_files(way) | schemas.files(known_kinds())
    for name in hosts:
        found |= project_files(known[name])
    return found


def record_of(hosts: tuple[str, ...], way: Way) -> Record:
    """Return the record of a site that this Goodword writes, with the files of these hosts."""
    return Record(
        goodword=package.told().version,
        hosts=hosts,
        way=str(way.__struct_config__.tag),
        files={path: digest(path, data) for path, data in sorted(managed(hosts, way).items())},
        settings=settings(),
    )


def first_record(root: Path) -> Record:
    """Return the record of a site that has none, as if the first release had created it.

    That wrote the files of two hosts into every site. So files of other hosts are only added with ``--host``.
    """
    known = choices()
    hosts = tuple(name for name, host in known.items() if any((root / sign).is_file() for sign in host.signs))
    found = of_first(root, hosts or (DEFAULT,))
    more = {path: digest(path, text.encode()) for name in hosts for path, text in known[name].setup.files().items()}
    return msgspec.structs.replace(found, files=more | found.files)


def plan(root: Path, old: Record, new: Record, way: Way) -> Upgrade:
    """Return the upgrade from one record to another. Raises :class:`PinnedError`."""
    files = managed(new.hosts, way)
    changes: list[Change] = []
    notes: list[str] = []
    theirs = _kept(root, REQUIREMENTS, old, new)
    added = parted(_read(root, REQUIREMENTS).decode("utf-8", "surrogateescape"))[1]
    files[REQUIREMENTS] += added.encode("utf-8", "surrogateescape")
    for path, data in files.items():
        changes += _change(root, path, data, old, new, notes, pinned=theirs)
    text = next((change.data for change in changes if change.path == REQUIREMENTS), None) or _read(root, REQUIREMENTS)
    for path in sorted(old.files.keys() - files.keys()):
        if not (root / path).is_file() or not _ours(path) or path.encode() in text:
            continue
        if digest(path, _read(root, path)) == old.files[path]:
            changes.append(Change(path=path, said="removed", data=None))
        else:
            notes.append(f"{path} is no longer needed, but you changed it, so it stays.")
    notes += _settings(old, new)
    return Upgrade(changes=tuple(changes), notes=tuple(notes), record=new)


def others(root: Path, new: Record) -> tuple[str, ...]:
    """Return the files that differ from a record, because users changed or deleted them."""
    return tuple(
        path
        for path, known in sorted(new.files.items())
        if not (root / path).is_file() or digest(path, _read(root, path)) != known
    )


def _kept(root: Path, path: str, old: Record, new: Record) -> bool:
    """Return whether users changed a file."""
    if not (root / path).exists():
        return False
    return digest(path, _read(root, path)) not in {old.files.get(path), new.files[path]}


def _change(
    root: Path, path: str, data: bytes, old: Record, new: Record, notes: list[str], *, pinned: bool
) -> list[Change]:
    """Return the change of a file; one that users changed stays, and ours is written beside it."""
    if not (root / path).exists():
        if path in old.files and path != REQUIREMENTS and not path.endswith(".whl"):
            if old.files[path] != new.files[path]:
                notes.append(f"{path} is not there any more, so it was not renewed.")
            return []
        return [Change(path=path, said="new", data=data)]
    there = digest(path, _read(root, path))
    if there == new.files[path]:
        return []
    if path.endswith(".whl"):
        if pinned and path.encode() in _read(root, REQUIREMENTS):
            raise PinnedError(
                f"{REQUIREMENTS} was changed by hand and installs {path}, which would become another; move your own "
                f"lines away, delete {REQUIREMENTS}, run this again, and add your lines to its end"
            )
        return [Change(path=path, said="renewed", data=data)]
    if there == old.files.get(path) or (path.startswith(schemas.FOLDER) and schemas.is_ours(_read(root, path))):
        return [Change(path=path, said="renewed", data=data)]
    if old.files.get(path) == new.files[path]:
        return []
    beside = _beside(root, path, data)
    notes.append(f"{path} was changed by you, so it stays. What this version writes lies beside it, as {beside}.")
    return [Change(path=beside, said="new", data=data)] if not (root / beside).exists() else []


def _beside(root: Path, path: str, data: bytes) -> str:
    """Return a path beside a file that is unused, or has the same bytes already."""
    number = 1
    while True:
        name = f"{path}.new" + (str(number) if number > 1 else "")
        if not (root / name).exists() or _read(root, name) == data:
            return name
        number += 1


def _ours(path: str) -> bool:
    """Return whether a path is one that we may delete; a record alone is not trusted for that."""
    return bool(_WHEEL.fullmatch(path)) or any(path in host.setup.files() for host in choices().values())


def _read(root: Path, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return b""


def _settings(old: Record, new: Record) -> list[str]:
    """Return messages about settings that are new or removed, and defaults that changed."""
    before, after = old.settings, new.settings
    rows = changed_since(old.goodword)
    found = [f"{row.file}: {row.message}; {row.advice}." for row in rows]
    told = {row.key for row in rows if row.file == SOURCE}
    for words, keys in (
        ("New settings", after.keys() - before.keys()),
        ("Settings that are no longer there; take them out of content/site.yaml", before.keys() - after.keys() - told),
    ):
        if keys:
            found.append(f"{words}: {', '.join(sorted(keys))}.")
    found += [
        f"Where {key} is not set, it is now {_shown(after[key])}; it was {_shown(before[key])}."
        for key in sorted(before.keys() & after.keys())
        if before[key] != after[key]
    ]
    return found


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else msgspec.json.encode(value).decode()


def carry_out(root: Path, changes: tuple[Change, ...]) -> None:
    """Apply the changes, each atomically."""
    for change in changes:
        target = root / change.path
        if change.data is None:
            remove(target)
            continue
        write_file(target, change.data)
