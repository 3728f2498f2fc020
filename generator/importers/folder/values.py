"""What front matter and settings say, as plain texts, lists and mappings: types are decided by who reads them."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.base.text import without_controls
from generator.edit.kept_out import bare_name
from generator.schema import nodes

Values = dict[str, Any]
_NO = frozenset(("", "false", "no", "off", "0", "null", "~", "none"))
#: How deep a value may be nested before the rest is left out.
_DEEPEST = 40


def of_node(node: nodes.Node) -> Any:
    """Return a node of YAML as a text, a list or a mapping."""
    if isinstance(node, nodes.Scalar):
        return "" if node.empty or (node.plain and node.text in {"null", "Null", "NULL"}) else _whole(node.text)
    if isinstance(node, nodes.Sequence):
        return [of_node(one) for one in node.items]
    return {key: of_node(one) for key, one in node.values.items()}


def of_data(value: Any, depth: int = 0) -> Any:
    """Return a value of TOML or JSON with all that is no list and no mapping as a text."""
    if depth > _DEEPEST or value is None:
        return ""
    if isinstance(value, Mapping):
        return {_whole(str(key)): of_data(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [of_data(one, depth + 1) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return _whole(str(value))


def _whole(text: str) -> str:
    """Return a text without halves of characters, which JSON may have."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def lowered(values: Any) -> Values:
    """Return a mapping with its keys in small letters; nothing for what is none."""
    return {str(key).lower(): one for key, one in values.items()} if isinstance(values, Mapping) else {}


def text(value: Any) -> str:
    """Return a value as one text on one line; lists and mappings have none."""
    return " ".join(without_controls(value)[0].split()) if isinstance(value, str) else ""


def first(values: Mapping[str, Any], *keys: str) -> str:
    """Return the first text that one of several keys has."""
    return next((found for key in keys if (found := text(values.get(key)))), "")


def texts(value: Any, split: str = ",") -> list[str]:
    """Return a list of texts: that of a list, or of one text that is divided where ``split`` (a pattern) is."""
    if isinstance(value, str):
        inner = re.fullmatch(r"\[(.*)\]", value.strip(), re.DOTALL)
        parts = re.split(split, inner[1] if inner else value) if split else [value]
        return [one for part in parts if (one := text(part).strip("\"'"))]
    if isinstance(value, list):
        return [one for item in value if (one := text(item) or _named(item))]
    if isinstance(value, Mapping):
        return [one for key in value if (one := text(str(key)))]
    return []


def _named(value: Any) -> str:
    return first(value, "name", "title") if isinstance(value, Mapping) else ""


def yes(value: Any, *, without: bool = False) -> bool:
    """Return whether a value means yes; ``without`` is the answer where there is none."""
    if not isinstance(value, str) or not value.strip():
        return without
    return value.strip().lower() not in _NO


def within(values: Any, *path: str) -> Any:
    """Return the value at a path of keys, whatever their capitals, or an empty text."""
    for key in path:
        if not isinstance(values, Mapping):
            return ""
        if key in values:
            values = values[key]
            continue
        values = next((one for name, one in values.items() if str(name).lower() == key.lower()), "")
    return values


def merged(below: Any, above: Any) -> Any:
    """Return two mappings as one; where both say something, the second counts."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    found = dict(below)
    for key, value in above.items():
        found[key] = merged(found[key], value) if key in found else value
    return found


def people(value: Any) -> Iterator[str]:
    """Yield the names of authors, without addresses of mail."""
    if isinstance(value, Mapping):
        value = [value]
    for one in texts(value, r",| and |;| & "):
        if name := bare_name(re.sub(r"\s*<[^<>]*>", "", one)):
            yield name
