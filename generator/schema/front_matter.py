"""The only module that imports PyYAML: text to nodes with places, and every fault to a problem.

PyYAML's own constructors are never used. Its C parser composes nodes, which have their places;
types, duplicate keys, anchors and limits are checked here (``no`` is not false, a key cannot
occur twice, an alias cannot expand exponentially).
"""

import re
from bisect import bisect_left
from typing import Any, cast

import msgspec

from generator.base.paths import nfc
from generator.base.patterns import lazily, lazily_in
from generator.base.problems import Place, Report
from generator.schema.nodes import Mapping, Node, Scalar, Sequence
from generator.schema.yaml_errors import Fault, colons, explain, no_end, no_fence, requoted

with lazily_in("yaml"):
    import yaml

#: The maximum nesting: more than anyone writes by hand, less than what overflows the stack.
MAX_DEPTH = 40
MAX_ALIASES = 1_000
#: The maximum number of nodes in a file, with each use of an alias counted.
MAX_NODES = 1_000_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_INDENTED = re.compile(rf"^[ \t-]{{{MAX_DEPTH}}}", re.MULTILINE)
_RUN = lazily(rf"(?:[\[{{]\s*+){{{MAX_DEPTH}}}")
_BREAKS = re.compile("[\x85\u2028\u2029]")
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
#: A comment, an anchor, a tag: what the author may have meant as a part of a text.
_SIGNS = lazily(r"[ \t]#|[ \t]&|[ \t]! ")
_NOTE = lazily(r"[ \t]+(#.*)")
#: How many characters of the names of anchors and aliases are compared.
_LONG = 200
_NAME = lazily(r"\s*(\S+)")
_STARRED = lazily(rf"\*(?=(\S{{1,{_LONG}}}))")
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


class _Loader(_Base):  # type: ignore[misc]  # the one in C is not always there
    """PyYAML's loader without type resolution, which is left to the schema."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> None:
        """Return no tag."""


class Matter(msgspec.Struct, frozen=True):
    """The two parts of a Markdown file: its fields, and its text with the line it begins on."""

    fields: Mapping
    body: str
    body_line: int


def read_matter(text: str, path: str, report: Report) -> Matter | None:
    r"""Return the parts of a Markdown file, or None if its front matter cannot be read.

    ``text`` has ``\n`` line ends and no byte order mark.
    """
    start = _FENCE.match(text)
    if start is None:
        line, *said = no_fence(text)
        report.error(Place(path, line, 1), *said)
        return None
    end = _END.search(text, start.end())
    if end is None:
        line, *said = no_end(text)
        report.error(Place(path, line, 1), *said)
        return None
    node = read_yaml(text[start.end() : end.start()], path, report, first_line=2)
    if node is None:
        return None
    if not isinstance(node, Mapping):
        wrong = colons(text[start.end() : end.start()], secret=False) if isinstance(node, Scalar) else []
        for mistake in wrong:
            report.error(Place(path, mistake.line + 2, mistake.column + 1), mistake.message, mistake.hint, mistake.mend)
        if not wrong:
            where = Place(path, node.line, node.column)
            report.error(where, "the front matter must be keys with values, such as title: …")
        return None
    body = text[end.end() + 1 :]
    return Matter(node, body, text.count("\n", 0, end.end()) + 2)


def read_yaml(text: str, path: str, report: Report, first_line: int = 1) -> Node | None:
    """Return the file's values with their places, or None if they cannot be read."""
    if found := _CONTROL.search(text):
        before = text[: found.start()]
        place = Place(path, before.count("\n") + first_line, found.start() - before.rfind("\n"))
        report.error(place, f"control character U+{ord(found[0]):04X}", "delete it; it cannot be seen in most editors")
        return None
    if _BREAKS.search(text):
        # YAML 1.1 takes these for line ends, and no editor does. Pasted text has them by accident.
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
        for wrong in explain(_fault(fault), text, secret=path.startswith("private/")):
            place = Place(path, wrong.line + first_line, wrong.column + 1)
            report.error(place, wrong.message, wrong.hint, wrong.mend)
        return None
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        report.error(Place(path, first_line, 1), "the YAML cannot be read", str(fault).splitlines()[0])
        return None
    if root is None:
        return Mapping({}, {}, first_line, 1)
    reader = _Reader(path, report, first_line - 1, text)
    node = reader.read(root, 0)
    if isinstance(node, Scalar) and node.empty:
        node = Mapping({}, {}, node.line, node.column)
    return None if reader.failed else node


def _too_deep(text: str) -> tuple[int, int] | None:
    """Return line and column, from 0, where the nesting is too deep for PyYAML, which would overflow the C stack.

    Events come one by one, without recursion. They are only requested if the text can be deep at all.
    """
    openers = sum(text.count(mark) for mark in ("[", "{", "- -", "-\t", "? ", "?\t"))
    if openers <= MAX_DEPTH and not _INDENTED.search(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH and event.start_mark:
                    return event.start_mark.line, event.start_mark.column
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.MarkedYAMLError as fault:
        # The library reads ahead of its events, and newer releases have a limit of their own.
        if "nesting depth" not in (fault.problem or ""):
            raise
        run = _RUN.search(text)
        if run is None:
            mark = fault.problem_mark
            return (mark.line, mark.column) if mark else (0, 0)
        return text.count("\n", 0, run.end()), run.end() - text.rfind("\n", 0, run.end()) - 2
    return None


class _Reader:
    """Converts PyYAML's nodes to ours, and finds faults that PyYAML accepts."""

    def __init__(self, path: str, report: Report, shift: int, text: str) -> None:
        self.path, self.report, self.shift = path, report, shift
        #: Examined only if there may be a comment, an anchor or a tag.
        may_have = "#" in text or "&" in text or "!" in text
        self.lines = text.split("\n") if may_have and _SIGNS.search(text) else []
        self.failed = False
        self.count = 0
        self.open: set[int] = set()
        self.seen: dict[int, bool] = {}
        self.aliases = 0
        #: The names of aliases, sorted; computed on first use.
        self.starred: list[str] | None = None

    def error(self, node: yaml.Node, message: str, hint: str = "", mend: str = "") -> Scalar:
        """Report a fault at the node, and return an empty value so that reading continues."""
        if not self.failed or not message.startswith("too many"):
            self.report.error(self.place(node), message, hint, mend)
        self.failed = True
        return Scalar("", 0, 0)

    def place(self, node: yaml.Node) -> Place:
        """Return the node's place in the file."""
        return Place(self.path, node.start_mark.line + 1 + self.shift, node.start_mark.column + 1)

    def read(self, node: yaml.Node, depth: int) -> Node:
        """Return the converted node."""
        mark = node.start_mark
        line, column = mark.line + 1 + self.shift, mark.column + 1
        self.count += 1
        if self.count > MAX_NODES:
            return self.error(
                node, "too many values", f"a file may hold {MAX_NODES:,} values, with every use of an alias"
            )
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line, column)
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
                return Sequence(tuple(items), line, column, bool(node.flow_style))
            return self.mapping(cast("yaml.MappingNode", node), line, column, depth)
        finally:
            self.open.discard(id(node))

    def scalar(self, node: yaml.ScalarNode, line: int, column: int) -> Scalar:
        """Return a scalar."""
        if node.tag not in _PLAIN_TAGS:
            return self.tag_error(node)
        if found := _CONTROL.search(node.value):
            # In double quotes it may be an escape sequence, which the check of the raw text does not see.
            return self.error(node, f"control character U+{ord(found[0]):04X}", "take its escape out")
        if self.lines and not node.style:
            return self.plain(node, line, column)
        return Scalar(node.value, line, column, not node.style)

    def plain(self, node: yaml.ScalarNode, line: int, column: int) -> Scalar:
        """Return a plain scalar, with the comment after it on its line."""
        line_of, column_of = node.start_mark.line, node.start_mark.column
        begin = self.lines[line_of] if line_of < len(self.lines) else ""
        # The line may be long, and hold many values.
        is_anchor = begin.startswith("&", column_of)
        if (is_anchor and not self.used(begin, column_of + 1)) or begin.startswith("! ", column_of):
            right = requoted(begin, column_of)
            hint = "put all of it in quotes" + (f": {right}" if right and not self.path.startswith("private/") else "")
            mend = "quote line" if right else ""
            return self.error(node, f"a value cannot begin with {begin[column_of]}", hint, mend)
        mark = node.end_mark
        end = self.lines[mark.line] if mark.line < len(self.lines) else ""
        note = _NOTE.match(end, mark.column)
        if note is None:
            return Scalar(node.value, line, column)
        place = mark.line + 1 + self.shift, note.start(1) + 1
        return Scalar(node.value, line, column, note=Scalar(note[0], *place))

    def used(self, line: str, start: int) -> bool:
        """Return whether what looks like an anchor at a position in a line is one: an alias refers to it."""
        found = _NAME.match(line, start)
        if found is None:
            return False
        if self.starred is None:
            self.starred = sorted({name for one in self.lines for name in _STARRED.findall(one)})
        # A binary search, since there may be many anchors: names with the same prefix are adjacent.
        name = found[1][:_LONG]
        at = bisect_left(self.starred, name)
        return at < len(self.starred) and self.starred[at].startswith(name)

    def mapping(self, node: yaml.MappingNode, line: int, column: int, depth: int) -> Node:
        """Return a mapping; a key that is no text or a duplicate is a fault."""
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
        return Mapping(keys, values, line, column, bool(node.flow_style))

    def tag_error(self, node: yaml.Node) -> Scalar:
        """Report a YAML tag: content has text, never objects."""
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        return self.error(
            node, f'the tag "{tag}" is not allowed', "write the value without it, or put all of it in quotes"
        )


def _fault(fault: yaml.MarkedYAMLError) -> Fault:
    """Return PyYAML's error as a value."""
    said = f"{fault.context or ''} {fault.problem or ''}".strip()
    found = fault.problem_mark or fault.context_mark
    begun = fault.context_mark
    return Fault(said, (found.line, found.column) if found else (0, 0), (begun.line, begun.column) if begun else None)
