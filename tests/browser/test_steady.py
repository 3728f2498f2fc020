"""A page stands still while it loads: what a script wakes has its place from the first paint on."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.conftest import fresh_page
from tests.hosted import hosting

#: The sum of what moved without being touched, as the field measures it: share of the screen × share of its height.
SHIFTS = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 100);
})"""
WAKING = [
    "/pitches/thirty-second-introduction/",
    "/search/",
    "/plan/",
    "/tips/first-gives/four-minutes/",
    "/leads/library-job-desk-helpers/",
]
LOADING = ["/", "/articles/why-networking-fails/", "/tips/", "/give-log/", "/episodes/a-question-you-may-refuse/"]


@pytest.fixture(scope="module")
def site(demo_site: Path) -> Iterator[str]:
    with hosting(demo_site) as url:
        yield url


def test_nothing_moves_while_a_page_loads(browser: Browser, site: str) -> None:
    """Modules come after the page was painted, as on a slow line."""

    def late(route: Route) -> None:
        sleep(0.1)
        route.fallback()

    moved = {}
    # The browser's name for it: without, nothing would be seen to move.
    known = "PerformanceObserver.supportedEntryTypes.includes('layout-shift')"
    with fresh_page(browser, viewport={"width": 390, "height": 844}) as page:
        page.route(lambda url: url.endswith(".js") and "/scheme." not in url, late)
        for path in [*WAKING, *LOADING]:
            page.goto(site + path)
            moved[path] = page.evaluate(SHIFTS)
        assert page.evaluate(known)
    assert {path: one for path, one in moved.items() if one > 0.02} == {}


@pytest.mark.parametrize("path", WAKING)
def test_what_is_to_wake_is_unseen_and_out_of_reach_until_then(browser: Browser, site: str, path: str) -> None:
    with fresh_page(browser, viewport={"width": 390, "height": 844}) as page:
        empty = {"body": "", "content_type": "text/javascript"}
        page.route(lambda url: url.endswith(".js") and "/scheme." not in url, lambda route: route.fulfill(**empty))
        page.goto(site + path, wait_until="domcontentloaded")
        asleep = page.locator("[data-wake]")
        assert asleep.count()
        for one in asleep.all():
            assert not one.is_visible()
        assert page.evaluate("document.documentElement.classList.contains('scripted')")
        assert (
            max(
                one["height"]
                for one in asleep.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
            )
            > 40
        )
