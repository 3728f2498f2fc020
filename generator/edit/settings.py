"""Changes of ``content/site.yaml``: keys more. All else in it is kept to the byte."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.base.problems import Place, Report
from generator.edit.files import bytes_of, first_good, write
from generator.edit.places import flat
from generator.edit.yaml_insert import Edits, added_to_flow, below, last_line, notes_below
from generator.edit.yaml_marks import marked
from generator.edit.yaml_scalars import quoted, scalar
from generator.edit.yaml_text import YamlText
from generator.schema.front_matter import read_yaml
from generator.site.settings import SOURCE

#: A value below a new key: a text, keys with texts, or a list of such.
Value = str | Mapping[str, str] | Sequence[Mapping[str, str]]
_STEP = "  "


def add(root: Path, path: str, key: str, values: Mapping[str, Value], report: Report) -> bool:
    """Write keys below a key of the settings (``authors``), which is made if need be. Return whether that was done.

    ``path`` is the settings' file from the root. What is there already is not changed: a key that stands there is
    left out. Raises OSError.
    """
    before = bytes_of(root, path)
    if before is None or not values:
        return False
    data = before
    for name, value in values.items():
        text = YamlText(data)
        root_node = marked(text.text)
        there = root_node.value(key) if root_node else None
        if there is not None and there.value(name) is not None:
            continue
        seen = _flat(data)
        changed = first_good(text, _ways(text, key, name, value), lambda after, seen=seen: _holds(after, seen, key, name))
        if changed is None:
            hint = f'write it yourself below "{key}"'
            report.error(Place(SOURCE), f'"{name}" cannot be added safely, as the file is written', hint)
            return False
        data = changed
    return data == before or write(root, path, data, before, report)


def put(root: Path, path: str, key: str, items: Sequence[Mapping[str, str]], report: Report) -> bool:
    """Write a list as a key of the settings that is not there yet. Return whether that was done. Raises OSError."""
    before = bytes_of(root, path)
    if before is None:
        return False
    text = YamlText(before)
    root_node = marked(text.text)
    if root_node is None or root_node.flow or root_node.pair(key) is not None:
        return False
    lines = f"\n{key}:\n" + "".join(_item(one, _STEP) for one in items)
    seen = _flat(before)
    ways = [_at_end(text, lines), below(text, last_line(text, root_node), lines)]
    data = first_good(text, ways, lambda after: _holds(after, seen, key, 0))
    return data is not None and write(root, path, data, before, report)


def _holds(data: bytes, before: Mapping[tuple[str | int, ...], str], key: str, name: str | int) -> bool:
    """Return whether settings say what they said before, and something below the key and the name."""
    after = _flat(data)
    more = {path for path in after if path not in before}
    return (
        all(after.get(path) == text for path, text in before.items() if path or text != "")
        and (key, name) in more
        and all(path[:2] == (key, name) or path == (key,) or (isinstance(name, int) and path[0] == key) for path in more)
    )


def _flat(data: bytes) -> dict[tuple[str | int, ...], str]:
    node = read_yaml(data.decode(), SOURCE, Report())
    return flat(node) if node is not None else {}


def _ways(text: YamlText, key: str, name: str, value: Value) -> list[Edits]:
    """Return the ways to write a key more."""
    root = marked(text.text)
    there = root.value(key) if root else None
    words = _lines(name, value, _STEP)
    if root is None or there is None or (there.form == "scalar" and not there.text):
        if root is not None and root.flow:
            return []
        if there is not None:
            pair = root.pair(key) if root else None
            return [below(text, text.line_of(pair[0].end), words)] if pair else []
        ways = [_at_end(text, f"\n{key}:\n{words}")]
        return [*ways, below(text, last_line(text, root), f"\n{key}:\n{words}")] if root else ways
    if there.form != "mapping":
        return []
    if there.flow:
        return added_to_flow(there, _in_braces(name, value))
    indent = " " * (there.start - text.starts[text.line_of(there.start)])
    line = notes_below(text, last_line(text, there), max(0, len(indent) - 1))
    return [below(text, line, _lines(name, value, indent)), _at_end(text, _lines(name, value, indent))]


def _at_end(text: YamlText, lines: str) -> Edits:
    return below(text, len(text.lines), lines)


def _lines(name: str, value: Value, indent: str) -> str:
    if isinstance(value, str):
        return f"{indent}{scalar(name)}: {scalar(value)}\n"
    if isinstance(value, Mapping):
        inner = "".join(f"{indent}{_STEP}{one}: {scalar(text)}\n" for one, text in value.items())
        return f"{indent}{scalar(name)}:\n{inner}"
    return f"{indent}{scalar(name)}:\n" + "".join(_item(one, indent + _STEP) for one in value)


def _item(values: Mapping[str, str], indent: str) -> str:
    pairs = [f"{key}: {scalar(text)}" for key, text in values.items()]
    return f"{indent}- " + f"\n{indent}  ".join(pairs) + "\n"


def _in_braces(name: str, value: Value) -> str:
    if isinstance(value, str):
        return f"{scalar(name, flow=True)}: {scalar(value, flow=True)}"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{one}: {quoted(text)}" for one, text in value.items())
        return f"{scalar(name, flow=True)}: {{{inner}}}"
    return f"{scalar(name, flow=True)}: []"
