"""JSON Schemas of what the reader of fields takes, made from the same types: for editors and other programs.

An editor's YAML has types of its own: a number for a title of ``2026``, nothing for a key without a value. What
Goodword takes, such a schema takes as well. Where JSON Schema cannot say what a rule says, it takes more. One thing
it refuses that Goodword takes: the bare word ``null`` as a required text, because editors cannot tell it from a
text that is missing.
"""

import re
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from generator.schema import nodes
from generator.schema.plain import PLAIN
from generator.schema.rules import About, Between, Extra, Rule, first, parted

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: White space around a value does not count.
_SPACED = r"^\s*(?:%s)\s*$"
_FIFTEEN_DIGITS = 999_999_999_999_999

Schema = dict[str, Any]


def schema_of(hint: Any, *, absent: bool = False) -> Schema:
    """Return the JSON Schema of a field's type; ``absent`` says that nothing may stand there."""
    kind, said = unwrapped(hint)
    made = _of(kind, said, absent=absent)
    words = [text for text in (purpose(said), takes(kind, said)) if text not in {"", "text"}]
    if words:
        made["description"] = ". ".join(word[:1].upper() + word[1:] for word in words) + "."
    if (example := example_of(kind, said)) and kind is not bool and "type" in made and "string" in made["type"]:
        made["examples"] = [example.strip('"')]
    return made


def unwrapped(hint: Any) -> tuple[Any, tuple[Extra, ...]]:
    """Return a type without what is said of it and without None, and what is said of it."""
    kind, said = parted(hint)
    if typing.get_origin(kind) in {types.UnionType, typing.Union}:
        kind, more = parted(next(one for one in typing.get_args(kind) if one is not types.NoneType))
        said = (*said, *more)
    return kind, said


def purpose(said: tuple[Extra, ...]) -> str:
    """Return what a field is for, or an empty string."""
    about = first(About, said)
    return about.text if about else ""


def takes(kind: Any, said: tuple[Extra, ...]) -> str:
    """Return what a field takes, in words, or an empty string."""
    if typing.get_origin(kind) is Literal:
        return "one of: " + ", ".join(typing.get_args(kind))
    rule = first(Rule, said) or PLAIN.get(kind)
    limits = first(Between, said)
    return f"a whole number, {limits.least} to {limits.most}" if limits else rule.takes if rule else ""


def example_of(kind: Any, said: tuple[Extra, ...]) -> str:
    """Return an example of a field's value as it is written in YAML, or an empty string."""
    about, rule = first(About, said), first(Rule, said) or PLAIN.get(kind)
    return about.example if about and about.example else rule.example if rule else ""


def _of(kind: Any, said: tuple[Extra, ...], *, absent: bool) -> Schema:
    """Return the JSON Schema of a type without the words about it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    rule = first(Rule, said) or PLAIN.get(kind)
    if rule:
        return _scalar(kind, rule, first(Between, said), absent=absent)
    nothing = ["null"] if absent else []
    if origin is Literal:
        return one_of(arguments, absent=absent)
    if origin is tuple:
        return {"type": _types("array", nothing), "items": schema_of(arguments[0])}
    if origin is dict:
        return {"type": _types("object", nothing), "additionalProperties": schema_of(arguments[1])}
    if kind is nodes.Mapping:
        return {"type": _types("object", nothing)}
    return struct_schema(kind, absent=absent)


def struct_schema(struct: type[msgspec.Struct], *, absent: bool = False) -> Schema:
    """Return the JSON Schema of a mapping with a struct's keys."""
    hints = typing.get_type_hints(struct, include_extras=True)
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for field in msgspec.structs.fields(struct):
        if field.name == "others":
            continue
        one = schema_of(hints[field.name], absent=not field.required)
        if field.required:
            required.append(field.encode_name)
        elif isinstance(field.default, str | int) and field.default != "":
            one["default"] = field.default
        properties[field.encode_name] = one
    made: Schema = {"type": _types("object", ["null"] if absent else []), "properties": properties}
    if required:
        made["required"] = required
    if "others" not in hints:
        made["additionalProperties"] = False
    return made


def _types(name: str, more: list[str]) -> str | list[str]:
    return [name, *more] if more else name


def one_of(options: Sequence[str], *, absent: bool = False) -> Schema:
    """Return the JSON Schema of one of several words."""
    spaced = {
        "type": _types("string", ["null"] if absent else []),
        "pattern": _SPACED % "|".join(map(re.escape, options)),
    }
    return {"anyOf": [{"enum": list(options)}, spaced]}


def _scalar(kind: Any, rule: Rule, limits: Between | None, *, absent: bool) -> Schema:
    """Return the JSON Schema of a scalar: of the types that an editor may take it for."""
    made: Schema = {}
    pattern = re.compile(rule.pattern or r"[\s\S]*")
    names = ["string"]
    if kind is int and rule is PLAIN[int]:
        names.insert(0, "integer")
        made["minimum"], made["maximum"] = (limits.least, limits.most) if limits else (0, _FIFTEEN_DIGITS)
    elif kind is bool:
        names.insert(0, "boolean")
    else:
        # A number or a truth value is right where the rule takes it as it is written.
        if pattern.fullmatch("1"):
            names.append("number" if pattern.fullmatch("1.5") else "integer")
            if not pattern.fullmatch("-1"):
                made["minimum"] = 0
        if pattern.fullmatch("true"):
            names.append("boolean")
    if absent:
        names.append("null")
    made["type"] = names if len(names) > 1 else names[0]
    if rule.pattern:
        made["pattern"] = _SPACED % rule.pattern
        # For editors, which would show the pattern.
        made["patternErrorMessage"] = f"It must be {rule.takes}." if rule.takes else "It must have another form."
    return made


def file_schema(body: Mapping[str, Any], title: str, about: str) -> Schema:
    """Return a whole file's JSON Schema, with what it is called first."""
    head = {"$schema": DIALECT, "title": title, "description": about, "$comment": MADE}
    return {**head, **{key: value for key, value in body.items() if key not in head}}


#: What tells a schema that Goodword made, and may replace.
MADE = "Made by goodword schema. Changes are lost when it is made anew."
