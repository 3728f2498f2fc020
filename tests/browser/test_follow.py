"""The page on following as its readers use it: to copy an address, to open another format, to leave an e-mail address."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Serve
from tests.growing import article
from tests.support import run_here, write_files

SITE = """\
title: T
url: https://site.example/under/
community: [{label: The group, url: "https://groups.example/us", note: Give first.}]
newsletter: {provider: buttondown, username: tuesday}
"""
ACTION = "https://buttondown.com/api/emails/embed-subscribe/tuesday"
EPISODE = "---\ntitle: E\ndate: 2026-11-03\naudio: {src: 'https://media.example/e.mp3', bytes: 5, duration: 60, type: audio/mpeg}\n---\nText.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("follow")
    files = {
        "content/site.yaml": SITE,
        "content/articles/a.md": article("A", date="2026-11-02"),
        "content/episodes/e.md": EPISODE,
    }
    write_files(root, {**files})
    # Under a path, as the site's address says.
    done = run_here("build", "--jobs", "1", "--now", "2026-11-27", "--output", str(root / "www/under"), root=root)
    assert done.code == 0, done.output
    return root / "www"


def test_address_is_copied_by_mouse_and_by_keyboard(serve: Serve, page: Page, built: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{serve(built)}/under/subscribe/")
    expect(page.get_by_role("link", name="Follow", exact=True)).to_have_attribute("aria-current", "page")
    button = page.get_by_role("button", name="Copy the address")
    button.click()
    assert page.evaluate("navigator.clipboard.readText()") == "https://site.example/under/feed.xml"
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    show = page.get_by_role("button", name="Copy for The weekly digest")
    show.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()") == "https://site.example/under/digest/feed.xml"


def test_other_formats_are_folded_away_and_apps_open_with_a_link(serve: Serve, page: Page, built: Path) -> None:
    page.goto(f"{serve(built)}/under/subscribe/")
    main = page.get_by_role("region", name="In an app for reading")
    atom = main.get_by_role("link", name="Atom")
    expect(atom).to_be_hidden()
    main.get_by_text("Other formats").press("Enter")
    expect(atom).to_be_visible()
    expect(main.get_by_role("link", name="Feedly")).to_have_attribute(
        "href", "https://feedly.com/i/subscription/feed/https%3A%2F%2Fsite.example%2Funder%2Ffeed.xml"
    )
    for name, address in {
        "Apple Podcasts": "podcast://site.example/under/podcast.xml",
        "Pocket Casts": "pktc://subscribe/site.example/under/podcast.xml",
        "Overcast": "overcast://x-callback-url/add?url=https%3A%2F%2Fsite.example%2Funder%2Fpodcast.xml",
        "AntennaPod": "https://antennapod.org/deeplink/subscribe?url=https%3A%2F%2Fsite.example%2Funder%2Fpodcast.xml",
    }.items():
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", address)
    meeting = page.get_by_role("region", name="Where people meet")
    expect(meeting.get_by_role("link", name="The group")).to_have_attribute("href", "https://groups.example/us")


@pytest.mark.parametrize("scripts", [True, False])
def test_form_posts_to_the_service_with_and_without_scripts(
    scripts: bool, serve: Serve, browser: Browser, built: Path
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    posted: list[dict[str, list[str]]] = []

    def answer(route: Route) -> None:
        posted.append(parse_qs(route.request.post_data or ""))
        route.fulfill(body="<!doctype html><title>Thanks</title><p>Look into your mail.", content_type="text/html")

    page.route(ACTION, answer)
    page.goto(f"{serve(built)}/under/subscribe/")
    field = page.get_by_role("textbox", name="Your e-mail address")
    expect(field).to_have_accessible_description(re.compile("Buttondown sends it and keeps your address"))
    button = page.get_by_role("button", name="Send me the newsletter")
    field.fill("no address")
    button.click()
    assert posted == []
    field.fill("ann@reader.example")
    button.click()
    expect(page.get_by_text("Look into your mail.")).to_be_visible()
    assert posted == [{"embed": ["1"], "email": ["ann@reader.example"]}]
    context.close()


def test_no_other_origin_may_be_posted_to(serve: Serve, browser: Browser, built: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="x")

    page.route("https://**", answer)
    page.on("console", lambda message: said.append(message.text))
    for path, action in (("subscribe/", "https://elsewhere.example/"), ("", ACTION)):
        page.goto(f"{serve(built)}/under/{path}")
        page.evaluate(
            """action => { const form = document.createElement("form"); form.action = action; form.method = "post";
            document.body.append(form); form.submit(); }""",
            action,
        )
        page.wait_for_timeout(300)
    assert asked == []
    assert [("form-action" in text) for text in said] == [True, True]
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_it_fits_a_small_screen_and_has_no_dead_button(
    scripts: bool, serve: Serve, browser: Browser, built: Path
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{serve(built)}/under/subscribe/")
    expect(page.get_by_role("button", name="Copy the address")).to_have_count(1 if scripts else 0)
    expect(page.get_by_text("https://site.example/under/feed.xml").first).to_be_visible()
    width = page.locator("main").bounding_box()
    assert width is not None
    assert width["x"] + width["width"] <= 320
    for control in page.locator("main").get_by_role("button").or_(page.locator("main summary")).all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    context.close()
