"""QR codes, as what draws them: the door to segno."""

import re
from collections.abc import Sequence

#: Light cells around a code; the standard asks for four.
QUIET_ZONE = 4
#: The one of the eight patterns that every code on a page gets. Readers take any; trying all takes six times as long.
MASK = 3
#: A run of dark cells in a row.
_DARK = re.compile(rb"\x01+")


def modules(text: str, mask: int | None = None) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code, dark cells as true, with the quiet zone around them.

    ``mask`` is one of the eight patterns, else the best for this text. A text too long for any code
    (2,331 bytes at this level of correction) gives no rows.
    """
    cells = _cells(text, mask)
    if not cells:
        return ()
    around = (False,) * QUIET_ZONE
    above = ((False,) * (len(cells) + 2 * QUIET_ZONE),) * QUIET_ZONE
    return (*above, *((*around, *map(bool, row), *around) for row in cells), *above)


def _cells(text: str, mask: int | None) -> Sequence[bytes | bytearray]:
    """Return the rows of a code without a quiet zone, a byte for each cell; none for a text too long for any code."""
    import segno  # noqa: PLC0415 (20 ms, and few commands draw one)

    try:
        # Level M, a seventh of the code may be lost: paper is folded, and telephones are held askew.
        return segno.make(text, micro=False, error="m", mask=mask).matrix
    except segno.DataOverflowError:
        return ()


def path(text: str) -> tuple[int, str]:
    """Return a QR code's width in cells, and the ``d`` of an SVG path that draws it in a square of that width.

    Each run of dark cells is one stroke of width 1; within a row each says how far it is from the one before,
    which packs to half the bytes. No code for a text: 0 and nothing.
    """
    cells = _cells(text, MASK)
    drawn = []
    # Found in the rows as bytes, since a step for each cell takes as long as making the code.
    for y, row in enumerate(cells, QUIET_ZONE):
        last = 0
        for run in _DARK.finditer(row):
            start, end = run.span()
            drawn.append(f"m{start - last} 0h{end - start}" if last else f"M{start + QUIET_ZONE} {y}.5h{end - start}")
            last = end
    return len(cells) + 2 * QUIET_ZONE if cells else 0, "".join(drawn)
