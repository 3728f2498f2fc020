"""What the JSON Schemas say to a file: its values as an editor sees them, by the types of YAML 1.2, checked by them."""

import math
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from generator.base.problems import Report
from generator.schema.front_matter import read_matter, read_yaml
from generator.schema.nodes import Mapping, Node, Scalar, Sequence

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def value(node: Node) -> Any:
    """The value that YAML 1.2 sees: https://yaml.org/spec/1.2.2/#1032-tag-resolution"""
    if isinstance(node, Mapping):
        return {key: value(one) for key, one in node.values.items()}
    if isinstance(node, Sequence):
        return [value(one) for one in node.items]
    return scalar(node)


def scalar(node: Scalar) -> Any:
    text = node.text
    if not node.plain:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text) and len(text) < 4000:
        return int(text, 0 if text[:2] in {"0o", "0x"} else 10)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else 1e300
    return text


def has_null_word(node: Node) -> bool:
    """Whether a value is the bare word null, which Goodword takes for text, and an editor for nothing."""
    if isinstance(node, Mapping):
        return any(map(has_null_word, node.values.values()))
    if isinstance(node, Sequence):
        return any(map(has_null_word, node.items))
    return node.plain and node.text in {"null", "Null", "NULL"}


def node_of(path: str, text: str) -> Node | None:
    """The values of a file, or None where they cannot be read at all."""
    if path.endswith((".yaml", ".yml")):
        return read_yaml(text, path, Report())
    matter = read_matter(text, path, Report())
    return matter.fields if matter else None


@cache
def _validator(schema: str) -> Draft202012Validator:
    import json

    loaded = json.loads(schema)
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def refusals(schema: bytes, node: Node) -> list[str]:
    """What a schema refuses in a file."""
    return [error.message for error in _validator(schema.decode()).iter_errors(value(node))]
