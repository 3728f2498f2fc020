"""What a browser is told."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.base.problems import Place, Problem
from generator.serve.base import Ribbon
from generator.serve.telling import Shown, ribbon_text, shown

BERLIN = ZoneInfo("Europe/Berlin")
WHEN = dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("status", "when", "text"),
    [
        ("draft", None, "Draft"),
        ("draft", WHEN, "Draft, dated 1 December 2026, 07:30 Europe/Berlin"),
        ("scheduled", WHEN, "Scheduled for 1 December 2026, 07:30 Europe/Berlin"),
        # In summer, another distance from UTC.
        ("scheduled", WHEN.replace(month=7), "Scheduled for 1 July 2026, 08:30 Europe/Berlin"),
    ],
)
def test_ribbons(status: str, when: dt.datetime | None, text: str) -> None:
    assert ribbon_text(Ribbon(status, when, "x.md"), BERLIN, "Europe/Berlin") == text


def test_problems_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "a.md").write_text("one\n\tätwo\n" + "x" * 1000 + "here\n", encoding="utf-8")
    (tmp_path / "private/people.yaml").write_text("dana: {name: Dana}\n", encoding="utf-8")
    found = shown(
        [
            Problem(Place("a.md", 2, 3), "error", "Wrong.", "Mend it."),
            Problem(Place("a.md", 3, 1001), "error", "Far.", ""),
            Problem(Place("a.md"), "error", "All of it."),
            Problem(Place("private/people.yaml", 1, 8), "error", "Nobody's business."),
            Problem(Place("gone.md", 1, 1), "error", "Gone."),
        ],
        tmp_path,
    )
    assert found[0] == Shown("a.md:2:3", "error", "Wrong.", "Mend it.", " ätwo", 2)
    assert found[1].line[found[1].at :].startswith("here")
    assert len(found[1].line) <= 200
    assert found[2] == Shown("a.md", "error", "All of it.", "", "", -1)
    # In a network with others, no line is.
    assert shown([Problem(Place("a.md", 2, 3), "error", "Wrong.")], tmp_path, quoted=False) == [
        Shown("a.md:2:3", "error", "Wrong.", "", "", -1)
    ]
    # What is private is not shown, not even here.
    assert found[3] == Shown("private/people.yaml:1:8", "error", "Nobody's business.", "", "", -1)
    assert found[4] == Shown("gone.md:1:1", "error", "Gone.", "", "", -1)
