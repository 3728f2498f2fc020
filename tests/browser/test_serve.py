"""The preview in a browser: what is saved appears, and what a person did on the page stays."""

import io
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import fresh_page
from tests.conftest import Project
from tests.serving import Served, serving
from tests.sounds import mp3
from tests.support import SITE

pytestmark = pytest.mark.posix

HEAD = "---\ntitle: A page\ndate: 2026-01-02\n---\n"
LONG_TEXT = "".join(f"Paragraph {number} stands here so that the page is long.\n\n" for number in range(60))
FORM = """\
<details id="more"><summary>More</summary><p>What was hidden.</p></details>

<form><label>Name <input id="name"></label> <label>Words <textarea id="words"></textarea></label></form>

"""
ARTICLE = "content/articles/a.md"
TEXT = HEAD + LONG_TEXT + FORM + LONG_TEXT


@contextmanager
def previewed(root: Path, browser: Browser, path: str, *options: str) -> Iterator[tuple[Served, Page]]:
    """A preview, and a page in it that knows whether it was loaded anew."""
    with serving(root, *options) as served, fresh_page(browser) as page:
        go(page, served.url + path)
        yield served, page


def go(page: Page, url: str) -> None:
    """Open a page, and mark it; it is live when its event stream is open."""
    with page.expect_response("**/.goodword/events"):
        page.goto(url)
    page.evaluate("window.marked = true")


def same(page: Page) -> bool:
    """Whether the page was not loaded anew."""
    return bool(page.evaluate("window.marked === true"))


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds. (Playwright's own way to wait needs `eval`, which the site's policy forbids.)"""
    end = time.monotonic() + 30
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_a_person_did_on_the_page_stays(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: TEXT})
    with previewed(root, browser, "/articles/a/") as (_, page):
        page.locator("#more summary").click()
        page.locator("#words").fill("Some words.")
        page.locator("#name").fill("Ann")
        page.evaluate("document.getElementById('name').setSelectionRange(1, 2)")
        page.evaluate("window.scrollTo(0, 1500)")
        until(page, "window.scrollY === 1500")
        write(root / ARTICLE, TEXT.replace("A page", "Another name", 1) + "The new last sentence.\n")
        expect(page.get_by_text("The new last sentence.")).to_be_attached()
        expect(page).to_have_title("Another name · A test site")
        assert page.evaluate("window.scrollY") == 1500
        assert page.locator("#more").evaluate("one => one.open")
        assert page.locator("#name").input_value() == "Ann"
        assert page.locator("#words").input_value() == "Some words."
        assert page.evaluate("document.activeElement.id") == "name"
        assert page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [1, 2]
        assert same(page)


#: The page as it is, but for what the preview itself puts there.
WHOLE = """() => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll("#goodword-panel, #goodword-ribbon, script[data-live], .heading-link, .code-foot").forEach((one) => one.remove());
  // What helps to read a text is put on when a page is loaded: what came since is read without.
  for (const note of copy.querySelectorAll(".footnote-ref")) {
    for (const name of ["role", "aria-expanded", "aria-label"]) note.removeAttribute(name);
  }
  const head = [...copy.querySelector("head").children].map((one) => one.outerHTML).sort();
  return [...head, copy.querySelector("body").outerHTML];
}"""

BLOCKS = (
    "Some words.",
    "## A heading",
    "- one\n- two\n- three",
    "- [ ] to do",
    "> Said by somebody.",
    "```\ncode\n```",
    "<details><summary>More</summary><p>Hidden.</p></details>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "A note[^1].\n\n[^1]: Here.",
    '<p id="named-N">Named.</p>',
    "*A* [link](https://example.org/).",
)


def test_a_page_that_followed_is_the_page_that_is_loaded(project: Project, browser: Browser) -> None:
    """After each of some edits by chance, the page that took them over is the very one that a new tab gets."""
    chance = random.Random(7)  # noqa: S311 (it keeps no secret)
    blocks = list(BLOCKS)

    def text(mark: int) -> str:
        return HEAD.replace("A page", f"Page {mark}") + "\n\n".join([*blocks, f"End {mark}."])

    root = project({ARTICLE: text(0)})
    with previewed(root, browser, "/articles/a/") as (served, page):
        fresh = page.context.new_page()
        for mark in range(1, 13):
            if mark % 4 == 0:
                chance.shuffle(blocks)
            # An id is there once.
            blocks.insert(chance.randrange(len(blocks)), chance.choice(BLOCKS).replace("-N", f"-{mark}"))
            blocks.pop(chance.randrange(len(blocks)))
            write(root / ARTICLE, text(mark))
            expect(page.get_by_text(f"End {mark}.")).to_be_attached()
            go(fresh, f"{served.url}/articles/a/")
            assert page.evaluate(WHOLE) == fresh.evaluate(WHOLE)
            assert same(page)


def test_an_episode_plays_on(project: Project, browser: Browser) -> None:
    episode = "---\ntitle: A talk\ndate: 2026-03-01\naudio: {src: talk.mp3}\n---\nWe talk.\n"
    root = project({"content/episodes/a.md": episode, "content/episodes/talk.mp3": mp3(120)})
    with previewed(root, browser, "/episodes/a/") as (_, page):
        player = page.locator("audio")
        player.evaluate("one => { one.muted = true; window.player = one; return one.play(); }")
        until(page, "window.player.currentTime > 0.2")
        before = player.evaluate("one => one.currentTime")
        write(
            root / "content/episodes/a.md",
            episode.replace("A talk", "Our talk").replace("We talk.", "We talk on.\n\nAnd on."),
        )
        expect(page.get_by_text("And on.")).to_be_attached()
        expect(page.get_by_role("heading", name="Our talk").first).to_be_visible()
        assert player.evaluate("one => one === window.player && !one.paused")
        until(page, f"window.player.currentTime > {before}")
        assert same(page)


def test_what_scripts_made_of_the_page_stays(project: Project, browser: Browser) -> None:
    tips = "title: Small gives\ntips:\n  - {id: a, text: Share an opening., date: 2026-01-02}\n"
    root = project({"content/tips/small.yaml": tips})
    with previewed(root, browser, "/tips/small/a/") as (_, page):
        # The button is hidden in the page as it is sent, and a script shows it.
        button = page.get_by_role("button", name="Copy this tip")
        expect(button).to_be_visible()
        write(root / "content/tips/small.yaml", tips.replace("Share", "Pass on"))
        expect(page.get_by_text("Pass on an opening.").first).to_be_visible()
        expect(button).to_be_visible()
        assert "Pass on an opening." in (button.get_attribute("data-copy") or "")
        assert same(page)


LETTER = '<div class="message">\n\nDear {name}, thank you.\n\n</div>\n\n'


def test_what_is_new_gets_its_script(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: HEAD + FORM})
    with previewed(root, browser, "/articles/a/") as (_, page):
        copy = page.get_by_role("button", name="Copy", exact=True)
        expect(page.get_by_text("More")).to_be_visible()
        expect(copy).to_have_count(0)
        page.locator("#name").fill("Ann")
        # A script that was not there yet runs, and the page stays.
        write(root / ARTICLE, HEAD + FORM + LETTER.format(name="Ben"))
        expect(copy).to_have_count(1)
        assert same(page)
        # One that has run does so for a new page only. What was typed is worth more.
        write(root / ARTICLE, HEAD + FORM + LETTER.format(name="Ben") + LETTER.format(name="Cleo"))
        expect(page.get_by_text("Dear Cleo")).to_be_visible()
        assert (copy.count(), page.locator("#name").input_value(), same(page)) == (1, "Ann", True)
        page.locator("#name").fill("")
        write(root / ARTICLE, HEAD + FORM + "".join(LETTER.format(name=name) for name in ("Ben", "Cleo", "Dora")))
        expect(copy).to_have_count(3)
        assert not same(page)


def test_styles_are_swapped(project: Project, browser: Browser) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    root = project(
        {
            ARTICLE: HEAD + '<link rel="stylesheet" href="/mine.css">\n\n<p class="mine">Text.</p>\n',
            "content/static/mine.css": ".mine { color: rgb(4, 5, 6); }\n",
            "templates/assets/css/own.css": "body { background: rgb(1, 2, 3); }\n",
        }
    )
    with previewed(root, browser, "/articles/a/") as (_, page):
        until(page, f"{colour} === 'rgb(1, 2, 3)'")
        write(root / "templates/assets/css/own.css", "body { background: rgb(3, 2, 1); }\n")
        until(page, f"{colour} === 'rgb(3, 2, 1)'")
        until(page, "document.head.querySelectorAll('link[rel=stylesheet]').length === 1")
        # One whose name stays the same.
        write(root / "content/static/mine.css", ".mine { color: rgb(6, 5, 4); }\n")
        until(page, "getComputedStyle(document.querySelector('.mine')).color === 'rgb(6, 5, 4)'")
        assert same(page)


def test_every_tab_follows_and_asks_for_no_page_that_is_the_same(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: TEXT, "content/pages/about.md": "---\ntitle: About\n---\nUs.\n"})
    with previewed(root, browser, "/articles/a/") as (served, page):
        second = page.context.new_page()
        go(second, f"{served.url}/articles/a/")
        third = page.context.new_page()
        answers: list[int] = []
        third.on("response", lambda answer: answers.append(answer.status) if "/.goodword/page/" in answer.url else None)
        go(third, f"{served.url}/about/")
        write(root / ARTICLE, TEXT + "For all tabs.\n")
        for tab in (page, second):
            expect(tab.get_by_text("For all tabs.")).to_be_attached()
            assert same(tab)
        third.wait_for_timeout(300)
        assert set(answers) <= {304}


def test_a_broken_file_is_shown_over_the_last_good_page(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: HEAD + "Good text.\n"})
    with previewed(root, browser, "/articles/a/") as (_, page):
        write(root / ARTICLE, HEAD.replace("date:", "daet:") + "Bad text.\n")
        dialog = page.get_by_role("dialog", name="1 error")
        expect(dialog).to_be_visible()
        expect(dialog).to_contain_text(f"{ARTICLE}:3:1")
        expect(dialog).to_contain_text('error: unknown key "daet"; did you mean "date"?')
        expect(dialog.locator("pre")).to_have_text("daet: 2026-01-02")
        expect(dialog.locator("mark")).to_have_text("d")
        expect(page.get_by_text("Good text.")).to_be_attached()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        page.get_by_role("button", name="1 error: show").click()
        expect(dialog).to_be_visible()
        # Another error opens it again.
        page.get_by_role("button", name="Hide").click()
        write(root / ARTICLE, HEAD.replace("title:", "titel:") + "Bad text.\n")
        expect(page.get_by_role("dialog")).to_contain_text('unknown key "titel"; did you mean "title"?')
        write(root / ARTICLE, HEAD + "Mended text.\n")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("Mended text.")).to_be_visible()
        expect(page.get_by_role("button", name="show")).to_have_count(0)
        assert same(page)


def test_a_site_that_was_never_whole_says_why(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: "---\ntitel: A page\n---\n"})
    with serving(root) as served:
        context = browser.new_context()
        page = context.new_page()
        page.goto(served.url)
        expect(page.get_by_role("dialog")).to_contain_text(f"{ARTICLE}:2")
        expect(page.get_by_role("dialog")).to_contain_text("There is no page to show yet.")
        write(root / ARTICLE, HEAD + "Text.\n")
        expect(page.get_by_role("heading", name="A page").first).to_be_visible()
        context.close()


def test_a_page_that_goes_is_not_found_and_one_that_comes_is_there(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: TEXT})
    with serving(root) as served:
        context = browser.new_context()
        page = context.new_page()
        go(page, f"{served.url}/articles/a/")
        (root / ARTICLE).rename(root / "content/articles/b.md")
        expect(page.get_by_role("heading", level=1)).to_contain_text("not here")
        (root / "content/articles/b.md").rename(root / ARTICLE)
        expect(page.get_by_role("heading", name="A page").first).to_be_visible()
        context.close()


def test_a_page_catches_up_with_a_server_that_was_away(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: TEXT})
    context = browser.new_context()
    page = context.new_page()
    with serving(root) as served:
        go(page, f"{served.url}/articles/a/")
        served.process.send_signal(signal.SIGINT)
        served.process.wait(timeout=60)
    expect(page.locator(".lost")).to_contain_text("The preview is not running.")
    write(root / ARTICLE, TEXT + "Written meanwhile.\n")
    with serving(root, "--port", str(served.port)) as again:
        assert again.port == served.port
        expect(page.get_by_text("Written meanwhile.")).to_be_attached(timeout=20_000)
        expect(page.locator(".lost")).to_be_hidden()
        assert same(page)
        context.close()


def test_ribbons_say_what_is_not_out(project: Project, browser: Browser) -> None:
    later = "---\ntitle: Later\ndate: 2030-12-01 07:30\n---\nText.\n"
    root = project(
        {
            "content/site.yaml": SITE + "timezone: Europe/Berlin\n",
            ARTICLE: TEXT,
            "content/articles/later.md": later,
            "content/articles/draft.md": "---\ntitle: Draft\ndraft: true\ndate: 2026-01-02\n---\nText.\n",
        }
    )
    with previewed(root, browser, "/articles/later/", "--drafts", "--future") as (served, page):
        ribbon = page.get_by_role("complementary", name="Preview")
        expect(ribbon).to_contain_text("Scheduled for 1 December 2030, 07:30 Europe/Berlin")
        go(page, f"{served.url}/articles/draft/")
        expect(ribbon).to_contain_text("Draft")
        expect(ribbon).to_contain_text("content/articles/draft.md")
        go(page, f"{served.url}/articles/a/")
        expect(ribbon).to_have_count(0)
        # And it goes when the page comes out.
        go(page, f"{served.url}/articles/later/")
        write(root / "content/articles/later.md", later.replace("2030", "2025"))
        expect(ribbon).to_have_count(0)
        assert same(page)


def test_a_site_below_a_path(project: Project, browser: Browser) -> None:
    root = project({"content/site.yaml": SITE.replace("site.example", "site.example/blog/"), ARTICLE: TEXT})
    with serving(root) as served:
        assert served.url.endswith("/blog")
        with fresh_page(browser) as page:
            go(page, f"http://127.0.0.1:{served.port}/")
            assert page.url == f"{served.url}/"
            page.get_by_role("link", name="A page").first.click()
            page.wait_for_url(f"{served.url}/articles/a/")
            page.evaluate("window.marked = true")
            write(root / ARTICLE, TEXT + "Below a path.\n")
            expect(page.get_by_text("Below a path.")).to_be_attached()
            assert same(page)


def test_a_link_to_the_published_address_stays_here(project: Project, browser: Browser) -> None:
    root = project({ARTICLE: HEAD + '<p><a href="https://site.example/articles/">All of them</a></p>\n'})
    with previewed(root, browser, "/articles/a/") as (served, page):
        page.evaluate("document.querySelector('main a[href]').href = 'https://site.example/articles/'")
        page.locator("main a[href='https://site.example/articles/']").first.click()
        page.wait_for_url(f"{served.url}/articles/")


# --- pages of other origins ---

#: What a page elsewhere tries: all the ways by which a browser lets a page reach for another origin.
ATTEMPT = """
async (target) => {
  const got = {};
  const text = (promise) => promise.then((one) => one.text()).catch((fault) => `refused: ${fault.name}`);
  got.fetch = await text(fetch(`${target}/articles/draft/`));
  got.opaque = await text(fetch(`${target}/articles/draft/`, { mode: "no-cors" }));
  got.own = await text(fetch(`${target}/.goodword/page/articles/draft/`));
  got.feed = await text(fetch(`${target}/feed.xml`));
  got.events = await new Promise((done) => {
    const source = new EventSource(`${target}/.goodword/events`);
    source.onmessage = (event) => done(event.data);
    source.onerror = () => done("refused");
  });
  const load = (name, attributes) => new Promise((done) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.onload = () => done(made);
    made.onerror = () => done(null);
    document.body.append(made);
  });
  got.script = (await load("script", { src: `${target}/.goodword/live.js` })) ? "loaded" : "refused";
  got.picture = (await load("img", { src: `${target}/favicon.png` })) ? "loaded" : "refused";
  const frame = await load("iframe", { src: `${target}/articles/draft/` });
  got.frame = frame?.contentDocument ? frame.contentDocument.body.textContent : "refused";
  return got;
}
"""


def png_of_one_pixel() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return file.getvalue()


class Foreign(BaseHTTPRequestHandler):
    """A page of somebody else."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Elsewhere</title><body>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library names it so
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Foreign) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_on_another_port_reads_nothing(project: Project, browser: Browser, elsewhere: str) -> None:
    hidden = "What nobody is to read yet"
    root = project(
        {
            "content/articles/draft.md": f"---\ntitle: Draft\ndraft: true\ndate: 2026-01-02\n---\n{hidden}.\n",
            "content/static/favicon.png": png_of_one_pixel(),
        }
    )
    with serving(root, "--drafts") as served:
        assert hidden in served.get("/articles/draft/")[2].decode()
        context = browser.new_context()
        page = context.new_page()
        for place in (elsewhere, elsewhere.replace("127.0.0.1", "localhost")):
            page.goto(place)
            got: dict[str, Any] = page.evaluate(ATTEMPT, served.url)
            assert got == {
                "fetch": "refused: TypeError",
                "opaque": "refused: TypeError",
                "own": "refused: TypeError",
                "feed": "refused: TypeError",
                "events": "refused",
                "script": "refused",
                "picture": "refused",
                "frame": "refused",
            }
        # It may lead here, as any link may, and sees nothing of what opens.
        page.evaluate("target => { window.opened = window.open(`${target}/articles/draft/`); }", served.url)
        page.wait_for_timeout(500)
        assert page.evaluate(
            "() => { try { return opened.document.body.textContent; } catch { return 'refused'; } }"
        ) in {"refused", ""}
        context.close()
        # The same page, asked for from here, is there.
        with fresh_page(browser) as own:
            go(own, f"{served.url}/articles/draft/")
            expect(own.get_by_text(hidden).first).to_be_visible()
