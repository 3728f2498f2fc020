"""log.json with its schema, and the plan as a calendar: what other programs get of a give-log."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from generator.kinds.give.plan import first_days, plan_weeks
from generator.kinds.give.schema import Plan
from generator.schema.pauses import Pause
from tests.conftest import Run
from tests.hosted import headers_of, parse_headers
from tests.support import write_files

SITE = 'title: A\nurl: https://a.example/blog/\nid: "tag:a.example,2026:site"\ntimezone: Europe/Berlin\n'
PLAN = """\
title: "Giving, mostly; and \\\\ more"
plan:
  start: 2026-09-09
  weeks: 4
  per_week: 2
  pauses: [{from: 2026-09-14, to: 2026-09-20}, {from: 2026-09-28, to: 2026-09-28}]
"""
GIVES = """\
gives:
  - {id: early, date: 2026-09-07, kind: tip, what: Before the plan}
  - {id: noon, date: 2026-09-10 12:30, kind: lead, what: "A “lead”", to: a welder, link: /about/}
  - {id: told, date: 2026-09-11, kind: referral, what: One, outcome: Hired., outcome_consent: true, person: bo}
  - {id: kept, date: 2026-09-12, kind: referral, what: Two, outcome: A secret., person: cy}
  - {id: later, date: 2030-01-01, kind: referral, what: Not out}
"""
PEOPLE = """\
bo: {name: Bo Bergman, email: bo@a.example, role: a nurse, consent: role}
cy: {name: Cyrus Tal, role: a cook, consent: role}
"""


def built(root: Path, run: Run, log: str = PLAN + GIVES, site: str = SITE) -> Path:
    about = "---\ntitle: About\n---\nUs.\n"
    files = {"content/site.yaml": site, "content/give-log.yaml": log, "content/pages/about.md": about}
    write_files(root, {**files, "private/people.yaml": PEOPLE})
    done = run("build", "--now", "2026-10-01", root=root)
    assert done.code == 0, done.err
    return root / "site"


def read(output: Path, name: str) -> Any:
    return json.loads((output / f"give-log/{name}").read_text("utf-8"))


def events_of(data: bytes) -> list[Any]:
    return [*Calendar.from_ical(data).walk("VEVENT")]


def test_log_says_what_is_public(tmp_path: Path, run: Run) -> None:
    output = built(tmp_path, run)
    log = read(output, "log.json")
    assert log == {
        "$schema": "https://a.example/blog/give-log/log.schema.json",
        "version": 1,
        "title": "Giving, mostly; and \\ more",
        "url": "https://a.example/blog/give-log/",
        "language": "en",
        "timezone": "Europe/Berlin",
        "as_of": "2026-09-12",
        "plan": {
            "start": "2026-09-09",
            "weeks": 4,
            "per_week": 2,
            "pauses": [{"from": "2026-09-14", "to": "2026-09-20"}, {"from": "2026-09-28", "to": "2026-09-28"}],
        },
        "totals": {
            "gives": 4,
            "weeks": 1,
            "people": 3,
            "outcomes": 2,
            "kinds": {"referral": 2, "lead": 1, "tip": 1},
            "planned": 8,
            "done": 3,
        },
        "gives": [
            {"id": "kept", "date": "2026-09-12", "kind": "referral", "what": "Two", "to": "a cook"},
            {
                "id": "told",
                "date": "2026-09-11",
                "kind": "referral",
                "what": "One",
                "to": "a nurse",
                "outcome": "Hired.",
                "outcome_consent": True,
            },
            {
                "id": "noon",
                "date": "2026-09-10T12:30:00+02:00",
                "kind": "lead",
                "what": "A “lead”",
                "to": "a welder",
                "link": "https://a.example/blog/about/",
            },
            {"id": "early", "date": "2026-09-07", "kind": "tip", "what": "Before the plan"},
        ],
    }


def test_log_is_as_its_schema_says(tmp_path: Path, run: Run) -> None:
    output = built(tmp_path, run)
    schema, log = read(output, "log.schema.json"), read(output, "log.json")
    assert schema["$id"] == log["$schema"]
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    assert [*check.iter_errors(log)] == []
    assert not check.is_valid({key: log[key] for key in log if key != "gives"})
    assert not check.is_valid({**log, "gives": [{**log["gives"][0], "kind": "cake"}]})
    assert not check.is_valid({**log, "gives": [{**log["gives"][0], "outcome": "Told without consent."}]})
    assert not check.is_valid({**log, "plan": {"start": "soon"}})


def test_log_can_be_read_back(tmp_path: Path, run: Run) -> None:
    """Its plan and its gives alone are a give-log: JSON is YAML."""
    log = read(built(tmp_path / "a", run), "log.json")
    again = json.dumps({"title": log["title"], "plan": log["plan"], "gives": log["gives"]}, indent=1)
    other = read(built(tmp_path / "b", run, again), "log.json")
    same = ("plan", "gives", "as_of", "title")
    assert {key: other[key] for key in same} == {key: log[key] for key in same}


def test_calendar_has_the_weeks_of_the_plan(tmp_path: Path, run: Run) -> None:
    output = built(tmp_path, run)
    data = (output / "give-log/plan.ics").read_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.endswith(b"END:VCALENDAR\r\n")
    # Both are texts by RFC 7986 and by custom, which the library does not know.
    assert data.count(b"NAME:Giving\\, mostly\\; and \\\\ more\r\n") == 2
    events = events_of(data)
    assert [not event.errors for event in events] == [True] * 4
    # The second week is off. Of the third, Monday is; the first begins with the plan, on a Wednesday.
    assert [(event["dtstart"].dt, event["dtend"].dt, str(event["summary"])) for event in events] == [
        (dt.date(2026, 9, 9), dt.date(2026, 9, 10), "Give 2 things: week 1 of 4"),
        (dt.date(2026, 9, 21), dt.date(2026, 9, 22), "Give 2 things: week 2 of 4"),
        (dt.date(2026, 9, 29), dt.date(2026, 9, 30), "Give 2 things: week 3 of 4"),
        (dt.date(2026, 10, 5), dt.date(2026, 10, 6), "Give 2 things: week 4 of 4"),
    ]
    uids = [str(event["uid"]) for event in events]
    assert uids[1] == "tag:a.example,2026:site:give:plan:2026-09-21"
    assert len({*uids}) == 4
    assert {event["dtstamp"].dt for event in events} == {dt.datetime(2026, 9, 9, tzinfo=dt.UTC)}
    assert all("https://a.example/blog/give-log/" in str(event["description"]) for event in events)


def test_an_event_stays_the_same_if_the_plan_grows_moves_or_pauses(tmp_path: Path, run: Run) -> None:
    def uids(name: str, log: str, site: str = SITE) -> dict[dt.date, str]:
        data = (built(tmp_path / name, run, log, site) / "give-log/plan.ics").read_bytes()
        return {event["dtstart"].dt: str(event["uid"]) for event in events_of(data)}

    before = uids("a", PLAN + GIVES)
    paused = uids("b", PLAN.replace("to: 2026-09-20", "to: 2026-09-25").replace("weeks: 4", "weeks: 9") + GIVES)
    moved = uids("c", PLAN + GIVES, SITE.replace("a.example/blog", "b.example"))
    assert dt.date(2026, 9, 21) not in paused
    assert {day: paused[day] for day in before if day in paused} == {
        day: uid for day, uid in before.items() if day != dt.date(2026, 9, 21)
    }
    assert moved == before


def test_without_a_plan_there_is_no_calendar(tmp_path: Path, run: Run) -> None:
    output = built(tmp_path, run, GIVES)
    assert not (output / "give-log/plan.ics").exists()
    log = read(output, "log.json")
    assert "plan" not in log
    assert "planned" not in log["totals"]
    assert Draft202012Validator(read(output, "log.schema.json")).is_valid(log)


def test_a_plan_without_gives_has_a_page_and_no_feed(tmp_path: Path, run: Run) -> None:
    output = built(tmp_path, run, PLAN)
    log = read(output, "log.json")
    assert (log["gives"], log["totals"]["gives"], "as_of" in log) == ([], 0, False)
    assert Draft202012Validator(read(output, "log.schema.json")).is_valid(log)
    assert sorted(path.name for path in (output / "give-log").iterdir()) == [
        "index.html",
        "log.json",
        "log.schema.json",
        "plan.ics",
    ]
    assert "Nothing is written down yet" in (output / "give-log/index.html").read_text("utf-8")


def test_hosts_send_them_for_what_they_are(tmp_path: Path, run: Run) -> None:
    output = built(tmp_path, run)
    rules = parse_headers((output / "_headers").read_text("ascii"))
    sent = {name: headers_of(rules, f"/blog/give-log/{name}") for name in ("log.json", "log.schema.json", "plan.ics")}
    assert {name: headers["Content-Type"] for name, headers in sent.items()} == {
        "log.json": "application/json; charset=utf-8",
        "log.schema.json": "application/schema+json; charset=utf-8",
        "plan.ics": "text/calendar; charset=utf-8",
    }
    assert "log.json" not in (output / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("pauses", "weeks", "last"),
    [
        ((), 3, dt.date(2026, 1, 19)),
        ((("2026-01-05", "2026-01-25"),), 3, dt.date(2026, 2, 9)),
        ((("2026-01-12", "9999-12-31"),), 1, dt.date(2026, 1, 5)),
    ],
)
def test_a_pause_moves_the_end_and_may_be_for_ever(
    pauses: tuple[tuple[str, str], ...], weeks: int, last: dt.date
) -> None:
    away = tuple(Pause(begin=dt.date.fromisoformat(one), end=dt.date.fromisoformat(two)) for one, two in pauses)
    found = plan_weeks(Plan(start=dt.date(2026, 1, 7), weeks=3, pauses=away))
    assert (len(found), found[-1]) == (weeks, last)


def test_plan_at_the_end_of_time() -> None:
    plan = Plan(start=dt.date(9999, 12, 20), weeks=26)
    assert len(first_days(plan)) < 4
