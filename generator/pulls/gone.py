"""Comments that were deleted where they were made, in the files: their places stay, and their texts go."""

from collections.abc import Collection

from generator.base.problems import Report
from generator.edit.yaml_marks import Marked, marked
from generator.edit.yaml_text import Edit, YamlText
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping, Node, Scalar, Sequence

#: The status of such a comment, and what stands for its text.
REMOVED, NOTHING = "removed", "…"


def taken_off(before: bytes, names: Collection[str]) -> bytes | None:
    """Return a file's bytes with the texts of some comments gone; None if that cannot be done surely."""
    try:
        text = YamlText(before)
    except UnicodeDecodeError:
        return None
    root, wanted = marked(text.text), frozenset(names)
    was = _values(text.text)
    if root is None or root.form != "list" or was is None:
        return None
    edits: list[Edit] = []
    for one in root.items:
        name = one.value("id")
        if name is not None and name.text in wanted:
            edits += _edits(text, one)
    data = text.edited(edits)
    after = _values(YamlText(data).text)
    should = [one | {"status": REMOVED, "body": NOTHING} if one.get("id") in wanted else one for one in was]
    return data if after == should else None


def _edits(text: YamlText, item: Marked) -> list[Edit]:
    body, status = item.pair("body"), item.value("status")
    if body is None:
        return []
    key, value = body
    # A block's end is where the next thing begins; its last line end stays.
    end = value.start + len(text.text[value.start : value.end].rstrip())
    edits = [Edit(value.start, end, f'"{NOTHING}"')]
    if status is not None:
        return [*edits, Edit(status.start, status.end, REMOVED)]
    if item.flow:
        return [*edits, Edit(key.start, key.start, f"status: {REMOVED}, ")]
    column = key.start - text.starts[text.line_of(key.start)]
    return [*edits, Edit(key.start, key.start, f"status: {REMOVED}\n{' ' * column}")]


def _values(text: str) -> list[dict[str, str]] | None:
    report = Report()
    node = read_yaml(text, "", report)
    if report.failed or not isinstance(node, Sequence):
        return None
    return [_mapping(one) for one in node.items]


def _mapping(node: Node) -> dict[str, str]:
    if not isinstance(node, Mapping):
        return {}
    return {key: value.text for key, value in node.values.items() if isinstance(value, Scalar)}
