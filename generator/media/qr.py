"""QR codes, as what draws them: the door to segno."""

#: Light cells around a code; the standard asks for four.
QUIET_ZONE = 4
#: The one of the eight patterns that every code on a page gets. Readers take any; trying all takes six times as long.
MASK = 3


def modules(text: str, mask: int | None = None) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code, dark cells as true, with the quiet zone around them.

    ``mask`` is one of the eight patterns, else the best for this text. A text too long for any code
    (2,331 bytes at this level of correction) gives no rows.
    """
    import segno  # noqa: PLC0415 (20 ms, and few commands draw one)

    try:
        # Level M, a seventh of the code may be lost: paper is folded, and telephones are held askew.
        code = segno.make(text, micro=False, error="m", mask=mask)
    except segno.DataOverflowError:
        return ()
    return tuple(tuple(map(bool, row)) for row in code.matrix_iter(border=QUIET_ZONE))


def path(text: str) -> tuple[int, str]:
    """Return a QR code's width in cells, and the ``d`` of an SVG path that draws it in a square of that width.

    Each run of dark cells is one stroke of width 1; within a row each says how far it is from the one before,
    which packs to half the bytes. No code for a text: 0 and nothing.
    """
    rows = modules(text, MASK)
    drawn = []
    for y, row in enumerate(rows):
        x = last = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                drawn.append(f"m{x - last} 0h{end - x}" if last else f"M{x} {y}.5h{end - x}")
                last = end
            x = end + 1
    return len(rows), "".join(drawn)
