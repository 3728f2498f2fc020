"""The tables of a Ghost export, whatever version wrote it: only what a blog shows of itself is ever looked at."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.base.text import without_controls
from generator.importers.archive import Archive
from generator.importers.base import UnreadableError
from generator.importers.moments import moment

#: The largest file that is read at once.
_MOST = 512 * 2**20
Row = Mapping[str, Any]
Tables = Mapping[str, list[Row]]


def tables(path: Path) -> Tables:
    """Return the tables of an export. Raises :class:`UnreadableError`."""
    try:
        made = json.loads(_text(path))
    except (ValueError, RecursionError):
        raise UnreadableError("it is not JSON, or is cut off: export it again") from None
    found = _data(made)
    if found is None or not isinstance(found.get("posts"), list):
        raise UnreadableError('it is no export of Ghost: there are no "posts" in its "data"')
    return {
        name: [row for row in table if isinstance(row, dict)]
        for name, table in found.items()
        if isinstance(table, list)
    }


def _text(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"PK"):
        archive = Archive(path)
        try:
            names = [name for name in archive.names if name.endswith(".json")]
            if len(names) != 1:
                raise UnreadableError("the zip file must have one .json file, the export; unpack it, and give that")
            return archive.text(names[0], _MOST)
        finally:
            archive.close()
    try:
        if path.stat().st_size > _MOST:
            raise UnreadableError(f"it has more than {_MOST // 2**20} MB, which is no export of a blog's texts")
        data = path.read_bytes()
    except OSError as fault:
        raise UnreadableError(f"it cannot be read: {fault.strerror or fault}") from None
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return data.decode(encoding, "replace")


def _data(made: object) -> Mapping[str, Any] | None:
    """Return where the tables are: at the top, in "data", or in the first of "db"."""
    if not isinstance(made, dict):
        return None
    first = made.get("db")
    if isinstance(first, list) and first and isinstance(first[0], dict):
        made = first[0]
    data = made.get("data", made)
    return data if isinstance(data, dict) else None


def word(row: Row, *keys: str) -> str:
    """Return the first text, or number as a text, that a row has at some keys."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and (text := sound(value).strip()):
            return text
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def sound(text: str) -> str:
    """Return a text without control characters, and with U+FFFD for halves of characters, which JSON can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return without_controls(text)[0]


def line(row: Row, *keys: str) -> str:
    """Return such a text on one line."""
    return " ".join(word(row, *keys).split())


def dated(row: Row, *keys: str) -> dt.datetime | None:
    """Return the first date at some keys: ISO 8601, the form of databases, or milliseconds; in UTC."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                value = dt.datetime.fromtimestamp(value / 1000, dt.UTC).isoformat()
            except (ValueError, OverflowError, OSError):
                continue
        if found := moment(value if isinstance(value, str) else ""):
            return found.astimezone(dt.UTC)
    return None


def joined(found: Tables, name: str, mine: str, other: str) -> dict[str, list[str]]:
    """Return what a table of pairs joins to each: the ids at ``other`` by those at ``mine``, in their order."""
    pairs = sorted(found.get(name, ()), key=lambda row: row["sort_order"] if _is_number(row.get("sort_order")) else 0)
    made: dict[str, list[str]] = {}
    for row in pairs:
        if (key := word(row, mine)) and (value := word(row, other)):
            made.setdefault(key, []).append(value)
    return made


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts of a document of Ghost's editors, a paragraph each, without their form."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += reversed(here)
        elif isinstance(here, dict):
            if isinstance(here.get("text"), str) and here["text"].strip():
                yield here["text"]
            waiting += reversed([one for one in here.values() if isinstance(one, list | dict)])
        elif isinstance(here, str) and re.search(r"\w\s\w", here):
            # A marker of the older editor: [0, [], 0, "words"].
            yield here
