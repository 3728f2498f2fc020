"""QR codes, as what draws them: the door to segno."""

from collections.abc import Sequence

from generator.media import quick_qr
from generator.media.quick_qr import MASK

#: Light cells around a code; the standard asks for four.
QUIET_ZONE = 4
#: The names of cells while a path is written; no command of it is called so.
_CELLS = str.maketrans("01", "_#")


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code, dark cells as true, with the quiet zone around them.

    A text too long for any code (2,331 bytes at this level of correction) gives no rows.
    """
    cells = _cells(text)
    if not cells:
        return ()
    around = (False,) * QUIET_ZONE
    above = ((False,) * (len(cells) + 2 * QUIET_ZONE),) * QUIET_ZONE
    return (*above, *((*around, *map(bool, row), *around) for row in cells), *above)


def _cells(text: str) -> Sequence[bytes | bytearray]:
    """Return the rows of a code without a quiet zone, a byte for each cell; none for a text too long for any code."""
    import segno  # noqa: PLC0415 (20 ms, and few commands draw one)

    try:
        # Level M, a seventh of the code may be lost: paper is folded, and telephones are held askew.
        return segno.make(text, micro=False, error="m", mask=MASK).matrix
    except segno.DataOverflowError:
        return ()


def _some(version: int, level: str) -> Sequence[bytes | bytearray]:
    """Return the rows of some code of a version and a level of correction."""
    import segno  # noqa: PLC0415 (as above)

    return segno.make("A", version=version, error=level, mask=MASK, mode="byte", micro=False, boost_error=False).matrix


def path(text: str) -> tuple[int, str]:
    """Return a QR code's width in cells, and the ``d`` of an SVG path that draws it in a square of that width.

    Each run of dark cells is one stroke of width 1; within a row each says how far it is from the one before,
    which packs to half the bytes. No code for a text: 0 and nothing.

    Every code on a page gets the same one of the eight patterns. Readers take any; trying all takes six times as long.
    """
    rows = quick_qr.cells(text, _some) or ["".join(map(str, row)) for row in _cells(text)]
    drawn = []
    for y, row in enumerate(rows, QUIET_ZONE):
        start = row.find("1")
        if start >= 0:
            drawn.append(f"M{start + QUIET_ZONE} {y}.5{row.strip('0').translate(_CELLS)}")
    found = "".join(drawn)
    # All runs of a length at once, since a step for each run takes longer than making the code.
    for cell, command in (("#", "h{}"), ("_", "m{} 0")):
        longest = next(count for count in range(len(rows) + 1) if cell * (count + 1) not in found)
        for count in range(longest, 0, -1):
            found = found.replace(cell * count, command.format(count))
    return len(rows) + 2 * QUIET_ZONE if rows else 0, found
