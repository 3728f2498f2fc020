"""Mentions whose pages are gone, in the files: their places stay, and what they said goes."""

from collections.abc import Collection

from generator.base.problems import Report
from generator.edit.yaml_marks import Marked, marked
from generator.edit.yaml_text import Edit, YamlText
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping, Scalar, Sequence

#: The status of such a mention.
REMOVED = "removed"
#: What it said, and who.
_SAID = ("author", "title")


def withdrawn(before: bytes, sources: Collection[str]) -> bytes | None:
    """Return a file's bytes with some mentions taken off; None if that cannot be done surely."""
    try:
        text = YamlText(before)
    except UnicodeDecodeError:
        return None
    root, was, wanted = marked(text.text), _values(text.text), frozenset(sources)
    if root is None or root.form != "list" or was is None:
        return None
    edits: list[Edit] = []
    for one in root.items:
        name = one.value("source")
        if name is not None and name.text in wanted:
            edits += _edits(text, one)
    data = text.edited(edits)
    should = [
        {key: value for key, value in one.items() if key not in _SAID} | {"status": REMOVED}
        if one.get("source") in wanted
        else one
        for one in was
    ]
    after = _values(YamlText(data).text)
    # Of what cannot be taken out with its key, the words are taken.
    empty = [{key: value for key, value in one.items() if value or key not in _SAID} for one in after or ()]
    return data if empty == should else None


def _edits(text: YamlText, item: Marked) -> list[Edit]:
    said = [value for name in _SAID if (value := item.value(name)) is not None]
    edits = [Edit(one.start, one.start + len(text.text[one.start : one.end].rstrip()), '""') for one in said]
    status, first = item.value("status"), item.pair("date") or item.pairs[0]
    if status is not None:
        return [*edits, Edit(status.start, status.end, REMOVED)]
    start = first[0].start
    gap = ", " if item.flow else f"\n{' ' * (start - text.starts[text.line_of(start)])}"
    return [*edits, Edit(start, start, f"status: {REMOVED}{gap}")]


def _values(text: str) -> list[dict[str, str]] | None:
    report = Report()
    node = read_yaml(text, "", report)
    if report.failed or not isinstance(node, Sequence):
        return None
    return [
        {key: value.text for key, value in one.values.items() if isinstance(value, Scalar)}
        if isinstance(one, Mapping)
        else {}
        for one in node.items
    ]
