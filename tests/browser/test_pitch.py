"""The pitch builder: fields, the text as the command says it, rehearsal, versions, print, and a friend who listens."""

import base64
import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.base.text import count_words, spoken_seconds
from generator.cli.pitch import spoken_line
from generator.kinds.pitch import PitchFields, Slot, said
from generator.markup.typography import curled
from tests.browser.conftest import fresh_page, serving
from tests.browser.test_keep import BLOCKED
from tests.conftest import Build, Project

TEMPLATE = '"I" {name}, {years} {more}.\n\n{offer} {extra}\n\n雪 {snow}! {offer}'
PITCH = """---
title: A short one
seconds: 5
template: "\\"I\\" {name}, {years} {more}.\\n\\n{offer} {extra}\\n\\n雪 {snow}! {offer}"
slots:
  - {name: name, label: Your name, example: Ann, max_words: 2, hint: As friends call you.}
  - {name: years, label: How long, example: ten years}
  - {name: more, label: More, example: and more, optional: true}
  - {name: offer, label: What you offer, example: A map., optional: true}
  - {name: extra, label: Extra, example: Two., optional: true}
  - {name: snow, label: Snow, example: 雪が降る}
---
Why.
"""
SITE = "title: A\nurl: https://a.example/blog/\n"
LABELS = {
    "name": "Your name",
    "years": "How long",
    "more": "More",
    "offer": "What you offer",
    "extra": "Extra",
    "snow": "Snow",
}
REQUIRED = {"Your name": "Zoë", "How long": "nine years", "Snow": "雪国"}
PATH = "/blog/pitches/short/"


@pytest.fixture
def url(project: Project, build: Build, tmp_path: Path) -> Iterator[str]:
    """The address of a pitch's page, under a path."""
    root = project({"content/site.yaml": SITE, "content/pitches/short.md": PITCH})
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "blog").symlink_to(build(root))
    with serving(folder) as address:
        yield address + PATH


def fill(page: Page, texts: dict[str, str]) -> None:
    for label, text in texts.items():
        page.get_by_role("textbox", name=label, exact=True).fill(text)


def mine(page: Page) -> str:
    return "\n\n".join(page.locator("[data-form] p").all_text_contents()).strip()


def test_text_words_and_seconds_are_those_of_the_command(url: str, page: Page) -> None:
    page.goto(url)
    fields = PitchFields(
        title="A",
        seconds=5,
        template=TEMPLATE,
        slots=tuple(
            Slot(name=name, label=label, example="x", optional=name in {"more", "offer", "extra"})
            for name, label in LABELS.items()
        ),
    )
    fields = curled(fields)
    chance = random.Random(4)  # noqa: S311 - the same texts each time
    samples = [
        "a",
        " two  words ",
        "雪が降る",
        "Zoë\n\nline",
        "{name}",
        "<b>x</b>",
        "\u00a0",
        "",
        "é\u200b",
        "한국어 단어",
    ]
    region = page.get_by_role("region", name="Your pitch")
    for _ in range(60):
        given = {name: chance.choice(samples) for name in LABELS}
        for name in ("name", "years", "snow"):
            given[name] = given[name] if given[name].strip() else "b"
        pace = chance.choice((110, 133, 140, 170))
        shown = page.evaluate(
            """([given, pace]) => {
              for (const [name, text] of Object.entries(given)) document.querySelector(`textarea[name=${name}]`).value = text;
              const range = document.querySelector("[data-pace]");
              range.value = pace;
              range.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            [given, pace],
        )
        assert shown is None
        text = said(fields, given)
        assert [line.strip() for line in page.locator("[data-form] p").all_text_contents()] == text.split("\n\n")
        assert region.locator("[data-count]").text_content() == spoken_line(text, pace, 5)
        assert page.locator("[data-time]").text_content() == f"{spoken_seconds(count_words(text), pace)} of 5 s"


def test_a_reader_fills_copies_and_downloads_it_and_nothing_is_asked_for(
    url: str, browser: Browser, tmp_path: Path
) -> None:
    with fresh_page(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(url)
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        page.on("request", lambda request: None if request.url.startswith("blob:") else asked.append(request.url))
        field = page.get_by_role("textbox", name="Your name")
        expect(field).to_have_accessible_description("“Ann” As friends call you. 2 words at most.")
        field.press_sequentially("Mary Ann Lee")
        expect(page.get_by_text("3 words; at most 2 are meant.")).to_be_visible()
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator("[data-status]")).to_have_text("Copied. Still to fill: How long, Snow.")
        assert page.evaluate("navigator.clipboard.readText()") == "“I” Mary Ann Lee, ____.\n\n雪 ____!"
        fill(page, REQUIRED)
        pace = page.get_by_role("slider", name="Your pace")
        pace.press("End")
        expect(pace).to_have_attribute("aria-valuetext", "170 words a minute")
        assert (pace.get_attribute("min"), pace.get_attribute("max")) == ("110", "170")
        with page.expect_download() as waited:
            page.get_by_role("button", name="Download").press("Enter")
        waited.value.save_as(tmp_path / "pitch.txt")
        assert waited.value.suggested_filename == "short.txt"
        assert (tmp_path / "pitch.txt").read_text(encoding="utf-8") == "“I” Zoë, nine years.\n\n雪 雪国!\n"
        page.get_by_role("button", name="Start the timer").click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Ask a friend to listen").click()
        assert asked == []


def test_the_rehearsal_runs_pauses_and_stops_by_keyboard_and_at_the_target(url: str, page: Page) -> None:
    page.clock.install()
    page.goto(url)
    fill(page, REQUIRED)
    start = page.get_by_role("button", name="Start the timer")
    start.press("Enter")
    rehearsal = page.get_by_role("dialog", name="Rehearsal")
    page.clock.run_for(2000)
    expect(rehearsal.locator("[data-clock]")).to_have_text("2 of 5 s")
    assert rehearsal.locator(".said").count()
    page.keyboard.press("Space")
    expect(rehearsal.get_by_role("status")).to_have_text("Paused at 2 seconds.")
    page.clock.run_for(9000)
    expect(rehearsal.locator("[data-clock]")).to_have_text("2 of 5 s")
    page.keyboard.press("Space")
    page.clock.run_for(9000)
    expect(rehearsal.locator("[data-clock]")).to_have_text("5 of 5 s")
    expect(rehearsal.get_by_role("status")).to_have_text("Time. 5 seconds, and all is said.")
    expect(rehearsal.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Escape")
    expect(rehearsal).to_be_hidden()
    expect(start).to_be_focused()
    start.press("Enter")
    page.clock.run_for(1000)
    expect(rehearsal.locator("[data-clock]")).to_have_text("1 of 5 s")


def test_signs_take_the_seconds_that_the_page_says(url: str, page: Page) -> None:
    page.clock.install()
    page.goto(url)
    fill(page, {**REQUIRED, "Your name": "雪 " * 10})
    expect(page.locator("[data-time]")).to_have_text("9 of 5 s")
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(9000)
    rehearsal = page.get_by_role("dialog", name="Rehearsal")
    expect(rehearsal.get_by_role("status")).to_have_text("Time. 5 seconds are over.")


def test_versions_are_kept_opened_and_deleted(url: str, page: Page) -> None:
    page.goto(url)
    page.get_by_text("Your versions").click()
    for name in ("Plain", "<b>Bold</b>", "Third"):
        fill(page, {**REQUIRED, "Your name": name})
        page.get_by_role("textbox", name="Its name").fill(name)
        page.get_by_role("button", name="Keep this version").click()
    page.reload()
    page.get_by_text("Your versions").click()
    page.get_by_role("button", name="Open <b>Bold</b>").press("Enter")
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("<b>Bold</b>")
    assert mine(page).startswith("“I” <b>Bold</b>, nine years.")
    page.get_by_role("button", name="Delete Plain").click()
    expect(page.get_by_role("button", name="Open Plain")).to_have_count(0)
    page.get_by_role("button", name="Delete all versions").click()
    expect(page.locator("[data-versions] li")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_where_storage_is_blocked_it_says_so_and_the_rest_works(url: str, browser: Browser) -> None:
    with fresh_page(browser) as page:
        page.add_init_script(BLOCKED)
        page.goto(url)
        fill(page, REQUIRED)
        assert mine(page) == "“I” Zoë, nine years.\n\n雪 雪国!"
        page.get_by_text("Your versions").click()
        expect(page.get_by_text("This browser keeps nothing for this site.")).to_be_visible()
        expect(page.get_by_role("button", name="Keep this version")).to_have_count(0)


def test_a_friend_listens_and_answers(url: str, browser: Browser) -> None:
    with fresh_page(
        browser, permissions=["clipboard-read", "clipboard-write"], viewport={"width": 320, "height": 640}
    ) as page:
        page.goto(url)
        page.get_by_role("button", name="Ask a friend to listen").click()
        expect(page.get_by_role("textbox", name="Your name")).to_be_focused()
        expect(page.locator("[data-status]")).to_contain_text("First fill the gaps.")
        fill(page, {**REQUIRED, "What you offer": "<img src=x onerror=alert(1)> 🗺️"})
        page.get_by_role("button", name="Ask a friend to listen").click()
        link = page.get_by_role("textbox", name="The link for your friend").input_value()
        assert link.startswith(f"{url}#listen=")
        assert page.evaluate("navigator.clipboard.readText()") == link
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    with fresh_page(
        browser, permissions=["clipboard-read", "clipboard-write"], viewport={"width": 320, "height": 640}
    ) as page:
        page.clock.install()
        page.goto(link)
        friend = page.get_by_role("region", name="A friend asks you to listen")
        expect(friend).to_contain_text("<img src=x onerror=alert(1)> 🗺️")
        expect(page.get_by_role("region", name="Your pitch")).to_be_hidden()
        friend.get_by_role("button", name="Start the watch").click()
        page.clock.run_for(3000)
        friend.get_by_role("button", name="Stop the watch").press("Enter")
        friend.get_by_role("textbox", name="Where did you stop listening?").fill("nine years & more")
        mail = unquote(friend.get_by_role("link", name="Answer by mail").get_attribute("href") or "")
        assert mail.startswith(
            "mailto:?subject=Where I stopped listening&body=I stopped listening at: nine years & more\r\n"
        )
        assert "On the watch: 3 s" in mail
        friend.get_by_role("button", name="Copy the answer").click()
        assert page.evaluate("navigator.clipboard.readText()").startswith("I stopped listening at: nine years & more\n")
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def coded(data: bytes, length: int | None = None) -> str:
    text = base64.urlsafe_b64encode(data).decode().rstrip("=")
    return f"#listen=1.{text}.{len(data) if length is None else length}"


@pytest.mark.parametrize(
    "fragment",
    [
        "#listen=",
        "#listen=1.!!.2",
        "#listen=9.YQ.1",
        coded(b"abc", 9),
        coded(b"\xff\xfe"),
        coded(b"a" * 9000),
        coded(b"\x00 \x1f"),
    ],
)
def test_a_broken_link_says_so(fragment: str, url: str, page: Page) -> None:
    page.goto(url + fragment)
    friend = page.get_by_role("region", name="A friend asks you to listen")
    expect(friend).to_contain_text("This link is broken")
    expect(friend.get_by_role("button")).to_have_count(0)
    friend.get_by_role("link", name="Make a pitch of your own").click()
    expect(page.get_by_role("region", name="Your pitch")).to_be_visible()


def test_on_a_phone_only_the_bar_of_seconds_sticks(url: str, browser: Browser) -> None:
    with fresh_page(browser, viewport={"width": 320, "height": 640}) as page:
        page.goto(url)
        page.get_by_role("textbox", name="Snow").evaluate(
            "one => one.scrollIntoView({ block: 'center', behavior: 'instant' })"
        )
        expect(page.locator("[data-time]")).to_be_in_viewport()
        stuck = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(one => getComputedStyle(one).position === 'sticky').map(one => one.className)"
        )
        assert stuck == ["pitch-bar"]
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        small = page.locator(
            ".pitch button:visible, .pitch input:visible, .pitch textarea:visible, .pitch summary:visible"
        )
        assert (
            min(
                one["height"]
                for one in small.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
            )
            >= 44
        )


def test_without_scripts_all_is_said_and_it_prints_as_a_sheet(url: str, browser: Browser) -> None:
    with fresh_page(browser, java_script_enabled=False) as page:
        page.goto(url)
        expect(page.get_by_role("region", name="With its gaps")).to_contain_text("“I” Your name, How long More.")
        expect(page.get_by_role("region", name="An example")).to_contain_text("“I” Ann, ten years and more.")
        expect(page.locator(".pitch").get_by_role("button")).to_have_count(0)
        expect(page.locator(".pitch").get_by_role("textbox")).to_have_count(0)
        page.emulate_media(media="print")
        expect(page.locator(".pitch-qr svg")).to_be_visible()
        expect(page.locator(".pitch-qr")).to_have_text("https://a.example/blog/pitches/short/")


def test_print_the_card_prints_the_card_alone(url: str, page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(url)
    fill(page, REQUIRED)
    page.emulate_media(media="print")
    page.locator("[data-print]").evaluate("one => one.click()")
    assert page.evaluate("printed")
    expect(page.get_by_role("region", name="Your pitch")).to_be_visible()
    for other in (".cue-card-seconds", "h1", ".prose", ".site-footer"):
        expect(page.locator(other).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
