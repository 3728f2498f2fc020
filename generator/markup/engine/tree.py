"""The text of elements, by the library's own patterns, with its work counted."""

from collections import deque
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

from generator.markup.engine.cost_limit import Meter

_PLACEHOLDER = "\x02klzzwxh:"


class Inline(InlineProcessor):
    """The library's own, but an element's place among its siblings is counted, not looked for.

    A method that begins with the library's class is its private one: there is no other place to count what it copies.
    """

    def __init__(self, md: Markdown, meter: Meter) -> None:
        super().__init__(md)
        self.meter = meter

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree, its text as elements."""
        mine: Any = self
        self.stashed_nodes: dict[str, Element | str] = {}
        parents = [] if ancestors is None else ancestors[:]
        self.parent_map = {child: parent for parent in tree.iter() for child in parent}
        stack = deque([(tree, parents)])
        mine._InlineProcessor__build_ancestors(tree, parents)  # noqa: SLF001 (private in the library)
        while stack:
            element, self.ancestors = stack.popleft()
            if element is not tree:
                self.ancestors.append(element.tag.lower())
            queue = []
            for place, child in enumerate(element, start=1):
                text, tail = child.text, child.tail
                if text and not isinstance(text, AtomicString):
                    self.ancestors.append(child.tag.lower())
                    child.text = None
                    found = self.nodes(text, child, is_text=True)
                    for node, _ in found:
                        self.parent_map[node] = child
                    stack.extend(found)
                    queue.append((child, found))
                    self.ancestors.pop()
                if tail:
                    beside = Element("d")
                    child.tail = None
                    found = self.nodes(tail, beside, is_text=False)
                    if beside.tail:
                        child.tail = beside.tail
                    for node, _ in reversed(found):
                        self.parent_map[node] = element
                        element.insert(place, node)
                if len(child):
                    self.parent_map[child] = element
                    stack.append((child, self.ancestors[:]))
            for child, found in queue:
                for place, (node, _) in enumerate(found):
                    child.insert(place, node)
        return tree

    def nodes(self, text: str, parent: Element, *, is_text: bool) -> list[tuple[Element, list[str]]]:
        """The elements that a text holds; what stands before the first of them goes to the parent."""
        mine: Any = self
        found: list[tuple[Element, list[str]]] = mine._InlineProcessor__processPlaceholders(  # noqa: SLF001 (private in the library)
            mine._InlineProcessor__handleInline(text),  # noqa: SLF001 (private in the library)
            parent,
            is_text,
        )
        return found

    def _InlineProcessor__applyPattern(self, pattern: Any, data: str, number: int, start: int = 0) -> Any:  # noqa: N802 (the library's name)
        """The text with the next find replaced: it is copied for that."""
        self.meter.spend((len(data) >> 7) + 1, data)
        return super()._InlineProcessor__applyPattern(pattern, data, number, start)  # type: ignore[misc]  # private in the library

    def _InlineProcessor__processPlaceholders(self, data: str, parent: Element, is_text: bool = True) -> Any:  # noqa: FBT001, FBT002, N802 (the library's)
        """The elements that a text holds: it is put together piece by piece."""
        if data:
            self.meter.spend(data.count(_PLACEHOLDER) * (len(data) >> 7), data)
        return super()._InlineProcessor__processPlaceholders(data, parent, is_text)  # type: ignore[misc]  # private in the library

    def _InlineProcessor__processElementText(self, node: Element, part: Element, is_text: bool = True) -> None:  # noqa: FBT001, FBT002, N802 (the library's)
        """Nothing; what a part of an element holds is put beside it: its place is looked for."""
        self.meter.spend(len(node) >> 1, "")
        super()._InlineProcessor__processElementText(node, part, is_text)  # type: ignore[misc]  # private in the library


class SmartText(Inline):
    """Smart punctuation; it leaves blank tails alone: each block has one, a newline, and no pattern can match there."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree, its text made smart."""
        blank = [element for element in tree.iter() if element.tail and element.tail.isspace()]
        tails = [element.tail for element in blank]
        for element in blank:
            element.tail = None
        result = super().run(tree, ancestors)
        for element, tail in zip(blank, tails, strict=True):
            element.tail = tail
        return result


class Contents(TocTreeprocessor):
    """Ids of headings, and a table of contents wherever one is asked for."""

    meter: Meter

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Nothing; the marks become tables of contents: each is looked for, and is written out as a whole."""
        marks = [element.text for element in root.iter() if element.text and element.text.strip() == self.marker]
        if marks:
            self.meter.spend(len(marks) * (100 * sum(1 for _ in elem.iter()) + 2 * len(root)), marks[0])
            super().replace_marker(root, elem)


class DropEmptyAttributes(Treeprocessor):
    """Drops `id` and the like where `{: id }` gave them no value: the library fails on those."""

    NAMES = ("id", "class", "href", "data-toc-label")

    def run(self, root: Element) -> None:
        """Nothing; the tree is changed in place."""
        for element in root.iter():
            for name in self.NAMES:
                if element.attrib.get(name, "") is None:
                    del element.attrib[name]
