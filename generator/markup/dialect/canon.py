"""A text line by line, with the containers that are open: quotes, items of lists, notes.

The way is CommonMark's: each line first continues what is open, then begins new blocks. What comes
out is the same text as Python-Markdown reads it: four spaces for each item, an empty line where a
block begins that the library would not see, `1.` for `1)`. Lines that mean the same to both stay as
they are.
"""

import re

import msgspec

from generator.markup.dialect import elements, shape
from generator.markup.dialect.fences import written

#: Levels of containers; what lies deeper is text. The limit of the whole is found before (`engine/depth.py`).
DEEPEST = 120
PLACEHOLDER = "\x02wzxhzdk:{}\x03"
#: Stands between two lists that the library would take for one; `finish.py` takes it out.
BETWEEN_LISTS = "<!-- between lists -->"

TEXT, TABLE, CODE, FENCE, HTML = "text", "table", "code", "fence", "html"
QUOTE, ITEM, NOTE = "quote", "item", "note"


class Container(msgspec.Struct):
    """What is open: where its mark stands, where its content begins, and what its later lines get before them."""

    kind: str
    indent: int
    width: int
    lead: str
    first: bool = True


class Canon:
    """One text on its way."""

    def __init__(self, lines: list[str], stash: list[str]) -> None:
        self.lines = lines
        self.stash = stash
        self.out: list[str] = []
        self.stack: list[Container] = []
        # The mark of the list that ended or goes on last, at each depth.
        self.lists: list[str] = [""]
        self.leaf = ""
        self.gap = True
        # How deep the first line since the last empty one stands.
        self.chunk = 0
        self.held: list[str] = []  # the lines of a fence or of HTML
        self.opening = ""
        self.fence = ("", 0, "")  # mark, indentation, info
        self.raw_end: re.Pattern[str] | None = None
        self.elements: elements.Elements | None = None
        self.pending: str | None = None  # an empty line that comes before the next one
        self.code_strip = 4

    def text(self) -> str:
        """The whole text in its new form."""
        place = 0
        while place < len(self.lines):
            place = self.line(self.lines[place], place)
        self.end_leaf()
        return "\n".join(self.out)

    # --- what a line continues ---------------------------------------------

    def line(self, raw: str, place: int) -> int:
        """The place of the next line."""
        rest, depth, after_quote = self.matched(raw)
        if not rest.strip():
            self.empty(depth, rest)
            return place + 1
        whole = depth == len(self.stack)
        if self.leaf == FENCE:
            if whole or (self.closes_fence(rest) and all(one.kind == ITEM for one in self.stack[depth:])):
                if self.closes_fence(rest):
                    self.end_leaf()
                else:
                    self.held.append(rest[min(shape.indent_of(rest), self.fence[1]) :])
                return place + 1
            self.end_leaf()
        elif self.leaf == HTML:
            if whole:
                self.held.append(rest)
                if self.raw_end is not None and self.raw_end.search(rest):
                    self.end_leaf()
                return place + 1
            self.end_leaf()
        return self.begin(rest, depth, after_quote, place)

    def matched(self, raw: str) -> tuple[str, int, str]:
        """What is left of a line after the containers it continues, their number, and what followed the last quote mark."""
        rest = after_quote = raw
        depth = 0
        for one in self.stack:
            if one.kind == QUOTE:
                mark = shape.QUOTE.match(rest)
                if mark is None and not (
                    self.leaf != FENCE and depth and rest.lstrip(" ").startswith(">") and shape.indent_of(rest) < 8
                ):
                    break
                rest = after_quote = rest[mark.end() :] if mark else rest.lstrip(" ")[1:].removeprefix(" ")
            elif rest.strip():
                indent = shape.indent_of(rest)
                if indent >= one.width:
                    rest = rest[one.width :]
                elif (
                    one.kind == ITEM
                    and indent >= one.indent + 2
                    and self.leaf != FENCE
                    and shape.MARKER.match(rest.lstrip(" "))
                ):
                    rest = rest.lstrip(" ")
                else:
                    break
            depth += 1
        return rest, depth, after_quote

    def empty(self, depth: int, rest: str) -> None:
        """Takes an empty line."""
        whole = depth == len(self.stack)
        if not whole or self.leaf not in {FENCE, HTML} or (self.leaf == HTML and self.raw_end is None):
            self.end_leaf()
            self.close(depth)
            self.pending = None
            self.out.append(self.quote_lead().rstrip())
            self.gap = True
        else:
            self.held.append(rest)

    # --- what a line begins --------------------------------------------------

    def begin(self, rest: str, depth: int, after_quote: str, place: int) -> int:
        """The place of the next line, after the blocks that this one begins."""
        opening = ""  # the marks of containers that are opened here
        while True:
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            inside = not opening and self.leaf == TEXT
            listed = depth > 0 and self.stack[depth - 1].kind == ITEM if depth <= len(self.stack) else False
            if indent >= 4 and not opening and not (listed and self.leaf != CODE and self.begins_inside(text)):
                if inside:
                    return self.continue_text(after_quote, place)
                return self.code(rest, indent, depth, place)
            if len(self.stack) < DEEPEST and text[0] == ">":
                opening = self.open_quote(depth, opening, indent)
                rest = text[1:].removeprefix(" ")
                after_quote = rest
            elif text[0] in "`~" and (mark := shape.FENCE.match(text)):
                self.start(depth, opening)
                self.leaf, self.held, self.opening = FENCE, [], opening or self.lead(depth)
                self.fence = (mark[1] or mark[3], indent, mark[2] or mark[4] or "")
                return place + 1
            elif text[0] in "-=" and inside and depth == len(self.stack) and shape.UNDERLINE.match(text):
                self.continue_text(after_quote, place)
                self.leaf = ""
                return place + 1
            elif text[0] in "-*_" and shape.RULE.match(text):
                return self.single(rest, depth, opening, place)
            elif len(self.stack) < DEEPEST and (found := self.item(text, indent, depth, opening, after_quote)):
                opening, rest = found
            elif text[0] == "#" and shape.HEADING.match(text):
                return self.single(rest, depth, opening, place)
            elif text[0] == "<" and (after := self.html(rest, depth, opening, place)):
                return after
            elif (
                self.leaf != TABLE
                and place + 1 < len(self.lines)
                and shape.begins_table(text, self.lines[place + 1].lstrip(" >"))
            ):
                self.start(depth, opening)
                self.put(opening or self.lead(depth), rest if not depth else text)
                self.leaf = TABLE
                return place + 1
            elif self.leaf == TABLE and not opening and depth == len(self.stack):
                self.put(self.lead(depth), rest if not depth else text)
                return place + 1
            elif (
                text[0] == "["
                and (mark := shape.NOTE.match(text))
                and not any(one.kind == NOTE for one in self.stack[:depth])
            ):
                opening = self.open_note(depth, opening, rest[: indent + mark.end()])
                rest = text[mark.end() :]
                if not rest:
                    self.put(opening, "")
                    return place + 1
            elif text[0] == ":" and (mark := shape.MEANING.match(text)) and self.may_mean(depth):
                opening = self.open_note(depth, opening, rest[: indent + mark.end()])
                rest = text[mark.end() :]
            elif inside or (self.gap and not opening and depth < len(self.stack) and self.stack[depth].kind == QUOTE):
                # No empty line since the quote: it goes on, be it without its mark.
                self.leaf = TEXT
                return self.continue_text(after_quote, place)
            else:
                return self.paragraph(rest, depth, opening, after_quote, place)
            depth = len(self.stack)
            if not rest.strip():
                self.put(opening, "")
                self.leaf = ""
                self.gap = self.stack[-1].kind == QUOTE
                return place + 1

    def begins_inside(self, text: str) -> bool:
        """Whether a line that is indented far, in an item, begins a list or a fence all the same."""
        return shape.MARKER.match(text) is not None or (text[0] in "`~" and shape.FENCE.match(text) is not None)

    def continue_text(self, after_quote: str, place: int) -> int:
        """The next place, after one more line of a paragraph: as it was written."""
        depth = self.matched(self.lines[place])[1]
        self.put(next((one.lead for one in reversed(self.stack[:depth]) if one.kind == QUOTE), ""), after_quote)
        return place + 1

    def paragraph(self, rest: str, depth: int, opening: str, after_quote: str, place: int) -> int:
        """The next place, after the first line of a paragraph."""
        self.start(depth, opening)
        if opening or depth:
            self.put(opening or self.lead(depth), rest.lstrip(" ") if depth else rest)
        else:
            self.put("", rest)
        self.leaf = TEXT
        return place + 1

    def single(self, rest: str, depth: int, opening: str, place: int) -> int:
        """The next place, after a heading or a rule."""
        # The library sees one in the middle of a paragraph.
        plain = not opening and depth == len(self.stack) and self.leaf == TEXT and not depth
        if not plain:
            self.start(depth, opening)
        self.put(opening or self.lead(depth), rest.lstrip(" ") if opening or depth else rest)
        self.leaf = ""
        self.lists[depth:] = [""]
        return place + 1

    def code(self, rest: str, indent: int, depth: int, place: int) -> int:
        """The next place, after a line of indented code."""
        if self.leaf != CODE:
            fresh = self.gap
            self.start(depth, "")
            self.code_strip = 4
            if depth and self.stack[depth - 1].kind == ITEM:
                width = self.stack[depth - 1].width
                self.code_strip = max(4, 8 - width) if indent + width >= 8 else 4
            self.leaf = CODE if fresh or self.gap else TEXT
        elif depth < len(self.stack):
            self.start(depth, "")
        self.put(self.lead(depth) + "    ", rest[min(indent, self.code_strip) :])
        return place + 1

    def open_quote(self, depth: int, opening: str, indent: int) -> str:
        """The marks of this line, with that of a quote that begins."""
        if not opening:
            # In the middle of a paragraph the library sees it.
            if not (self.leaf == TEXT and depth == len(self.stack) == 0):
                self.start(depth, opening)
            self.lists[depth:] = [""]
        lead = self.lead(depth)
        if opening and self.stack and self.stack[-1].kind == ITEM and self.stack[-1].first:
            # On the line of an item's mark the library has the quote's lines at the mark's own place.
            lead = self.lead(depth - 1)
        self.stack.append(Container(QUOTE, indent, 0, lead + "> "))
        self.lists.append("")
        return (opening or self.lead(depth)) + "> "

    def open_note(self, depth: int, opening: str, mark: str) -> str:
        """The marks of this line, with that of a footnote or a meaning, as it is written."""
        if not opening:
            closes = any(one.kind != NOTE for one in self.stack[depth:])
            if closes or self.leaf not in {TEXT, ""}:
                self.start(depth, opening)
            else:
                self.close(depth)
            self.lists[depth:] = [""]
        self.stack.append(Container(NOTE, 0, 4, self.lead(depth) + "    "))
        self.lists.append("")
        self.leaf = ""
        return (opening or self.lead(depth)) + mark

    def may_mean(self, depth: int) -> bool:
        """Whether a colon may begin a meaning here: after the word that it explains."""
        return self.leaf == TEXT or any(one.kind == NOTE for one in self.stack[depth:]) or self.gap

    def item(self, text: str, indent: int, depth: int, opening: str, after_quote: str) -> tuple[str, str] | None:
        """The marks of this line with that of the item it begins, and what is left of the line; None if it begins none."""
        mark = shape.MARKER.match(text)
        if mark is None:
            return None
        rest = text[mark.end() :]
        key = mark[1][-1]
        sibling = not opening and self.lists[min(depth, len(self.lists) - 1)] == key and depth < len(self.lists)
        inside = not opening and self.leaf == TEXT
        if inside and not (sibling and depth < len(self.stack)):
            listed = any(one.kind == ITEM for one in self.stack)
            far = listed and shape.indent_of(after_quote) >= 4 and rest.strip()
            if depth == len(self.stack) or not sibling:
                if not (far or shape.may_interrupt(mark[1], rest)):
                    return None
        elif not rest.strip() and not (sibling or opening or self.gap):
            return None
        if not opening:
            self.start_item(depth, key, sibling=sibling and depth < len(self.stack))
        width = len(mark[0]) if rest and len(mark[0]) - len(mark[1]) <= 4 else len(mark[1]) + 1
        lead = self.lead(depth)
        for one in self.stack:
            one.first = False
        self.stack.append(Container(ITEM, indent, indent + width, lead + "    "))
        del self.lists[depth:]
        self.lists += [key, ""]
        marker = mark[1][:-1] + "." if key == ")" else mark[1]
        return (opening or lead) + marker + " ", rest

    def start_item(self, depth: int, key: str, *, sibling: bool) -> None:
        """Makes room for an item at a depth."""
        before = self.lists[depth] if depth < len(self.lists) else ""
        if sibling or (before == key and self.leaf == ""):
            self.close(depth, keep=True)
            if self.chunk > depth and not self.gap:
                self.blank()
            return
        nested = depth and self.stack[depth - 1].kind == ITEM and depth == len(self.stack) and self.chunk < depth
        closed = depth < len(self.stack)
        self.close(depth)
        if before and (before in "-+*") == (key in "-+*") and before != key:
            self.blank()
            self.put(self.lead(depth), self.stashed(BETWEEN_LISTS))
            self.blank()
        elif not self.gap and (closed or (self.leaf and not (nested and self.leaf == TEXT))):
            self.blank()
        self.leaf = ""

    def html(self, rest: str, depth: int, opening: str, place: int) -> int:
        """The next place, after the begin of a block of HTML; 0 if the line begins none."""
        kind = elements.kind_of(rest.lstrip(" "))
        if kind is None:
            return 0
        self.elements = self.elements or elements.Elements(self.lines)
        if not self.elements.begins_at(place):
            return 0
        if not depth and not opening:
            end = self.elements.after(place)
            if end is not None:
                # The library sees the whole of it.
                self.start(depth, opening)
                for line in self.lines[place:end]:
                    self.put("", line)
                self.leaf = ""
                return end
        self.start(depth, opening)
        self.leaf, self.held, self.opening = HTML, [rest.lstrip(" ")], opening or self.lead(depth)
        self.raw_end = kind.end
        if kind.end is not None and kind.end.search(rest):
            self.end_leaf()
        return place + 1

    # --- what comes out ------------------------------------------------------

    def lead(self, depth: int) -> str:
        """What stands before a line at a depth."""
        return self.stack[depth - 1].lead if depth else ""

    def put(self, lead: str, text: str) -> None:
        """Adds a line."""
        if self.pending is not None:
            self.out.append(self.pending)
            self.pending = None
        if self.gap:
            self.chunk = sum(lead.count(mark) for mark in (">",)) + (len(lead.replace("> ", "")) // 4)
        self.out.append(lead + text)
        self.gap = False

    def blank(self) -> None:
        """Sees to an empty line before the next one; in a quote, one with its mark."""
        if not self.gap:
            self.pending = self.quote_lead().rstrip()
            self.gap = True

    def quote_lead(self) -> str:
        """What stands before each line of the innermost open quote."""
        return next((one.lead for one in reversed(self.stack) if one.kind == QUOTE), "")

    def start(self, depth: int, opening: str) -> None:
        """Makes room for a block that is no item at a depth."""
        if opening:
            return
        closed = depth < len(self.stack)
        self.close(depth)
        if not self.gap and (closed or self.leaf):
            self.blank()
        self.lists[depth:] = [""]
        self.leaf = ""

    def close(self, depth: int, *, keep: bool = False) -> None:
        """Closes the containers beyond a depth; what list they were is known till another block comes."""
        del self.stack[depth:]
        del self.lists[depth + 1 :]
        if keep:
            self.leaf = ""

    def end_leaf(self) -> None:
        """Ends a fence or a block of HTML, and leaves any other block."""
        if self.leaf == FENCE:
            code = "\n".join(self.held).rstrip("\n") if self.at_end() else "\n".join(self.held)
            self.alone(self.stashed(written(self.fence[2], code + "\n" if self.held else "")))
        elif self.leaf == HTML:
            self.alone(self.stashed("\n".join(self.held) + "\n"))
        self.leaf = ""

    def at_end(self) -> bool:
        """Whether a fence was not closed: then empty lines at its end are not its own."""
        return bool(self.held) and not self.held[-1]

    def alone(self, placeholder: str) -> None:
        """Adds a placeholder as a block of its own."""
        self.put(self.opening, placeholder)
        self.blank()

    def stashed(self, html: str) -> str:
        """The placeholder for finished HTML."""
        self.stash.append(html)
        return PLACEHOLDER.format(len(self.stash) - 1)

    def closes_fence(self, rest: str) -> bool:
        """Whether a line is the end of the open fence."""
        text = rest.strip()
        mark = self.fence[0]
        return len(text) >= len(mark) and text == mark[0] * len(text)
