"""What is decided of comments and mentions, in their files: a status, or only the place. All else stays to the byte."""

import re
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

#: Makes a value that another item may take over, so that the items cannot be told apart.
_ANCHOR = re.compile(rb"(?:^|[\s\[{,:-])&\S", re.MULTILINE)


class Items:
    """A file's items, cut up once, so that one after the other can be decided of without reading all of them again."""

    def __init__(self, data: bytes) -> None:
        """Read a file. ``data`` are its bytes as they are, and as they should be after each decision."""
        self._read(data)

    def _read(self, data: bytes) -> None:
        self.data = data
        #: What each item says; None for what is no list of items, or cannot be read.
        self._said: list[Values] | None = None
        #: What is above the first item, and the lines of each; nothing where that is not how the file is written.
        self._parts: list[bytes] = []
        try:
            text = YamlText(data)
        except UnicodeDecodeError:
            return
        root = _list(text.text)
        if root is None:
            return
        self._said = [_texts(one) for one in root.items]
        lines = [one.line - 1 for one in root.items]
        if not root.flow and len(set(lines)) == len(lines):
            self._parts = text.cut(lines)

    def names(self, key: str) -> set[str]:
        """Return what the items say for a key."""
        return {one[key] for one in self._said or () if key in one}

    def decided(self, key: str, wanted: Mapping[str, str]) -> bytes | None:
        """Return the file's bytes with the statuses that are wanted, by what ``key`` says of an item.

        What is ``removed`` keeps its id, its date and what it answers, and nothing else. None if a name is not in the
        file, or it is written in a way in which that cannot be done safely.
        """
        if self._said is None or not wanted.keys() <= self.names(key):
            return None
        if parts := self._changed_parts(key, wanted):
            self._said = [_after(one, wanted[one[key]]) if one.get(key) in wanted else one for one in self._said]
            self.data, self._parts = b"".join(parts), parts
            return self.data
        data = _decided(self.data, key, wanted, self._said)
        if data is not None:
            self._read(data)
        return data

    def _changed_parts(self, key: str, wanted: Mapping[str, str]) -> list[bytes]:
        """Return the parts after changing the lines of some items; none if these cannot be read by themselves."""
        parts = list(self._parts)
        for number, before in enumerate(self._said or (), 1):
            if not parts or before.get(key) not in wanted:
                continue
            name, part = before[key], parts[number]
            made = None if _ANCHOR.search(part) else _decided(part, key, {name: wanted[name]}, [before])
            if made is None:
                return []
            parts[number] = made
        return parts


def decided(before: bytes, key: str, wanted: Mapping[str, str]) -> bytes | None:
    """Return a file's bytes after a decision, as :meth:`Items.decided` does."""
    return Items(before).decided(key, wanted)


def _decided(before: bytes, key: str, wanted: Mapping[str, str], said: list[Values]) -> bytes | None:
    """Return a text's bytes after a decision; None if its items do not say what they should, before or after it."""
    text = YamlText(before)
    root = marked(text.text)
    if root is None or root.form != "list" or _values(text.text) != said:
        return None
    should = [_after(one, wanted[one[key]]) if one.get(key) in wanted else one for one in said]
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


def _list(text: str) -> Sequence | None:
    report = Report()
    node = read_yaml(text, "", report)
    return node if isinstance(node, Sequence) and not report.failed else None


def _values(text: str) -> list[Values] | None:
    root = _list(text)
    return None if root is None else [_texts(one) for one in root.items]


def _texts(node: Node) -> Values:
    if not isinstance(node, Pairs):
        return {}
    return {key: value.text for key, value in node.values.items() if isinstance(value, Scalar)}
