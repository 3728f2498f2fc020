"""An address as a picture for a telephone."""

import segno

from generator.serve.lan import picture


def test_each_cell_of_the_code_is_drawn() -> None:
    address = "http://192.168.1.20:8000/blog/"
    drawn = picture(address).splitlines()
    cells = [[bool(cell) for cell in row] for row in segno.make(address, micro=False, error="m").matrix_iter(border=4)]
    light = {" ": (False, False), "▄": (False, True), "▀": (True, False), "█": (True, True)}
    got = []
    for line in drawn:
        got += [[not light[one][0] for one in line], [not light[one][1] for one in line]]
    assert got[: len(cells)] == cells
    assert {len(line) for line in drawn} == {len(cells[0])}
    assert len(cells[0]) < 80
