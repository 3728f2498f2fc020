"""Where weeks begin and end: years of 53 weeks, time zones, and days on which clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from generator.site.weeks import digest_url, week_of


def at(text: str, zone: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "zone", "name"),
    [
        ("2026-11-02 00:00", "UTC", "2026-W45"),
        ("2026-11-08 23:59:59", "UTC", "2026-W45"),
        ("2026-11-09 00:00", "UTC", "2026-W46"),
        # 2026 has 53 weeks, and the last ends in January; 2024's last days are of 2025.
        ("2026-12-28 00:00", "UTC", "2026-W53"),
        ("2027-01-03 23:59", "UTC", "2026-W53"),
        ("2027-01-04 00:00", "UTC", "2027-W01"),
        ("2024-12-30 00:00", "UTC", "2025-W01"),
        ("2021-01-03 12:00", "UTC", "2020-W53"),
        # The same moment is Sunday in one zone, and Monday in another.
        ("2026-11-08 23:30", "America/Chicago", "2026-W45"),
        ("2026-11-09 00:30", "Pacific/Auckland", "2026-W46"),
    ],
)
def test_a_moment_is_in_the_week_of_its_zone(moment: str, zone: str, name: str) -> None:
    when = at(moment, zone)
    week = week_of(when.astimezone(dt.UTC), ZoneInfo(zone))
    assert week.name == name
    assert week.start <= when < week.end
    assert digest_url(week.name) == f"/digest/{name}/"


def test_one_moment_is_in_other_weeks_elsewhere() -> None:
    moment = dt.datetime(2026, 11, 9, 5, 30, tzinfo=dt.UTC)
    assert week_of(moment, ZoneInfo("America/Chicago")).name == "2026-W45"
    assert week_of(moment, ZoneInfo("Europe/Berlin")).name == "2026-W46"


@pytest.mark.parametrize(
    ("moment", "zone", "hours"),
    [
        ("2026-10-25 12:00", "Europe/Berlin", 169),
        ("2026-03-29 12:00", "Europe/Berlin", 167),
        ("2026-11-01 12:00", "America/Chicago", 169),
        ("2026-06-10 12:00", "Europe/Berlin", 168),
        # Clocks go forward at midnight there, on a Friday in 2026, and so a day begins at one.
        ("2026-04-24 12:00", "Africa/Cairo", 167),
    ],
)
def test_a_week_lasts_as_long_as_its_clocks_say(moment: str, zone: str, hours: int) -> None:
    week = week_of(at(moment, zone), ZoneInfo(zone))
    assert week.end - week.start == dt.timedelta(hours=hours)
    assert week.start.astimezone(ZoneInfo(zone)).time() == dt.time()


def test_weeks_follow_one_another_without_a_gap() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    week = week_of(at("2015-01-01 00:00", "America/Sao_Paulo"), zone)
    for _ in range(60):
        after = week_of(week.end, zone)
        assert after.start == week.end
        assert week_of(week.end - dt.timedelta(microseconds=1), zone) == week
        week = after
