"""The open containers at a line: quotes, list items, footnotes."""

import msgspec

from generator.markup.dialect import shape

QUOTE, ITEM, NOTE = "quote", "item", "note"
#: The maximum nesting of containers; what is deeper is text. `engine/depth.py` checks the limit of a whole text.
DEEPEST = 120


class Container(msgspec.Struct):
    """What is open: where its mark stands, where its content begins, and what its later lines get before them."""

    kind: str
    indent: int
    width: int
    lead: str
    mark: str = ""
    beside: bool = False  # whether it begins on the line of another item's mark
    first: bool = True  # whether its first line is still being read
    settled: bool = True  # whether the width is known; that of a meaning is told by the line after its first

    def is_above(self, text: str, indent: int) -> bool:
        """Whether a line begins a list in this item: two spaces further in, be the item's mark wider than that.

        A number that only goes on counting is the next item, however the numbers are aligned.
        """
        mark = shape.MARKER.match(text) if self.kind == ITEM and indent >= self.indent + 2 else None
        return mark is not None and not (mark[1][-1] == self.mark and mark[1][0].isdigit() and int(mark[1][:-1]) != 1)


def is_meaning(line: str, indent: int) -> bool:
    """Whether a line is the next meaning, not a part of the one before."""
    return indent < 4 and line[indent] == ":" and shape.MEANING.match(line, indent) is not None


class Containers:
    """The open containers, outermost first, and the lists that they hold."""

    def __init__(self) -> None:
        self.stack: list[Container] = []
        # The mark of the list that is open, or was the last block, at each depth.
        self.lists: list[str] = [""]

    def lead(self, depth: int) -> str:
        """The prefix of a line at a depth."""
        return self.stack[depth - 1].lead if depth else ""

    def quote_lead(self, depth: int | None = None) -> str:
        """What stands before each line of the innermost quote that is open, of the first so many containers."""
        return next((one.lead for one in reversed(self.stack[:depth]) if one.kind == QUOTE), "")

    def is_item(self, depth: int) -> bool:
        """Whether the innermost of so many containers is an item."""
        return 0 < depth <= len(self.stack) and self.stack[depth - 1].kind == ITEM

    def is_quote(self, depth: int) -> bool:
        """Whether the container beyond so many is a quote."""
        return depth < len(self.stack) and self.stack[depth].kind == QUOTE

    def has_items(self) -> bool:
        """Whether an item is open."""
        return any(one.kind == ITEM for one in self.stack)

    def list_at(self, depth: int) -> str:
        """The marker of the list that is open at a depth, or was the last block there."""
        return self.lists[depth] if depth < len(self.lists) else ""

    def push_item(self, depth: int, one: Container, mark: str) -> None:
        """Opens an item of the list with a mark."""
        for above in self.stack:
            above.first = False
        self.lists[depth:] = [mark]
        self.push(one)

    def push(self, one: Container) -> None:
        """Opens a container."""
        self.stack.append(one)
        self.lists.append("")

    def close(self, depth: int) -> None:
        """Closes what lies deeper; which list that was is known till another block comes."""
        del self.stack[depth:]
        del self.lists[depth + 1 :]

    def forget_list(self, depth: int) -> None:
        """Records that a block other than a list is at a depth."""
        self.lists[depth:] = [""]

    def matched(self, raw: str, *, in_fence: bool) -> tuple[str, int, str]:
        """What is left of a line behind the containers it continues, their number, and what follows the last `>`."""
        rest = after_quote = raw
        depth = 0
        for one in self.stack:
            if one.kind == QUOTE:
                mark = shape.QUOTE.match(rest)
                if mark is not None:
                    rest = rest[mark.end() :]
                elif depth and not in_fence and rest.lstrip(" ").startswith(">"):
                    rest = rest.lstrip(" ")[1:].removeprefix(" ")
                else:
                    break
                after_quote = rest
            elif rest.strip():
                indent = shape.indent_of(rest)
                if not one.settled:
                    one.settled, one.width = True, 4 if indent >= 4 else one.width
                if indent >= one.width and not (one.kind == NOTE and is_meaning(rest, indent)):
                    rest = rest[one.width :]
                elif not in_fence and one.is_above(rest.lstrip(" "), indent):
                    rest = rest.lstrip(" ")
                else:
                    break
            depth += 1
        return rest, depth, after_quote
