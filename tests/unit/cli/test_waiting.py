"""The line that says what is not out."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from generator.cli.waiting import waiting_line
from generator.site.visibility import Waiting

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = dt.datetime(2026, 12, 1, 20, tzinfo=dt.UTC)  # the 2nd of December, 5:00, in Tokyo


def at(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]  # its parts


@pytest.mark.parametrize(
    ("waiting", "line"),
    [
        (Waiting(), ""),
        (
            Waiting(scheduled=2, next=at(2026, 12, 23, 15, 30), drafts=1, undecided={"comment": 1}),
            "2 scheduled, the next on 24 December; 1 draft; 1 comment waits",
        ),
        (Waiting(scheduled=1, next=at(2026, 12, 2, 9)), "1 scheduled, at 18:00"),
        (Waiting(scheduled=3, next=at(2026, 12, 2, 14, 59)), "3 scheduled, the next at 23:59"),
        (Waiting(scheduled=1, next=at(2026, 12, 31, 15)), "1 scheduled, on 1 January 2027"),
        (
            Waiting(tips=57, next_tip=at(2026, 12, 3), drafts=2, expired=4, undecided={"mention": 1, "comment": 2}),
            "57 tips to come, the next on 3 December; 2 drafts; 4 expired; 2 comments wait; 1 mention waits",
        ),
        (
            Waiting(tips=1, next_tip=at(2026, 12, 3), undecided={"mention": 3}),
            "1 tip to come, on 3 December; 3 mentions wait",
        ),
    ],
)
def test_what_is_said(waiting: Waiting, line: str) -> None:
    assert waiting_line(waiting, NOW, TOKYO) == line
