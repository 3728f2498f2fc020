"""js/day.js: the calendar day in a zone, days between two, and the choice of a day."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import fresh_page, serving
from tests.rendezvous import choice, number
from tests.support import write_files

SCRIPTS = Path(__file__).parents[2] / "templates/assets/js"


@pytest.fixture(scope="module")
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page in which `day` is the module, for a reader in Honolulu."""
    folder = tmp_path_factory.mktemp("day")
    module = '<link rel="icon" href="data:,"><script type="module">import * as day from "./day.js"; window.day = day;'
    write_files(folder, {"index.html": f"{module}</script>", "day.js": (SCRIPTS / "day.js").read_text()})
    with serving(folder) as url, fresh_page(browser, timezone_id="Pacific/Honolulu") as page:
        page.goto(f"{url}/")
        yield page


def call(page: Page, name: str, *arguments: Any) -> Any:
    return page.evaluate("([name, ...given]) => day[name](...given)", [name, *arguments])


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("UTC", "2026-11-30T23:59:59Z", "2026-11-30"),
        ("Europe/Berlin", "2026-11-30T22:59:59Z", "2026-11-30"),
        ("Europe/Berlin", "2026-11-30T23:00:00Z", "2026-12-01"),
        ("America/New_York", "2027-01-01T04:59:59Z", "2026-12-31"),
        ("Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"),
        ("Asia/Kathmandu", "2028-02-28T18:15:00Z", "2028-02-29"),
        # Clocks change: there are 23 hours in one day and 25 in the other.
        ("Europe/Berlin", "2027-03-27T23:00:00Z", "2027-03-28"),
        ("Europe/Berlin", "2027-03-28T22:00:00Z", "2027-03-29"),
        ("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"),
        # A zone that is none, and none at all: UTC, for all readers.
        ("Mars/Olympus", "2026-11-30T01:00:00Z", "2026-11-30"),
        ("", "2026-11-30T01:00:00Z", "2026-11-30"),
    ],
)
def test_day_in_a_zone(day: Page, zone: str, moment: str, expected: str) -> None:
    assert day.evaluate("([zone, at]) => day.today(zone, new Date(at))", [zone, moment]) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-27", "2026-11-27", 0),
        ("2026-11-27", "2026-12-01", 4),
        ("2026-12-01", "2026-11-27", -4),
        ("2028-02-28", "2028-03-01", 2),
        ("2027-03-27", "2027-03-29", 2),
        ("2026-10-24", "2026-10-26", 2),
        ("2000-01-01", "2026-01-01", 9497),
    ],
)
def test_days_between(day: Page, start: str, end: str, expected: int) -> None:
    assert call(day, "days", start, end) == expected


def test_the_hash_is_the_documented_one(day: Page) -> None:
    # FNV-1a of "" and "a" are 811c9dc5 and e40c292c; then comes the last step of MurmurHash3.
    texts = ["", "a", "2026-11-27 first-gives/say-thanks", "2026-11-27 grüße/danke-schön", "🎁"]
    assert call(day, "number", "a") == number("a") == 0x1A80B1B3
    assert [call(day, "number", text) for text in texts] == [number(text) for text in texts]


def test_browser_chooses_as_the_reference_does(day: Page) -> None:
    names = [f"library/tip-{at}" for at in range(40)]
    days = [str(dt.date(2026, 1, 1) + dt.timedelta(at)) for at in range(400)]
    chosen = day.evaluate("([days, names]) => days.map((one) => day.choice(one, names))", [days, names])
    assert chosen == [choice(one, names) for one in days]
    back = day.evaluate("([days, names]) => days.map((one) => day.choice(one, names))", [days, names[::-1]])
    assert back == chosen
    assert set(chosen) == set(names)
    assert day.evaluate("day.choice('2026-01-01', [])") is None


def test_a_name_more_or_less_changes_only_its_own_days(day: Page) -> None:
    names = [f"library/tip-{at}" for at in range(40)]
    days = [str(dt.date(2026, 1, 1) + dt.timedelta(at)) for at in range(400)]

    def chosen(names: list[str]) -> list[str]:
        found: list[str] = day.evaluate("([days, names]) => days.map((one) => day.choice(one, names))", [days, names])
        return found

    before, after = chosen(names), chosen([*names, "library/new"])
    changed = {new for old, new in zip(before, after, strict=True) if old != new}
    assert changed == {"library/new"}
    assert 1 < after.count("library/new") < 30
