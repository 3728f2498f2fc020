"""What is kept on the page and what the live system shows are one conversation: nothing stands there twice."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.isso_server import free_port, running
from tests.browser.test_comments import ARTICLE, Visit, answering, status, visit
from tests.conftest import Build, Project, Run
from tests.hosted import hosting
from tests.support import SITE

__all__ = ["visit"]

ANSWER = "- {{id: answer-1, author: Marit, date: 2026-02-01, reply_to: {to}, status: approved, body: My own answer.}}\n"


def kept(name: str, body: str, **more: str) -> str:
    """A comment in a file, approved."""
    one = {"id": name, "author": f"By {name}", "date": "2026-01-02", "status": "approved", "body": body, **more}
    return f"- {json.dumps(one)}\n"


def site_of(project: Project, comments: str, said: str, post: str = "https://social.example/@ann/12") -> Path:
    files = {
        "content/site.yaml": f"{SITE}comments: {{{comments}}}\n",
        "content/articles/first.md": ARTICLE.format(post=post),
        "content/comments/first.yaml": said,
    }
    return project(dict(files))


def times(page: Page, *texts: str) -> list[int]:
    """How often each text is seen in the conversation."""
    shown = page.locator(".conversation").inner_text()
    return [shown.count(text) for text in texts]


def wake(page: Page, url: str) -> Locator:
    page.goto(f"{url}/articles/first/")
    page.locator("button[data-embed]").click()
    return page.locator(".embed-place")


def write(server: str, text: str, parent: int | None = None) -> int:
    said = {"title": "First", "text": text, "author": "Ben", "parent": parent}
    headers = {"Content-Type": "application/json"}
    address = f"{server}/new?uri=tag:site.example,2026:first"
    with urlopen(Request(address, json.dumps(said).encode(), headers)) as answer:  # noqa: S310 (on this machine)
        return int(json.load(answer)["id"])


def test_what_isso_shows_is_not_shown_a_second_time(
    isso: Path, project: Project, run: Run, build: Build, visit: Callable[[], Visit], tmp_path: Path
) -> None:
    port = free_port()
    folder = tmp_path / "isso"
    folder.mkdir()
    with running(isso, folder, f"http://127.0.0.1:{port}/") as server:
        site = site_of(project, f"provider: isso, host: '{server}'", kept("c1", "From the old blog."))
        first = write(server, "I gave first.")
        second = write(server, "So did we all.", first)
        assert run("comments", "pull", "isso", root=site).code == 0
        assert run("comments", "approve", f"first/isso-{first}", f"first/isso-{second}", root=site).code == 0
        file = site / "content" / "comments" / "first.yaml"
        file.write_text(file.read_text() + ANSWER.format(to=f"isso-{second}"))
        write(server, "What came since.", second)
        with hosting(build(site), port=port) as url:
            reader = visit()
            page = reader.page
            page.goto(f"{url}/articles/first/")
            texts = ("I gave first.", "So did we all.", "From the old blog.", "My own answer.", "What came since.")
            assert times(page, *texts) == [1, 1, 1, 1, 0]
            page.locator("button[data-embed]").click()
            expect(page.locator("#isso-thread")).to_contain_text("What came since.")
            expect(page.locator(f".comments > li > #comment-isso-{first}")).to_have_count(0)
            assert times(page, *texts) == [1, 1, 1, 1, 1]
            below = page.locator(f"#isso-{second}")
            expect(below).to_contain_text("My own answer.")
            # Isso has answers to answers side by side.
            expect(page.locator(f"#isso-{first}")).to_contain_text("What came since.")
            expect(page.locator(f"#isso-{first} #comment-isso-{first}")).to_have_count(1)
            expect(page.locator(".conversation > .comments > li")).to_have_count(1)
    assert reader.complaints() == []


def test_what_mastodon_shows_is_not_shown_a_second_time(
    project: Project, build: Build, visit: Callable[[], Visit]
) -> None:
    replies = [status("20", "<p>Live and kept</p>"), status("21", "<p>New there</p>", to="20")]
    said = (
        kept("mastodon-20", "Live and kept")
        + kept("mastodon-20-2", "its second half", reply_to="mastodon-20")
        + kept("mastodon-19", "Deleted there since")
        + kept("bluesky-20", "From elsewhere")
        + ANSWER.format(to="mastodon-20-2")
    )
    with answering(replies) as server:
        site = site_of(project, f"provider: mastodon, host: '{server}'", said, post=f"{server}/@ann/12")
        with hosting(build(site)) as url:
            reader = visit()
            thread = wake(reader.page, url)
            live = thread.locator('[data-said="20"]')
            expect(live).to_contain_text("New there")
            expect(live).to_contain_text("My own answer.")
            texts = ("Live and kept", "its second half", "Deleted there since", "From elsewhere", "My own answer.")
            assert times(reader.page, *texts) == [1, 0, 1, 1, 1]
            expect(reader.page.locator("#comment-mastodon-20")).to_have_count(1)
            assert reader.complaints() == []


def test_what_is_in_a_frame_is_folded_away_here(project: Project, build: Build, browser: Browser) -> None:
    said = (
        kept("disqus-1", "In the frame too")
        + kept("disqus-2", "An answer", reply_to="disqus-1")
        + kept("c1", "From elsewhere")
    )
    with hosting(build(site_of(project, "provider: disqus, shortname: good-word", said))) as url:
        page = browser.new_page()
        page.route(
            "https://good-word.disqus.com/**", lambda route: route.fulfill(body="", content_type="text/javascript")
        )
        page.goto(f"{url}/articles/first/")
        expect(page.get_by_text("In the frame too")).to_be_visible()
        page.locator("button[data-embed]").click()
        summary = page.get_by_text("2 comments kept here, from the thread below")
        expect(summary).to_be_visible()
        expect(page.get_by_text("In the frame too")).to_be_hidden()
        expect(page.get_by_text("From elsewhere")).to_be_visible()
        summary.click()
        expect(page.get_by_text("In the frame too")).to_be_visible()
        expect(page.get_by_text("An answer", exact=True)).to_be_visible()
        page.close()


def test_without_scripts_or_an_answer_all_that_is_kept_is_shown(
    project: Project, build: Build, browser: Browser
) -> None:
    said = kept("disqus-1", "In the frame too")
    with hosting(build(site_of(project, "provider: disqus, shortname: good-word", said))) as url:
        without: Any = browser.new_context(java_script_enabled=False)
        page = without.new_page()
        page.goto(f"{url}/articles/first/")
        expect(page.get_by_text("In the frame too")).to_be_visible()
        without.close()
        page = browser.new_page()
        page.route("https://good-word.disqus.com/**", lambda route: route.abort())
        wake(page, url)
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.get_by_text("In the frame too")).to_be_visible()
        page.close()
