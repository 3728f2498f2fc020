"""Draws the cards: a page's own, that of a kind, the site's, and the give-log's."""

from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageFont

from generator.media.social_card.canvas import Canvas, Ink
from generator.media.social_card.design import HEIGHT, WIDTH, Colours, Figures
from generator.media.social_card.fonts import drawable, family_for
from generator.media.social_card.lines import Block, fit

#: The outer margins, and the width that words may take.
_LEFT, _TOP, _FOOT = 84, 78, 84
_MEASURE = WIDTH - 2 * _LEFT
_KICKER = 30
_TRACKING = 3.6
_TITLES = (100, 92, 84, 76, 68, 62, 56, 50)
_TITLE_TOP, _TITLE_HEIGHT = 138, 326
_MARK = 76
#: The width of the text on a kind's card, at the left; the mark is at the right.
_HALF = 600
#: The squares of a give-log's weeks: as many as a row has, and at most this many rows of them.
_WEEKS, _SQUARE, _GAP = 26, 32, 8
#: The plain colours of the canvas.
_TAKER, _NOTHING = 0, 1


def page_card(title: str, label: str, author: str, site_title: str, colours: Colours) -> bytes:
    """Return the PNG of a page's card."""
    block = fit(title, _MEASURE, _TITLE_HEIGHT, _TITLES)
    if block is None:  # no font has its script: the kind's card is better than boxes
        return kind_card(label, site_title, author, colours)
    canvas = Canvas(_page_ground())
    _kicker(canvas, label)
    # A short title is placed a little above the middle of its space, as on the page of a book.
    above = round((_TITLE_HEIGHT - block.height) * 0.42)
    canvas.block(block, (_LEFT - 3, _TITLE_TOP + above), _MEASURE, "ink")
    _foot(canvas, author or site_title, site_title if author else "")
    return canvas.png(colours)


def kind_card(label: str, site_title: str, description: str, colours: Colours) -> bytes:
    """Return the PNG of a kind's card, or of the site's."""
    canvas = Canvas(_kind_ground())
    words: list[tuple[Block | None, Ink, int]] = [
        (fit(label, _HALF, 220, (120, 108, 96, 84, 72)), "ink", 26),
        (fit(description, _HALF - 40, 150, (36, 32, 30), 400), "ink_soft", 0),
    ]
    blocks = [(block, ink, gap) for block, ink, gap in words if block]
    y = _TOP + round((HEIGHT - _TOP - 190 - sum(block.height + gap for block, _, gap in blocks)) * 0.42)
    for block, ink, gap in blocks:
        canvas.block(block, (_LEFT - 3, y), _HALF, ink)
        y += block.height + gap
    _foot(canvas, site_title, "")
    return canvas.png(colours)


def figures_card(title: str, label: str, site_title: str, figures: Figures, colours: Colours) -> bytes:
    """Return the PNG of a give-log: its number, large, what it counts, and its weeks as squares."""
    canvas = Canvas(_page_ground())
    _kicker(canvas, label)
    number = fit(figures.number, _HALF, 220, (210, 180, 150))
    words = fit(figures.words, _MEASURE, 60, (44, 38, 32), 400)
    right = _LEFT - 8
    if number:
        canvas.block(number, (_LEFT - 8, 104), _HALF, "fern")
        right += number.width + 34
    if words:
        canvas.block(words, (right, 230), WIDTH - _LEFT - right, "ink_soft")
    for at, level in enumerate(figures.weeks[-_WEEKS:]):
        x, y = _LEFT + at * (_SQUARE + _GAP), 396
        if at == len(figures.weeks[-_WEEKS:]) - 1:  # the last one has the ring of the page
            canvas.rectangle((x - 5, y - 5, x + _SQUARE + 4, y + _SQUARE + 4), _TAKER, 9)
        canvas.rectangle((x, y, x + _SQUARE - 1, y + _SQUARE - 1), _NOTHING + level, 5)
    _foot(canvas, title, site_title)
    return canvas.png(colours)


@cache
def _page_ground() -> Image.Image:
    """Return what is the same on all cards of pages."""
    canvas = Canvas()
    canvas.shade((744, -132), 1030)
    canvas.mark((WIDTH - _LEFT - _MARK + 2, HEIGHT - _FOOT - 58), _MARK)
    return canvas.plane


@cache
def _kind_ground() -> Image.Image:
    """Return what is the same on all cards of kinds."""
    canvas = Canvas()
    canvas.mark((730, 120), 400)
    return canvas.plane


def _kicker(canvas: Canvas, label: str) -> None:
    """Draw the kind's label in spaced capitals."""
    text = drawable(label).upper()
    family = family_for(text)
    if not text or family is None:
        return
    font = family.at(_KICKER, 700)
    canvas.rectangle((_LEFT, _TOP + 3, _LEFT + 43, _TOP + 8), _TAKER)
    text = next(part for part in _shortened(text) if _kicker_width(font, part) <= _MEASURE - 62)
    canvas.line(text, (_LEFT + 62, _TOP + 16), family, _KICKER, _TRACKING, "fern")


def _shortened(text: str) -> Iterator[str]:
    """Yield a text, then shorter and shorter beginnings of it with an ellipsis."""
    yield text
    yield from (f"{text[:at].rstrip()}…" for at in range(len(text) - 1, -1, -1))


def _kicker_width(font: ImageFont.FreeTypeFont, text: str) -> float:
    """Return the width of spaced capitals in pixels."""
    return font.getlength(text) + _TRACKING * len(text)


def _foot(canvas: Canvas, first: str, second: str) -> None:
    """Draw the author and the site's title above the lower edge."""
    lines: list[tuple[Block | None, Ink]] = [
        (fit(first, _MEASURE - 2 * _MARK, 44, (34, 30), 700), "ink"),
        (fit(second, _MEASURE - 2 * _MARK, 42, (30, 28), 400), "ink_soft"),
    ]
    blocks = [(block, ink) for block, ink in lines if block]
    y = HEIGHT - _FOOT + 18 - sum(block.height for block, _ in blocks)
    for block, ink in blocks:
        canvas.block(block, (_LEFT, y), _MEASURE - 2 * _MARK, ink)
        y += block.height + 4
