"""From YAML nodes to typed values, field by field, so that all mistakes are reported at once.

A schema is a frozen ``msgspec.Struct``; this module reads a node by it. The schema decides what a
scalar is. Beside the plain types (``str int bool date``, lists as ``tuple[X, ...]``, ``dict[str, X]``,
``Literal``, other structs, ``X | None``) there are the types of :mod:`generator.schema.scalars`:
``Annotated[…, Rule(…)]``; :mod:`generator.schema.rules` has what else can be said of a field. A field of
type ``Mapping`` takes the node unchanged, for a later reader; one of that type named ``others`` collects
unknown keys.
"""

import re
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from generator.base.problems import Place, Report, suggestion
from generator.schema.changed import changed_value, unknown_key
from generator.schema.nodes import Mapping, Node, Scalar, Sequence, kind_of, locate
from generator.schema.plain import PLAIN
from generator.schema.rules import Between, Rule, first, parted
from generator.schema.yaml_errors import curly, noted, short

T = TypeVar("T")


class Invalid:
    """What a reader returns for a value it has reported as wrong."""


INVALID = Invalid()


class FileContext:
    """A file being read: its path from the root, the report, and the site's time zone."""

    __slots__ = ("path", "report", "zone")

    def __init__(self, path: str, report: Report, zone: ZoneInfo) -> None:
        """Begin to read a file."""
        self.path, self.report, self.zone = path, report, zone

    def error(self, node: Node, message: str, hint: str = "", mend: str = "") -> Invalid:
        """Report an error at the node, and return ``INVALID`` in place of the value."""
        self.report.error(Place(self.path, node.line, node.column), message, hint, mend)
        return INVALID

    def warning(self, node: Node, message: str, hint: str = "", mend: str = "") -> None:
        """Report a warning at the node."""
        self.report.warning(Place(self.path, node.line, node.column), message, hint, mend)

    def given(self, node: Node) -> str:
        """Return the actual value as text for a message; private values are not repeated."""
        if not isinstance(node, Scalar) or not node.text.strip():
            return kind_of(node)
        return "what stands there" if self.path.startswith("private/") else f'"{short(node.text)}"'

    def place(self, root: Node, *path: str | int) -> Place:
        """Return the place of the value at the path below the root."""
        return Place(self.path, *locate(root, path))


Reader = Callable[[Node, FileContext, str], Any]


def read(schema: type[T], node: Node, context: FileContext, name: str = "the file") -> T | Invalid:
    """Return the node's value by the schema, or ``INVALID`` if anything in it was reported."""
    whole: Any = schema
    return typing.cast("T | Invalid", _reader(whole)(node, context, _quoted(name)))


def read_list(item: type[T], node: Node, context: FileContext, name: str = "the file") -> tuple[T, ...] | Invalid:
    """Return the node as a list of values by the item's schema."""
    return typing.cast("tuple[T, ...] | Invalid", _list(item)(node, context, _quoted(name)))


@cache
def _reader(schema: Any) -> Reader:
    """Return the function that reads a node by a type."""
    schema, said = parted(schema)
    origin = typing.get_origin(schema)
    arguments = typing.get_args(schema)
    if rule := first(Rule, said):
        return _scalar(rule.convert, text=rule.text)
    if limits := first(Between, said):
        return _within(_reader(schema), limits)
    if origin in {types.UnionType, typing.Union}:
        return _reader(next(argument for argument in arguments if argument is not types.NoneType))
    if origin is tuple:
        return _list(arguments[0])
    if origin is dict:
        return _table(_reader(arguments[1]))
    if origin is Literal:
        return _choice(arguments)
    if schema is Mapping:
        return _whole
    if isinstance(schema, type) and issubclass(schema, msgspec.Struct):
        return _struct(schema)
    plain = PLAIN[schema]
    return _scalar(plain.convert, text=plain.text)


def _struct(schema: type[msgspec.Struct]) -> Reader:
    """Return a reader of mappings with a struct's keys."""
    hints = typing.get_type_hints(schema, include_extras=True)
    fields = {field.encode_name: field for field in msgspec.structs.fields(schema) if field.name != "others"}
    readers = {name: _reader(hints[field.name]) for name, field in fields.items()}
    required = [name for name, field in fields.items() if field.required]
    lists = {name for name, field in fields.items() if typing.get_origin(parted(hints[field.name])[0]) is tuple}
    written = {name for name, field in fields.items() if _written(hints[field.name])}
    is_open = "others" in hints

    def read_struct(node: Node, context: FileContext, name: str) -> Any:
        if not isinstance(node, Mapping):
            example = ", ".join(f"{key}: …" for key in (required or list(fields))[:2])
            return context.error(
                node, f"{name} must be keys with values, not {context.given(node)}", f"write {example}"
            )
        values: dict[str, Any] = {}
        good = True
        meant: set[str] = set()
        for key, value in node.values.items():
            field = fields.get(key)
            if field is None:
                if not is_open:
                    message, hint, instead = unknown_key(context.path, name, key, fields, node.values)
                    meant.add(instead)
                    # Sure where only capitals differ, or where an older version called it so.
                    same = instead == key.lower().replace("-", "_") or not message.startswith("unknown key")
                    sure = same and instead in fields and instead not in node.values
                    context.error(node.keys[key], message, hint, f"key {instead}" if sure else "")
                    good = False
                continue
            if isinstance(value, Scalar) and value.empty:
                hint = _noted(value, f'"{key}"', context) if value.note and key in written else ""
                mend = "quote" if hint else ""
                if hint and key in lists:
                    hint, mend = f'write each item in quotes: {key}: ["…", "…"]', ""
                if key in required:
                    context.error(node.keys[key], f'"{key}" is empty', hint or "write its value after the colon", mend)
                    good = False
                elif hint and value.note:
                    message = f'"{key}" is empty, because a # begins a note after a space'
                    context.warning(value.note, message, hint, mend)
                continue
            found = readers[key](value, context, f'"{key}"')
            if found is INVALID:
                good = False
            else:
                values[field.name] = found
        for key in required:
            # A misspelled key is not reported as missing as well.
            if key not in node.values and key not in meant:
                of = "" if name == _FILE else f" in {name}"
                context.error(node, f'the key "{key}" is missing{of}', f'add a line "{key}: …"')
                good = False
        if not good:
            return INVALID
        if is_open:
            own = {key: value for key, value in node.values.items() if key not in fields}
            # With the places of all keys, so that a later reader can point at the struct's own too.
            values["others"] = Mapping(node.keys, own, node.line, node.column)
        return schema(**values)

    return read_struct


def _written(schema: Any) -> bool:
    """Return whether a type is free text, or a list of such texts."""
    schema, said = parted(schema)
    if typing.get_origin(schema) is tuple:
        return _written(typing.get_args(schema)[0])
    rule = first(Rule, said)
    return rule.text if rule else schema is str


def _list(schema: Any) -> Reader:
    """Return a reader of lists."""
    item = _reader(schema)
    structured = isinstance(schema, type) and issubclass(schema, msgspec.Struct)

    def read_items(node: Node, context: FileContext, name: str) -> Any:
        if not isinstance(node, Sequence):
            single = isinstance(node, Scalar) and not re.search(r"[\[\]{},]", node.text)
            inside = short(node.text) if isinstance(node, Scalar) and single else "one, two"
            key = name.strip('"')
            hint = 'begin each item with "- "' if structured or name == _FILE else f"write {key}: [{inside}]"
            mend = "list" if single and inside and not structured and name != _FILE else ""
            return context.error(node, f"{name} must be a list, not {context.given(node)}", hint, mend)
        of = "an item" if name == _FILE else f"an item of {name}"
        values = [item(value, context, of) for value in node.items]
        return INVALID if any(value is INVALID for value in values) else tuple(values)

    return read_items


def _table(item: Reader) -> Reader:
    """Return a reader of mappings with arbitrary keys."""

    def read_table(node: Node, context: FileContext, name: str) -> Any:
        if not isinstance(node, Mapping):
            return context.error(node, f"{name} must be keys with values, not {context.given(node)}")
        values = {key: item(value, context, f'"{short(key)}"') for key, value in node.values.items()}
        return INVALID if any(value is INVALID for value in values.values()) else values

    return read_table


def _choice(options: tuple[str, ...]) -> Reader:
    """Return a reader of one of several words."""

    def read_choice(node: Node, context: FileContext, name: str) -> Any:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text in options:
            return text
        if old := changed_value(context.path, name.strip('"'), text):
            mend = f"write {old.new}" if old.new in options else ""
            return context.error(node, old.message, old.advice, mend)
        near = suggestion(text.lower(), options)
        mend = f"write {text.lower()}" if text.lower() in options else ""
        hint = "use one of: " + ", ".join(options)
        return context.error(node, f"{name} cannot be {context.given(node)}{near}", hint, mend)

    return read_choice


def _whole(node: Node, context: FileContext, name: str) -> Any:
    """Return a mapping as it is."""
    if isinstance(node, Mapping):
        return node
    return context.error(node, f"{name} must be keys with values, not {context.given(node)}")


def _scalar(convert: Callable[[str, ZoneInfo], Any], *, text: bool = False) -> Reader:
    """Return a reader of scalars; it warns if the end of a text may have been taken for a comment."""

    def read_scalar(node: Node, context: FileContext, name: str) -> Any:
        if not isinstance(node, Scalar):
            hint = "if the brackets are meant to be text, put all of it in quotes" if text and node.flow else ""
            message = f"{name} must be a single value, not {context.given(node)}"
            return context.error(node, message, hint, "quote" if hint else "")
        if node.empty:
            hint = _noted(node, name, context) if text else ""
            mend = "quote" if hint else ""
            return context.error(node, f"{name} is empty", hint or "write it, or take the line out", mend)
        if text and node.plain:
            _look(node, name, context)
        try:
            return convert(node.text, context.zone)
        except ValueError as wrong:
            hint = str(wrong.args[1]) if len(wrong.args) > 1 else ""
            mend = f"write {wrong.args[2]}" if len(wrong.args) > 2 else ""
            if curly(node.text):
                hint = "write it without quotation marks, or with straight ones"
                mend = f"write {node.text.strip()[1:-1].strip()}"
            return context.error(node, f"{name} must be {wrong.args[0]}, not {context.given(node)}", hint, mend)

    return read_scalar


def _look(node: Scalar, name: str, context: FileContext) -> None:
    """Warn of what may not have been intended: a YAML comment, or typographic quotation marks."""
    if node.note and (hint := _noted(node, name, context)):
        context.warning(node.note, f"{name} ends before the #, which begins a note after a space", hint, "quote")
    if curly(node.text):
        place = Place(context.path, node.line, node.column)
        context.report.advice(place, f"curly quotation marks around {name}, which are shown", "straight ones are not")


def _noted(node: Scalar, name: str, context: FileContext) -> str:
    """Return a hint on how to write a text whose end YAML takes for a comment, or an empty string."""
    return noted(node.text, node.note.text, name, secret=context.path.startswith("private/")) if node.note else ""


def _within(inner: Reader, limits: Between) -> Reader:
    """Return a reader of numbers that reports one out of range, and keeps it, so that the rest is checked too."""

    def read_number(node: Node, context: FileContext, name: str) -> Any:
        value = inner(node, context, name)
        if isinstance(value, int) and not limits.least <= value <= limits.most:
            context.error(node, f"{name} must be between {limits.least} and {limits.most}, not {value}")
        return value

    return read_number


_FILE = "the file"


def _quoted(name: str) -> str:
    """Return a name for messages: a key is in quotes."""
    return name if name == _FILE else f'"{name}"'
