"""Edits are carried out in the bytes of a file, whatever its line ends are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.decoding import decode
from generator.base.problems import Report
from generator.edit.yaml_scalars import date, quoted, scalar
from generator.edit.yaml_text import Edit, YamlText

texts = st.text(st.sampled_from("ab \n\r\t\ufeff\x85\u2028é🎉"), max_size=30)


@given(text=texts)
def test_no_edit_changes_nothing(text: str) -> None:
    assert YamlText(text.encode()).edited([]) == text.encode()


@given(text=texts, data=st.data())
def test_edit_is_carried_out_where_readers_see_it(text: str, data: st.DataObject) -> None:
    before = YamlText(text.encode())
    seen = (decode(text.encode(), "", Report()) or "").replace("\x85", " ").replace("\u2028", " ")
    assert before.text == seen
    start = data.draw(st.integers(0, len(seen)))
    end = data.draw(st.integers(start, len(seen)))
    after = YamlText(before.edited([Edit(start, end, "new\nx")]))
    assert after.text == seen[:start] + "new\nx" + seen[end:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\nc\n", b"a\r\nX\r\nb\r\nc\n"),
        (b"a\rb", b"a\rX\rb"),
        (b"a\nb", b"a\nX\nb"),
        (b"\xef\xbb\xbfa\r\nb", b"\xef\xbb\xbfa\r\nX\r\nb"),
    ],
)
def test_new_lines_end_as_most_do(before: bytes, after: bytes) -> None:
    assert YamlText(before).edited([Edit(2, 2, "X\n")]) == after


@pytest.mark.parametrize(
    ("text", "like", "flow", "written"),
    [
        ("A tip", "", False, "A tip"),
        ("A tip", "'", False, "'A tip'"),
        ("It's", "'", False, "'It''s'"),
        ("A tip", '"', False, '"A tip"'),
        ("a, b", "", False, "a, b"),
        ("a, b", "", True, '"a, b"'),
        ("a: b", "", False, '"a: b"'),
        ("12:30", "", False, '"12:30"'),
        ("no", "", False, '"no"'),
        ("Nobody", "", False, "Nobody"),
        ("3 people", "", False, "3 people"),
        ("https://a.example/x#y", "", False, "https://a.example/x#y"),
        ('say "hi" \\ go', '"', False, '"say \\"hi\\" \\\\ go"'),
        ("a\u00adb", "'", False, '"a\\u00ADb"'),
        ("👩\u200d🏫 taught", "", False, '"👩\u200d🏫 taught"'),
    ],
)
def test_scalar_is_plain_where_that_is_safe(text: str, like: str, flow: bool, written: str) -> None:
    assert scalar(text, like, flow=flow) == written


def test_dates_are_plain_and_anything_can_be_quoted() -> None:
    assert (date("2026-11-27"), date("2026-11-27 17:30"), date("2026-11-27", "'")) == (
        "2026-11-27",
        "2026-11-27 17:30",
        "'2026-11-27'",
    )
    assert date("2026-11-27T17:30:00+01:00") == '"2026-11-27T17:30:00+01:00"'
    assert quoted("\x00\U000e0001\n") == '"\\u0000\\U000E0001\\n"'
