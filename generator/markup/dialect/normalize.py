"""Rewrites a text line by line in the library's dialect, tracking the open containers.

The algorithm is CommonMark's: each line first continues open blocks, then begins new ones. The result
is the same text for Python-Markdown: four spaces for each item, an empty line before a block that the
library would not recognize, `1.` for `1)`. Lines with the same meaning in both stay unchanged.
"""

import re

from generator.markup.dialect import elements, shape
from generator.markup.dialect.containers import DEEPEST, ITEM, NOTE, QUOTE, Container, Containers
from generator.markup.dialect.extracted import FENCE, Lifted
from generator.markup.dialect.fences import in_html
from generator.markup.dialect.marks import NOTHING
from generator.markup.dialect.rows import Rows

TEXT, TABLE, CODE, EMPTY = "text", "table", "code", "empty"


class Canon:
    """The state of rewriting one text."""

    def __init__(self, lines: list[str], stash: list[str]) -> None:
        self.lines = lines
        self.rows = Rows()
        self.open = Containers()
        self.lifted = Lifted(stash)
        self.leaf = ""  # the block that the next line may continue
        self.code_strip = 4
        self.text_at = -1  # where the text begins on the last line, if it is a paragraph's first
        self.elements: elements.Elements | None = None

    def text(self) -> str:
        """The whole text in its new form."""
        place = 0
        while place < len(self.lines):
            place = self.line(self.lines[place], place)
        self.end_leaf()
        return "\n".join(self.rows.lines)

    def line(self, raw: str, place: int) -> int:
        """The place of the next line."""
        rest, depth, after_quote = self.open.matched(raw, in_fence=self.lifted.kind == FENCE)
        beyond = self.open.stack[depth:]
        if not rest.strip():
            if not beyond and self.lifted.goes_on():
                self.lifted.take(rest)
                return place + 1
            self.end_leaf()
            self.open.close(depth)
            self.rows.empty(self.open.quote_lead())
            return place + 1
        if self.lifted.kind:
            # The closing fence in an item is recognized even if it is less indented.
            closes = self.lifted.closes(rest) and all(one.kind == ITEM for one in beyond)
            if closes or not beyond:
                if self.lifted.take(rest):
                    self.end_leaf(closed=True)
                return place + 1
            self.end_leaf()
        return self.begin(rest, depth, after_quote, place)

    def begin(self, rest: str, depth: int, after_quote: str, place: int) -> int:
        """The next place, after the blocks that a line begins; ``opening`` has the marks of containers it opens."""
        opening = ""
        quoted = False  # whether the last of them is a quote
        while True:
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            inside = not opening and self.leaf == TEXT
            if indent >= 4 and (quoted or not opening) and not self.begins_far(text, depth):
                if inside:
                    return self.continued(after_quote, place)
                return self.code(rest, indent, depth, opening, place)
            if text[0] == ">" and depth < DEEPEST and not text.startswith(">}}"):
                opening, quoted = self.quote(depth, opening), True
                rest = after_quote = text[1:].removeprefix(" ")
            elif after := self.marked(rest, depth, opening, after_quote, place):
                return after
            elif depth < DEEPEST and (found := self.item(text, indent, depth, opening, after_quote)):
                (opening, rest), quoted = found, False
            elif depth < DEEPEST and (mark := self.note_mark(text, depth)):
                opening = self.note(depth, opening, rest[: indent + mark.end()])
                rest = text[mark.end() :]
            else:
                return self.plain(rest, depth, opening, after_quote, place)
            depth = len(self.open.stack)
            if not rest.strip():
                # The library would take a line above a lone dash for a heading.
                filled = self.lifted.placeholder(NOTHING) if self.open.is_item(depth) else ""
                after = self.single(opening, filled, EMPTY, place)
                if quoted:
                    self.leaf, self.rows.gap, self.rows.gap_lead = "", True, opening.rstrip()
                return after

    def marked(self, rest: str, depth: int, opening: str, after_quote: str, place: int) -> int:
        """The next place, after a fence, an underline, a rule, a heading or HTML; 0 if the line begins none."""
        text = rest.lstrip(" ")
        inside = not opening and self.leaf == TEXT and depth == len(self.open.stack)
        lead = opening or self.open.lead(depth)
        if text[0] in "`~" and (mark := shape.FENCE.match(text)):
            self.start(depth, opening)
            self.lifted.begin_fence(mark, len(rest) - len(text), lead)
        elif text[0] in "-=" and inside and shape.UNDERLINE.match(text):
            if not self.underlined(text[0]):
                self.continued(after_quote, place)
            self.leaf = ""
        elif text[0] in "-*_" and shape.RULE.match(text):
            self.start(depth, opening)
            self.alone(lead, text if "   " not in text else text[0] * 3)
        elif text[0] == "#" and shape.HEADING.match(text):
            # The library recognizes one in the middle of a paragraph.
            if not inside or depth:
                self.start(depth, opening)
            return self.single(lead, text, "", place)
        else:
            return self.html(text, depth, opening, place) if text[0] == "<" else 0
        return place + 1

    def plain(self, rest: str, depth: int, opening: str, after_quote: str, place: int) -> int:
        """The next place, after a line of a table or a paragraph."""
        text = rest.lstrip(" ") if depth else rest
        lead = opening or self.open.lead(depth)
        if self.leaf == TABLE and not opening and depth == len(self.open.stack):
            return self.single(lead, text, TABLE, place)
        if self.leaf != TABLE and shape.begins_table(text, self.below(place)):
            self.start(depth, opening)
            return self.single(lead, text, TABLE, place)
        # Without an empty line after it, a quote continues, even without its mark (a lazy continuation line).
        if not opening and (self.leaf == TEXT or (self.rows.gap and self.open.is_quote(depth))):
            self.leaf = TEXT
            return self.continued(after_quote, place)
        self.start(depth, opening)
        return self.single(lead, text, TEXT, place)

    def below(self, place: int) -> str:
        """The next line without the marks of quotes."""
        return self.lines[place + 1].lstrip(" >") if place + 1 < len(self.lines) else ""

    def begins_far(self, text: str, depth: int) -> bool:
        """Whether a line that is indented far, in an item, begins a list or a fence all the same."""
        if self.leaf == CODE or not self.open.is_item(depth):
            return False
        return shape.MARKER.match(text) is not None or shape.FENCE.match(text) is not None

    def single(self, lead: str, text: str, leaf: str, place: int) -> int:
        """The next place, after a line of a block that is known."""
        self.rows.put(lead, text)
        self.leaf, self.text_at = leaf, len(lead)
        return place + 1

    def underlined(self, mark: str) -> bool:
        """Whether the one line of text in an item became a heading: below it the library would see a rule."""
        if not self.open.has_items() or self.text_at < 0:
            return False
        row = self.rows.lines[-1]
        self.rows.lines[-1] = f"{row[: self.text_at]}{'#' if mark == '=' else '##'} {row[self.text_at :]}"
        return True

    def continued(self, after_quote: str, place: int) -> int:
        """The next place, after one more line of a paragraph: as it was written."""
        depth = self.open.matched(self.lines[place], in_fence=False)[1]
        self.rows.put(self.open.quote_lead(depth), after_quote)
        self.text_at = -1
        return place + 1

    def code(self, rest: str, indent: int, depth: int, opening: str, place: int) -> int:
        """The next place, after a line of indented code."""
        if self.leaf != CODE or depth < len(self.open.stack):
            self.start(depth, opening)
            self.code_strip = 4
            if self.open.is_item(depth):
                # With eight spaces the library takes it for code too.
                width = self.open.stack[depth - 1].width
                self.code_strip = max(4, 8 - width) if indent + width >= 8 else 4
        return self.single(
            (opening or self.open.lead(depth)) + "    ", rest[min(indent, self.code_strip) :], CODE, place
        )

    def quote(self, depth: int, opening: str) -> str:
        """The marks of this line, with that of a quote that begins."""
        if not (self.leaf == TEXT and depth == len(self.open.stack) == 0):
            self.start(depth, opening)  # in the middle of a paragraph the library sees it
        lead = self.open.lead(depth)
        # On the line of an item's mark the library has the quote's lines at the mark's own place.
        beside = opening and self.open.is_item(depth) and self.open.stack[-1].first
        self.open.push(Container(QUOTE, 0, 0, (self.open.lead(depth - 1) if beside else lead) + "> "))
        return (opening or lead) + "> "

    def note_mark(self, text: str, depth: int) -> re.Match[str] | None:
        """The mark of a footnote, or of a meaning after the word that it explains."""
        if text[0] == "[" and not any(one.kind == NOTE for one in self.open.stack[:depth]):
            return shape.NOTE.match(text)
        if self.open.is_item(depth) and self.rows.level < depth:
            return None  # right below the text of an item the library sees none
        after_word = self.leaf == TEXT or self.rows.gap or any(one.kind == NOTE for one in self.open.stack[depth:])
        return shape.MEANING.match(text) if text[0] == ":" and after_word else None

    def note(self, depth: int, opening: str, mark: str) -> str:
        """The marks of this line, with that of a footnote or a meaning, as it is written."""
        if any(one.kind != NOTE for one in self.open.stack[depth:]) or self.leaf not in {TEXT, ""}:
            self.start(depth, opening)
        else:
            self.open.close(depth)
            self.open.forget_list(depth)
        lead = self.open.lead(depth)
        width = 4 if "[" in mark else min(4, len(mark))
        self.open.push(Container(NOTE, 0, width, lead + "    ", settled=width == 4))
        self.leaf = ""
        return (opening or lead) + mark

    def item(self, text: str, indent: int, depth: int, opening: str, after_quote: str) -> tuple[str, str] | None:
        """The marks of this line with that of the item it begins, and the rest of the line; None if it begins none."""
        mark = shape.MARKER.match(text)
        if mark is None:
            return None
        rest = text[mark.end() :]
        key = mark[1][-1]
        before = "" if opening else self.open.list_at(depth)
        goes_on = before == key and depth < len(self.open.stack)
        if self.leaf == TEXT and not opening and depth == len(self.open.stack):
            # Four spaces in an item are a list to the library, whatever its number.
            far = self.open.has_items() and shape.indent_of(after_quote) >= 4 and rest.strip()
            if not far and not shape.may_interrupt(mark[1], rest):
                return None
        elif not rest.strip() and not (goes_on or opening or self.rows.gap):
            return None
        if not opening:
            self.start_item(depth, key, before, goes_on=goes_on)
        lead = self.open.lead(depth)
        spaces = len(mark[0]) - len(mark[1])
        width = indent + len(mark[1]) + (spaces if rest and spaces <= 4 else 1)
        beside = bool(opening) and self.open.is_item(depth)
        self.open.push_item(depth, Container(ITEM, indent, width, lead + "    ", key, beside), key)
        return (opening or lead) + (f"{mark[1][:-1]}. " if key == ")" else f"{mark[1]} "), rest

    def start_item(self, depth: int, key: str, before: str, *, goes_on: bool) -> None:
        """Makes room for an item at a depth; ``before`` is the mark of the list that is there."""
        # Right below the text of an item the library sees a list; below another paragraph in it, it does not.
        nested = self.open.is_item(depth) and depth == len(self.open.stack) and self.rows.level < depth
        nested = nested and not self.open.stack[depth - 1].beside
        closed = depth < len(self.open.stack)
        self.open.close(depth)
        if goes_on or (before == key and not self.leaf):
            if self.rows.level > depth:
                self.want_gap()
        elif before and before != key and (before in "-+*") == (key in "-+*"):
            self.want_gap()
            self.alone(self.open.lead(depth), self.lifted.placeholder(NOTHING))
        elif closed or (self.leaf and not (nested and self.leaf == TEXT)):
            self.want_gap()
        self.leaf = ""

    def html(self, text: str, depth: int, opening: str, place: int) -> int:
        """The next place, after what begins a block of HTML; 0 if the line begins none."""
        kind = elements.kind_of(text)
        if kind is None:
            return 0
        self.elements = self.elements or elements.Elements(self.lines)
        if not self.elements.begins_at(place):
            return 0
        self.start(depth, opening)
        end = self.elements.after(place) if not depth and not opening else None
        if end is not None:
            # The library sees the whole of it.
            whole = self.lines[place:end]
            self.rows.put("", "\n".join(whole if kind.end else in_html(whole)))
            return end
        if self.lifted.begin_html(kind, text, opening or self.open.lead(depth)):
            self.end_leaf()
        return place + 1

    # --- room for a block ----------------------------------------------------

    def start(self, depth: int, opening: str) -> None:
        """Makes room for a block that is no item at a depth."""
        if opening:
            return
        closed = depth < len(self.open.stack)
        self.open.close(depth)
        if closed or self.leaf:
            self.want_gap()
        self.open.forget_list(depth)
        self.leaf = ""

    def want_gap(self) -> None:
        """Sees to an empty line."""
        self.rows.want_gap(self.open.quote_lead())

    def alone(self, lead: str, placeholder: str) -> None:
        """Adds a placeholder as a block of its own."""
        self.rows.put(lead, placeholder)
        self.want_gap()

    def end_leaf(self, *, closed: bool = False) -> None:
        """Leaves the block that is open; what was taken out gets its placeholder."""
        if self.lifted.kind:
            self.alone(self.lifted.opening, self.lifted.ended(closed=closed))
        self.leaf = ""
