"""YAML nodes: texts with places, before the schema gives any value a type.

Scalars are kept as they were written, so ``no`` stays ``no`` until a schema determines its type.
Lines and columns count from 1 and are those of the file, front matter or not.
"""

from collections.abc import Iterable, Iterator

import msgspec


class Scalar(msgspec.Struct, frozen=True):
    """A value as it was written. ``plain`` is false if it was quoted or a block.

    ``note`` is the comment after a plain one on its line, with the space before its ``#``; its place is the ``#``.
    """

    text: str
    line: int
    column: int
    plain: bool = True
    note: "Scalar | None" = None

    @property
    def empty(self) -> bool:
        """Return whether nothing was written: ``key:`` or ``key: ~``."""
        return self.plain and self.text in {"", "~"}


class Sequence(msgspec.Struct, frozen=True):
    """A list; ``flow`` means that it is written in brackets."""

    items: tuple["Node", ...]
    line: int
    column: int
    flow: bool = False


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values; ``keys`` has each key's own place, and ``flow`` means that it is written in braces."""

    keys: dict[str, Scalar]
    values: dict[str, "Node"]
    line: int
    column: int
    flow: bool = False


Node = Scalar | Sequence | Mapping

#: The path to a value: keys, and positions in lists from 0.
Path = tuple[str | int, ...]


def locate(node: Node, path: Path) -> tuple[int, int]:
    """Return line and column of the value at the path, or of its nearest existing parent."""
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            value = node.values[str(step)]
            # The place of an empty value is not helpful: use its key's.
            node = node.keys[str(step)] if isinstance(value, Scalar) and value.empty else value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.line, node.column


def kind_of(node: Node) -> str:
    """Return what a node is, for messages."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "a value" if node.text.strip() and not node.empty else "empty"


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Return all single values at and below a node, in order."""
    if isinstance(node, Scalar):
        yield node
    elif node is not None:
        for inner in node.items if isinstance(node, Sequence) else node.values.values():
            yield from scalars(inner)


def texts(nodes: Iterable[Node]) -> list[str]:
    """Return the text of the scalars among the nodes."""
    return [node.text for node in nodes if isinstance(node, Scalar)]
