"""Changes of ``content/site.yaml``: keys more. All else in it is kept to the byte."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from generator.base.problems import Place, Report
from generator.edit.files import bytes_of, first_good, write
from generator.edit.places import flat
from generator.edit.yaml_insert import Edits, added_to_flow, below, last_line, notes_below
from generator.edit.yaml_marks import Marked, marked
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
    if before is None:
        return False
    text = YamlText(before)
    top = marked(text.text)
    there = top.value(key) if top else None
    new = {name: value for name, value in values.items() if there is None or there.value(name) is None}
    if not new:
        return True
    seen = _flat(before)
    data = first_good(text, _ways(text, top, key, new), lambda after: _holds(after, seen, key, new))
    if data is None:
        hint = f'write it yourself: "{key}" needs {", ".join(new)}'
        report.error(Place(SOURCE), f'"{key}" cannot be added to safely, as the file is written', hint)
        return False
    return write(root, path, data, before, report)


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
    data = first_good(text, ways, lambda after: _holds(after, seen, key, range(len(items))))
    return data is not None and write(root, path, data, before, report)


def _holds(data: bytes, before: Mapping[tuple[str | int, ...], str], key: str, new: Collection[str | int]) -> bool:
    """Return whether settings say what they said before, and something below the key and each of the new names."""
    after = _flat(data)
    more = {path for path in after if path not in before}
    same = all(after.get(path) == text for path, text in before.items() if path and path != (key,))
    return same and all(path[0] == key for path in more) and {path[1] for path in more if len(path) > 1} == {*new}


def _flat(data: bytes) -> dict[tuple[str | int, ...], str]:
    node = read_yaml(data.decode(), SOURCE, Report())
    return flat(node) if node is not None else {}


def _ways(text: YamlText, root: Marked | None, key: str, values: Mapping[str, Value]) -> list[Edits]:
    """Return the ways to write keys more below a key, which may not be there yet."""
    pair = root.pair(key) if root else None
    words = "".join(_lines(name, value, _STEP) for name, value in values.items())
    if root is None or pair is None:
        ways = [_at_end(text, f"\n{key}:\n{words}")]
        return [*ways, below(text, last_line(text, root), f"\n{key}:\n{words}")] if root and not root.flow else ways
    there = pair[1]
    if there.form == "scalar" and not there.text and not root.flow:
        return [below(text, text.line_of(pair[0].end), words)]
    if there.form != "mapping":
        return []
    if there.flow:
        return added_to_flow(there, ", ".join(_in_braces(name, value) for name, value in values.items()))
    indent = " " * (there.start - text.starts[text.line_of(there.start)])
    line = notes_below(text, last_line(text, there), max(0, len(indent) - 1))
    words = "".join(_lines(name, value, indent) for name, value in values.items())
    return [below(text, line, words), _at_end(text, words)]


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
