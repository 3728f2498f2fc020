"""A line for the give-log: where it goes, how it is written, and that nothing else changes."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import holds
from generator.base.problems import Place, Report
from generator.content.entry_reader import read_entry
from generator.edit.files import first_good
from generator.edit.values import typed
from generator.edit.yaml_insert import into_list
from generator.edit.yaml_item import form_of, item_like
from generator.edit.yaml_marks import marked
from generator.edit.yaml_text import YamlText
from generator.kinds.give import KIND
from generator.kinds.give.schema import Give, GiveLogFields

#: Where a new give-log is.
PATH = f"content/{KIND.folder}"


class Logged(msgspec.Struct, frozen=True):
    """A give-log with one give more: the file's bytes, and what they say."""

    data: bytes
    fields: GiveLogFields
    give: Give


def fields_of(path: str, data: bytes, zone: ZoneInfo, report: Report) -> GiveLogFields | None:
    """Return what a give-log says, or None after reporting what is wrong with it. One with nothing in it is fine."""
    if not _says_anything(data):
        return GiveLogFields()
    reading = read_entry(path, data, KIND, zone, texts=False)
    report.add(reading.problems)
    entry = reading.entry
    return entry.fields if entry is not None and holds(entry, GiveLogFields) else None


def _says_anything(data: bytes) -> bool:
    """Return whether a file has more than notes, blank lines and a document's beginning."""
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n").split(b"\n")
    return any(line.strip() not in {b"", b"---"} and not line.lstrip().startswith(b"#") for line in lines)


def id_for(fields: GiveLogFields, day: str) -> str:
    """Return an id that no give has. It is made of the day, so one that is deleted does not come back as another."""
    taken = {give.id for give in fields.gives}
    name, number = f"give-{day}", 1
    while name in taken:
        number += 1
        name = f"give-{day}-{number}"
    return name


def logged(
    path: str, data: bytes, fields: GiveLogFields, values: Mapping[str, str], zone: ZoneInfo, report: Report
) -> Logged | None:
    """Return the give-log with one give more, or None after reporting that it cannot be added without other changes.

    The give goes where its date belongs, in the log's own order. The result is read again: it must say what it said
    before, and the one give.
    """
    give, problems = typed(Give, values, zone)
    if give is None:
        report.add(problems)
        return None
    at = _position(fields, give)
    wanted = msgspec.structs.replace(fields, gives=(*fields.gives[:at], give, *fields.gives[at:]))
    text = YamlText(data)
    root = marked(text.text) if _says_anything(data) else None
    found = root.value("gives") if root else None
    items = found.items if found else ()
    form = form_of(text, items[max(0, at - 1)] if items else None)

    def good(changed: bytes) -> bool:
        return fields_of(path, changed, zone, Report()) == wanted

    if root is not None or not _says_anything(data):
        for sure in (False, True):
            ways = into_list(text, root, "gives", at, item_like(form, values, sure=sure))
            if (changed := first_good(text, ways, good)) is not None:
                return Logged(changed, wanted, give)
    lines = item_like(form, values)(2)
    hint = 'add it yourself, below "gives":\n' + lines.rstrip("\n")
    report.error(Place(path), "the file is written in a way in which nothing can be added safely", hint)
    return None


def _position(fields: GiveLogFields, give: Give) -> int:
    """Return before which give a new one stands: by its date, newest last or first as most of them are."""
    dates = [one.date for one in fields.gives]
    steps = list(pairwise(dates))
    if sum(one > two for one, two in steps) > sum(one < two for one, two in steps):
        return next((number for number, date in enumerate(dates) if date <= give.date), len(dates))
    return 1 + max((number for number, date in enumerate(dates) if date <= give.date), default=-1)


def new_log(example: Path, today: str) -> bytes:
    """Return the beginning of a give-log: the example of a new site, without its gives."""
    text = example.read_text(encoding="utf-8").replace("@@today@@", today)
    return text[: text.index("  - id:")].encode()
