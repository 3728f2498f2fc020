"""Live comments in a browser: nothing is asked for before the click, and the policy holds after it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.comments.base import Thread as Article
from generator.comments.base import origin
from generator.comments.choose import providers
from tests.browser.isso_server import free_port, running
from tests.conftest import Build, Project
from tests.hosted import hosting
from tests.providers import chosen, example
from tests.support import SITE
from tests.unit.comments.test_clean import ATTACKS, EVENTS

ARTICLE = "---\ntitle: First\ndate: 2026-01-01\nid: tag:site.example,2026:first\nsyndicated: [{post}]\n---\n\nText.\n"
#: What the article is for a comment system.
THREAD = Article(
    id="tag:site.example,2026:first",
    slug="first",
    title="First",
    url="https://site.example/articles/first/",
    path="/articles/first/",
    syndicated=("https://social.example/@ann/12",),
)

every = pytest.mark.parametrize("name", sorted(providers()))

MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(project: Project, build: Build) -> MakeSite:
    """`make_site("provider: …", post=…, slug=…)`: the output of a site with one article and that comment system."""

    def make(comments: str, post: str = "https://social.example/@ann/12", slug: str = "first") -> Path:
        text = f"{SITE}comments: {{{comments}}}\n"
        files = {"content/site.yaml": text, f"content/articles/{slug}.md": ARTICLE.format(post=post)}
        return build(project(dict(files), name=slug))

    return make


class Visit:
    """A reader's browser: what it asked for, what it complained about. Only this machine answers."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        context.route("**/*", self.answer)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(f"a script failed: {error}"))

    def answer(self, route: Route) -> None:
        """Let through what this machine answers. There is no network beyond."""
        self.asked.append(route.request.url)
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            route.abort()

    @property
    def elsewhere(self) -> list[str]:
        return [url for url in self.asked if urlsplit(url).hostname != "127.0.0.1"]

    def complaints(self) -> list[str]:
        """All but that what is elsewhere could not be loaded."""
        return [text for text in self.said if "net::ERR_FAILED" not in text]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[], Visit]]:
    """`visit()`: one more reader, with a profile of their own."""
    contexts: list[BrowserContext] = []

    def begin() -> Visit:
        contexts.append(browser.new_context())
        return Visit(contexts[-1])

    yield begin
    for context in contexts:
        context.close()


@every
def test_nothing_is_asked_of_others_before_the_click(
    name: str, make_site: MakeSite, visit: Callable[[], Visit]
) -> None:
    system = chosen(name)
    made = system.embed(THREAD)
    assert made
    loads = bool(made.script or made.module)
    with hosting(make_site(f"provider: {name}, {example(name)}")) as url:
        reader = visit()
        reader.page.goto(f"{url}/articles/first/", wait_until="networkidle")
        button = reader.page.locator("button[data-embed]")
        expect(button).to_have_count(1 if loads else 0)
        expect(reader.page.locator("#page--answer")).to_be_visible()
        reader.page.mouse.wheel(0, 5_000)
        if loads:
            expect(button).to_be_visible()
            button.hover()
            button.focus()
        reader.page.wait_for_timeout(200)
        assert reader.elsewhere == []
        assert reader.said == []
        if loads:
            button.click()
            expect(reader.page.locator("#page--answer [role=alert]")).to_have_text(
                "The comments could not be loaded. You can try again."
            )
            expect(button).to_be_enabled()
            (asked,) = reader.elsewhere
            if made.script:
                assert asked.partition("?")[0] == made.script
            else:
                assert origin(asked) in system.origins.connect + system.origins.script
        assert reader.complaints() == []


@every
def test_without_scripts_there_is_a_sentence_or_a_way(name: str, make_site: MakeSite, browser: Browser) -> None:
    with hosting(make_site(f"provider: {name}, {example(name)}")) as url:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{url}/articles/first/")
        for button in page.locator("button[data-embed]").all():
            expect(button).to_be_hidden()
        assert page.locator(
            "#page--answer a, #page--answer form, #page--answer [data-without-scripts]"
        ).first.is_visible()
        context.close()


# --- a real server ---


def read_thread(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("button[data-embed]").click()
    expect(page.locator("#isso-thread .isso-textarea").first).to_be_visible()


def test_reader_answers_and_another_reads_it_under_the_policy(
    isso: Path, make_site: MakeSite, visit: Callable[[], Visit], tmp_path: Path
) -> None:
    port = free_port()
    with running(isso, tmp_path, f"http://127.0.0.1:{port}/") as server:
        site = make_site(f"provider: isso, host: '{server}'")
        with hosting(site, port=port) as url:
            ann, ben = visit(), visit()
            read_thread(ann.page, f"{url}/articles/first/")
            ann.page.locator(".isso-textarea").first.fill("I *gave* first. <img src=x onerror=alert(1)>")
            ann.page.locator("#isso-postbox-author").fill("Ann")
            ann.page.locator("#isso-thread input[type=submit]").first.click()
            expect(ann.page.locator("#isso-root .isso-text em")).to_have_text("gave")

            read_thread(ben.page, f"{url}/articles/first/")
            comment = ben.page.locator("#isso-root .isso-comment")
            expect(comment).to_have_count(1)
            expect(comment.locator(".isso-author")).to_have_text("Ann")
            expect(comment.locator(".isso-text")).to_contain_text("I gave first.")
            expect(comment.locator("img, script")).to_have_count(0)
        renamed = make_site(f"provider: isso, host: '{server}'", slug="second")
        with hosting(renamed, port=port) as url:
            read_thread(ben.page, f"{url}/articles/second/")
            expect(ben.page.locator("#isso-root .isso-author")).to_have_text("Ann")
    for reader in (ann, ben):
        assert reader.complaints() == []
        assert reader.elsewhere == []
        assert {urlsplit(asked).port for asked in reader.asked} == {port, urlsplit(server).port}


# --- our own readers of other systems' public interfaces ---


class Interface(BaseHTTPRequestHandler):
    """Answers as Mastodon and Cusdis document it, with what a test wants said."""

    def __init__(self, *args: Any, replies: list[dict[str, Any]], sent: list[dict[str, Any]]) -> None:
        self.replies, self.sent = replies, sent
        super().__init__(*args)

    def do_GET(self) -> None:
        if "/api/v1/statuses/" in self.path:
            self.say({"ancestors": [], "descendants": self.replies})
        else:
            page = int(parse_qs(urlsplit(self.path).query)["page"][0])
            self.say(
                {"data": {"data": self.replies[page - 1 : page], "pageCount": len(self.replies), "commentCount": 2}}
            )

    def do_POST(self) -> None:
        self.sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.say({"data": {}})

    def do_OPTIONS(self) -> None:
        self.say({})

    def say(self, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet about it."""


@contextmanager
def answering(replies: list[dict[str, Any]], sent: list[dict[str, Any]] | None = None) -> Iterator[str]:
    handler = partial(Interface, replies=replies, sent=[] if sent is None else sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def status(number: str, content: str, to: str = "12", **more: Any) -> dict[str, Any]:
    account = {"display_name": f"<b>Ann</b> {number}", "acct": "ann", "url": "https://social.example/@ann"}
    own = {"id": number, "in_reply_to_id": to, "visibility": "public", "account": account, "spoiler_text": ""}
    return (
        own
        | {"created_at": "2026-01-02T03:04:05.000Z", "content": content, "url": f"https://social.example/@ann/{number}"}
        | more
    )


def test_replies_on_mastodon_are_shown_as_a_tree(make_site: MakeSite, visit: Callable[[], Visit]) -> None:
    replies = [
        status("20", '<p>Yes, <a href="https://x.example/" class="u" target="_blank">this</a>.</p>'),
        status("21", "<p>And to you</p>", to="20"),
        status("22", "<p>hidden</p>", visibility="private"),
        status("23", "<p>spoiled</p>", spoiler_text="spiders <img src=x>"),
    ]
    with (
        answering(replies) as server,
        hosting(make_site(f"provider: mastodon, host: '{server}'", post=f"{server}/@ann/12")) as url,
    ):
        reader = visit()
        reader.page.goto(f"{url}/articles/first/")
        reader.page.locator("button[data-embed]").click()
        thread = reader.page.locator("#mastodon-thread")
        expect(thread.locator("> .comments > .comment-item")).to_have_count(2)
        expect(thread.locator(".comment-replies .comment-text")).to_have_text("And to you")
        expect(thread.locator(".comment-name").first).to_have_text("<b>Ann</b> 20")
        expect(thread.locator(".comment-text a")).to_have_attribute("rel", "ugc nofollow noreferrer")
        expect(thread).not_to_contain_text("hidden")
        expect(thread).not_to_contain_text("spoiled")
        expect(thread).to_contain_text("Content warning: spiders <img src=x>")
        expect(thread.locator("> p a")).to_have_attribute("href", f"{server}/@ann/12")
        assert (
            thread.evaluate(
                "place => [...place.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
            )
            == []
        )
        assert reader.said == []
        assert reader.elsewhere == []


def test_comments_on_cusdis_are_read_and_sent(make_site: MakeSite, visit: Callable[[], Visit]) -> None:
    def comment(number: int, text: str, *replies: dict[str, Any]) -> dict[str, Any]:
        own = {
            "id": f"c{number}",
            "by_nickname": f"Ben {number}",
            "parsedContent": text,
            "parsedCreatedAt": "2026-01-02 03:04",
        }
        return own | {"replies": {"data": list(replies)}}

    sent: list[dict[str, Any]] = []
    replies = [comment(1, "<p>One</p>", comment(2, "<p>Two</p>")), comment(3, "<p>Three</p>")]
    with (
        answering(replies, sent) as server,
        hosting(make_site(f"provider: cusdis, host: '{server}', app_id: abc")) as url,
    ):
        reader = visit()
        reader.page.goto(f"{url}/articles/first/")
        reader.page.locator("button[data-embed]").click()
        thread = reader.page.locator("#cusdis_thread")
        expect(thread.locator(".comment-text")).to_have_text(["One", "Two", "Three"])
        thread.get_by_role("button", name="Reply to Ben 2").click()
        reader.page.get_by_label("Your name").fill("Ann")
        reader.page.get_by_label("Your comment").fill("Thank you")
        reader.page.get_by_role("button", name="Send the comment").click()
        expect(thread.get_by_role("status")).to_have_text("Sent. Your comment appears when it has been approved.")
        assert [(one["parentId"], one["nickname"], one["content"]) for one in sent] == [("c2", "Ann", "Thank you")]
        assert [(one["appId"], one["pageId"], one["pageTitle"]) for one in sent] == [
            ("abc", "tag:site.example,2026:first", "First")
        ]
        assert reader.said == []


def test_no_attack_in_a_reply_runs(make_site: MakeSite, visit: Callable[[], Visit]) -> None:
    replies = [status(str(100 + number), attack) for number, attack in enumerate(ATTACKS) if len(attack) < 5_000]
    with answering(replies) as server:
        site = make_site(f"provider: mastodon, host: '{server}'", post=f"{server}/@ann/12")
        disarm(site)
        with hosting(site) as url:
            attacked(visit(), f"{url}/articles/first/", len(replies))


def attacked(reader: Visit, url: str, count: int) -> None:
    page = reader.page
    page.add_init_script("window.ran = 0; window.alert = () => { window.ran += 1; };")
    page.goto(url)
    page.evaluate("alert(1)")
    assert page.evaluate("window.ran") == 1, "the test would see it"
    page.locator("button[data-embed]").click()
    thread = page.locator("#mastodon-thread")
    expect(thread.locator(".comment-item")).to_have_count(count)
    found = thread.evaluate(
        """place => [...place.querySelectorAll(".comment-text *")].filter(e =>
             !/^(P|BR|EM|STRONG|CODE|PRE|BLOCKQUOTE|UL|OL|LI|A|DEL)$/.test(e.nodeName)
             || e.getAttributeNames().some(n => !/^(href|rel)$/.test(n))
             || (e.nodeName === "A" && !/^https?:/.test(e.protocol))).map(e => e.outerHTML)"""
    )
    assert found == []
    provoke(page)
    assert page.evaluate("window.ran") == 1
    assert reader.elsewhere == []


def provoke(page: Page) -> None:
    """Do to every element what attacks wait for."""
    page.evaluate(
        """kinds => document.querySelectorAll(".comment *").forEach(e => {
             for (const kind of kinds) e.dispatchEvent(new Event(kind, { bubbles: false }));
           })""",
        sorted(
            {event.lower().removeprefix("on") for event in EVENTS} | {"mouseenter", "keydown", "submit", "beforetoggle"}
        ),
    )
    page.wait_for_timeout(500)


def test_no_attack_in_a_kept_comment_runs(project: Project, build: Build, visit: Callable[[], Visit]) -> None:
    attacks = [attack for attack in ATTACKS if attack.strip() and attack.isprintable() and len(attack) < 5_000]
    comments = [
        {"id": f"c{number}", "author": attack[:500], "date": "2026-01-02 03:04", "status": "approved", "body": attack}
        for number, attack in enumerate(attacks)
    ]
    files = {
        "content/site.yaml": SITE,
        "content/articles/first.md": ARTICLE.format(post="https://x.example/1"),
        # Every JSON text is YAML too.
        "content/comments/first.yaml": json.dumps(comments, ensure_ascii=False),
    }
    site = build(project(dict(files)))
    disarm(site)
    with hosting(site) as url:
        reader = visit()
        page = reader.page
        page.add_init_script("window.ran = 0; window.alert = () => { window.ran += 1; };")
        page.goto(f"{url}/articles/first/")
        expect(page.locator(".comments > .comment-item")).to_have_count(len(comments))
        names = page.locator(".comment-name").all_inner_texts()
        assert sorted(names) == sorted(" ".join(one["author"].split()) for one in comments)
        assert page.locator(".comments").locator("iframe, object, embed, base, form, script, style").count() == 0
        provoke(page)
        assert page.evaluate("window.ran") == 0
        assert reader.elsewhere == []
        assert reader.said == []


def disarm(site: Path) -> None:
    """Take the security policy out of a site: what is safe with it should be safe without."""
    for path in (site / "_headers", site / "articles" / "first" / "index.html"):
        text = path.read_text(encoding="utf-8")
        assert text.count("Content-Security-Policy") == 1
        path.write_text(text.replace("Content-Security-Policy", "X-Nothing"), encoding="utf-8")
