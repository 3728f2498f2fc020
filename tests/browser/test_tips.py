"""The tip desk: the day's tip, topics, copies, and a sheet to print, as people use them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import fresh_page
from tests.hosted import hosting
from tests.rendezvous import choice
from tests.support import NOW, SITE, run_here, write_files

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
TOPICS = ("Giving", "C++", "")
NAMES = [*(f"first/tip-{at}" for at in range(12)), *(f"second/other-{at}" for at in range(5))]
NEWEST = "Newest of all."


def tips(name: str, count: int, day: int) -> str:
    lines = [
        f'- {{id: {name}-{at}, text: "The text of {name}-{at}. It is a sentence or two, as tips are.", '
        f'date: 2026-10-{day + at:02}, topic: "{TOPICS[at % 3]}", tags: [Job leads, Giving]}}\n'
        for at in range(count)
    ]
    return "".join(lines)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in Auckland, below a path, built long before it is read."""
    made = tmp_path_factory.mktemp("tips")
    second = tips("other", 4, 15) + (
        f"- {{id: other-4, text: {NEWEST}, date: 2026-11-20, source: {{name: Ann, url: 'https://ann.example/'}}}}\n"
        "- {id: later, text: Not out., date: 2027-06-01}\n"
    )
    files: dict[str, str | bytes] = {
        "content/site.yaml": SITE.replace("site.example", "site.example/blog/") + "timezone: Pacific/Auckland\n",
        "content/tips/first.yaml": f"title: First\ntips:\n{tips('tip', 12, 1)}",
        "content/tips/second.yaml": f"title: Second\ntips:\n{second}",
    }
    write_files(made, files)
    result = run_here("build", "--now", NOW, root=made)
    assert result.code == 0, result.output
    return made


@pytest.fixture(scope="module")
def url(root: Path) -> Iterator[str]:
    with hosting(root / "site", "/blog") as found:
        yield found


def read_at(page: Page, address: str, moment: str) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(address)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-02-28T10:59:59Z", "2027-02-28"),  # a second before midnight in Auckland
        ("2027-02-28T11:00:00Z", "2027-03-01"),
        ("2027-04-03T11:00:00Z", "2027-04-04"),  # a day of 25 hours
        ("2027-04-04T11:59:59Z", "2027-04-04"),
        ("2026-12-31T11:00:00Z", "2027-01-01"),
    ],
)
def test_all_readers_have_the_tip_of_the_sites_day(browser: Browser, url: str, moment: str, day: str) -> None:
    name = choice(day, NAMES)
    library, tip = name.split("/")
    for zone in ("Pacific/Honolulu", "Asia/Tokyo"):
        with fresh_page(browser, timezone_id=zone) as page:
            for path in ("/tips/", "/"):
                read_at(page, url + path, moment)
                place = page.get_by_role("region", name="Tip of the day")
                expect(place.locator(".index-card-link")).to_have_attribute("href", f"/blog/tips/{library}/{tip}/")
                words = NEWEST if name == "second/other-4" else f"The text of {tip}."
                expect(place.locator(".index-card-text")).to_contain_text(words)
                link = place.get_by_role("link", name=f"More from {library.capitalize()}")
                expect(link).to_have_attribute("href", f"/blog/tips/{library}/")


def test_a_page_left_open_has_the_next_days_tip(browser: Browser, url: str) -> None:
    # Two days with different tips, found by the reference.
    assert choice("2027-02-10", NAMES) != choice("2027-02-11", NAMES)
    with fresh_page(browser) as page:
        read_at(page, f"{url}/tips/", "2027-02-10T00:00:00Z")
        link = page.get_by_role("region", name="Tip of the day").locator(".index-card-link")
        expect(link).to_have_attribute("href", f"/blog/tips/{choice('2027-02-10', NAMES)}/")
        page.clock.set_fixed_time("2027-02-11T00:00:00Z")
        page.evaluate("dispatchEvent(new Event('visibilitychange'))")
        expect(link).to_have_attribute("href", f"/blog/tips/{choice('2027-02-11', NAMES)}/")


def test_without_scripts_the_newest_stands_and_topics_are_filters(browser: Browser, url: str) -> None:
    # A transition to a page is moving still when the next one is asked for, and Chromium takes that for a fault.
    with fresh_page(browser, java_script_enabled=False, reduced_motion="reduce") as page:
        page.goto(f"{url}/tips/")
        expect(page.get_by_role("region", name="Tip of the day")).to_contain_text(NEWEST)
        expect(page.get_by_role("button")).to_have_count(0)
        page.goto(f"{url}/tips/first/")
        cards = page.get_by_role("article")
        expect(cards).to_have_count(12)
        page.get_by_role("link", name="C++ 4").click()
        expect(page.get_by_role("heading", name="C++")).to_be_in_viewport()
        shown = [card for card in cards.all() if card.is_visible()]
        assert [card.locator(".kicker").inner_text() for card in shown] == ["C++"] * 4
        page.get_by_role("link", name="All 12").click()
        assert all(card.is_visible() for card in cards.all())
        page.goto(f"{url}/tips/first/tip-1/")
        posts = page.get_by_role("region", name="Ready to post")
        expect(posts.get_by_role("listitem")).to_have_count(5)
        expect(posts.get_by_role("button")).to_have_count(0)
        page.get_by_role("link", name="C++").click()
        expect(page).to_have_url(re.compile("/tips/first/#topic-cplusplus$"))


def test_topics_by_keyboard(browser: Browser, url: str) -> None:
    with fresh_page(browser, viewport={"width": 320, "height": 640}) as page:
        page.goto(f"{url}/tips/first/")
        chosen = page.get_by_role("navigation", name="Topics").locator("[aria-current=true]")
        expect(chosen).to_have_text("All 12")
        page.get_by_role("link", name="Giving 4").focus()
        page.keyboard.press("Enter")
        expect(chosen).to_have_text("Giving 4")
        expect(page.get_by_role("region", name="Giving")).to_be_visible()
        # The next thing is in the topic that was chosen.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.topic')?.id") == "topic-giving"
        page.go_back()
        expect(chosen).to_have_text("All 12")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_card_is_copied(browser: Browser, url: str) -> None:
    with fresh_page(browser, **CLIPBOARD) as page:
        page.goto(f"{url}/tips/first/")
        card = page.get_by_role("article").filter(has_text="The text of tip-3.")
        button = card.get_by_role("button", name="Copy", exact=True)
        expect(button).to_have_accessible_description(re.compile(r"^The text of tip-3\."))
        button.focus()
        page.keyboard.press("Enter")
        expect(card.get_by_role("status")).to_have_text("Copied")
        text = "The text of tip-3. It is a sentence or two, as tips are."
        assert page.evaluate("navigator.clipboard.readText()") == f"{text}\n{url}/tips/first/tip-3/"


def test_each_network_gets_what_the_command_gives(browser: Browser, url: str, root: Path) -> None:
    result = run_here("tip", "share", "first/tip-3", "--json", root=root)
    told: list[dict[str, Any]] = json.loads(result.out)["networks"]
    assert len(told) == 5
    with fresh_page(browser, **CLIPBOARD) as page:
        page.goto(f"{url}/tips/first/tip-3/")
        for one in told:
            count = one["counts"][0]
            row = page.get_by_role("listitem").filter(
                has_text=f"{one['label']}: {count['used']:,} of {count['limit']:,} characters"
            )
            row.get_by_role("button", name=f"Copy for {one['label']}", exact=True).click()
            expect(row.get_by_role("status")).to_have_text("Copied")
            assert page.evaluate("navigator.clipboard.readText()") == one["text"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_library_is_a_sheet(browser: Browser, url: str, paper: str) -> None:
    with fresh_page(browser, java_script_enabled=False) as page:
        page.goto(f"{url}/tips/first/")
        sheet = page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
        page.emulate_media(media="print")
        assert page.locator(".index-card").first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
        expect(page.get_by_role("navigation", name="Topics")).to_be_hidden()
