"""Links and images in linear time.

The library scans from each opening bracket, letter by letter, to its closing one, or to the end of
the paragraph if there is none. Here the brackets of a paragraph are paired once.
"""

import re
from bisect import bisect_left
from typing import Any

from markdown.inlinepatterns import BacktickInlineProcessor, LinkInlineProcessor, dequote

from generator.markup.engine.cost_limit import Meter

_SQUARE = re.compile(r"[\[\]]")
_ROUND = re.compile(r"[()]")
_QUOTE = re.compile(r"['\"]")
_SPECIAL = re.compile(r"[()'\"]")
_TICKS = re.compile(r"`+")


def pairs(pattern: re.Pattern[str], text: str) -> dict[int, int]:
    """For the place behind each opening bracket that is closed, where."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for found in pattern.finditer(text):
        if found[0] in "[(":
            stack.append(found.end())
        elif stack:
            closing[stack.pop()] = found.start()
    return closing


def before(text: str, place: int, start: int) -> str:
    """The last character before a place that is no space; empty where there is none from the start on."""
    while place > start:
        place -= 1
        if text[place] != " ":
            return text[place]
    return ""


class Marks:
    """The brackets and quotes of the paragraph that links are looked for in.

    For each match the library makes a new text, which is the same after the match. So positions counted
    from the end stay valid.
    """

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.read("")

    def read(self, text: str) -> None:
        """Begins with another text."""
        self.text = self.known = text
        self.shift = self.low = 0
        self.square: dict[int, int] | None = None
        self.round: dict[int, int] | None = None
        self.quotes: list[int] | None = None

    def place(self, text: str, at: int) -> int:
        """Where a place of a text is in the one that is known."""
        if text is not self.text:
            shift = len(self.known) - len(text)
            if at + shift < self.low or self.known[at + shift :] != text[at:]:
                self.read(text)
            else:
                self.text, self.shift, self.low = text, shift, at + shift
        elif at + self.shift < self.low:
            self.read(text)
        return at + self.shift

    def closed(self, text: str, at: int) -> int:
        """Where the square bracket closes that was opened right before a place; -1 where it does not."""
        place = self.place(text, at)
        if self.square is None:
            self.square = pairs(_SQUARE, self.known)
            self.meter.spend(len(self.square) * 40, text)
        return self.square.get(place, self.shift - 1) - self.shift

    def closed_round(self, text: str, at: int) -> int:
        """The same of a round bracket, where there is no quote before."""
        place = self.place(text, at)
        if self.round is None:
            self.round = pairs(_ROUND, self.known)
            self.meter.spend(len(self.round) * 40, text)
        return self.round.get(place, self.shift - 1) - self.shift

    def quote(self, text: str, at: int) -> int:
        """Where the next quote is; -1 for none."""
        place = self.place(text, at)
        if self.quotes is None:
            self.quotes = [found.start() for found in _QUOTE.finditer(self.known)]
            self.meter.spend(len(self.quotes) * 20, text)
        number = bisect_left(self.quotes, place)
        return self.quotes[number] - self.shift if number < len(self.quotes) else -1


class Linear(LinkInlineProcessor):
    """What all links and images of the library have in common, by pairs of brackets."""

    marks: Marks

    def metered(self, meter: Meter) -> Any:
        """Itself, with a meter."""
        self.marks = Marks(meter)
        return self

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 (the library's)
        """What stands in the brackets, the place behind them, and whether they are closed."""
        end = self.marks.closed(data, index)
        if end < 0:
            return "", index, False
        self.marks.meter.spend((end - index) >> 6, data)
        return data[index:end], end + 1, True

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 (the library's)
        """The address and the title in round brackets, the place behind them, and whether they are a link's."""
        found = self.RE_LINK.match(data, pos=index)
        if found is None or found[1]:
            return super().getLink(data, index)
        start = found.end()
        end = self.marks.closed_round(data, index + 1)
        quote = self.marks.quote(data, start)
        if quote < 0 or 0 <= end < quote:
            if end < 0:
                return "", None, index, False
            return self.unescape(data[start:end]).strip(), None, end + 1, True
        return self.quoted(data, start)

    def quoted(self, data: str, start: int) -> tuple[str, str | None, int, bool]:  # noqa: C901, PLR0912 (as it is there)
        """The same where there is a quote: the library's way, but only at what may end a title or a link."""
        index, href, title = start, "", None
        brackets = backtrack = 1
        last_bracket = -1
        quote = other = last = ""
        start_quote = exit_quote = start_other = exit_other = -1
        steps = 0
        for found in _SPECIAL.finditer(data, start):
            steps += 1
            at, sign = found.start(), found[0]
            if sign == "(":
                if not quote:
                    brackets += 1
                elif backtrack > 0:
                    backtrack -= 1
            elif sign == ")":
                if exit_quote != -1 or exit_other != -1:
                    last = before(data, at, start)
                if (exit_quote != -1 and quote == last) or (exit_other != -1 and other == last):
                    brackets = 0
                elif not quote:
                    brackets -= 1
                elif backtrack > 0:
                    backtrack -= 1
                    if backtrack == 0:
                        last_bracket = at + 1
            elif not quote:
                backtrack, brackets = brackets, 1
                start_quote, quote = at + 1, sign
            elif sign != quote and not other:
                start_other, other = at + 1, sign
            elif sign == quote:
                exit_quote = at + 1
            else:
                exit_other = at + 1
            if brackets == 0:
                if exit_quote >= 0 and quote == last:
                    href, title = data[start : start_quote - 1], data[start_quote : exit_quote - 1]
                elif exit_other >= 0 and other == last:
                    href, title = data[start : start_other - 1], data[start_other : exit_other - 1]
                else:
                    href = data[start:at]
                index = at + 1
                break
        self.marks.meter.spend(steps * 30, data)
        if brackets != 0 and backtrack == 0:
            href, index, brackets = data[start : last_bracket - 1], last_bracket, 0
        if title is not None:
            title = self.RE_TITLE_CLEAN.sub(" ", dequote(self.unescape(title.strip())))
        return self.unescape(href).strip(), title, index, brackets == 0


class Backticks(BacktickInlineProcessor):
    """Code, by its runs of backticks."""

    meter: Meter

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]  # untyped in the library
        """Where the code begins and ends; without an end, where its marks do."""
        opening = _TICKS.match(text, start)
        begin = opening.end() if opening else start
        longest = end = steps = 0
        for run in _TICKS.finditer(text, begin):
            steps += 1
            length = run.end() - run.start()
            if length == begin - start:
                self.meter.spend(steps * 30, text)
                return begin, run.start()
            if length > longest:
                longest, end = length, run.end()
        self.meter.spend(steps * 30, text)
        if 0 < longest < begin - start:
            return start + longest, end - longest
        return begin, None
