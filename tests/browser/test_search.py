"""The search of the demo site, as a reader uses it: by mouse and keyboard, on a phone, under a path, without scripts.

The host sends the headers that the build wrote, and each page has its own policy; what either stops is a fault.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import fresh_page
from tests.conftest import UNDER_PATH
from tests.hosted import hosting

#: What stands at the site's own path.
BASE = urlsplit(UNDER_PATH).path.rstrip("/")

Open = Callable[..., Page]


@pytest.fixture(scope="module", params=["", BASE], ids=["at the root", "under a path"])
def site(request: pytest.FixtureRequest, demo_site: Path, demo_under_path: Path) -> Iterator[str]:
    with hosting(demo_under_path if request.param else demo_site, request.param) as url:
        yield url


@pytest.fixture
def at(browser: Browser, site: str) -> Iterator[Open]:
    """`at("/path/", **options)`: a page of the demo site, in which nothing goes wrong unseen."""
    opened: list[Any] = []

    def go(path: str, **options: Any) -> Page:
        opened.append(fresh_page(browser, **options))
        page: Page = opened[-1].__enter__()
        page.goto(site + path)
        return page

    yield go
    for one in opened:
        one.__exit__(None, None, None)


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="What do you look for?")


def results(page: Page) -> Locator:
    return page.locator(".results > li")


def test_a_reader_finds_by_kind_and_comes_back(at: Open, site: str) -> None:
    page = at("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    field(page).fill("thanking")
    status = page.get_by_role("search").get_by_role("status")
    expect(status).to_have_text("9 results for “thanking”")
    expect(page).to_have_url(f"{site}/search/?q=thanking")
    expect(results(page).first.locator("mark").first).to_have_text("thank", ignore_case=True, use_inner_text=True)
    choice = page.get_by_role("group", name="Show")
    expect(choice.get_by_role("radio", name="Everything (9)")).to_be_checked()
    choice.get_by_role("radio", name="Episodes (2)").check()
    expect(status).to_have_text("2 results for “thanking”")
    expect(results(page)).to_have_count(2)
    expect(page).to_have_url(f"{site}/search/?q=thanking&kind=Episodes")
    link = results(page).first.get_by_role("link").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect(status).to_have_text("2 results for “thanking”")
    expect(choice.get_by_role("radio", name="Episodes")).to_be_checked()
    page.go_back()
    expect(status).to_have_text("9 results for “thanking”")
    expect(field(page)).to_have_value("thanking")


def test_a_headings_place_is_led_to(at: Open, site: str) -> None:
    page = at("/search/?q=thank")
    place = page.locator(".result-places a").first
    target = place.get_attribute("href") or ""
    assert "#" in target
    place.click()
    expect(page).to_have_url(site.removesuffix(BASE) + target if target.startswith("/") else target)


def test_nothing_of_the_index_is_asked_for_before_the_field_is_used(at: Open) -> None:
    page = at("/articles/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.get_by_role("link", name="Search").first.click()
    expect(field(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "/pagefind/" in path] == []
    with page.expect_request("**/pagefind/pagefind.js"):
        field(page).focus()
    page.wait_for_load_state("networkidle")


def test_the_keyboard_alone(at: Open, site: str) -> None:
    page = at("/tips/")
    link = page.get_by_role("link", name="Search").first
    expect(link).to_have_attribute("aria-keyshortcuts", "/")
    page.keyboard.press("Control+/")
    page.keyboard.press("Alt+/")
    expect(page).to_have_url(f"{site}/tips/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    page.keyboard.type("and/or pencil")
    expect(field(page)).to_have_value("and/or pencil")
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("search").get_by_role("button", name="Search")).to_be_focused()


def test_the_key_can_be_switched_off_and_stays_so(at: Open, site: str) -> None:
    page = at("/search/")
    box = page.get_by_role("checkbox", name="The key / opens the search from any page")
    expect(box).to_be_checked()
    box.uncheck()
    page.goto(f"{site}/tips/")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    expect(page).to_have_url(f"{site}/tips/")
    expect(page.locator("a.site-search")).not_to_have_attribute("aria-keyshortcuts", "/")
    page.goto(f"{site}/search/")
    expect(box).not_to_be_checked()
    box.check()
    page.goto(f"{site}/tips/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()


def test_where_the_browser_keeps_nothing_there_is_no_key(browser: Browser, site: str) -> None:
    with fresh_page(browser) as page:
        page.add_init_script(
            'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })'
        )
        page.goto(f"{site}/search/")
        expect(field(page)).to_be_visible()
        expect(page.get_by_role("checkbox", include_hidden=True)).to_be_hidden()
        page.goto(f"{site}/tips/")
        page.keyboard.press("/")
        page.wait_for_timeout(200)
        expect(page).to_have_url(f"{site}/tips/")


def test_nothing_found_says_what_to_do(at: Open) -> None:
    page = at("/search/?q=xyzzy%20plugh")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(
        "Nothing found for “xyzzy plugh”. Try fewer"
    )
    expect(page.get_by_role("heading", name="All titles, A to Z")).to_be_visible()
    field(page).fill("")
    expect(page.get_by_role("search").get_by_role("status")).to_be_empty()


def test_words_are_shown_as_words(at: Open) -> None:
    page = at("/search/?q=%3Cb%3Ethank%3C%2Fb%3E&kind=%3Ci%3E")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("“<b>thank</b>”")
    assert page.locator(".search b, .search i").count() == 0


def test_a_kind_that_is_none_is_left_out(at: Open) -> None:
    page = at("/search/?q=thank&kind=%3Ci%3E")
    expect(page.get_by_role("radio", name="Everything (9)")).to_be_checked()
    assert page.locator(".search i").count() == 0


def test_more_results_come_and_the_first_new_one_has_the_focus(at: Open) -> None:
    page = at("/search/?q=the")
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(results(page).nth(10).get_by_role("link").first).to_be_focused()


def test_a_phone_scrolls_down_only_and_a_finger_meets_it(at: Open) -> None:
    page = at("/search/?q=thank", viewport={"width": 320, "height": 640}, has_touch=True)
    expect(results(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for control in (
        field(page),
        page.get_by_role("search").get_by_role("button", name="Search"),
        page.get_by_role("group").locator("label").first,
    ):
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 43.9


def test_where_the_index_cannot_be_had_it_is_said(browser: Browser, site: str) -> None:
    context = browser.new_context()
    context.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    page = context.new_page()
    page.goto(f"{site}/search/?q=thank")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(
        "The search could not be loaded. All titles are below, from A to Z."
    )
    context.close()


def test_without_scripts_there_are_the_titles_and_tags(at: Open) -> None:
    # Chromium starts a view transition without scripts, and reports as an error that there are none.
    page = at("/search/", java_script_enabled=False, reduced_motion="reduce")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="W", exact=True).click()
    page.get_by_role("link", name="Why networking fails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why networking fails")
    page.go_back()
    page.get_by_role("list", name="Tags").get_by_role("link", name="Asking").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Asking")


def test_who_is_lost_can_search(at: Open, site: str) -> None:
    page = at("/404.html")
    page.get_by_role("main").get_by_role("link", name="Search the site").click()
    expect(page).to_have_url(f"{site}/search/")
