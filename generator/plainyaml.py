"""YAML as most people write it above a text, read without a parser: words, lists of words.

The library makes an event, a node and two marks of every value, and takes five times as long. Here
nothing has to be complete: what is not surely plain is left to it, faults above all.
"""

import re

from generator.located import Mapping, Node, Scalar, Sequence

_QUOTED = r"""\"[^"\\\t]*\"|'[^'\t]*'"""
# Neither ": " nor " #" in it, no two spaces side by side, and none at its end.
_PLAIN = r"[\w/.(](?:[^\s:#]|:(?=\S)|(?<=\S)\#|[ ](?=[^\s#]))*+"
# In brackets, commas and brackets end it as well.
_WORD = r"[\w/.](?:[^\s:#,\[\]{}'\"]|[ ](?=[^\s:#,\[\]{}'\"]))*+"

_ITEM = re.compile(rf"(?P<quoted>{_QUOTED})|{_WORD}")
_LIST = rf"\[(?:(?:{_QUOTED}|{_WORD})(?:,[ ]?(?!\])|(?=\])))*+\]"
_LINE = re.compile(rf"([A-Za-z][A-Za-z0-9_-]*):(?:[ ](?:(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN})|(?P<list>{_LIST})))?")
_ITEM_LINE = re.compile(rf"(?P<indent>[ ]*)-[ ](?:(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN}))")


def read_plain(text: str, first_line: int) -> Mapping | None:
    """Return the text's keys with their values, or nothing where the library has to read it.

    ``text`` has no control characters.
    """
    if "\ufeff" in text:
        return None
    keys: dict[str, Scalar] = {}
    values: dict[str, Node] = {}
    lines = text.removesuffix("\n").split("\n")
    place = 0
    while place < len(lines):
        match = _LINE.fullmatch(lines[place])
        if match is None or match[1] in keys:
            return None
        key, line = match[1], first_line + place
        keys[key] = Scalar(key, line, 1)
        place += 1
        kind = match.lastgroup
        if kind is None:
            items = _items_below(lines, place, first_line)
            if not items:
                return None
            values[key] = Sequence(items, items[0].line, items[0].column - len("- "))
            place += len(items)
        elif kind == "list":
            values[key] = Sequence(_items_between(match, line), line, match.start(kind) + 1)
        else:
            values[key] = _scalar(match, kind, line)
    return Mapping(keys, values, first_line, 1)


def _scalar(match: re.Match[str], kind: str, line: int) -> Scalar:
    """Return a value that is quoted or plain."""
    quoted = kind == "quoted"
    return Scalar(match[kind][1:-1] if quoted else match[kind], line, match.start(kind) + 1, not quoted)


def _items_between(match: re.Match[str], line: int) -> tuple[Scalar, ...]:
    """Return the items of a list in brackets."""
    return tuple(
        _scalar(item, "quoted", line) if item.lastgroup else Scalar(item[0], line, item.start() + 1)
        for item in _ITEM.finditer(match.string, match.start("list") + 1)
    )


def _items_below(lines: list[str], place: int, first_line: int) -> tuple[Scalar, ...]:
    """Return the items of a list below its key, each on a line, all indented alike."""
    found: list[Scalar] = []
    indent = ""
    for number in range(place, len(lines)):
        match = _ITEM_LINE.fullmatch(lines[number])
        if match is None or (found and match["indent"] != indent):
            break
        indent = match["indent"]
        found.append(_scalar(match, match.lastgroup or "plain", first_line + number))
    return tuple(found)
