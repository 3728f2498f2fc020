"""Parts of a file of ten bytes."""

import pytest

from generator.serve.http.ranges import wanted


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-9", (0, 10)),
        ("bytes=2-5", (2, 6)),
        ("bytes=5-", (5, 10)),
        ("bytes=5-100", (5, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-100", (0, 10)),
        ("BYTES = 1 - 2", (1, 3)),
        # All of it is the right answer to what cannot be read, and may be to several parts.
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=a-b", None),
        ("bytes=0-1,3-4", None),
        ("items=0-1", None),
        ("bytes=0-99999999999999999999", None),
    ],
)
def test_parts(text: str, part: tuple[int, int] | None) -> None:
    assert wanted(text, 10) == part


@pytest.mark.parametrize(
    ("text", "size"), [("bytes=10-", 10), ("bytes=10-20", 10), ("bytes=-0", 10), ("bytes=0-0", 0), ("bytes=-1", 0)]
)
def test_parts_that_are_not_there(text: str, size: int) -> None:
    with pytest.raises(LookupError):
        wanted(text, size)
