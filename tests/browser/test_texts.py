"""What a text can do in a browser: a letter is copied, a video is loaded by a click and by nothing before it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import Build, Project
from tests.hosted import hosting

VIDEO = "https://youtu.be/dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
LETTER = """\
<div class="message">
<p class="message-subject">Subject: Ten minutes?</p>
<pre class="message-text">Hi Petra,

I’d like to know if the planner works from the depot or out on the road, since the notice doesn’t say.

Desmond</pre>
</div>
"""
COPIED = (
    "Subject: Ten minutes?\n\nHi Petra,\n\n"
    "I’d like to know if the planner works from the depot or out on the road, since the notice doesn’t say.\n\nDesmond"
)


@pytest.fixture
def site(project: Project, build: Build) -> Path:
    head = "---\ntitle: {0}\ndate: 2026-01-01\nid: tag:site.example,2026:{0}\n---\n\n"
    return build(
        project(
            {
                "content/articles/letter.md": head.format("letter") + LETTER,
                "content/articles/video.md": head.format("video") + f'<{VIDEO}>{{: title="A talk" }}\n',
                "content/articles/plain.md": head.format("plain") + f"[A talk]({VIDEO})\n",
            }
        )
    )


@pytest.fixture
def url(site: Path) -> Iterator[str]:
    with hosting(site) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 320, "height": 700})
    yield opened
    opened.close()


def test_a_letter_is_copied_whole(url: str, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{url}/articles/letter/")
    button = page.get_by_role("button", name="Copy", exact=True)
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    button.click()
    expect(page.locator(".message").get_by_role("status")).to_have_text("Copied")
    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == COPIED
    expect(button).to_be_visible(timeout=5_000)
    # Its lines are as long as the screen has room for.
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["letter", "video"])
def test_without_scripts_nothing_is_there_that_does_nothing(url: str, browser: Browser, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/articles/{path}/")
    expect(page.locator("main button:visible")).to_have_count(0)
    if path == "video":
        expect(page.locator(".video")).to_have_text("A talk", use_inner_text=True)
        expect(page.get_by_role("link", name="A talk")).to_have_attribute("href", VIDEO)
    else:
        expect(page.locator(".message-text")).to_be_visible()
    context.close()


class Asked:
    """What a page asks of others; they answer with an empty page."""

    def __init__(self, page: Page) -> None:
        self.addresses: list[str] = []
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.addresses.append(route.request.url)
            route.fulfill(body="<p>Player</p>", content_type="text/html")


def test_a_video_is_loaded_by_a_click_and_by_nothing_before(url: str, context: BrowserContext) -> None:
    page = context.new_page()
    asked = Asked(page)
    page.goto(f"{url}/articles/video/", wait_until="networkidle")
    button = page.get_by_role("button", name="Play “A talk”")
    button.hover()
    button.focus()
    expect(page.get_by_text("A click loads the video from YouTube")).to_be_visible()
    page.wait_for_timeout(200)
    assert asked.addresses == []
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "A talk")
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").locator("p")).to_have_text("Player")
    box = frame.bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, abs=0.02)
    assert asked.addresses == [PLAYER]
    expect(page.get_by_role("link", name="A talk")).to_be_visible()
    assert asked.said == []


def test_no_other_page_could_load_it(url: str, context: BrowserContext) -> None:
    page = context.new_page()
    asked = Asked(page)
    page.goto(f"{url}/articles/plain/", wait_until="networkidle")
    page.evaluate(
        "src => { const frame = document.createElement('iframe'); frame.src = src; document.body.append(frame) }",
        PLAYER,
    )
    page.wait_for_timeout(300)
    assert asked.addresses == []
    assert any("frame-src" in text or "default-src" in text for text in asked.said)
