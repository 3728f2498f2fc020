"""The give-log in a browser: how long ago, by the site's days; kinds to choose; without scripts; on paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, fresh_page
from tests.conftest import Build, Project

LOG = """\
title: What I gave
plan: {start: 2026-10-05, weeks: 13, per_week: 2}
gives:
  - {id: g1, date: 2026-10-06, kind: tip, what: A tip}
  - {id: g2, date: 2026-10-08, kind: tip, what: Another tip, to: a translator}
  - {id: g3, date: 2026-11-26, kind: referral, what: An opening, outcome: They got it., outcome_consent: true}
  - {id: g4, date: 2026-11-26, kind: other, what: A lift, outcome: secret-outcome}
"""
FILES: dict[str, str | bytes] = {
    "content/site.yaml": "title: A\nurl: https://a.example\ntimezone: America/Chicago\n",
    "content/give-log.yaml": LOG,
}


@pytest.fixture
def site(project: Project, build: Build, serve: Serve) -> str:
    return serve(build(project(FILES), "--now", "2026-11-27"))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-26T12:00:00Z", ", today"),
        ("2026-11-26T23:30:00Z", ", today"),
        ("2026-11-27T05:59:00Z", ", today"),
        ("2026-11-27T06:01:00Z", ", yesterday"),
        ("2026-12-02T12:00:00Z", ", 6 days ago"),
        ("2026-12-03T12:00:00Z", ", 1 week ago"),
        ("2027-02-03T12:00:00Z", ", 9 weeks ago"),
        ("2027-02-04T12:00:00Z", ", 2 months ago"),
        ("2028-11-26T12:00:00Z", ", 2 years ago"),
        ("2026-11-25T12:00:00Z", ""),
    ],
)
def test_how_long_ago_is_counted_in_days_of_the_site(now: str, said: str, site: str, page: Page) -> None:
    page.clock.set_fixed_time(now)
    page.goto(f"{site}/give-log/")
    expect(page.locator(".as-of")).to_have_text(f"As of the last entry, 26 November 2026{said}")


def test_a_kind_is_chosen_by_keyboard_and_only_that_is_listed(site: str, browser: Browser) -> None:
    with fresh_page(browser, viewport={"width": 320, "height": 640}, java_script_enabled=False) as page:
        page.goto(f"{site}/give-log/")
        assert page.locator(".give:visible").count() == 4
        page.get_by_role("radio", name="Everything").focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name="Tips")).to_be_checked()
        assert page.locator(".give:visible .p-name").all_text_contents() == ["Another tip", "A tip"]
        assert page.get_by_role("heading", name="November 2026").count() == 0
        page.get_by_role("radio", name="Everything").check()
        assert page.locator(".give:visible").count() == 4


def test_the_calendar_says_what_its_table_says(site: str, page: Page) -> None:
    page.goto(f"{site}/give-log/")
    drawing = page.get_by_role("img", name="Calendar from").get_attribute("aria-label") or ""
    assert drawing.endswith("4 gives on 3 days. The table says the same.")
    rows = page.locator(".weeks tbody tr")
    assert rows.first.locator("td").all_text_contents()[1:3] == ["2", "2"]
    assert sum(int(rows.nth(number).locator("td").nth(1).text_content() or 0) for number in range(rows.count())) == 4


def test_what_came_of_it_has_a_page_and_its_card_where_it_may_be_told(site: str, page: Page) -> None:
    page.goto(f"{site}/give-log/")
    assert "secret-outcome" not in page.content()
    page.get_by_role("link", name="They got it.").first.click()
    expect(page).to_have_url(f"{site}/give-log/g3/")
    expect(page.get_by_role("heading", name="They got it.")).to_be_visible()
    assert "/images/share/" in (page.locator('meta[property="og:image"]').get_attribute("content") or "")
    page.get_by_role("link", name="An opening").click()
    expect(page).to_have_url(f"{site}/give-log/#g3")


def test_for_whom_it_was_stands_on_a_line_of_its_own(site: str, page: Page) -> None:
    page.goto(f"{site}/give-log/")
    assert page.locator("#g2 .give-to").text_content() == "For a translator"
    assert page.locator("#g1 .give-to").count() == 0
    assert page.locator("#g1").inner_text().count("somebody") == 0
