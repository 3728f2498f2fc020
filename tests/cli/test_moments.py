"""When something comes out and goes, to the minute, where clocks change, a day is rare, or a year ends.

`status` and `due` say it beforehand, and a build shows it: each case asks all three.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Build, Project, Run

SECOND = dt.timedelta(seconds=1)


def site(zone: str) -> str:
    return f"title: A\nurl: https://a.example\ntimezone: {zone}\n"


def article(keys: str) -> str:
    return f"---\ntitle: The one\n{keys}\n---\nText.\n"


def is_out(build: Build, root: Path, now: dt.datetime) -> bool:
    output = build(root, "--now", now.isoformat())
    page = output / "articles" / "one" / "index.html"
    listed = "The one" in (output / "articles" / "index.html").read_text(encoding="utf-8")
    assert page.is_file() == listed
    return listed


def status(run: Run, root: Path, now: dt.datetime) -> dict[str, Any]:
    result = run("status", "--json", "--now", now.isoformat(), root=root)
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    return found


#: By name: the zone, what is written as the date, when that is in UTC, and how it is shown in the zone.
MOMENTS = {
    "minute": ("Europe/Berlin", "2026-11-02 07:30", "2026-11-02T06:30:00", "2026-11-02T07:30:00+01:00"),
    "second": ("Europe/Berlin", "2026-11-02 07:30:15", "2026-11-02T06:30:15", "2026-11-02T07:30:15+01:00"),
    "day alone": ("Europe/Berlin", "2026-11-02", "2026-11-01T23:00:00", "2026-11-02T00:00:00+01:00"),
    "offset": ("Europe/Berlin", "2026-11-02T07:30+05:30", "2026-11-02T02:00:00", "2026-11-02T03:00:00+01:00"),
    # Clocks go from 2:00 to 3:00: half past two is not there, and is what the hour before would make of it.
    "gap": ("Europe/Berlin", "2027-03-28 02:30", "2027-03-28T01:30:00", "2027-03-28T03:30:00+02:00"),
    "before the gap": ("Europe/Berlin", "2027-03-28 01:59", "2027-03-28T00:59:00", "2027-03-28T01:59:00+01:00"),
    "after the gap": ("Europe/Berlin", "2027-03-28 03:00", "2027-03-28T01:00:00", "2027-03-28T03:00:00+02:00"),
    # Clocks go from 3:00 to 2:00: half past two is there twice, and the first one counts.
    "twice": ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00", "2026-10-25T02:30:00+02:00"),
    "the second of them": (
        "Europe/Berlin",
        "2026-10-25 02:30+01:00",
        "2026-10-25T01:30:00",
        "2026-10-25T02:30:00+01:00",
    ),
    # There, midnight itself is left out: the day begins at 1:00.
    "no midnight": ("America/Asuncion", "2023-10-01", "2023-10-01T04:00:00", "2023-10-01T01:00:00-03:00"),
    # The half hour of Lord Howe.
    "half an hour": ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:45:00", "2026-10-04T02:45:00+11:00"),
    "leap day": ("Europe/Berlin", "2028-02-29", "2028-02-28T23:00:00", "2028-02-29T00:00:00+01:00"),
    "end of the year": ("Pacific/Kiritimati", "2027-01-01", "2026-12-31T10:00:00", "2027-01-01T00:00:00+14:00"),
    "last minute": ("America/New_York", "2026-12-31 23:59", "2027-01-01T04:59:00", "2026-12-31T23:59:00-05:00"),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_a_text_comes_out_at_its_moment(name: str, project: Project, build: Build, run: Run) -> None:
    zone, written, utc, shown = MOMENTS[name]
    at = dt.datetime.fromisoformat(f"{utc}+00:00")
    root = project(
        {
            "content/site.yaml": site(zone),
            "content/articles/one.md": article(f'date: "{written}"'),
            "content/articles/before.md": article("date: 2020-01-01").replace("The one", "Before"),
        }
    )
    before = status(run, root, at - SECOND)
    assert [(row["path"], row["at"]) for row in before["scheduled"]] == [("content/articles/one.md", shown)]
    assert before["build"]["next"] == {"at": shown, "path": "content/articles/one.md"}
    here = dt.datetime.fromisoformat(shown)
    ask = ("due", "--since", "2020-02-01", "--now")
    asked = run(*ask, (at - SECOND).isoformat(), root=root)
    assert (asked.code, f"The next is on {here:%Y-%m-%d at %H:%M} ({zone})" in asked.out) == (1, True)
    assert not is_out(build, root, at - SECOND)
    assert run(*ask, at.isoformat(), root=root).code == 0
    assert status(run, root, at)["scheduled"] == []
    assert is_out(build, root, at)


#: By name: the zone, what is written, and the moment in UTC from which it is gone.
ENDS = {
    "minute": ("Europe/Berlin", "2026-11-02 07:30", "2026-11-02T06:30:00"),
    "day alone": ("Europe/Berlin", "2026-11-02", "2026-11-02T22:59:59"),
    "gap": ("Europe/Berlin", "2027-03-28 02:30", "2027-03-28T01:30:00"),
    "day of the gap": ("Europe/Berlin", "2027-03-28", "2027-03-28T21:59:59"),
    "twice": ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00"),
    "day of 25 hours": ("Europe/Berlin", "2026-10-25", "2026-10-25T22:59:59"),
    "leap day": ("Europe/Berlin", "2028-02-29", "2028-02-29T22:59:59"),
    "end of the year": ("Pacific/Kiritimati", "2026-12-31", "2026-12-31T09:59:59"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_text_goes_at_its_end(name: str, project: Project, build: Build, run: Run) -> None:
    zone, written, utc = ENDS[name]
    at = dt.datetime.fromisoformat(f"{utc}+00:00")
    root = project(
        {
            "content/site.yaml": site(zone),
            "content/articles/one.md": article(f'date: 2020-01-01\nexpires: "{written}"'),
            "content/articles/before.md": article("date: 2020-01-01").replace("The one", "Before"),
        }
    )
    before = status(run, root, at - SECOND)
    assert (len(before["closing"]), before["expired"]) == (1, [])
    assert dt.datetime.fromisoformat(before["closing"][0]["at"]).replace(microsecond=0) == at
    assert is_out(build, root, at - SECOND)
    after = at + SECOND
    assert ([row["path"] for row in status(run, root, after)["expired"]]) == ["content/articles/one.md"]
    assert not is_out(build, root, after)


def queue(start: str, at: str, *, every: str = "day", pauses: str = "") -> str:
    tips = "".join(f"  - {{id: t{number}, text: Tip {number}}}\n" for number in range(4))
    return f"title: Q\nqueue: {{start: {start}, every: {every}, at: '{at}'{pauses}}}\ntips:\n{tips}"


@pytest.mark.parametrize(
    ("start", "at", "more", "shown"),
    [
        # The same time of day, on either side of a change of clocks.
        ("2026-10-24", "07:30", {}, ["10-24T07:30:00+02:00", "10-25T07:30:00+01:00", "10-26T07:30:00+01:00"]),
        ("2027-03-27", "02:30", {}, ["03-27T02:30:00+01:00", "03-28T03:30:00+02:00", "03-29T02:30:00+02:00"]),
        ("2026-10-24", "02:30", {}, ["10-24T02:30:00+02:00", "10-25T02:30:00+02:00", "10-26T02:30:00+01:00"]),
        ("2028-02-28", "00:00", {}, ["02-28T00:00:00+01:00", "02-29T00:00:00+01:00", "03-01T00:00:00+01:00"]),
        ("2026-12-31", "23:59", {}, ["12-31T23:59:00+01:00", "01-01T23:59:00+01:00", "01-02T23:59:00+01:00"]),
        (
            "2026-12-30",
            "08:00",
            {"every": "weekday", "pauses": ", pauses: [{from: 2026-12-31, to: 2027-01-03}]"},
            ["12-30T08:00:00+01:00", "01-04T08:00:00+01:00", "01-05T08:00:00+01:00"],
        ),
        (
            "2026-12-21",
            "08:00",
            {"every": "week", "pauses": ", pauses: [{from: 2026-12-28, to: 2026-12-28}]"},
            ["12-21T08:00:00+01:00", "01-04T08:00:00+01:00", "01-11T08:00:00+01:00"],
        ),
    ],
)
def test_a_queue_keeps_its_time_of_day(
    start: str, at: str, more: dict[str, str], shown: list[str], project: Project, run: Run
) -> None:
    root = project({"content/site.yaml": site("Europe/Berlin"), "content/tips/q.yaml": queue(start, at, **more)})
    (line,) = status(run, root, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))["queues"]
    coming: list[dict[str, str]] = line["coming"]
    assert [row["at"].partition("-")[2] for row in coming][:3] == shown
    second = dt.datetime.fromisoformat(coming[1]["at"])
    ((late),) = status(run, root, second)["queues"]
    assert [row["id"] for row in late["coming"]] == ["t2", "t3"]


def test_a_day_that_is_not_there_is_an_error(project: Project, run: Run) -> None:
    root = project({"content/articles/one.md": article("date: 2027-02-29")})
    assert "content/articles/one.md:3:7: error:" in run("check", root=root).out
    assert run("status", root=root).code == 1


def test_a_link_to_what_is_scheduled_says_so_until_its_minute(project: Project, run: Run, build: Build) -> None:
    root = project(
        {
            "content/site.yaml": site("Europe/Berlin"),
            "content/articles/one.md": article("date: 2026-11-02 07:30"),
            "content/articles/two.md": "---\ntitle: Two\ndate: 2026-01-01\n---\nSee [it](one.md) and [it](/articles/one/).\n",
        }
    )
    early = run("build", "--now", "2026-11-02T06:29:59Z", root=root)
    for place, reference in (("5:10", "one.md"), ("5:27", "/articles/one/")):
        said = f'the link to "{reference}" leads nowhere yet: it is scheduled for 2026-11-02 07:30'
        assert f"content/articles/two.md:{place}: warning: {said}\n" in early.err
    assert 'href="/articles/one/"' not in (root / "site/articles/two/index.html").read_text(encoding="utf-8")
    assert run("build", "--strict", "--now", "2026-11-02T06:29:59Z", root=root).code == 1
    late = run("build", "--strict", "--now", "2026-11-02T06:30:00Z", root=root)
    assert (late.code, late.err) == (0, "")
    assert 'href="/articles/one/"' in (root / "site/articles/two/index.html").read_text(encoding="utf-8")
