"""The record of what ``init`` wrote, stored in the site: ``upgrade`` sees from it which files users changed."""

import hashlib
from pathlib import Path
from typing import Any, get_args

import msgspec
from packaging.version import InvalidVersion, Version

from generator.base.layout import RECORD
from generator.scaffold.requirements import FILE as REQUIREMENTS
from generator.scaffold.requirements import is_first, parted
from generator.schema import changed
from generator.schema.changed import Changed
from generator.schema.nodes import Mapping
from generator.site.settings import Site

FILE = RECORD
#: What the first release wrote, which stored no record.
_FIRST = Path(__file__).parent / "first.json"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record: the version, the hosts, the way of installing, and the hashes of the files that were written.

    ``settings`` are that version's keys of ``site.yaml``, with their defaults.
    """

    goodword: str
    hosts: tuple[str, ...]
    way: str = "vendor"
    files: dict[str, str] = {}
    settings: dict[str, Any] = {}


class BrokenRecordError(Exception):
    """The record cannot be read; the message says why."""


def read(root: Path) -> Record | None:
    """Return the record of a site, or None where there is none. Raises :class:`BrokenRecordError`."""
    try:
        data = (root / FILE).read_bytes()
    except FileNotFoundError:
        return None
    try:
        return msgspec.json.decode(data, type=Record)
    except (msgspec.DecodeError, UnicodeError) as wrong:
        raise BrokenRecordError(f"{FILE} cannot be read: {wrong}") from None


def written(record: Record) -> bytes:
    """Return a record as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=2) + b"\n"


def of_first(root: Path, hosts: tuple[str, ...]) -> Record:
    """Return the record of a site that has none, as if the first release had created it."""
    first = msgspec.json.decode(_FIRST.read_bytes(), type=Record)
    files = dict(first.files)
    try:
        text = (root / REQUIREMENTS).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        text = ""
    if is_first(text):
        files[REQUIREMENTS] = digest(REQUIREMENTS, text.encode())
    return msgspec.structs.replace(first, hosts=hosts, files=files)


def is_newer(record: Record, version: str) -> bool:
    """Return whether a newer Goodword than this version wrote the record."""
    try:
        return Version(record.goodword) > Version(version)
    except InvalidVersion:
        return False


def changed_since(version: str) -> list[Changed]:
    """Return the keys and values that have changed since an older version."""
    try:
        old = Version(version)
    except InvalidVersion:
        return []
    return [row for row in changed.CHANGED if Version(row.since) > old]


def digest(path: str, data: bytes) -> str:
    """Return the hash of a file of the site: of our part of it, with normalized line ends.

    Git may convert line ends on another machine.
    """
    if path == REQUIREMENTS:
        data = parted(data.decode("utf-8", "surrogateescape"))[0].encode("utf-8", "surrogateescape")
    elif not path.endswith(".whl"):
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def settings() -> dict[str, Any]:
    """Return each key of ``site.yaml`` by its path, with its default."""
    return dict(sorted(_keys(Site, "")))


def _keys(struct: type[msgspec.Struct], prefix: str) -> list[tuple[str, Any]]:
    """Return the keys of a part of the settings, as paths; a key with nested ones is replaced by these."""
    found: list[tuple[str, Any]] = []
    for field in msgspec.structs.fields(struct):
        path = f"{prefix}{field.encode_name}"
        parts = _structs(field.type)
        if not parts and field.type is not Mapping:
            found.append((path, _default(field)))
        for part in parts:
            found += _keys(part, f"{path}.")
    return found


def _structs(kind: Any) -> list[type[msgspec.Struct]]:
    """Return the structs of settings that a type contains."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind] if kind.__module__ == Site.__module__ else []
    return [one for part in get_args(kind) for one in _structs(part)]


def _default(field: msgspec.structs.FieldInfo) -> Any:
    """Return a key's default as a JSON value; None for a required key."""
    made = field.default_factory is not msgspec.NODEFAULT
    value = field.default_factory() if made else None if field.required else field.default
    return msgspec.json.decode(msgspec.json.encode(value))
