"""Edits by place: the lines and columns of a problem lead to the right bytes, whatever the line ends."""

import pytest

from generator.base.problems import Report
from generator.edit.places import Edit, Text, flat
from generator.schema.front_matter import read_yaml


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_part_of_a_line_is_replaced(end: str, mark: str) -> None:
    data = (mark + end.join(["a: é", "b: 日本 x", "c"])).encode()
    assert (
        Text(data).edited([Edit(2, 4, 6, "JP"), Edit(1, 4, 5, "e")])
        == (mark + end.join(["a: e", "b: JP x", "c"])).encode()
    )


def test_without_edits_all_bytes_stay() -> None:
    data = "\ufeffa\r\n\r\rb\u2028c\x85d\x0be\n\n".encode()
    assert Text(data).edited([]) == data


def test_lines_come_and_go_with_the_line_ends_of_the_file() -> None:
    assert Text(b"a\r\nb").edited([Edit(2, 1, 1, "x", whole=True)]) == b"a\r\nx\r\nb"
    assert Text(b"a").edited([Edit(1, 1, 1, "x", whole=True)]) == b"x\na"
    assert Text(b"\n \n---\nb\n").edited([Edit(1, 1, 3, "", drop=True)]) == b"---\nb\n"


def test_values_by_their_paths() -> None:
    node = read_yaml("a: {b: [x, 'y']}\nc: |\n  z\n", "x.yaml", Report())
    assert node is not None
    assert flat(node) == {
        (): "{}",
        ("a",): "{}",
        ("a", "b"): "[]",
        ("a", "b", 0): "x",
        ("a", "b", 1): "y",
        ("c",): "z\n",
    }
