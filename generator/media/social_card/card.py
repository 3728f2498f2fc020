"""Draws the two cards: a page's own, and that of a kind."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator.media.social_card.design import HEIGHT, WIDTH, Colours
from generator.media.social_card.fonts import drawable, family_for
from generator.media.social_card.lines import Block, fit
from generator.media.social_card.mark import paste_mark

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


def page_card(title: str, label: str, author: str, site_title: str, colours: Colours) -> bytes:
    """Return the PNG of a page's card."""
    block = fit(title, _MEASURE, _TITLE_HEIGHT, _TITLES)
    if block is None:  # no font has its script: the kind's card is better than boxes
        return kind_card(label, site_title, author, colours)
    image, draw = _paper(colours)
    paste_mark(image, (744, -132), 1030, (colours.shade,))
    _kicker(draw, label, colours)
    # A short title is placed a little above the middle of its space, as on the page of a book.
    above = round((_TITLE_HEIGHT - block.height) * 0.42)
    block.draw(draw, (_LEFT - 3, _TITLE_TOP + above), _MEASURE, colours.ink)
    _foot(image, draw, author or site_title, site_title if author else "", colours)
    return _png(image)


def kind_card(label: str, site_title: str, description: str, colours: Colours) -> bytes:
    """Return the PNG of a kind's card."""
    image, draw = _paper(colours)
    paste_mark(image, (730, 120), 400, (colours.giver, colours.taker))
    words = [
        (fit(label, _HALF, 220, (120, 108, 96, 84, 72)), colours.ink, 26),
        (fit(description, _HALF - 40, 150, (36, 32, 30), 400), colours.ink_soft, 0),
    ]
    blocks = [(block, colour, gap) for block, colour, gap in words if block]
    y = _TOP + round((HEIGHT - _TOP - 190 - sum(block.height + gap for block, _, gap in blocks)) * 0.42)
    for block, colour, gap in blocks:
        block.draw(draw, (_LEFT - 3, y), _HALF, colour)
        y += block.height + gap
    _foot(image, draw, site_title, "", colours, mark=False)
    return _png(image)


def _paper(colours: Colours) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty sheet, and what draws on it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), colours.paper)
    draw = ImageDraw.Draw(image)
    return image, draw


def _kicker(draw: ImageDraw.ImageDraw, label: str, colours: Colours) -> None:
    """Draw the kind's label in spaced capitals."""
    text = drawable(label).upper()
    family = family_for(text)
    if not text or family is None:
        return
    font = family.at(_KICKER, 700)
    draw.rectangle([_LEFT, _TOP + 3, _LEFT + 43, _TOP + 8], fill=colours.taker)
    text = next(part for part in _shortened(text) if _kicker_width(font, part) <= _MEASURE - 62)
    x = float(_LEFT + 62)
    # Scripts with contextual shapes are set as a whole.
    for run in [text] if family.shaped else text:
        draw.text((round(x), _TOP + 16), run, font=font, fill=colours.fern, anchor="ls")
        x += font.getlength(run) + _TRACKING


def _shortened(text: str) -> Iterator[str]:
    """Yield a text, then shorter and shorter beginnings of it with an ellipsis."""
    yield text
    yield from (f"{text[:at].rstrip()}…" for at in range(len(text) - 1, -1, -1))


def _kicker_width(font: ImageFont.FreeTypeFont, text: str) -> float:
    """Return the width of spaced capitals in pixels."""
    return font.getlength(text) + _TRACKING * len(text)


def _foot(
    image: Image.Image, draw: ImageDraw.ImageDraw, first: str, second: str, colours: Colours, *, mark: bool = True
) -> None:
    """Draw the author and the site's title above the lower edge, with the mark in the corner."""
    lines: list[tuple[Block | None, str]] = [
        (fit(first, _MEASURE - 2 * _MARK, 44, (34, 30), 700), colours.ink),
        (fit(second, _MEASURE - 2 * _MARK, 42, (30, 28), 400), colours.ink_soft),
    ]
    blocks = [(block, colour) for block, colour in lines if block]
    y = HEIGHT - _FOOT + 18 - sum(block.height for block, _ in blocks)
    for block, colour in blocks:
        block.draw(draw, (_LEFT, y), _MEASURE - 2 * _MARK, colour)
        y += block.height + 4
    if mark:
        paste_mark(image, (WIDTH - _LEFT - _MARK + 2, HEIGHT - _FOOT - 58), _MARK, (colours.giver, colours.taker))


class _File(BytesIO):
    """A file in memory whose suffix says its format. For a format by name, Pillow loads four others as well: 4 ms."""

    name = "card.png"


def _png(image: Image.Image) -> bytes:
    """Return an image as a palette PNG: it has few colours, so that is lossless, and a third of the size."""
    out = _File()
    image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, compress_level=6)
    return out.getvalue()
