"""The only module that imports ruamel.yaml: where each value of a YAML text begins and ends.

What the values are is not read here, but by the program's own reader (:mod:`generator.schema.front_matter`), before
an edit and after it.
"""

from typing import Any, Literal

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode


class Marked(msgspec.Struct, frozen=True):
    """A value with its place in the text. ``style`` is a scalar's first character: a quote, ``|``, ``>`` or nothing."""

    form: Literal["scalar", "list", "mapping"]
    start: int
    end: int
    flow: bool = False
    style: str = ""
    text: str = ""
    items: tuple["Marked", ...] = ()
    pairs: tuple[tuple["Marked", "Marked"], ...] = ()

    def pair(self, key: str) -> tuple["Marked", "Marked"] | None:
        """Return a mapping's key and its value, or None."""
        return next((pair for pair in self.pairs if pair[0].text == key), None)

    def value(self, key: str) -> "Marked | None":
        """Return the value of a mapping's key, or None."""
        found = self.pair(key)
        return found[1] if found else None


def marked(text: str) -> Marked | None:
    """Return a text's values with their places, or None if it has none or they cannot be told.

    The text must have been read without errors, which limits its depth.
    """
    # It takes no tab after a value, where the program's own reader does; a space has the same place.
    for form in (text, text.replace("\t", " ")):
        reader = YAML(typ="safe", pure=True)
        # The version of the program's own reader.
        reader.version = (1, 1)
        try:
            root = reader.compose(form)
        except Exception:  # noqa: BLE001, S112 (it raises errors of many kinds; whatever it was, the file is left alone)
            continue
        return None if root is None else _marked(root, form)
    return None


def _marked(node: Any, text: str) -> Marked:
    start, end = node.start_mark.index, node.end_mark.index
    flow = bool(node.flow_style) if isinstance(node, SequenceNode | MappingNode) else False
    if isinstance(node, ScalarNode):
        return Marked("scalar", start, end, style=node.style or "", text=node.value)
    if isinstance(node, SequenceNode):
        return Marked("list", start, end, flow, items=tuple(_marked(one, text) for one in node.value))
    return Marked("mapping", start, end, flow, pairs=tuple(_pair(key, one, text) for key, one in node.value))


def _pair(key: Any, value: Any, text: str) -> tuple[Marked, Marked]:
    """Return a key and its value. An empty value is right after the colon, not where the next one begins."""
    name, found = _marked(key, text), _marked(value, text)
    if found.form == "scalar" and found.start == found.end:
        colon = text.find(":", name.end, found.start)
        at = name.end if colon < 0 else colon + 1
        found = msgspec.structs.replace(found, start=at, end=at)
    return name, found
