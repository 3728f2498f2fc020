"""The door to PyYAML: text to located nodes, with every fault as a problem.

PyYAML's own constructors are never used. Its C parser composes nodes, which keep their places;
types, duplicate keys, anchors and limits are looked at here (``no`` is not false, a key cannot
stand twice, an alias cannot explode).
"""

import re
from typing import Any, cast

import msgspec
import yaml

from generator.located import Mapping, Node, Scalar, Sequence
from generator.names import nfc
from generator.problems import Place, Report

#: More than anyone writes by hand, less than what can hurt.
MAX_DEPTH = 40
MAX_ALIASES = 1_000
#: Nodes in one file, every use of an alias counted.
MAX_NODES = 1_000_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_INDENTED = re.compile(rf"^[ \t-]{{{MAX_DEPTH}}}", re.MULTILINE)
_BREAKS = re.compile("[\x85\u2028\u2029]")
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


class _Loader(_Base):  # type: ignore[misc]  # the one in C is not always there
    """PyYAML's loader without a guess at what a value is, which the schema says."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> None:
        """Return no tag."""


class Matter(msgspec.Struct, frozen=True):
    """A Markdown file in two: its fields, and its text with the line the text begins on."""

    fields: Mapping
    body: str
    body_line: int


def read_matter(text: str, path: str, report: Report) -> Matter | None:
    r"""Return the parts of a Markdown file, or nothing if its front matter cannot be read.

    ``text`` has ``\n`` line ends and no byte order mark.
    """
    start = _FENCE.match(text)
    if start is None:
        problem = "the file is empty" if not text.strip() else "the front matter is missing"
        report.error(Place(path, 1, 1), problem, 'begin the file with "---", lines such as "title: …", and "---" again')
        return None
    end = _END.search(text, start.end())
    if end is None:
        report.error(Place(path, 1, 1), "the front matter is not closed", 'put a line "---" after its last key')
        return None
    node = read_yaml(text[start.end() : end.start()], path, report, first_line=2)
    if node is None:
        return None
    if not isinstance(node, Mapping):
        hint = "write a space after each colon" if isinstance(node, Scalar) and ":" in node.text else ""
        report.error(
            Place(path, node.line, node.column), "the front matter must be keys with values, such as title: …", hint
        )
        return None
    body = text[end.end() + 1 :]
    return Matter(node, body, text.count("\n", 0, end.end()) + 2)


def read_yaml(text: str, path: str, report: Report, first_line: int = 1) -> Node | None:
    """Return the file's values with their places, or nothing if they cannot be read."""
    if found := _CONTROL.search(text):
        before = text[: found.start()]
        place = Place(path, before.count("\n") + first_line, found.start() - before.rfind("\n"))
        report.error(place, f"control character U+{ord(found[0]):04X}", "delete it; it cannot be seen in most editors")
        return None
    if _BREAKS.search(text):
        # YAML 1.1 takes these for ends of lines, and no editor does. Pasted text has them by accident.
        text = _BREAKS.sub(" ", text)
    try:
        if deep := _too_deep(text):
            place = Place(path, deep[0] + first_line, deep[1] + 1)
            report.error(
                place, f"nested more than {MAX_DEPTH} levels deep", "lists and keys of content need three or four"
            )
            return None
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        report.error(*_explain(fault, text, path, first_line))
        return None
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        report.error(Place(path, first_line, 1), "the YAML cannot be read", str(fault).splitlines()[0])
        return None
    if root is None:
        return Mapping({}, {}, first_line, 1)
    reader = _Reader(path, report, first_line - 1)
    node = reader.read(root, 0)
    if isinstance(node, Scalar) and node.empty:
        node = Mapping({}, {}, node.line, node.column)
    return None if reader.failed else node


def _too_deep(text: str) -> tuple[int, int] | None:
    """Return line and column, from 0, where the nesting is too deep for PyYAML, which would overflow the C stack.

    Events come one by one, without recursion. They are only asked for where the text can be deep at all.
    """
    openers = sum(text.count(mark) for mark in ("[", "{", "- -", "-\t", "? ", "?\t"))
    if openers <= MAX_DEPTH and not _INDENTED.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH and event.start_mark:
                return event.start_mark.line, event.start_mark.column
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


class _Reader:
    """Turns PyYAML's nodes into ours, and finds what PyYAML lets pass."""

    def __init__(self, path: str, report: Report, shift: int) -> None:
        self.path, self.report, self.shift = path, report, shift
        self.failed = False
        self.count = 0
        self.open: set[int] = set()
        self.seen: dict[int, bool] = {}
        self.aliases = 0

    def error(self, node: yaml.Node, message: str, hint: str = "") -> Scalar:
        """Note a fault at the node, and stand in an empty value so that reading goes on."""
        if not self.failed or not message.startswith("too many"):
            self.report.error(self.place(node), message, hint)
        self.failed = True
        return Scalar("", 0, 0)

    def place(self, node: yaml.Node) -> Place:
        """Return the node's place in the file."""
        return Place(self.path, node.start_mark.line + 1 + self.shift, node.start_mark.column + 1)

    def read(self, node: yaml.Node, depth: int) -> Node:
        """Return the node as ours."""
        mark = node.start_mark
        line, column = mark.line + 1 + self.shift, mark.column + 1
        self.count += 1
        if self.count > MAX_NODES:
            return self.error(
                node, "too many values", f"a file may hold {MAX_NODES:,} values, with every use of an alias"
            )
        if isinstance(node, yaml.ScalarNode):
            if node.tag not in _PLAIN_TAGS:
                return self.tag_error(node)
            if found := _CONTROL.search(node.value):
                # In double quotes it can stand as an escape, which the look at the text passes over.
                return self.error(node, f"control character U+{ord(found[0]):04X}", "take its escape out")
            return Scalar(node.value, line, column, not node.style)
        if id(node) in self.open:
            return self.error(node, "the anchor refers to itself", "write the value out instead of using an alias")
        if depth >= MAX_DEPTH:
            return self.error(node, f"nested more than {MAX_DEPTH} levels deep")
        if id(node) in self.seen:
            self.aliases += 1
            if self.aliases > MAX_ALIASES:
                return self.error(node, "too many aliases", f"a file may use {MAX_ALIASES:,}; write the values out")
        if node.tag not in _PLAIN_TAGS:
            return self.tag_error(node)
        self.open.add(id(node))
        self.seen[id(node)] = True
        try:
            if isinstance(node, yaml.SequenceNode):
                items = []
                for item in node.value:
                    items.append(self.read(item, depth + 1))
                    if self.count > MAX_NODES or self.aliases > MAX_ALIASES:
                        break
                return Sequence(tuple(items), line, column)
            return self.mapping(cast("yaml.MappingNode", node), line, column, depth)
        finally:
            self.open.discard(id(node))

    def mapping(self, node: yaml.MappingNode, line: int, column: int, depth: int) -> Node:
        """Return a mapping; a key that is no text or stands twice is a fault."""
        keys: dict[str, Scalar] = {}
        values: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                braces = "if the braces are meant to be text, put the whole value in quotes"
                self.error(key_node, "a key must be a word, not a list or a mapping", braces)
                continue
            name = nfc(key_node.value)
            if name == "<<":
                self.error(key_node, 'the merge key "<<" is not known here', "write the keys out")
                continue
            if _CONTROL.search(name):
                self.error(key_node, "a key with a control character", "take its escape out")
                continue
            if name in keys:
                self.error(
                    key_node, f'the key "{name}" stands twice', f"it stands first on line {keys[name].line}; keep one"
                )
                continue
            keys[name] = Scalar(name, key_node.start_mark.line + 1 + self.shift, key_node.start_mark.column + 1)
            values[name] = self.read(value_node, depth + 1)
            if self.count > MAX_NODES or self.aliases > MAX_ALIASES:
                break
        return Mapping(keys, values, line, column)

    def tag_error(self, node: yaml.Node) -> Scalar:
        """Note a tag: content holds text, never objects."""
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        return self.error(
            node, f'the tag "{tag}" is not allowed', "write the value without it, or put all of it in quotes"
        )


#: What PyYAML says (its context, a space, its problem), what we say, and what to do. The first that fits counts.
_EXPLAINED = (
    ("invalid Unicode character escape", "an escape of no character", "write the character itself"),
    ("unknown escape", "a backslash in double quotes that begins no escape", "write it twice, or use single quotes"),
    ("expected hexdecimal", "an escape that is cut short", "write the character itself"),
    ("undefined alias", "a value cannot begin with *", "put all of it in quotes"),
    ("scanning an alias", "a value cannot begin with *", "put all of it in quotes"),
    ("scanning an anchor", "a value cannot begin with &", "put all of it in quotes"),
    ("undefined tag handle", "a value cannot begin with !", "put all of it in quotes"),
    ("scanning a tag", "a value cannot begin with !", "put all of it in quotes"),
    (
        "duplicate anchor",
        "an anchor (a value that begins with &) that stands twice",
        "give it another name, or put the value in quotes",
    ),
    ("another document", "a second document", 'a file holds one; take the line "---" out'),
    ("expected ':'", "a line without its colon", 'write it as "key: value"'),
    ("quoted scalar", "a quotation mark is not closed", "close it, or use the other kind of quotation mark outside"),
    ("scanning a block scalar", "the text after | or > cannot begin like this", "begin it on the next line, indented"),
    (
        "parsing a block collection",
        "the line is indented neither like the list nor like what is around it",
        "indent it like the line it belongs with",
    ),
)


def _explain(fault: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> tuple[Place, str, str]:
    """Return place, message and hint for a fault that PyYAML found, in plainer words than its own."""
    said = f"{fault.context or ''} {fault.problem or ''}".strip()
    escape = "escape" in said or "hexdecimal" in said
    # What was begun and never ended is better shown where it begins.
    begun = not escape and any(
        word in said for word in ("quoted scalar", "flow", "simple key", "alias", "anchor", "tag")
    )
    mark = fault.context_mark if begun and fault.context_mark else fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    place = Place(path, line + first_line, column + 1)
    lines = text.split("\n")
    source = lines[line] if line < len(lines) else ""
    here = source[column : column + 1]
    if "\t" in source[: len(source) - len(source.lstrip())] or ("cannot start any token" in said and here == "\t"):
        return place, "a tab cannot indent YAML", "use spaces"
    if "mapping values are not allowed" in said:
        if source[:1] == " " and ":" not in source[:column]:
            return (
                place,
                "the line is indented, and the one above it has a value already",
                "take the spaces at its beginning out",
            )
        return place, "a colon where none can be", 'put the whole value in quotes: title: "A: B"'
    if "cannot start any token" in said:
        return place, f'a value cannot begin with "{here}"', "put all of it in quotes"
    for word, message, hint in _EXPLAINED:
        if word in said:
            return place, message, hint
    if "flow" in said:
        return (
            place,
            f'the "{here}" is not closed, or something in it cannot be read',
            "close it, or quote what stands in it",
        )
    if "expected key" in said or "expected <block end>" in said:
        if source[:column].strip():
            return (
                place,
                "more text after the end of a value",
                "put the whole value in quotes; inside single quotes an apostrophe is written twice",
            )
        return place, "the line is indented like none of those above it", "indent it like the lines it belongs with"
    return place, "the YAML cannot be read here", said
