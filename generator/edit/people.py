"""Changes of ``private/people.yaml``: a person more, or other values of one. All else in it is kept.

The file and its folder are made for their owner alone.
"""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.base.paths import nfc
from generator.base.problems import Place, Report
from generator.edit.files import bytes_of, first_good, write
from generator.edit.values import typed, unwritable
from generator.edit.yaml_insert import Edits, added_to_flow, below, last_line, notes_below
from generator.edit.yaml_marks import Marked, marked
from generator.edit.yaml_scalars import date, quoted, scalar
from generator.edit.yaml_text import Edit, YamlText
from generator.privacy.name_scanner import Guard, Secret
from generator.privacy.people import ID, SOURCE, Person, people_of

_UTC = ZoneInfo("UTC")
_HEAD = """\
# Who you helped, and what they agreed to be called in public: consent is none, role, initials or name.
# This file stays on your computer. Do not put it into Git, or on a server.
"""


def problem_of(name: str, values: Mapping[str, str]) -> str:
    """Return what is wrong with a person's id or values, or an empty string."""
    if not ID.fullmatch(name) or unwritable(name):
        return "the id must be letters, digits and hyphens"
    for key, value in values.items():
        if unwritable(value):
            return f'"{key}" has characters that cannot be seen; type it again'
    said = " ".join(values.get(key, "") for key in ("role", "initials"))
    if Guard([Secret(name, "name", values.get("name", ""))]).hits(said):
        return "the role and the initials are to be words that name nobody"
    _, problems = typed(Person, values, _UTC, SOURCE)
    return "; ".join(one.message for one in problems)


def add(root: Path, name: str, values: Mapping[str, str], report: Report) -> bool:
    """Write a person into the file, and return whether that was done. The values must be right."""
    before = bytes_of(root, SOURCE)
    data = before if before is not None else _HEAD.encode()
    people = people_of(data, report)
    person, _ = typed(Person, values, _UTC)
    if people.faulty or person is None:
        return False
    text = YamlText(data)
    wanted = {**people.people, name: person}
    changed = first_good(text, _added(text, name, values), lambda after: _people(after) == wanted)
    return _write(root, before, changed, report)


def change(root: Path, name: str, values: Mapping[str, str], report: Report) -> bool:
    """Write other values of a person, and return whether that was done. The values must be right.

    They are written one after the other: what a consent needs comes before it.
    """
    before = bytes_of(root, SOURCE)
    data = before or b""
    people = people_of(data, report)
    if people.faulty:
        return False
    wanted = dict(people.people)
    for key, value in values.items():
        wanted[name] = msgspec.structs.replace(wanted[name], **{key: value})
        text = YamlText(data)
        changed = first_good(text, _changed(text, name, key, value), lambda after: _people(after) == wanted)
        if changed is None:
            return _write(root, before, None, report)
        data = changed
    return _write(root, before, data, report)


def _people(data: bytes) -> dict[str, Person]:
    return people_of(data, Report()).people


def _write(root: Path, before: bytes | None, data: bytes | None, report: Report) -> bool:
    if data is None:
        hint = "change it yourself, in your editor"
        report.error(Place(SOURCE), "the file is written in a way in which nothing can be changed safely", hint)
        return False
    folder = root / Path(SOURCE).parent
    if not folder.exists():
        folder.mkdir(mode=0o700)
    return write(root, SOURCE, data, before, report, mode=0o600)


def _added(text: YamlText, name: str, values: Mapping[str, str]) -> list[Edits]:
    """Return the ways to add a person at the end."""
    root = marked(text.text)
    ways: list[Edits] = []
    for sure in (False, True):
        key = quoted(name) if sure else scalar(name)
        if root is not None and root.flow:
            words = [f"{one}: {quoted(value) if sure else scalar(value, flow=True)}" for one, value in values.items()]
            ways += added_to_flow(root, f"{key}: {{{', '.join(words)}}}")
            continue
        indent = _indent(text, root) if root else ""
        words = [f"{indent}  {one}: {quoted(value) if sure else scalar(value)}\n" for one, value in values.items()]
        ways.append(below(text, len(text.lines), f"{indent}{key}:\n{''.join(words)}"))
    return ways


def _indent(text: YamlText, value: Marked) -> str:
    return " " * (value.start - text.starts[text.line_of(value.start)])


def _changed(text: YamlText, name: str, key: str, value: str) -> list[Edits]:
    """Return the ways to give a person's key a value."""
    root = marked(text.text)
    person = next((found for one, found in root.pairs if nfc(one.text) == name), None) if root else None
    if person is None or person.form != "mapping":
        return []
    pair = person.pair(key)
    if pair is None:
        return _more(text, person, key, [_word(key, value, flow=person.flow), quoted(value)])
    found = pair[1]
    words = [_word(key, value, found.style, flow=person.flow), quoted(value)]
    if found.start == found.end:
        return [[Edit(found.start, found.end, f" {word}")] for word in words]
    end = text.end_of(last_line(text, found)) if found.style in {"|", ">"} else found.end
    return [[Edit(found.start, end, word)] for word in words]


def _word(key: str, value: str, like: str = "", *, flow: bool) -> str:
    """Return a value as a scalar; the day on which a person was asked is a date."""
    return (date if key == "asked" else scalar)(value, like, flow=flow)


def _more(text: YamlText, person: Marked, key: str, words: list[str]) -> list[Edits]:
    """Return the ways to give a person a key more."""
    if person.flow:
        return [way for word in words for way in added_to_flow(person, f"{key}: {word}")]
    indent = _indent(text, person)
    line = notes_below(text, last_line(text, person), len(indent) - 1)
    return [below(text, line, f"{indent}{key}: {word}\n") for word in words]
