"""QR codes made quickly, compared with those of the library cell by cell."""

import segno

from generator.media import qr, quick_qr
from generator.media.quick_qr import MASK

#: Signs of addresses, and others, in an order that repeats itself nowhere soon.
_SIGNS = "https://goodword.example/tips/%C3%A4-_.~?&=#(THANK)+0123456789 {}"


def text(length: int) -> str:
    return "a" + "".join(_SIGNS[(7 * at + at * at // 5 + length) % len(_SIGNS)] for at in range(length - 1))


def test_codes_of_every_length_are_those_of_the_library() -> None:
    made = set()
    for length in range(8, 181):
        code = segno.make(text(length), micro=False, error="m", mask=MASK)
        rows = ["".join(map(str, row)) for row in code.matrix]
        assert quick_qr.cells(text(length), qr._some) == rows, length
        made.add((code.version, code.error))
    # All versions that are short, and the levels of correction that there is room for.
    assert made == {*((version, "M") for version in range(1, 10)), *((version, "Q") for version in range(1, 5))}


def test_what_is_no_short_address_is_left_to_the_library() -> None:
    for other in (text(181), text(7), "", "HTTPS://GOODWORD.EXAMPLE/", "0123456789", "https://goodword.example/ä/"):
        assert quick_qr.cells(other, qr._some) == []
