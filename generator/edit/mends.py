"""How each kind of mistake is mended: an edit of one line, and what must have become of the file's values by it.

A problem says by its ``mend`` which of these it takes: ``quote``, ``quote line``, ``colon``, ``list``, ``write …``,
``key …`` or ``id …``; and where the lines around front matter are wrong, ``fence``, ``begin`` or ``drop``. What
cannot be done surely is None.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import msgspec

from generator.base.problems import Problem
from generator.edit.places import Edit, Spot, Text, spots
from generator.schema import nodes
from generator.schema.nodes import Node, Path, Scalar
from generator.schema.yaml_errors import without_note
from generator.schema.yaml_text import scalar

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_KEY = re.compile(r"([ \t]*(?:-[ \t]+)*)([\"']?[\w.-]+[\"']?)[ \t]*:[ \t]+(?=\S)")
_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)+(?=\S)")
_NO_COLON = re.compile(r"([ \t]*(?:-[ \t]+)*[^\W\d][\w-]*)(\s*：\s*|\s*:\s*)(?=\S|$)")
_SAFE = re.compile(r"[\w:/.+-]+", re.ASCII)
_CURLY = "“”„‟«»‘’‚‹›"


class Effect(msgspec.Struct, frozen=True):
    """What becomes of the values: all at and below a path are replaced by others."""

    path: Path
    put: dict[Path, str]


def after(effects: Sequence[Effect], values: Mapping[Path, str]) -> dict[Path, str]:
    """Return a file's values after some effects, each at another place."""
    gone = {effect.path for effect in effects}
    left = {
        path: text
        for path, text in values.items()
        if not any(path[:length] in gone for length in range(1, len(path) + 1))
    }
    for effect in effects:
        left |= effect.put
    return left


class Mend(msgspec.Struct, frozen=True):
    """An edit with its effect, which is not known where the file could not be read so far.

    ``whole`` says that the file must be readable after it.
    """

    edit: Edit
    effect: Effect | None = None
    whole: bool = False


class Here:
    """A file before it is mended: its text, its values unless they cannot be read, and where these end.

    ``end`` is the line after the last value: that of the line ``---`` after front matter.
    """

    def __init__(self, text: Text, node: Node | None, end: int) -> None:
        """Keep what is known."""
        self.text, self.node, self.end = text, node, end

    @cached_property
    def spots(self) -> dict[tuple[int, int], list[Spot]]:
        """All values by the places that lead to them: their own, their key's, and that of the note after them."""
        found: dict[tuple[int, int], list[Spot]] = {}
        for spot in spots(self.node) if self.node else ():
            node = spot.node
            places = {(node.line, node.column)}
            if spot.key:
                places.add((spot.key.line, spot.key.column))
            if isinstance(node, Scalar) and node.note:
                places.add((node.note.line, node.note.column))
            for place in places:
                found.setdefault(place, []).append(spot)
        return found


def mend(problem: Problem, here: Here) -> Mend | None:
    """Return how a problem is mended, or None if that is not sure."""
    word, _, more = problem.mend.partition(" ")
    if problem.mend == "quote line":
        return _quote_line(problem, here)
    if word == "colon":
        return _colon(problem, here)
    if word == "id":
        return _id(here, more)
    if word in {"fence", "begin", "drop"}:
        return _fence(word, problem.place.line, here.text)
    place = problem.place
    found = [spot for spot in here.spots.get((place.line, place.column), ()) if spot.path]
    ways: dict[str, Callable[[Spot, Text, str], Mend | None]] = {
        "quote": _quote,
        "write": _write,
        "key": _key,
        "list": _list,
    }
    # Of a mapping and its first key, which begin at one place, the key is meant.
    return ways[word](found[-1], here.text, more) if found and word in ways else None


def in_quotes(text: str) -> str:
    """Return a text on one line in the quotation marks that need the least escaping."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _quote(spot: Spot, text: Text, _: str) -> Mend | None:
    """Return the mend of a text whose end was taken for a note, or which was taken for a list."""
    node = spot.node
    if isinstance(node, Scalar):
        note = node.note
        if note is None or (node.text and note.line != node.line):
            return None
        line = text.line(note.line)
        start = node.column if node.text else note.column
        meant = line[start - 1 :].rstrip()
        if node.text and not meant.startswith(node.text):
            return None
        edit = Edit(note.line, start, start + len(meant), in_quotes(meant))
        return Mend(edit, Effect(spot.path, {spot.path: meant}))
    rest = without_note(text.line(node.line)[node.column - 1 :])
    if not rest or rest[-1] not in "]}":
        return None
    edit = Edit(node.line, node.column, node.column + len(rest), in_quotes(rest))
    return Mend(edit, Effect(spot.path, {spot.path: rest}))


def _write(spot: Spot, text: Text, word: str) -> Mend | None:
    """Return the mend of a value that has another spelling."""
    source = _source(spot.node, text)
    if source is None or not word:
        return None
    new = word if _SAFE.fullmatch(word) else in_quotes(word)
    edit = Edit(spot.node.line, spot.node.column, spot.node.column + len(source), new)
    return Mend(edit, Effect(spot.path, {spot.path: word}))


def _key(spot: Spot, text: Text, name: str) -> Mend | None:
    """Return the mend of a key that has another spelling."""
    key = spot.key
    if key is None:
        return None
    source = _source(key, text)
    if source is None:
        return None
    renamed = (*spot.path[:-1], name)
    put = {(*renamed, *one.path[len(spot.path) :]): _said(one.node) for one in spots(spot.node, spot.path)}
    return Mend(Edit(key.line, key.column, key.column + len(source), name), Effect(spot.path, put))


def _said(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    return "{}" if isinstance(node, nodes.Mapping) else "[]"


def _list(spot: Spot, text: Text, _: str) -> Mend | None:
    """Return the mend of a single value where a list belongs."""
    node = spot.node
    source = _source(node, text)
    if source is None or not isinstance(node, Scalar):
        return None
    edit = Edit(node.line, node.column, node.column + len(source), f"[{source}]")
    return Mend(edit, Effect(spot.path, {spot.path: "[]", (*spot.path, 0): node.text}))


def _source(node: Node, text: Text) -> str | None:
    """Return how a scalar is written, if it stands on one line."""
    if not isinstance(node, Scalar) or not node.text:
        return None
    rest = text.line(node.line)[node.column - 1 :]
    if quoted := _QUOTED.match(rest):
        return quoted[0]
    return node.text if rest.startswith(node.text) else None


def _quote_line(problem: Problem, here: Here) -> Mend | None:
    """Return the mend of a line that YAML cannot read, because of what stands in its value."""
    number = problem.place.line
    source = here.text.line(number)
    begin = _KEY.match(source) or _ITEM.match(source)
    if begin is None or _continues(source, here.text.line(number + 1)):
        return None
    rest = without_note(source[begin.end() :])
    before = source[begin.end() : problem.place.column - 1]
    if not rest or sum(map(before.count, "[{")) > sum(map(before.count, "]}")):
        # Inside of brackets, what belongs together is not sure.
        return None
    meant = rest[1:-1] if len(rest) > 1 and rest[0] in _CURLY and rest[-1] in _CURLY else rest
    return Mend(Edit(number, begin.end() + 1, begin.end() + 1 + len(rest), in_quotes(meant)))


def _continues(line: str, below: str) -> bool:
    """Return whether the line below may belong to a line's value."""
    return bool(below.strip()) and len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())


def _colon(problem: Problem, here: Here) -> Mend | None:
    """Return the mend of a colon without a plain space after it."""
    number = problem.place.line
    source = here.text.line(number)
    match = _NO_COLON.match(source)
    if match is None or match.end() == len(source.rstrip()):
        return None
    return Mend(Edit(number, match.start(2) + 1, match.end(2) + 1, ": "))


def _fence(word: str, line: int, text: Text) -> Mend:
    """Return the mend of the lines around front matter: one is written, or those before the first are taken out."""
    if word == "drop":
        return Mend(Edit(1, 1, line, "", drop=True), whole=True)
    if word == "begin":
        return Mend(Edit(line, 1, 1, "---", whole=True), whole=True)
    return Mend(Edit(line, 1, len(text.line(line)) + 1, "---"), whole=True)


def _id(here: Here, name: str) -> Mend | None:
    """Return the mend of an entry without an id: it gets the one that feeds name it by already."""
    node = here.node
    if not isinstance(node, nodes.Mapping) or not node.keys:
        return None
    value = scalar(name)
    effect = Effect(("id",), {("id",): name})
    if key := node.keys.get("id"):
        found = re.compile(r"[\"']?id[\"']?[ \t]*:(?:[ \t]+~)?").match(here.text.line(key.line), key.column - 1)
        return Mend(Edit(key.line, found.end() + 1, found.end() + 1, f" {value}"), effect) if found else None
    first = next(iter(node.keys.values()))
    if not node.flow:
        indent = here.text.line(first.line)[: first.column - 1]
        return None if indent.strip() else Mend(Edit(here.end, 1, 1, f"{indent}id: {value}", whole=True), effect)
    line = here.text.line(here.end - 1).rstrip()
    if not line.endswith("}"):
        return None
    return Mend(Edit(here.end - 1, len(line), len(line), f', "id": {in_quotes(name)}'), effect)
