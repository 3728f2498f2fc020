"""Breaks text into lines of about equal length, in the largest size that fits."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

import msgspec
from PIL import ImageDraw, ImageFont

from generator.media.social_card.fonts import Family, drawable, family_for
from generator.media.social_card.kerning import KERNING

_LEADING = 1.14
#: Characters after which a long word may be broken.
_AFTER = re.compile(r"(?<=[-–—/])(?=\w)")


class Block(msgspec.Struct, frozen=True):
    """A text that has been set: its lines, and the font they are set in."""

    lines: tuple[str, ...]
    family: Family
    size: int
    weight: int
    leading: float = _LEADING

    @property
    def height(self) -> int:
        """The height of all lines, in pixels."""
        return round(len(self.lines) * self.size * self.leading)

    @property
    def width(self) -> int:
        """The width of the longest line, in pixels."""
        font = self.family.at(self.size, self.weight)
        return round(max(_width(self.family, font, line) for line in self.lines))

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[int, int], width: int, colour: int) -> None:
        """Draw the lines with their upper left corner at a place; right to left they end at the width."""
        font = self.family.at(self.size, self.weight)
        for i, line in enumerate(self.lines):
            y = at[1] + round((i * self.leading + self.leading / 2 + 0.32) * self.size)
            rightwards = not (self.family.shaped and _is_rtl(line))
            x = float(at[0] if rightwards else at[0] + width - _width(self.family, font, line))
            for run, gap in _runs(line, kerned=self.family.own and not self.family.shaped):
                draw.text((round(x), y), run, font=font, fill=colour, anchor="ls")
                x += font.getlength(run) + gap * self.size / 1000


def fit(text: str, width: int, height: int, sizes: tuple[int, ...], weight: int = 700) -> Block | None:
    """Return a text set in the largest of the sizes that fits, cut at the smallest; None if no font has it."""
    text = drawable(text)
    family = family_for(text)
    if not text or family is None:
        return None
    for size in sizes:
        font = family.at(size, weight)
        lines = _broken(family, font, _pieces(text), width)
        block = Block(tuple(lines), family, size, weight)
        if block.height <= height and all(_width(family, font, line) <= width for line in lines):
            return Block(tuple(_balanced(family, font, _pieces(text), width, len(lines))), family, size, weight)
    size = sizes[-1]
    room = max(1, int(height / (size * _LEADING)))
    return Block(_cut(family, family.at(size, weight), text, width, room), family, size, weight)


def _pieces(text: str) -> list[str]:
    """Return the text in pieces after which a line may end; each includes the space that follows it."""
    words = re.findall(r"\S+\s*", text)
    pieces = []
    for word in words:
        for part in _AFTER.split(word):
            pieces.extend(_ideographs(part))
    return pieces


def _ideographs(part: str) -> list[str]:
    """Return a piece of a word, split where lines may end in Chinese, Japanese and Korean."""
    pieces = [""]
    for character in part:
        wide = unicodedata.east_asian_width(character) in {"W", "F"}
        if wide and pieces[-1] and unicodedata.category(character)[0] == "L":
            pieces.append("")
        pieces[-1] += character
    return pieces


def _broken(family: Family, font: ImageFont.FreeTypeFont, pieces: list[str], width: float) -> list[str]:
    """Return lines, each filled with as many pieces as the width takes."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and _width(family, font, (lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _balanced(family: Family, font: ImageFont.FreeTypeFont, pieces: list[str], width: int, count: int) -> list[str]:
    """Return the same number of lines, with the longest as short as possible."""
    low, high = width // 3, width
    while high - low > 8:
        middle = (low + high) // 2
        lines = _broken(family, font, pieces, middle)
        if len(lines) <= count and all(_width(family, font, line) <= middle for line in lines):
            high = middle
        else:
            low = middle
    return _broken(family, font, pieces, high)


def _cut(family: Family, font: ImageFont.FreeTypeFont, text: str, width: int, room: int) -> tuple[str, ...]:
    """Return as many lines as fit, words broken if necessary, the last with an ellipsis."""
    lines: list[str] = [""]
    for piece in _pieces(text):
        if lines[-1] and _width(family, font, (lines[-1] + piece).rstrip()) > width:
            lines.append("")
        for character in piece:
            if _width(family, font, lines[-1] + character.strip()) > width and not unicodedata.combining(character):
                lines.append("")
            lines[-1] += character
        if len(lines) > room:
            break
    kept = [line.rstrip() for line in lines[:room]]
    if len(lines) > room:
        last = kept[-1]
        while last and _width(family, font, f"{last}…") > width:
            last = last[:-1]
        if last != kept[-1] and " " in last:  # a word was cut in two: leave it out
            last = last.rpartition(" ")[0]
        kept[-1] = re.sub(r"[\s,;:.–—-]+$", "", last) + "…"
    return tuple(kept)


def _width(family: Family, font: ImageFont.FreeTypeFont, line: str) -> float:
    """Return how wide a line is, in pixels."""
    if family.shaped:
        return font.getlength(line)
    space, *words = " ", *line.split(" ")
    return sum(_word(font, word, own=family.own) for word in words) + (len(words) - 1) * _word(
        font, space, own=family.own
    )


@lru_cache(maxsize=4096)
def _word(font: ImageFont.FreeTypeFont, word: str, *, own: bool) -> float:
    """Return how wide a word is. The same ones are measured again and again until the lines are found."""
    return sum(font.getlength(run) + gap * font.size / 1000 for run, gap in _runs(word, kerned=own))


def _runs(line: str, *, kerned: bool) -> list[tuple[str, int]]:
    """Return a line in runs, each with the kerning before the next, in thousandths of the size."""
    if not kerned:
        return [(line, 0)]
    runs, begin = [], 0
    for at, (left, right) in enumerate(pairwise(line), 1):
        gap = KERNING.get(left + right)
        if gap:
            runs.append((line[begin:at], gap))
            begin = at
    return [*runs, (line[begin:], 0)]


def _is_rtl(line: str) -> bool:
    """Return whether a line's first letter is of a script that is written from right to left."""
    kinds = (unicodedata.bidirectional(character) for character in line)
    return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)
