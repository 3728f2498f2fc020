"""What is decided of comments and mentions, in their files: a status, or only the place. All else stays to the byte."""

from collections.abc import Iterator, Mapping

from generator.base.problems import Report
from generator.content.said import REMOVED
from generator.edit.yaml_marks import Marked, marked
from generator.edit.yaml_text import Edit, YamlText
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping as Pairs
from generator.schema.nodes import Node, Scalar, Sequence

#: What stands for the text and the author of a removed comment.
NOTHING = "…"
#: What is taken out when something is removed, and what only loses its words.
_DROPPED = ("url", "title")
_EMPTIED = ("author", "body")

Values = dict[str, str]


def decided(before: bytes, key: str, wanted: Mapping[str, str]) -> bytes | None:
    """Return a file's bytes with the statuses that are wanted, by what ``key`` says of an item.

    What is ``removed`` keeps its id, its date and what it answers, and nothing else. None if a name is not in the
    file, or it is written in a way in which that cannot be done safely.
    """
    try:
        text = YamlText(before)
    except UnicodeDecodeError:
        return None
    was, root = _values(text.text), marked(text.text)
    if was is None or root is None or root.form != "list" or not wanted.keys() <= {one.get(key) for one in was}:
        return None
    should = [_after(one, wanted[one[key]]) if one.get(key) in wanted else one for one in was]
    items = [(one, wanted[name.text]) for one in root.items if (name := one.value(key)) and name.text in wanted]
    for whole_lines in (True, False):
        edits = [edit for one, status in items for edit in _edits(text, one, status, whole_lines=whole_lines)]
        data = text.edited(edits)
        if _values(YamlText(data).text) == should:
            return data
    return None


def _after(one: Values, status: str) -> Values:
    """Return what an item has to say after a decision."""
    if status != REMOVED:
        return one | {"status": status}
    kept = {key: text for key, text in one.items() if key not in _DROPPED}
    return kept | {key: NOTHING for key in _EMPTIED if key in one} | {"status": status}


def _edits(text: YamlText, item: Marked, status: str, *, whole_lines: bool) -> Iterator[Edit]:
    """Return the edits of one item. Lines of their own are taken out whole, if that is tried."""
    there = item.pair("status")
    if there is not None:
        yield Edit(*_span(text, there[1]), status)
    else:
        # Right above what is long, or above the date: every item has one of them.
        key = (item.pair("body") or item.pair("date") or item.pairs[0])[0]
        gap = ", " if item.flow else f"\n{' ' * (key.start - text.starts[text.line_of(key.start)])}"
        yield Edit(key.start, key.start, f"status: {status}{gap}")
    if status != REMOVED:
        return
    for name in _EMPTIED:
        if (value := item.value(name)) is not None:
            yield Edit(*_span(text, value), f'"{NOTHING}"')
    for number, (key, value) in enumerate(item.pairs):
        if key.text in _DROPPED:
            yield _without(text, item, number, key, value, whole_lines=whole_lines)


def _span(text: YamlText, value: Marked) -> tuple[int, int]:
    """Return where a value begins and ends. A block's last line end is not of it."""
    return value.start, value.start + len(text.text[value.start : value.end].rstrip())


def _without(text: YamlText, item: Marked, number: int, key: Marked, value: Marked, *, whole_lines: bool) -> Edit:
    """Return the edit that takes a key out."""
    first, last = text.line_of(key.start), text.line_of(value.end)
    if whole_lines and not item.flow and not text.text[text.starts[first] : key.start].strip() and first == last:
        return Edit(text.starts[first], min(text.end_of(last) + 1, len(text.text)), "")
    if number + 1 < len(item.pairs):
        return Edit(key.start, item.pairs[number + 1][0].start, "")
    return Edit(_span(text, item.pairs[number - 1][1])[1], value.end, "")


def _values(text: str) -> list[Values] | None:
    report = Report()
    node = read_yaml(text, "", report)
    if report.failed or not isinstance(node, Sequence):
        return None
    return [_texts(one) for one in node.items]


def _texts(node: Node) -> Values:
    if not isinstance(node, Pairs):
        return {}
    return {key: value.text for key, value in node.values.items() if isinstance(value, Scalar)}
