"""Where one stands: the weeks of the plan, in the site's time zone, its pauses, and what counts towards it."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.kinds.give import stands
from generator.kinds.give.plan import planned
from generator.kinds.give.schema import Give, GiveLogFields, Plan
from generator.kinds.give.standing import said, standing
from generator.schema.pauses import Pause
from generator.schema.scalars import parse_time
from tests.conftest import Run
from tests.support import write_files

BERLIN = ZoneInfo("Europe/Berlin")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def log(
    *dates: str, start: str = "", zone: ZoneInfo = BERLIN, weeks: int = 26, pauses: tuple[tuple[str, str], ...] = ()
) -> GiveLogFields:
    gives = tuple(Give(id=f"g{n}", date=parse_time(date, zone), kind="tip", what="x") for n, date in enumerate(dates))
    away = tuple(Pause(begin=day(begin), end=day(end)) for begin, end in pauses)
    plan = Plan(start=day(start), weeks=weeks, pauses=away) if start else None
    return GiveLogFields(plan=plan, gives=gives)


def line(fields: GiveLogFields, now: str, zone: ZoneInfo = BERLIN) -> str:
    return said(standing(fields, parse_time(now, zone), zone))


@pytest.mark.parametrize(
    ("fields", "now", "told"),
    [
        (log("2026-11-02", "2026-11-04", "2026-11-08 23:59", start="2026-09-07"), "2026-11-08 23:59", "3 of 3 this week; week 9 of 26."),
        (log("2026-11-08 23:59", start="2026-09-07"), "2026-11-09", "0 of 3 this week; week 10 of 26."),
        # A plan that begins in the middle of a week: its first week is that one, and the days before do not count.
        (log("2026-11-03", "2026-11-05", "2026-11-06", start="2026-11-05"), "2026-11-06", "2 of 3 this week; week 1 of 26."),
        (log("2026-11-03", start="2026-11-05"), "2026-11-09", "0 of 3 this week; week 2 of 26."),
        (log("2026-11-03", start="2026-11-08"), "2026-11-03 10:00", "The plan starts in 5 days; what is given before does not count towards it."),
        (log(start="2026-11-08"), "2026-11-07 23:59", "The plan starts in 1 day; what is given before does not count towards it."),
        # A pause is no week of the plan, so it moves the weeks after it; one of a few days does not.
        (log("2026-09-21", start="2026-09-07", pauses=(("2026-09-14", "2026-09-20"),)), "2026-09-21", "1 of 3 this week; week 2 of 26."),
        (log(start="2026-09-07", pauses=(("2026-09-14", "2026-09-18"),)), "2026-09-21", "0 of 3 this week; week 2 of 26."),
        (log(start="2026-09-07", pauses=(("2026-09-14", "2026-09-17"),)), "2026-09-21", "0 of 3 this week; week 3 of 26."),
        (log("2026-09-08", "2026-09-15", start="2026-09-07", pauses=(("2026-09-14", "2026-09-20"),)), "2026-09-16", "A week off; 1 given in it. Week 1 of 26 was the last; 2 of 78 in all."),
        (log(start="2026-09-07", pauses=(("2026-09-07", "2026-09-13"),)), "2026-09-08", "A week off; 0 given in it. The plan's first is to come; 0 of 78 in all."),
        (log(start="2026-09-07", pauses=(("2026-09-07", "2026-09-13"),)), "2026-09-14", "0 of 3 this week; week 1 of 26."),
        # The end: its last minute, and after it, also if a pause begins there.
        (log("2026-09-20", start="2026-09-07", weeks=2), "2026-09-20 23:59", "1 of 3 this week; week 2 of 2."),
        (log("2026-09-07", "2026-09-22", start="2026-09-07", weeks=2), "2026-09-22", "The plan's 2 weeks are over: 2 of 6 given."),
        (log(start="2026-09-07", weeks=1), "2036-09-22", "The plan's 1 week is over: 0 of 3 given."),
        # What is to come is not given yet.
        (log("2026-11-04", "2026-11-06", start="2026-09-07"), "2026-11-05", "1 of 3 this week; week 9 of 26."),
        # Without a plan, a total.
        (log("2026-11-02", "2026-10-02"), "2026-11-05", "1 this week; 2 things given so far. No plan is set."),
        (log("2026-11-02"), "2026-11-05", "1 this week; 1 thing given so far. No plan is set."),
        # Over the year's end and the leap day: weeks go on.
        (log("2026-12-28", "2027-01-03", start="2026-12-28"), "2027-01-03", "2 of 3 this week; week 1 of 26."),
        (log(start="2026-12-28"), "2027-01-04", "0 of 3 this week; week 2 of 26."),
        (log("2028-02-29", start="2028-02-28"), "2028-02-29", "1 of 3 this week; week 1 of 26."),
        (log("2028-02-29", start="2028-02-28"), "2028-03-06", "0 of 3 this week; week 2 of 26."),
    ],
)  # fmt: skip
def test_line_says_where_one_stands(fields: GiveLogFields, now: str, told: str) -> None:
    assert line(fields, now) == told


@pytest.mark.parametrize(
    ("zone", "sunday", "monday"),
    [
        # The clocks go forward on 29 March and back on 25 October 2026, at night: a week has 167 or 169 hours.
        ("Europe/Berlin", "2026-03-29", "2026-03-30"),
        ("Europe/Berlin", "2026-10-25", "2026-10-26"),
        # Here midnight itself is left out.
        ("Africa/Cairo", "2026-04-24", "2026-04-27"),
        ("Pacific/Kiritimati", "2026-11-08", "2026-11-09"),
        ("America/Adak", "2026-11-01", "2026-11-02"),
    ],
)
def test_week_ends_at_midnight_in_the_sites_zone(zone: str, sunday: str, monday: str) -> None:
    here = ZoneInfo(zone)
    fields = log(sunday, f"{sunday} 23:59", start="2026-01-05", zone=here, weeks=52)
    first, last = (
        standing(fields, parse_time(f"{sunday} 23:59", here), here),
        standing(fields, parse_time(monday, here), here),
    )
    assert (first.this_week, last.this_week) == (2, 0)
    assert last.week == first.week + 1


def test_page_counts_towards_the_plan_what_the_command_counts(tmp_path: Path, run: Run) -> None:
    gives = "".join(
        f"  - {{id: g{n}, date: {date}, kind: tip, what: x}}\n"
        for n, date in enumerate(["2026-08-31", "2026-09-06", "2026-09-07", "2026-10-05"])
    )
    site = "title: A\nurl: https://a.example\ntimezone: Europe/Berlin\n"
    plan = "plan: {start: 2026-09-07, weeks: 2, per_week: 2}\n"
    write_files(tmp_path, {"content/site.yaml": site, "content/give-log.yaml": f"{plan}gives:\n{gives}"})
    assert run("build", "--now", "2026-12-01", root=tmp_path).code == 0
    page = (tmp_path / "site/give-log/index.html").read_text(encoding="utf-8")
    assert "<strong>50%</strong> of the plan: 2 of 4 gives over 2 weeks" in page
    assert "<dt>things given</dt><dd>4</dd>" in page, "the numbers above are of all that was given"
    days = [day("2026-08-31"), day("2026-09-06"), day("2026-09-07"), day("2026-10-05")]
    assert planned(Plan(start=day("2026-09-07")), days) == 2
    said_of_it = run("status", "--now", "2026-09-08", root=tmp_path).out
    assert "content/give-log.yaml: 1 of 2 this week; week 1 of 2.\n" in said_of_it


def test_status_says_nothing_without_a_plan() -> None:
    now = parse_time("2026-11-05", BERLIN)
    assert stands(log("2026-11-02"), now, BERLIN) == ""
    assert stands(log("2026-11-02", start="2026-09-07"), now, BERLIN) == "1 of 3 this week; week 9 of 26."
