"""A page is passed on: by mouse, by keyboard, on a small screen, without scripts; a lead is printed as a notice."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, fresh_page
from tests.conftest import Build, Project

TITLE = "“Both” & <b>: a “glad” 🙂 day"
FILES: dict[str, str | bytes] = {
    "content/site.yaml": "title: A\nurl: https://a.example/blog/\ntimezone: America/Chicago\n",
    "content/articles/both.md": f"---\ntitle: '{TITLE}'\ndate: 2026-11-01\n---\n\nWords.\n\n```console\n$ ls -l\ntotal 0\n$ pwd\n```\n\n```\nplain\n```\n",
    "content/leads/desk.md": "---\ntitle: Desk helper\ndate: 2026-11-01\nemployer: The library\nlocation: Harrow Lake\nremote: true\nexpires: 2026-12-20\n---\n\nSit here.\n",
    "content/leads/closed.md": "---\ntitle: Closed\ndate: 2026-01-01\nemployer: The dairy\nexpires: 2026-02-01\n---\n\nGone.\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nWords.\n",
    "content/pitches/me.md": '---\ntitle: Me\ntemplate: "I am {name}."\nslots: [{name: name, label: Name, example: Ann}]\n---\n\nWhy.\n',
}
ADDRESS = "https://a.example/blog/articles/both/"
SHARE = "navigator.share = (data) => { window.shared = data; return Promise.resolve(); };"


@pytest.fixture
def site(project: Project, build: Build, serve: Serve, tmp_path: Path) -> str:
    output = build(project(FILES), "--now", "2026-11-27")
    (tmp_path / "host").mkdir()
    (tmp_path / "host/blog").symlink_to(output)
    return f"{serve(tmp_path / 'host')}/blog"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    with fresh_page(
        browser, permissions=["clipboard-read", "clipboard-write"], viewport={"width": 320, "height": 640}
    ) as page:
        yield page


def test_the_text_for_one_person_is_copied_by_keyboard(site: str, reader: Page) -> None:
    reader.goto(f"{site}/articles/both/")
    words = reader.get_by_role("textbox", name="I thought of you because")
    buttons = [reader.get_by_role("button", name=name) for name in ("Write the mail", "Copy the text")]
    for button in buttons:
        expect(button).to_be_disabled()
    words.focus()
    reader.keyboard.type("  \n")
    for button in buttons:
        expect(button).to_be_disabled()
    reader.keyboard.type("you ask so well")
    for button in buttons:
        expect(button).to_be_enabled()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("button", name="Copied")).to_be_visible()
    expect(reader.locator(".send [role=status]")).to_have_text("Copied")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied == f"I thought of you because you ask so well\n\n{TITLE}\n{ADDRESS}"
    words.fill("")
    expect(buttons[0]).to_be_disabled()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_the_device_shares_with_is_used_where_it_is_there(site: str, reader: Page) -> None:
    reader.add_init_script(SHARE)
    reader.goto(f"{site}/articles/both/")
    reader.get_by_role("textbox", name="I thought of you because").fill("of the day")
    reader.get_by_role("button", name="Share it").click()
    shared = reader.evaluate("window.shared")
    assert shared == {"title": TITLE, "text": f"I thought of you because of the day\n\n{TITLE}\n{ADDRESS}"}


def test_without_scripts_there_is_a_mail_and_no_dead_control(site: str, browser: Browser) -> None:
    with fresh_page(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/articles/both/")
        expect(page.get_by_role("heading", name="Send this to somebody")).to_be_visible()
        assert page.get_by_role("textbox").count() == page.get_by_role("button").count() == 0
        mail = page.get_by_role("link", name="Write a mail to one person").get_attribute("href") or ""
        asked = parse_qs(urlsplit(mail).query)
        assert asked == {"subject": [TITLE], "body": [f"I thought of you because …\r\n\r\n{TITLE}\r\n{ADDRESS}"]}
        places = {one.inner_text(): one.get_attribute("href") or "" for one in page.locator(".send-places a").all()}
        assert list(places) == ["Bluesky", "LinkedIn", "Mastodon", "Threads", "X"]
        assert parse_qs(urlsplit(places["X"]).query) == {"text": [TITLE], "url": [ADDRESS]}
        assert parse_qs(urlsplit(places["Threads"]).query) == {"text": [TITLE], "url": [ADDRESS]}
        assert parse_qs(urlsplit(places["Bluesky"]).query) == {"text": [f"{TITLE} {ADDRESS}"]}
        assert parse_qs(urlsplit(places["LinkedIn"]).query) == {"url": [ADDRESS]}
        assert unquote(urlsplit(places["Mastodon"]).fragment) == f"text={TITLE} {ADDRESS}"


def test_the_words_for_linkedin_wait_in_the_clipboard(site: str, reader: Page) -> None:
    reader.goto(f"{site}/articles/both/")
    # Where it leads is another host: here it stays, as a click with the middle button would.
    reader.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    assert reader.get_by_role("link", name="LinkedIn").get_attribute("title") == "Your text is copied: paste it there"
    reader.get_by_role("link", name="LinkedIn").click()
    reader.wait_for_function(f"navigator.clipboard.readText().then((text) => text.endsWith('{ADDRESS}'))")


def test_every_kind_is_passed_on_that_is_somebodys_reading(site: str, page: Page) -> None:
    for path, count in (("articles/both", 1), ("pitches/me", 1), ("leads/desk", 1), ("leads/closed", 0), ("about", 0)):
        page.goto(f"{site}/{path}/")
        assert page.get_by_role("textbox", name="I thought of you because").count() == count, path


def test_a_lead_is_passed_on_in_five_lines(site: str, reader: Page) -> None:
    reader.clock.set_fixed_time("2026-12-18T05:30:00Z")  # still the 17th where the site is
    reader.goto(f"{site}/leads/desk/")
    expect(reader.get_by_role("heading", name="Not for you? Pass it on")).to_be_visible()
    expect(reader.locator(".facts")).to_contain_text("20 December 2026, in 3 days")
    reader.get_by_role("textbox", name="I thought of you because").fill("you like\n people")
    lines = [
        "Desk helper, at The library",
        "Where: Harrow Lake, or from anywhere",
        "Open until 20 December 2026",
        "I thought of you because you like people",
        "https://a.example/blog/leads/desk/",
    ]
    expect(reader.locator("[data-message]")).to_have_text("\n".join(lines), use_inner_text=True)
    reader.get_by_role("button", name="Copy the text").click()
    expect(reader.get_by_role("button", name="Copied")).to_be_visible()
    assert reader.evaluate("navigator.clipboard.readText()") == "\n".join(lines)


@pytest.mark.parametrize(
    ("now", "said"),
    [("2026-12-20T12:00:00Z", ", today"), ("2026-12-20T03:00:00Z", ", tomorrow"), ("2025-01-01T12:00:00Z", "")],
)
def test_the_days_that_are_left_are_those_of_the_site(now: str, said: str, site: str, page: Page) -> None:
    page.clock.set_fixed_time(now)
    page.goto(f"{site}/leads/desk/")
    expect(page.locator("[data-until]")).to_have_text(said)


def test_a_lead_is_printed_as_a_notice_with_strips(site: str, page: Page) -> None:
    page.goto(f"{site}/leads/desk/")
    assert page.locator(".tears").is_hidden()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    strips = page.locator(".tear")
    assert strips.count() == 8
    expect(strips.first).to_have_text("Desk helper The library a.example/blog/leads/desk/")
    box = strips.first.bounding_box()
    assert box
    assert box["height"] > 2 * box["width"]
    assert all(strips.nth(number).locator("svg").bounding_box() for number in range(8))
    assert page.locator(".send").is_hidden()
    for size in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=size))) == 1
    page.goto(f"{site}/leads/closed/")
    assert page.locator(".tears").count() == 0


def test_code_is_copied_as_it_was_typed(site: str, reader: Page) -> None:
    reader.goto(f"{site}/articles/both/")
    for number, text in enumerate(("ls -l\npwd", "plain")):
        reader.locator(".prose pre").nth(number).get_by_role("button", name="Copy").click()
        expect(reader.locator(".prose pre").nth(number).get_by_role("status")).to_have_text("Copied")
        assert reader.evaluate("navigator.clipboard.readText()") == text


def test_filling_and_copying_asks_for_nothing(site: str, reader: Page) -> None:
    reader.goto(f"{site}/leads/desk/")
    reader.wait_for_load_state("networkidle")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.get_by_role("textbox", name="I thought of you because").fill("of this")
    reader.get_by_role("button", name="Copy the text").click()
    expect(reader.get_by_role("button", name="Copied")).to_be_visible()
    assert asked == []
