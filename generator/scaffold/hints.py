"""A kind's keys as lines of YAML: those that must be there with a value, all others as notes to be taken in."""

import datetime as dt
import re
import typing
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from generator.schema.json_schema import example_of, purpose, takes, unwrapped
from generator.schema.nodes import Mapping as Whole
from generator.schema.rules import About, Rule, first, parted
from generator.schema.scalars import Deadline
from generator.schema.yaml_text import scalar

_NONE: Mapping[str, str] = {}
#: How long it is until what has a deadline ends, in a new file.
_OPEN = dt.timedelta(days=60)
_DEADLINE = first(Rule, parted(Deadline)[1])
#: What a value in brackets or braces cannot have outside quotes.
_FLOW = re.compile(r"[,\[\]{}]")


class Field(msgspec.Struct, frozen=True):
    """A key of a kind: its name, the type of its values without what is said of it, and that."""

    name: str
    kind: Any
    said: tuple[Any, ...]
    required: bool
    default: Any = None


def fields_of(struct: type[msgspec.Struct]) -> list[Field]:
    """Return a struct's keys: its own first, then those of the structs that it extends."""
    hints = typing.get_type_hints(struct, include_extras=True)
    shared = {name for base in struct.__bases__ for name in getattr(base, "__struct_fields__", ())}
    found = []
    for field in msgspec.structs.fields(struct):
        kind, said = unwrapped(hints[field.name])
        if field.name != "others" and kind is not Whole:
            found.append((field.name in shared, Field(field.encode_name, kind, said, field.required, field.default)))
    return [field for _, field in sorted(found, key=lambda one: one[0])]


def key_lines(
    struct: type[msgspec.Struct], given: Mapping[str, str], today: dt.date, examples: Mapping[str, str] = _NONE
) -> list[str]:
    """Return lines with the keys of a struct: first those that are given or required, then the others as notes.

    ``examples`` has better ones than the types', by key.
    """
    fields = [_with_example(field, examples) for field in fields_of(struct)]
    known = {field.name: field for field in fields}
    lines = [f"{name}: {value}" for name, value in given.items() if name in known]
    for field in fields:
        if field.required and field.name not in given:
            lines += _with_value(field, today)
    notes = [line for field in fields if not field.required and field.name not in given for line in _note(field, today)]
    return lines + notes


def _with_example(field: Field, examples: Mapping[str, str]) -> Field:
    """Return a field with a better example, if there is one."""
    if field.name not in examples:
        return field
    return msgspec.structs.replace(field, said=(About(purpose(field.said), examples[field.name]), *field.said))


def list_lines(struct: type[msgspec.Struct], today: dt.date) -> list[str]:
    """Return lines with an item of a list, all of it as notes."""
    return [f"# {line}" for line in _item(struct, today)]


def _with_value(field: Field, today: dt.date) -> list[str]:
    """Return the lines of a required key."""
    items = _items(field.kind)
    if items:
        return [f"{field.name}:{_words(field)}", *(f"  {line}" for line in _item(items, today))]
    value = _example(field, today)
    if isinstance(field.kind, type) and issubclass(field.kind, msgspec.Struct):
        # With all that is in it: which of it a kind's own check asks for is not known here.
        inside = [line for one in fields_of(field.kind) for line in _with_value(one, today)]
        return [f"{field.name}:{_words(field)}", *(f"  {line}" for line in inside)]
    return [f"{field.name}: {value}{_words(field)}"]


def _note(field: Field, today: dt.date) -> list[str]:
    """Return the note for a key that may be there."""
    if items := _items(field.kind):
        return [f"# {field.name}:{_words(field)}", *(f"#   {line}" for line in _item(items, today))]
    return [f"# {field.name}: {_example(field, today)}{_words(field)}"]


def _item(struct: type[msgspec.Struct], today: dt.date) -> list[str]:
    """Return the lines of an item of a list."""
    first_line, *others = key_lines(struct, {}, today) or ["{}"]
    return [f"- {first_line}", *(f"  {line}" for line in others)]


def _items(kind: Any) -> type[msgspec.Struct] | None:
    """Return the struct of which a type is a list, or None."""
    if typing.get_origin(kind) is not tuple:
        return None
    item = unwrapped(typing.get_args(kind)[0])[0]
    return item if isinstance(item, type) and issubclass(item, msgspec.Struct) else None


def _words(field: Field) -> str:
    """Return a note on what a key is for and what it takes."""
    words = [text for text in (purpose(field.said), takes(field.kind, field.said)) if text]
    if not words:
        return ""
    # What it is for says as much.
    said = words[:1] if words[1:] == ["text"] or (field.kind is bool and words[1:]) else words
    return "  # " + ". ".join(word[:1].upper() + word[1:] for word in said)


def _example(field: Field, today: dt.date) -> str:
    """Return an example of a key's value; of several choices, and of true and false, one that is not the default."""
    kind = field.kind
    if typing.get_origin(kind) is Literal:
        options = typing.get_args(kind)
        return str(next((one for one in options if one != field.default), options[0]))
    if kind is bool:
        return "false" if field.default is True or field.required else "true"
    if field.required and not purpose(field.said) and kind is str:
        # Nothing says what it is but its name.
        words = field.name.replace("_", " ").strip()
        rule = first(Rule, field.said)
        return scalar(words[:1].upper() + words[1:]) if rule is None or rule.text else rule.example or '""'
    return _value(kind, field.said, today)


def _value(kind: Any, said: tuple[Any, ...], today: dt.date) -> str:
    """Return an example of a type's values."""
    if kind in {dt.date, dt.datetime}:
        return (today + _OPEN if first(Rule, said) == _DEADLINE else today).isoformat()
    if example := example_of(kind, said):
        return example
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        return str(arguments[0])
    if origin is tuple:
        return f"[{_flow(_value(*unwrapped(arguments[0]), today))}]"
    if origin is dict:
        return f"{{ann: {_flow(_value(*unwrapped(arguments[1]), today))}}}"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        parts = [f"{field.name}: {_flow(_example(field, today))}" for field in fields_of(kind) if field.required]
        return "{" + ", ".join(parts) + "}"
    return "Some text"


def _flow(value: str) -> str:
    """Return a value as it can stand in brackets or braces."""
    return scalar(value, flow=True) if _FLOW.search(value) and value[:1] not in {"[", "{", '"', "'"} else value
