"""What helps to read: notes that open in place, links of headings, light and dark by choice, nothing said twice."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, fresh_page
from tests.conftest import Build, Project

TEXT = """---
title: Notes
date: 2026-11-01
series: Beginnings
tags: [one]
---

A line with a note.[^a] And more of it.

## A “heading” & more

- An item.[^b]

[^a]: The *note* itself.
[^b]: In a list, with [a link](/archive/).
"""
FILES: dict[str, str | bytes] = {
    "content/site.yaml": "title: A\nurl: https://a.example/blog/\n",
    "content/articles/notes.md": TEXT,
    "content/articles/second.md": TEXT.replace("Notes", "Second").replace("11-01", "11-02"),
    "content/articles/third.md": TEXT.replace("Notes", "Third")
    .replace("11-01", "11-03")
    .replace("series: Beginnings\n", ""),
}


@pytest.fixture
def site(project: Project, build: Build, serve: Serve) -> str:
    return serve(build(project({**FILES, "content/site.yaml": "title: A\nurl: https://a.example\n"})))


@pytest.fixture
def small(browser: Browser) -> Iterator[Page]:
    with fresh_page(browser, viewport={"width": 320, "height": 600}) as page:
        yield page


def test_a_note_opens_below_its_lines_by_keyboard(site: str, small: Page) -> None:
    small.goto(f"{site}/articles/notes/")
    link = small.get_by_role("button", name="Note 1")
    expect(link).to_have_attribute("aria-expanded", "false")
    link.focus()
    small.keyboard.press("Enter")
    note = small.get_by_role("complementary", name="Note 1")
    expect(note).to_have_text("The note itself.")
    expect(link).to_have_attribute("aria-expanded", "true")
    assert small.url.endswith("/articles/notes/")
    small.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(link).to_be_focused()
    small.get_by_role("button", name="Note 2").click()
    expect(small.locator(".prose li .note")).to_contain_text("In a list, with a link.")
    assert small.evaluate("document.documentElement.scrollWidth") <= 320
    ids = small.locator("[id]").evaluate_all("(found) => found.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_a_note_stands_beside_the_text_where_there_is_room(site: str, browser: Browser) -> None:
    with fresh_page(browser, viewport={"width": 1400, "height": 800}) as page:
        page.goto(f"{site}/articles/notes/")
        page.get_by_role("button", name="Note 1").click()
        note, text = page.locator(".prose > .note").bounding_box(), page.locator(".prose > p").first.bounding_box()
        assert note
        assert text
        assert note["x"] > text["x"] + text["width"]
        assert note["x"] + note["width"] <= 1400


def test_without_scripts_notes_are_at_the_end_and_links_lead_there(site: str, browser: Browser) -> None:
    with fresh_page(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/articles/notes/")
        assert page.get_by_role("button").count() == 0
        page.locator("a.footnote-ref").first.click()
        assert "#fn" in page.url
        expect(page.locator(".footnote")).to_contain_text("The note itself.")


def test_each_heading_has_a_link_to_itself(site: str, page: Page) -> None:
    page.goto(f"{site}/articles/notes/")
    link = page.get_by_role("link", name="Link to “A “heading” & more”")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.url.endswith("#a-heading-more")


def test_light_and_dark_are_chosen_kept_and_given_back(site: str, browser: Browser) -> None:
    shade = "getComputedStyle(document.documentElement).backgroundColor"
    with fresh_page(browser, color_scheme="light") as page:
        page.goto(f"{site}/")
        light = page.evaluate(shade)
        switch = page.get_by_role("button", name="Dark colors")
        expect(switch).to_have_attribute("aria-pressed", "false")
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")
        dark = page.evaluate(shade)
        assert dark != light
        page.goto(f"{site}/articles/notes/")
        assert page.evaluate(shade) == dark
        page.get_by_role("button", name="Dark colors").click()
        assert page.evaluate("localStorage.length") == 0
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(shade) == dark
        expect(page.get_by_role("button", name="Dark colors")).to_have_attribute("aria-pressed", "true")


def test_the_choice_holds_where_nothing_can_be_kept(site: str, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });")
    page.goto(f"{site}/")
    page.get_by_role("button", name="Dark colors").click()
    expect(page.get_by_role("button", name="Dark colors")).to_have_attribute("aria-pressed", "true")


def test_no_article_is_named_twice_below_a_text(site: str, page: Page) -> None:
    for name, others in (
        ("notes", ["Second", "Third"]),
        ("second", ["Notes", "Third"]),
        ("third", ["Notes", "Second"]),
    ):
        page.goto(f"{site}/articles/{name}/")
        found = page.locator(".series a, .neighbour-title, .related .card-title").all_text_contents()
        assert sorted(one.strip() for one in found) == others, name


def test_pages_are_fetched_before_a_click_and_nothing_else(project: Project, build: Build) -> None:
    output = build(project(FILES))
    rules = json.loads((output / "speculation-rules.json").read_bytes())
    assert rules["prefetch"][0]["where"]["and"][0] == {"href_matches": "/blog/*/"}
    headers = (output / "_headers").read_text()
    assert '  Speculation-Rules: "/blog/speculation-rules.json"\n' in headers
    assert "/blog/speculation-rules.json\n  Content-Type: application/speculationrules+json\n" in headers
