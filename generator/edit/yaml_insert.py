"""Where new lines go in a YAML text: an item into a list, a key into a mapping, another value in place of one.

Each function returns edits, the most fitting first: whoever asks carries one out, reads the text again, and takes
the next one if anything else has changed. So nothing here has to be sure of YAML's rules, only to come near.
"""

from collections.abc import Callable

from generator.edit.yaml_marks import Marked
from generator.edit.yaml_text import Edit, YamlText

#: Several edits that belong together.
Edits = list[Edit]
#: A new item as text: its lines for an indentation, or in braces.
Item = Callable[[int | None], str]


def into_list(text: YamlText, root: Marked | None, key: str, at: int, item: Item) -> list[Edits]:
    """Return the ways to insert an item into the list below a key of the file, before the one at a position.

    ``item`` gives the new item's text: ``- `` and its lines for a column, or in braces for None.
    """
    if root is None:
        return [_at_end(text, f"{key}:\n{item(2)}")]
    pair = root.pair(key)
    if pair is None:
        return _new_key(text, root, key, item)
    name, value = pair
    if value.form == "list" and value.start < name.start:
        return []  # an alias: what it stands for is also elsewhere
    if value.form == "list" and value.items and not value.flow:
        # Before the first hyphen may stand an anchor.
        column = _column(text, text.text.rfind("-", value.start, value.items[0].start))
        return _before(text, value, at, column, item(column)) + _after(text, value, at, column, item(column))
    if value.form == "list" and value.items:
        return _in_flow(text, value, at, item(None))
    inside = text.text[value.start : value.end]
    if root.flow or (value.form == "list" and inside.replace(" ", "") != "[]"):
        return _in_empty_flow(text, name, value, item(None))
    return _in_nothing(text, name, value, item(_column(text, name.start) + 2))


def _column(text: YamlText, at: int) -> int:
    return at - text.starts[text.line_of(at)]


def _at_end(text: YamlText, lines: str) -> Edits:
    """Return the edit that appends whole lines to the text; a missing last line end stays missing."""
    end = len(text.text)
    if not text.text or text.text.endswith("\n"):
        return [Edit(end, end, lines)]
    return [Edit(end, end, "\n" + lines.removesuffix("\n"))]


def _new_key(text: YamlText, root: Marked, key: str, item: Item) -> list[Edits]:
    if not root.flow:
        indent = _column(text, root.start)
        lines = f"\n{' ' * indent}{key}:\n{item(indent + 2)}"
        # After a line of dots comes nothing that belongs to the text.
        return [_at_end(text, lines), below(text, last_line(text, root), lines)]
    return added_to_flow(root, f"{key}: [{item(None)}]")


def added_to_flow(mapping: Marked, words: str) -> list[Edits]:
    """Return the ways to append ``key: value`` to a mapping in braces."""
    last = max((value.end for _, value in mapping.pairs), default=mapping.end - 1)
    before = ", " if mapping.pairs else ""
    return [[Edit(last, last, before + words)], [Edit(mapping.end - 1, mapping.end - 1, before + words)]]


# --- lists in lines ---------------------------------------------------------------


def _before(text: YamlText, value: Marked, at: int, column: int, lines: str) -> list[Edits]:
    """Return the way to insert lines above the first item: right above its hyphen, below what is said of the list."""
    if at > 0:
        return []
    line = _hyphen(text, value.items[0], column)
    if text.lines[line][:column].strip():
        return []
    if len(value.items) > 1 and _is_apart(text, value, 0, column):
        lines += "\n"
    return [[Edit(text.starts[line], text.starts[line], lines)]]


def _after(text: YamlText, value: Marked, at: int, column: int, lines: str) -> list[Edits]:
    """Return the ways to insert lines below an item: after its last line, and the notes that are indented as it is."""
    if at == 0:
        return []
    end = last_line(text, value.items[at - 1])
    near = min(at - 1, len(value.items) - 2)
    if near >= 0 and _is_apart(text, value, near, column):
        lines = "\n" + lines
    ways = [below(text, notes_below(text, end, column), lines)]
    if at < len(value.items):
        hyphen = _hyphen(text, value.items[at], column)
        ways.append([Edit(text.starts[hyphen], text.starts[hyphen], lines)])
    else:
        ways.append(_at_end(text, lines))
    return ways


def below(text: YamlText, line: int, lines: str) -> Edits:
    """Return the edit that inserts lines below a line."""
    if line + 1 < len(text.lines):
        return [Edit(text.starts[line + 1], text.starts[line + 1], lines)]
    return _at_end(text, lines)


def last_line(text: YamlText, value: Marked) -> int:
    """Return the last line of a value, without blank lines and notes after it."""
    while not value.flow and (value.items or value.pairs):
        value = value.items[-1] if value.items else value.pairs[-1][1]
    line = text.line_of(value.end)
    if value.style in {"|", ">"}:
        first = text.line_of(value.start)
        line = line if value.end > text.starts[line] else line - 1
        while line > first and not text.lines[line].strip():
            line -= 1
    return line


def notes_below(text: YamlText, line: int, column: int) -> int:
    """Return the last of the notes right below a line that are indented deeper than a column, or the line."""
    while line + 1 < len(text.lines):
        words = text.lines[line + 1].lstrip(" ")
        if not words.startswith("#") or len(text.lines[line + 1]) - len(words) <= column:
            break
        line += 1
    return line


def _hyphen(text: YamlText, item: Marked, column: int) -> int:
    """Return the line of an item's hyphen, which may stand above the item."""
    line = text.line_of(item.start)
    while line > 0 and not (text.lines[line][column : column + 1] == "-" and not text.lines[line][:column].strip()):
        line -= 1
    return line


def _is_apart(text: YamlText, value: Marked, at: int, column: int) -> bool:
    """Return whether a blank line stands between an item and the next."""
    end, begin = last_line(text, value.items[at]), _hyphen(text, value.items[at + 1], column)
    return any(not line.strip() for line in text.lines[end + 1 : begin])


# --- lists in brackets, and lists that are not there yet --------------------------


def _in_flow(text: YamlText, value: Marked, at: int, words: str) -> list[Edits]:
    """Return the way to insert an item into a list in brackets: on a line of its own where the others are."""
    item = value.items[max(0, at - 1)]
    line, column = text.line_of(item.start), _column(text, item.start)
    own = not text.lines[line][:column].strip()
    gap = "\n" + text.lines[line][:column] if own else " "
    if at == 0:
        return [[Edit(item.start, item.start, f"{words},{gap}")]]
    end = text.line_of(item.end)
    rest = text.text[item.end : text.end_of(end)]
    comma = rest.lstrip(" ").startswith(",")
    if own and rest.strip(" ,").startswith("#"):
        # A note at the line's end is about the item before it.
        there = [] if comma else [Edit(item.end, item.end, ",")]
        after = "," if comma else ""
        return [[*there, Edit(text.end_of(end), text.end_of(end), f"{gap}{words}{after}")]]
    return [[Edit(item.end, item.end, f",{gap}{words}")]]


def _in_empty_flow(text: YamlText, name: Marked, value: Marked, words: str) -> list[Edits]:
    """Return the way to put an item into empty brackets, or brackets with it after the key's colon."""
    if value.form == "list":
        line = text.line_of(value.end - 1)
        margin = text.text[text.starts[line] : value.end - 1]
        if not margin.strip():
            return [[Edit(text.starts[line], text.starts[line], f"{margin}  {words}\n")]]
        return [[Edit(value.end - 1, value.end - 1, words)]]
    if value.end > value.start:
        return [[Edit(value.start, value.end, f"[{words}]")]]
    colon = text.text.find(":", name.end)
    if colon < 0:
        return [[Edit(name.end, name.end, f": [{words}]")]]
    return [[Edit(colon + 1, colon + 1, f" [{words}]")], [Edit(name.end, name.end, f": [{words}]")]]


def _in_nothing(text: YamlText, name: Marked, value: Marked, lines: str) -> list[Edits]:
    """Return the way to begin a list below a key without a value, or with ``[]`` or ``~`` for it."""
    taken = []
    line = text.line_of(max(name.end, value.end))
    if value.end > value.start:
        begin = value.start
        while text.text[begin - 1] == " ":
            begin -= 1
        taken = [Edit(begin, value.end, "")]
    column = _column(text, name.start)
    return [[*taken, *below(text, notes_below(text, line, column), lines)], [*taken, *below(text, line, lines)]]
