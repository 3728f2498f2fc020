"""Blocks of HTML: where one ends, and whether it contains Markdown."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from generator.base.patterns import lazily

#: Block-level elements, as in the library.
BLOCKS = frozenset(
    "address article aside blockquote body canvas center colgroup dd details div dl dt fieldset figcaption figure"  # noqa: SIM905 - so it can be read
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main map math menu nav noscript object ol"
    " option output p pre progress section summary table tbody td tfoot th thead tr ul"
    " video".split()
)
#: Elements with raw content up to their end, empty lines included.
_RAW = frozenset({"script", "style", "textarea", "pre", "math"})
_TAG = lazily(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>]|$)")
_ANY = lazily(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|pre|svg|math)(?=[\s>/])[^>]*+(?:>.*?(?:</\1\s*>|\Z)|\Z)"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL | re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 (so it can be read)
_MARKDOWN = lazily(r"\smarkdown(?:=|[\s>])", re.IGNORECASE)
#: A line that is Markdown: after an empty one, not indented as code, no tag.
_INSIDE = lazily(r"\n\n+ {0,3}[^\s<]")


#: A line that begins fenced code, in whatever containers.
_FENCE = lazily(r"([ >]*(?:(?:[-+*]|\d{1,9}[.)]) +[ >]*)*)(`{3,}(?=[^`]*$)|~{3,})")


def without_fences(lines: Sequence[str]) -> Sequence[str]:
    """The lines with nothing that looks like a tag in fenced code."""
    if not any("```" in line or "~~~" in line for line in lines):
        return lines
    bare = list(lines)
    start, mark, before = -1, "", ""
    for place, line in enumerate(lines):
        if start < 0:
            if found := _FENCE.match(line):
                start, mark, before = place, found[2], found[1]
            continue
        text = line.strip(" >")
        if len(text) >= len(mark) and text == mark[0] * len(text):
            bare[start + 1 : place] = ["x"] * (place - start - 1)
            start = -1
        elif before and text and (line.lstrip(" ")[:1] != ">" if ">" in before else line[0] != " "):
            start = -1  # its container is at its end
    return bare


class Kind(msgspec.Struct, frozen=True):
    """What begins: the element's name, and the pattern of its end where empty lines do not end it."""

    name: str
    end: re.Pattern[str] | None = None


def kind_of(line: str) -> Kind | None:
    """What block of HTML a line begins, or None."""
    if line.startswith("<!--"):
        return Kind("!--", re.compile("-->"))
    if line.startswith("<?"):
        return Kind("?", re.compile(r"\?>"))
    found = _TAG.match(line)
    if found is None:
        return None
    name = found[1].lower()
    if name in _RAW and line[1] != "/":
        return Kind(name, re.compile(rf"</{name}\s*>", re.IGNORECASE))
    return Kind(name) if name in BLOCKS else None


class Elements:
    """The elements of a text: the end of each, found in one pass."""

    def __init__(self, lines: Sequence[str]) -> None:
        lines = without_fences(lines)
        self.text = "\n".join(lines)
        self.starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self.begins: set[int] = set()  # where a tag is that is whole
        self.ends: dict[int, int] = {}
        self.raw: list[tuple[int, int]] = []
        self.markdown: list[tuple[int, int]] | None = None
        waiting: dict[str, list[int]] = {}
        for tag in _ANY.finditer(self.text):
            if tag[1] and ">" not in tag[0]:
                # No tag has an end from here on; a comment needs none.
                if (start := self.text.find("<!--", tag.start())) >= 0:
                    self.note_raw(start, len(self.text))
                break
            if tag[3] is not None and "\n\n" in tag[0]:
                continue
            if tag[3] is None:
                self.note_raw(*tag.span())
                continue
            self.begins.add(tag.start())
            name = tag[3].lower()
            if name in _VOID or tag[4].endswith("/"):
                self.ends[tag.start()] = tag.end()
            elif not tag[2]:
                waiting.setdefault(name, []).append(tag.start())
            elif opened := waiting.get(name):
                self.ends[opened.pop()] = tag.end()

    def note_raw(self, start: int, end: int) -> None:
        """Notes what is taken as it stands."""
        self.begins.add(start)
        self.ends[start] = end
        self.raw.append((start, end))

    def begins_at(self, place: int) -> bool:
        """Whether the first tag of a line is whole."""
        return self.text.find("<", self.starts[place]) in self.begins

    def after(self, place: int) -> int | None:
        """The place after a block that the library takes as a whole; None where Markdown stands in it, or no end is."""
        start = self.text.index("<", self.starts[place])
        end = self.ends.get(start)
        if end is None:
            return None
        if not _MARKDOWN.search(self.text, start, self.text.find(">", start) + 1) and self.holds_markdown(start, end):
            return None
        return bisect_right(self.starts, end - 1)

    def holds_markdown(self, start: int, end: int) -> bool:
        """Whether a line of a block is Markdown; what is taken as it stands in it counts for nothing."""
        number = bisect_left(self.raw, (start, 0))
        if number < len(self.raw) and self.raw[number][0] == start:
            return _INSIDE.search(self.text, start, end) is not None
        if self.markdown is None:
            # For all blocks at once, as one may stand in the other.
            found = [line.span() for line in _INSIDE.finditer(self.text)]
            self.markdown = [line for line in found if not self.in_raw(line[1])]
        number = bisect_left(self.markdown, (start, 0))
        return number < len(self.markdown) and self.markdown[number][1] <= end

    def in_raw(self, place: int) -> bool:
        """Whether a place is in what is taken as it stands."""
        number = bisect_left(self.raw, (place, 0))
        return number > 0 and self.raw[number - 1][1] > place
