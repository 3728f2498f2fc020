"""Answers from a site whose files are at hand: rules of all kinds, which no build writes by itself."""

import datetime as dt
from typing import Any

import pytest

from generator.serve.base import Ribbon, State
from generator.serve.http.guard import LOOPBACK
from generator.serve.http.message import Answer, Request
from generator.serve.http.router import Router, Stream
from generator.site.settings import Site

RULES = b"""\
/short/* /blog/articles/:splat 302
/blog/app/* /blog/articles/a/ 200
/blog/else http://else.example/ 200
/blog/gone /blog/404.html 410
/blog/articles/a/ /blog/articles/b/ 301
/blog/b.txt /blog/a.txt 301!
/blog/loop /blog/loop/ 301!
/blog/lost /blog/nothing 200
"""
HEADERS = b"""\
/*
  X-Mine: yes
  Access-Control-Allow-Origin: *
  Access-Control-Allow-Credentials: true
  Access-Control-Allow-Headers: *
  Access-Control-Allow-Methods: *
  Cache-Control: max-age=9
  Strict-Transport-Security: max-age=9
  Content-Security-Policy: default-src 'none'
/blog/a.txt
  Content-Type: text/calendar
"""
FILES = {
    "_redirects": RULES,
    "_headers": HEADERS,
    "index.html": b"<p>Home",
    "404.html": b"<p>Not here",
    "articles/a/index.html": b"<p>A",
    "a.txt": b"A",
    "b.txt": b"B",
    "loop/index.html": b"<p>Loop",
    "about.html": b"<p>About",
    "data.v1": b"1",
    "data.v1.html": b"<p>Data",
}


class Held:
    """A live site of a few files."""

    def __init__(self, state: State) -> None:
        self._state = state

    def refresh(self, changed: frozenset[str] | None) -> State:  # noqa: ARG002 (the contract's)
        return self._state

    def tick(self, now: dt.datetime) -> State:  # noqa: ARG002 (the contract's)
        return self._state

    def state(self) -> State:
        return self._state

    def file(self, path: str) -> bytes | None:
        return FILES.get(path)

    def ribbon(self, path: str) -> Ribbon | None:
        return Ribbon("draft", None, "content/about.md") if path == "about.html" else None

    def idle(self) -> bool:
        return False


SITE = Site(title="A", url="https://a.example/blog")
OWN = "http://localhost/.goodword/"


def ask(path: str, state: State | None = None, **headers: str) -> Answer:
    router = Router(Held(state or State(number=7, site=SITE)), "run", LOOPBACK)
    answer = router.answer(Request(target=path, headers={"host": "localhost", **headers}))
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("path", "status", "there"),
    [
        ("/", 302, "/blog/"),
        ("/blog", 301, "/blog/"),
        ("/blog?a=b", 301, "/blog/?a=b"),
        ("/short/a/", 302, "/blog/articles/a/"),
        ("/short/a?x=1", 302, "/blog/articles/a?x=1"),
        ("/blog/b.txt", 301, "/blog/a.txt"),
        ("/blog/articles/a", 301, "/blog/articles/a/"),
    ],
)
def test_where_addresses_lead(path: str, status: int, there: str) -> None:
    answer = ask(path)
    assert (answer.status, answer.headers["Location"]) == (status, there)


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/blog/", 200, b"<p>Home"),
        ("/blog/a.txt", 200, b"A"),
        ("/blog/about", 200, b"<p>About"),
        ("/blog/data.v1", 200, b"1"),
        # A file is there, and the rule is not forced.
        ("/blog/articles/a/", 200, b"<p>A"),
        ("/blog/app/x/y", 200, b"<p>A"),
        ("/blog/gone", 410, b"<p>Not here"),
        ("/blog/lost", 404, b"<p>Not here"),
        ("/elsewhere", 404, b"<p>Not here"),
        ("/blogs/", 404, b"<p>Not here"),
        # A rule that leads to itself leads nowhere.
        ("/blog/loop/", 200, b"<p>Loop"),
    ],
)
def test_what_addresses_have(path: str, status: int, body: bytes) -> None:
    answer = ask(path)
    assert (answer.status, answer.body) == (status, body)


def test_what_only_a_host_can_do() -> None:
    answer = ask("/blog/else")
    assert answer.status == 502
    assert answer.body == b"the host would fetch http://else.example/; the preview does not\n"


def test_headers_that_hold_here() -> None:
    answer = ask("/blog/a.txt")
    assert answer.headers["X-Mine"] == "yes"
    assert answer.headers["Content-Type"] == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert not [name for name in answer.headers if name.startswith(("Access-Control", "Strict-Transport"))]
    shown = ask("/blog/", accept="text/html")
    assert shown.headers["Content-Security-Policy"] == (
        f"default-src 'none'; script-src {OWN}; style-src {OWN}; connect-src {OWN}"
    )
    assert shown.body.endswith(b"</script><p>Home")


def test_a_page_is_another_one_with_another_ribbon() -> None:
    plain, shown = ask("/blog/about"), ask("/blog/about", accept="text/html")
    assert plain.headers["ETag"] != shown.headers["ETag"]
    assert b"&quot;ribbon&quot;: &quot;Draft&quot;" in shown.body
    # The next state leaves the page as it is, and its tag.
    later = State(number=8, site=SITE)
    again = ask("/.goodword/page/blog/about", later, **{"if-none-match": shown.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert b"&quot;run-8&quot;" in ask("/blog/about", later, accept="text/html").body


def test_a_site_without_a_page_yet() -> None:
    from generator.base.problems import Place, Problem

    state = State(number=1, problems=(Problem(Place("content/site.yaml", 1, 2), "error", "It is wrong."),), good=False)
    assert ask("/", state).status == 503
    assert ask("/", state).body.decode() == (
        "There is no page to show yet: the content has problems.\ncontent/site.yaml:1:2: error: It is wrong.\n"
    )
    assert b"&quot;status&quot;: 503" in ask("/", state, accept="text/html").body


def test_the_event_stream_is_no_answer() -> None:
    router = Router(Held(State(number=7, site=SITE)), "run", LOOPBACK)
    assert isinstance(router.answer(Request(target="/.goodword/events", headers={"host": "localhost"})), Stream)


@pytest.mark.parametrize("target", ["/.goodword/events", "/%2egoodword/events", "/.%67oodword/page/blog/"])
def test_what_is_the_previews_own_is_shown_to_no_other_page_however_it_is_written(target: str) -> None:
    elsewhere: dict[str, Any] = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert ask(target, **elsewhere).status == 403
    assert ask("/blog/", **elsewhere).status == 200


def test_a_page_that_replaces_another() -> None:
    shown = ask("/.goodword/page/blog/?x=1")
    assert (shown.status, shown.body) == (200, ask("/blog/?x=1", accept="text/html").body)
    assert ask("/.goodword/page/.goodword/events").status == 404
