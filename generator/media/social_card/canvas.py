"""A sheet on which cards are drawn by numbers: each pixel is an index into a palette that is known beforehand.

Smooth edges need mixtures of few colours, so all of them fit into one palette. Thus nothing has to be searched for
colours when the picture is written, which is most of the work otherwise. ``_STEPS`` steps lead from a background to
the colour of a text; the mark has fewer, since it is small.
"""

import struct
import zlib
from functools import cache
from typing import Literal

from PIL import Image, ImageChops, ImageDraw

from generator.media.social_card.design import HEIGHT, WIDTH, Colours
from generator.media.social_card.fonts import Family
from generator.media.social_card.lines import Block
from generator.media.social_card.mark import APART, SIDE, shape

#: What words are drawn in: each has steps over each background.
Ink = Literal["ink", "ink_soft", "fern"]
_INKS: dict[Ink, int] = {"ink": 0, "ink_soft": 64, "fern": 128}
#: From paper to the shade of the large mark, and from each of them to an ink.
_GROUNDS, _STEPS = 4, 16
#: Where the mark's two colours begin, each with steps over paper, then over the shade.
_MARK, _MARK_STEPS = 192, 6
#: Where plain colours begin.
_FLAT = _MARK + 4 * _MARK_STEPS


class Canvas:
    """A sheet. One column at its left is for the filter bytes that a PNG has before each row."""

    def __init__(self, ground: Image.Image | None = None) -> None:
        """Begin with paper, or with a copy of what was drawn before."""
        self.plane = ground.copy() if ground else Image.new("L", (WIDTH + 1, HEIGHT))

    def shade(self, at: tuple[int, int], side: int) -> None:
        """Draw one large shape of the mark behind all that follows."""
        mask = shape(side).point([round(value * (_GROUNDS - 1) / 255) * _STEPS for value in range(256)])
        self.plane.paste(mask, (at[0] + 1, at[1]))

    def mark(self, at: tuple[int, int], side: int) -> None:
        """Draw the mark in a square with the given corner and side."""
        mask = shape(side)
        steps = [round(value * (_MARK_STEPS - 1) / 255) for value in range(256)]
        inside = mask.point([255 * (step > 0) for step in steps])
        for second in (0, 1):
            x, y = at[0] + 1 + round(second * APART * side / SIDE), at[1]
            begin = _MARK + 2 * second * _MARK_STEPS
            over = [mask.point([begin + ground * _MARK_STEPS + step for step in steps]) for ground in (0, 1)]
            shaded = self.plane.crop((x, y, x + mask.width, y + mask.height)).point(
                [255 * (_GROUNDS // 2 * _STEPS <= value < _INKS["ink_soft"]) for value in range(256)]
            )
            self.plane.paste(Image.composite(over[1], over[0], shaded), (x, y), inside)

    def rectangle(self, box: tuple[int, int, int, int], flat: int, radius: int = 0) -> None:
        """Fill a box with one of the plain colours, by its number."""
        left, top, right, bottom = box
        ImageDraw.Draw(self.plane).rounded_rectangle((left + 1, top, right + 1, bottom), radius, fill=_FLAT + flat)

    def block(self, block: Block, at: tuple[int, int], width: int, ink: Ink) -> None:
        """Draw a text that has been set, with its upper left corner at a place."""
        over = block.size
        sheet = Image.new("L", (width + 2 * over, block.height + 2 * over))
        block.draw(ImageDraw.Draw(sheet), (over, over), width, 255)
        self._add(sheet, (at[0] - over, at[1] - over), ink)

    def line(self, text: str, at: tuple[int, int], family: Family, size: int, tracking: float, ink: Ink) -> None:
        """Draw a spaced line in bold, on the base line that begins at a place."""
        font = family.at(size, 700)
        sheet = Image.new("L", (WIDTH - at[0], 2 * size))
        draw, x = ImageDraw.Draw(sheet), 0.0
        # Scripts with contextual shapes are set as a whole.
        for run in [text] if family.shaped else text:
            draw.text((round(x), round(1.4 * size)), run, font=font, fill=255, anchor="ls")
            x += font.getlength(run) + tracking
        self._add(sheet, (at[0], at[1] - round(1.4 * size)), ink)

    def _add(self, sheet: Image.Image, at: tuple[int, int], ink: Ink) -> None:
        """Lay words over what is there; ``sheet`` says how much of each pixel they cover."""
        left, top = max(at[0], 0) + 1, max(at[1], 0)
        right, bottom = min(at[0] + sheet.width, WIDTH) + 1, min(at[1] + sheet.height, HEIGHT)
        part = sheet.crop((left - 1 - at[0], top - at[1], right - 1 - at[0], bottom - at[1])).point(_covers(ink))
        below = self.plane.crop((left, top, right, bottom))
        self.plane.paste(ImageChops.add(below, part), (left, top))

    def png(self, colours: Colours) -> bytes:
        """Return the sheet as a PNG in these colours."""
        # Run lengths are nearly as short as what a search for repetitions finds, in a third of the time.
        packer = zlib.compressobj(3, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
        rows = packer.compress(self.plane.tobytes()) + packer.flush()
        head = struct.pack(">2I5B", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"PLTE", _palette(colours)), (b"IDAT", rows), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    """Return a part of a PNG, with its length and its checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@cache
def _covers(ink: Ink) -> list[int]:
    """Return what is added to a background's index, by how much of the pixel is covered."""
    steps = [value * _STEPS // 256 for value in range(256)]
    return [step and _INKS[ink] + step for step in steps]


@cache
def _palette(colours: Colours) -> bytes:
    """Return the palette, three bytes a colour."""
    paper, shade = _rgb(colours.paper), _rgb(colours.shade)
    grounds = [_mixed(paper, shade, step / (_GROUNDS - 1)) for step in range(_GROUNDS)]
    found = b""
    for ink in (colours.ink, colours.ink_soft, colours.fern):
        for ground in grounds:
            found += b"".join(_mixed(ground, _rgb(ink), step / (_STEPS - 1)) for step in range(_STEPS))
    for part in (colours.giver, colours.taker):
        for ground in (paper, shade):
            found += b"".join(_mixed(ground, _rgb(part), step / (_MARK_STEPS - 1)) for step in range(_MARK_STEPS))
    return found + b"".join(map(_rgb, (colours.taker, colours.rule, *colours.gives)))


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def _mixed(one: bytes, other: bytes, part: float) -> bytes:
    """Return a colour between two."""
    return bytes(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
