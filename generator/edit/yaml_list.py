"""Items more in a file that is a list, as those of comments are. All else in it is kept to the byte."""

from collections.abc import Sequence

from generator.base.problems import Report
from generator.edit.yaml_text import YamlText
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping, Node, Scalar
from generator.schema.nodes import Sequence as Items


def appended(before: bytes, items: Sequence[tuple[str, str]], key: str) -> tuple[bytes | None, int]:
    """Return a file's bytes with those items at its end that are not in it, and how many these are.

    Each item is what its ``key`` says, and its lines, from ``- `` on. None for a file to which nothing can be added.
    """
    try:
        text = YamlText(before)
    except UnicodeDecodeError:
        return None, 0
    there = _items(text.text)
    if there is None:
        return None, 0
    known = {_said(one, key) for one in there}
    new = [lines for name, lines in items if name not in known]
    if not new:
        return before, 0
    data = before
    if data.strip() and not data.endswith((b"\n", b"\r")):
        data += b"\n"
    newline = b"\r\n" if before.count(b"\r\n") * 2 > before.count(b"\n") else b"\n"
    said = (line.strip() for line in text.lines)
    if not there and any(line and not line.startswith("#") for line in said):
        # An empty list in brackets: nothing can stand below it.
        return None, 0
    data += b"".join(lines.replace("\n", newline.decode()).encode() for lines in new)
    after = _items(YamlText(data).text)
    if after is None or len(after) != len(there) + len(new):
        return None, 0
    return data, len(new)


def _items(text: str) -> tuple[Node, ...] | None:
    """Return the items of a list, none for an empty file, or None for what is no list."""
    report = Report()
    node = read_yaml(text, "", report)
    if node is None or report.failed:
        return None if text.strip() and node is None and report.failed else ()
    if isinstance(node, Mapping) and not node.values:
        return ()
    return tuple(node.items) if isinstance(node, Items) else None


def _said(node: Node, key: str) -> str:
    value = node.values.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else ""
