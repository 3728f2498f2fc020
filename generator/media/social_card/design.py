"""The size and the colours of social cards: those of the skin in light mode."""

import re
from collections.abc import Mapping

import msgspec

#: The size that all networks take, in pixels.
WIDTH, HEIGHT = 1200, 630


class Colours(msgspec.Struct, frozen=True):
    """The colours of each part, as ``#rrggbb``. Ink and fern need a contrast of 4.5:1 on paper."""

    paper: str = "#fbf6ea"
    ink: str = "#262118"
    ink_soft: str = "#574f3f"
    #: The kind's label.
    fern: str = "#22593f"
    #: The mark: the one who gives and the one who receives.
    giver: str = "#3d8361"
    taker: str = "#e9a820"
    #: A large mark behind the words, hardly darker than the paper.
    shade: str = "#f4ecd9"
    #: A week in which nothing was given, then weeks from few gives to many.
    rule: str = "#e2d7bf"
    gives: tuple[str, str, str, str] = ("#dbe8cf", "#b4d3ab", "#2f7353", "#1a4b34")


class Figures(msgspec.Struct, frozen=True):
    """What a give-log's card shows: a number, what it counts, and how much each week has, from 0 to 4."""

    number: str
    words: str
    weeks: tuple[int, ...]


COLOURS = Colours()
#: The named values of a skin that cards are drawn in. The mark's own colours are named by none: they stand for these.
_NAMES = {"paper": "paper", "ink": "ink", "ink-soft": "ink_soft", "fern": "fern", "paper-well": "shade", "rule": "rule"}
_MARK = {"fern-fill": ("giver", "#27664a"), "marigold": ("taker", "#eeb02c")}
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_LEAST = 4.5


def colours_of(named: Mapping[str, str]) -> Colours:
    """Return the colours of a skin's named values, each as CSS for light screens.

    A value that is not written in hexadecimal keeps the default's. Where ink or fern would be hard to read, the
    default's colours are taken as a whole.
    """
    found: dict[str, str] = {}
    for name, field in _NAMES.items():
        if colour := _plain(named.get(name, "")):
            found[field] = colour
    for name, (field, usual) in _MARK.items():
        if (colour := _plain(named.get(name, ""))) and colour != usual:
            found[field] = colour
    gives = tuple(_plain(named.get(f"give-{level}", "")) or COLOURS.gives[level - 1] for level in range(1, 5))
    made = msgspec.structs.replace(COLOURS, **found, gives=gives)
    readable = all(contrast(ink, made.paper) >= _LEAST for ink in (made.ink, made.ink_soft, made.fern))
    return made if readable else COLOURS


def _plain(value: str) -> str:
    """Return a colour as ``#rrggbb``, without its transparency; an empty string if it is not written so."""
    value = value.strip().lower()
    if not _HEX.fullmatch(value):
        return ""
    return f"#{''.join(digit * 2 for digit in value[1:4])}" if len(value) < 7 else value[:7]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
