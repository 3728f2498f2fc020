"""The demo site as its readers have it: every kind of page, under its own policy, on a phone, by keyboard, on paper."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, fresh_page
from tests.conftest import UNDER_PATH, Build, Project
from tests.hosted import hosting
from tests.support import SITE

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
#: One page of each kind; a word in the page's body says which template drew it.
PAGES = {
    "home-page": "/",
    "list-page": "/articles/",
    "article-page": "/articles/week-twenty-what-came-back/",
    "page-page": "/about/",
    "tips-page": "/tips/",
    "library-page": "/tips/first-gives/",
    "tip-page": "/tips/first-gives/four-minutes/",
    "pitch-page": "/pitches/thirty-second-introduction/",
    "episode-page": "/episodes/a-question-you-may-refuse/",
    "leads-page": "/leads/",
    "lead-page": "/leads/library-job-desk-helpers/",
    "give-log-page": "/give-log/",
    "archive-page": "/archive/",
    "tags-page": "/tags/",
    "tag-page": "/tags/giving/",
    "authors-page": "/authors/",
    "author-page": "/authors/marit/",
    "search-page": "/search/",
    "subscribe-page": "/subscribe/",
    "plan-page": "/plan/",
    "outcome-page": "/give-log/give-02/",
    "digests-page": "/digest/",
    "digest-page": "/digest/2026-W45/",
    "lost-page": "/404.html",
}
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

Open = Callable[..., Page]


@contextmanager
def reading(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """An address in a fresh profile, where all faults are found in the end."""
    with fresh_page(browser, **options) as page:
        page.goto(url)
        yield page


@pytest.fixture(scope="module")
def site(demo_site: Path) -> Iterator[str]:
    """The address of the demo site on a host that sends its headers."""
    with hosting(demo_site) as url:
        yield url


@pytest.fixture
def at(browser: Browser, site: str) -> Iterator[Open]:
    """`at("/path/", **options)`: a page of the demo site."""
    opened: list[Any] = []

    def go(path: str, **options: Any) -> Page:
        opened.append(reading(browser, site + path, **options))
        page: Page = opened[-1].__enter__()
        return page

    yield go
    for one in opened:
        one.__exit__(None, None, None)


def sideways(page: Page) -> list[str]:
    """What sticks out at the side of the page; nothing that scrolls in a box of its own does."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => `${one.localName}.${one.className}`)"""
    )
    return found


@pytest.mark.parametrize("under", ["root", "path"])
def test_every_kind_of_page_keeps_its_policy_and_a_phones_width(
    under: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue("demo_site" if under == "root" else "demo_under_path")
    base = "" if under == "root" else urlsplit(UNDER_PATH).path.rstrip("/")
    with hosting(folder, base) as url, reading(browser, f"{url}/", viewport=PHONE) as page:
        for kind, path in PAGES.items():
            page.goto(url + path)
            expect(page.locator("body")).to_have_class(kind)
            assert sideways(page) == [], path
            broken = page.evaluate(
                "() => [...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src)"
            )
            assert broken == [], path


def test_every_template_of_a_page_is_looked_at() -> None:
    templates = Path(__file__).parents[2] / "templates"
    kinds = {
        found[1]
        for path in templates.glob("*.html")
        if (found := re.search(r"block kind %}([\w-]+){%", path.read_text(encoding="utf-8")))
    }
    assert kinds - {"plain", "entry-page"} == set(PAGES), "a page of a kind without a template is looked at below"


def test_page_of_a_kind_without_a_template(browser: Browser, project: Project, build: Build) -> None:
    """A kind that the settings declare: its page, its list, and its section on the home page."""
    kind = "kinds: {event: {label: Event, plural: Events, fields: {starts: datetime, place: text, link: url}}}\n"
    event = f"starts: 2026-12-08 18:30\nplace: {WORD}\nlink: https://library.example/{'rooms/' * 20}\n"
    files: dict[str, str | bytes] = {
        "content/site.yaml": SITE + kind,
        "content/events/round.md": f"---\ntitle: The coffee round\ndate: 2026-11-02\n{event}---\nBring a question.\n",
    }
    with hosting(build(project(files))) as url, reading(browser, f"{url}/", viewport=PHONE) as page:
        for path in ("/", "/events/", "/events/round/"):
            page.goto(url + path)
            assert sideways(page) == [], path
            assert page.get_by_role("heading", name="The coffee round").is_visible(), path
        assert "entry-page" in (page.get_attribute("body", "class") or "")
        facts = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts(), strict=True))
        assert facts["Starts"] == "8 December 2026, 18:30"
        assert page.locator("dd a").get_attribute("href") == f"https://library.example/{'rooms/' * 20}"


def test_nothing_scrolls_sideways_whatever_people_write(browser: Browser, project: Project, build: Build) -> None:
    columns = "|".join(f" column {number} " for number in range(12))
    text = f"""---
title: "{WORD} {WORD}"
date: 2026-11-02
tags: ["{WORD}", giving]
summary: {WORD}
ask: {WORD}?
---
{WORD} and `{"a_long_name_" * 20}` at https://example.org/{"long/" * 40}

> <span dir="rtl">قال لي: أعطِ قبل أن تسأل، وكان على حق.</span>

|{columns}|
|{"|".join("---" for _ in range(12))}|
|{columns}|

    {"code = in_one_line()  " * 12}

## {WORD}

1. a
    - b
        - c
            - {WORD}
"""
    said = "".join(
        f"- {{id: c{number}, author: {WORD}, date: 2026-11-02, body: {WORD}, status: approved"
        + (f", reply_to: c{number - 1}}}\n" if number else "}\n")
        for number in range(9)
    )
    settings = f"title: {WORD}\nurl: https://site.example\nauthor: a\nauthors: {{a: {{name: {WORD}, bio: {WORD}}}}}\n"
    menu = f"menu: [{{label: {WORD}, url: /articles/}}, {{label: Two words, url: /tags/}}]\n"
    files = {"content/site.yaml": settings + menu, "content/articles/long.md": text, "content/comments/long.yaml": said}
    with hosting(build(project(dict(files)))) as url, reading(browser, f"{url}/", viewport=PHONE) as page:
        for path in ("/", "/articles/", "/articles/long/", "/tags/", "/archive/", "/authors/a/", "/subscribe/"):
            page.goto(url + path)
            assert sideways(page) == [], path
        page.goto(f"{url}/articles/long/")
        table = page.locator(".prose .table")
        assert table.evaluate("one => one.scrollWidth > one.clientWidth"), "a wide table scrolls in its own box"
        deepest = page.locator("#comment-c8").bounding_box()
        assert deepest
        assert deepest["width"] > 200, "deep replies keep room for words"


def test_the_keyboard_leads_past_the_menu_and_through_it(at: Open) -> None:
    page = at("/articles/", viewport=DESK)
    skip = page.locator(".skip")
    assert (skip.bounding_box() or {"y": 0})["y"] < 0
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.goto(page.url.partition("#")[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for link in [page.locator(".brand"), *page.locator(".menu a").all()]:
        expect(link).to_be_focused()
        ring = link.evaluate(
            "one => [getComputedStyle(one).outlineStyle, parseFloat(getComputedStyle(one).outlineWidth)]"
        )
        assert ring[0] == "solid"
        assert ring[1] >= 2
        page.keyboard.press("Tab")
    expect(page.locator(".menu [aria-current=page]")).to_have_text("Articles")


def test_what_a_finger_presses_is_large_enough(at: Open) -> None:
    page = at("/tips/first-gives/four-minutes/", viewport=PHONE, has_touch=True)
    for path in (PAGES["tip-page"], PAGES["episode-page"], PAGES["subscribe-page"], PAGES["article-page"]):
        page.goto("/".join(page.url.split("/")[:3]) + path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(".menu a, .button, .tag, .brand, .chapters a, summary")]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
        )
        assert small == [], path


def test_a_tip_is_copied(at: Open) -> None:
    page = at(PAGES["tip-page"], permissions=["clipboard-read", "clipboard-write"])
    button = page.locator(".poster button")
    button.click()
    expect(button).to_have_text("Copied")
    expect(page.locator(".poster [data-copied]")).to_have_text("Copied")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith(page.locator("h1").inner_text())
    assert "/tips/first-gives/four-minutes/" in words
    expect(button).to_have_text("Copy this tip", timeout=6_000)


def test_a_chapter_jumps_within_the_player(at: Open) -> None:
    page = at(PAGES["episode-page"])
    chapter = page.locator(".chapters a").nth(1)
    seconds = int(chapter.get_attribute("data-seconds") or 0)
    assert seconds > 0
    before = page.url
    chapter.click()
    expect(chapter).to_have_attribute("aria-current", "true")
    assert page.locator("audio").evaluate("one => one.currentTime") >= seconds
    assert page.url == before


def test_without_scripts_there_is_all_there_is_to_read(at: Open) -> None:
    page = at(PAGES["tip-page"], java_script_enabled=False)
    expect(page.locator("button[data-copy]")).to_be_hidden()
    page.goto("/".join(page.url.split("/")[:3]) + PAGES["episode-page"])
    address = page.locator(".chapters a").nth(1).get_attribute("href") or ""
    assert re.search(r"\.mp3#t=\d+$", address)
    page.locator(".transcript summary").click()
    expect(page.locator(".transcript p").first).to_be_visible()


def test_on_paper_there_is_the_text_and_no_furniture(at: Open) -> None:
    page = at(PAGES["article-page"], viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print")
    for furniture in (
        ".menu",
        ".site-footer-inner",
        ".crumbs",
        ".contents",
        ".neighbours",
        ".related",
        ".skip",
        ".tags",
    ):
        expect(page.locator(furniture).first).to_be_hidden()
    for said in ("h1", ".e-content", ".byline", ".figure", ".comments"):
        expect(page.locator(said).first).to_be_visible()
    look = page.evaluate(
        "() => ['color', 'backgroundColor'].map(key => getComputedStyle(document.documentElement)[key])"
    )
    assert look == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    link = page.locator(".prose a[href^=https]").first
    assert link.get_attribute("href") in link.evaluate("one => getComputedStyle(one, '::after').content")
    page.goto("/".join(page.url.split("/")[:3]) + PAGES["pitch-page"])
    expect(page.get_by_role("region", name="An example")).to_be_visible()
    expect(page.get_by_role("region", name="Your pitch")).to_be_visible()
    expect(page.locator(".slots")).to_be_hidden()


def test_it_is_dark_where_the_reader_wants_it(at: Open) -> None:
    light, dark = (
        at("/", color_scheme=scheme).evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    )
    bright, dim = (sum(map(int, re.findall(r"\d+", colour))) for colour in (light, dark))
    assert bright > 600
    assert dim < 200


def test_the_first_page_opened_as_a_file_says_what_it_wants(browser: Browser, demo_site: Path, serve: Serve) -> None:
    """By a double click; on a server nobody sees it or hears it."""
    context = browser.new_context()
    page = context.new_page()
    words = page.get_by_text("a site wants a web server")
    page.goto((demo_site / "index.html").as_uri())
    expect(words).to_be_in_viewport()
    page.goto(f"{serve(demo_site)}/")
    expect(words).to_have_count(1)
    expect(words).to_be_hidden()
    context.close()
