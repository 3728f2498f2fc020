"""A file as lines and places: where each value of it begins, and edits that leave all other bytes alone."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.schema.nodes import Mapping, Node, Path, Scalar
from generator.schema.nodes import Sequence as Items

_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Edit(msgspec.Struct, frozen=True, order=True):
    """A replacement in a line: the line from 1, columns from 1 (the second is excluded), and what is written there.

    A new line is written before ``line`` if ``whole`` is set; the lines before the one that ``end`` says are taken
    out if ``drop`` is set.
    """

    line: int
    start: int
    end: int
    new: str
    whole: bool = False
    drop: bool = False


class Text:
    r"""A file's text by its lines, with line ends of any kind; a byte order mark stays where it is."""

    def __init__(self, data: bytes) -> None:
        """Decode the bytes. Raises UnicodeDecodeError."""
        text = data.decode("utf-8")
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix("\ufeff")
        self.ends = _LINE_ENDS.findall(text)
        self.lines = _LINE_ENDS.split(text)

    def line(self, number: int) -> str:
        """Return a line, counted from 1; an empty string if there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """Return the file's bytes with the edits made, which do not overlap."""
        lines, ends = list(self.lines), [*self.ends, ""]
        for edit in sorted(edits, reverse=True):
            if edit.drop:
                del lines[: edit.end - 1], ends[: edit.end - 1]
                continue
            if edit.whole:
                lines.insert(edit.line - 1, edit.new)
                ends.insert(edit.line - 1, self.ends[0] if self.ends else "\n")
                continue
            before = lines[edit.line - 1]
            lines[edit.line - 1] = before[: edit.start - 1] + edit.new + before[edit.end - 1 :]
        return (self.mark + "".join(line + end for line, end in zip(lines, ends, strict=True))).encode()


class Spot(msgspec.Struct, frozen=True):
    """What stands at a place: the path to the value, the value, and the place of its key if it has one."""

    path: Path
    node: Node
    key: Scalar | None = None


def spots(node: Node, path: Path = (), key: Scalar | None = None) -> Iterator[Spot]:
    """Return all values below a node and itself."""
    yield Spot(path, node, key)
    if isinstance(node, Mapping):
        for name, value in node.values.items():
            yield from spots(value, (*path, name), node.keys[name])
    elif isinstance(node, Items):
        for number, value in enumerate(node.items):
            yield from spots(value, (*path, number))


def flat(node: Node) -> dict[Path, str]:
    """Return the text of each value by its path; lists and mappings say what they are."""
    return {
        spot.path: spot.node.text
        if isinstance(spot.node, Scalar)
        else ("{}" if isinstance(spot.node, Mapping) else "[]")
        for spot in spots(node)
    }
