"""QR codes as paths, compared with those of the library cell by cell."""

import re

import pytest
import segno

from generator.media import qr
from generator.media.quick_qr import MASK
from generator.pages.qr_code import qr_code


@pytest.mark.parametrize("text", ["https://goodword.example/pitches/career-changer/", "A", "Grüße, 雪", "x" * 2331])
def test_a_path_draws_each_dark_cell(text: str) -> None:
    width, path = qr.path(text)
    code = segno.make(text, micro=False, error="m", mask=MASK)
    cells = [[bool(cell) for cell in row] for row in code.matrix_iter(border=4)]
    drawn = [[False] * width for _ in range(width)]
    at = row = 0
    for x, y, on, run in re.findall(r"(?:M(\d+) (\d+)\.5|m(\d+) 0)h(\d+)", path):
        at, row = (int(x), int(y)) if x else (at + int(on), row)
        for cell in range(at, at + int(run)):
            drawn[row][cell] = True
        at += int(run)
    assert drawn == cells
    assert re.fullmatch(r"(M\d+ \d+\.5h\d+(m\d+ 0h\d+)*)+", path)


def test_a_text_too_long_for_a_code_has_none() -> None:
    assert qr.path("x" * 2332) == (0, "")


def test_a_page_has_a_code_for_an_address_and_none_for_none() -> None:
    address = "https://goodword.example/pitches/career-changer/"
    code = qr_code(address)
    assert code
    assert (code.width, code.path) == qr.path(address)
    assert qr_code("") is None
    assert qr_code("x" * 2332) is None
