"""One address: what it answers, by HEAD or GET, through redirects, and what is never asked."""

import ssl
from collections.abc import Iterator

import pytest

from generator.web.ask import Answer, ask
from generator.web.client import open_client, trusted
from tests.other_site import SELF_SIGNED, OtherSite, Reply, other_site


@pytest.fixture(scope="module")
def trust() -> ssl.SSLContext:
    return trusted()


@pytest.fixture
def site() -> Iterator[OtherSite]:
    with other_site({}) as found:
        yield found


def answer(address: str, trust: ssl.SSLContext, *, allow_private: bool = True) -> Answer:
    with open_client("Goodword/1 (link check)", trust, allow_private=allow_private) as client:
        return ask(client, address)


@pytest.mark.parametrize(
    ("reply", "kind", "asked"),
    [
        (Reply(200), "good", ["HEAD"]),
        (Reply(204), "good", ["HEAD"]),
        (Reply(200, head=405), "good", ["HEAD", "GET"]),
        (Reply(200, head=404), "good", ["HEAD", "GET"]),
        (Reply(200, head=403), "good", ["HEAD", "GET"]),
        (Reply(200, head=501), "good", ["HEAD", "GET"]),
        (Reply(404), "gone", ["HEAD", "GET"]),
        (Reply(410), "gone", ["HEAD", "GET"]),
        (Reply(400), "gone", ["HEAD", "GET"]),
        (Reply(401), "unsure", ["HEAD", "GET"]),
        (Reply(403), "unsure", ["HEAD", "GET"]),
        (Reply(451), "unsure", ["HEAD", "GET"]),
        (Reply(999), "unsure", ["HEAD", "GET"]),
        (Reply(429), "unsure", ["HEAD"]),
        (Reply(500), "failed", ["HEAD", "GET"]),
        (Reply(503), "failed", ["HEAD", "GET"]),
    ],
)
def test_an_answer_is_told_by_its_number(
    reply: Reply, kind: str, asked: list[str], site: OtherSite, trust: ssl.SSLContext
) -> None:
    site.replies["/x"] = reply
    found = answer(f"{site.url}/x", trust)
    assert (found.kind, found.status) == (kind, reply.status)
    assert site.lines() == [f"{method} /x" for method in asked]


def test_a_site_is_told_who_asks_and_by_its_name(site: OtherSite, trust: ssl.SSLContext) -> None:
    answer(f"{site.url}/x?a=1", trust)
    (asked,) = site.asked
    assert asked.headers["User-Agent"] == "Goodword/1 (link check)"
    assert asked.headers["Host"] == site.url.removeprefix("http://")
    assert asked.path == "/x?a=1"


def test_what_moved_for_good_has_a_new_address(site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies.update(
        {
            "/a": Reply(301, "/b"),
            "/b": Reply(308, "c#part"),
            "/c": Reply(302, "/d"),
            "/e": Reply(302, "/b"),
        }
    )
    found = answer(f"{site.url}/a", trust)
    assert (found.kind, found.moved, found.last) == ("good", f"{site.url}/c", f"{site.url}/d")
    assert answer(f"{site.url}/e", trust).moved == ""


def test_a_redirect_to_what_is_gone_says_where(site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies.update({"/a": Reply(301, "/b"), "/b": Reply(404)})
    found = answer(f"{site.url}/a", trust)
    assert (found.kind, found.moved, found.last) == ("gone", "", f"{site.url}/b")


def test_redirects_without_end_are_left(site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies.update({"/a": Reply(302, "/b"), "/b": Reply(302, "/a")})
    assert answer(f"{site.url}/a", trust).kind == "loop"
    assert len(site.asked) == 2 + 2, "once by HEAD, once by GET"
    site.asked.clear()
    site.replies.update({f"/{number}": Reply(302, f"/{number + 1}") for number in range(50)})
    assert answer(f"{site.url}/0", trust).kind == "loop"
    assert len(site.asked) == 10 + 10


def test_who_has_to_have_a_cookie_is_sent_to_the_same_page_again(site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = [Reply(302, "/a", cookie="seen=1; Path=/"), Reply(200)]
    assert answer(f"{site.url}/a", trust).kind == "good"
    assert site.lines() == ["HEAD /a", "HEAD /a"]
    assert site.asked[1].headers["Cookie"] == "seen=1"
    site.replies["/b"] = Reply(302, "/b", cookie="seen=2; Path=/")
    assert answer(f"{site.url}/b", trust).kind == "loop"


def test_who_is_sent_around_by_head_only_is_asked_by_get(site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = Reply(200, "/a", head=302)
    assert answer(f"{site.url}/a", trust).kind == "good"
    assert site.lines() == ["HEAD /a", "GET /a"]


@pytest.mark.parametrize(
    ("sent", "asked"), [(b"/caf\xc3\xa9", "/caf%C3%A9"), (b"/caf\xe9", "/caf%E9"), (b"/caf%e9", "/caf%e9")]
)
def test_a_redirect_is_followed_byte_by_byte(sent: bytes, asked: str, site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = Reply(302, sent.decode("latin-1"))
    assert answer(f"{site.url}/a", trust).kind == "good"
    assert site.lines() == ["HEAD /a", f"HEAD {asked}"]


@pytest.mark.parametrize("target", ["mailto:a@b.example", "javascript:alert(1)", "file:///etc/passwd"])
def test_a_redirect_to_no_web_page_is_not_followed(target: str, site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = Reply(302, target)
    assert answer(f"{site.url}/a", trust).kind == "odd"


@pytest.mark.parametrize("target", ["http://[::1", "http://[x"])
def test_a_redirect_to_nonsense_is_a_fault_of_the_server(target: str, site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = Reply(302, target)
    assert answer(f"{site.url}/a", trust).kind == "failed"


def test_this_computer_is_asked_only_if_that_is_allowed(site: OtherSite, trust: ssl.SSLContext) -> None:
    for address in (site.url, site.url.replace("localhost", "127.0.0.1"), site.url.replace("localhost", "2130706433")):
        assert answer(address, trust, allow_private=False).kind == "private"
    assert site.asked == []


def test_what_is_not_reached_says_why(trust: ssl.SSLContext) -> None:
    with other_site({}) as closed:
        pass
    found = answer(f"{closed.url}/", trust)
    assert (found.kind, "refused" in found.detail) == ("unreachable", True)
    assert answer("https://nowhere.invalid/", trust).kind == "no-host"


@pytest.mark.parametrize("address", ["http://[::1", "http://localhost:99999/", "http:///x", "http://a b/", "https://"])
def test_what_is_no_address_is_told(address: str, trust: ssl.SSLContext) -> None:
    assert answer(address, trust).kind in {"odd", "no-host"}


def test_a_certificate_that_nobody_signed_is_told(trust: ssl.SSLContext) -> None:
    with other_site({}, tls=True) as site:
        found = answer(f"{site.url}/", trust)
        assert (found.kind, found.detail.replace("-", " ")) == ("tls", "self signed certificate")
        assert site.asked == []
        # Once it is believed, the name counts, and not the number that the connection went to.
        believed = trusted()
        believed.load_verify_locations(cafile=str(SELF_SIGNED))
        assert answer(f"{site.url}/", believed).kind == "good"
        other = answer(f"{site.url.replace('localhost', '127.0.0.1')}/", believed)
        assert (other.kind, "mismatch" in other.detail) == ("tls", True)


def test_a_server_without_encryption_is_no_secure_one(site: OtherSite, trust: ssl.SSLContext) -> None:
    assert answer(site.url.replace("http:", "https:"), trust).kind == "tls"


@pytest.mark.parametrize(("wait", "seconds"), [("7", 7), ("", 0), ("soon", 0), ("-5", 0), ("9" * 400, 0)])
def test_a_pause_is_read(wait: str, seconds: float, site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = Reply(429, wait=wait)
    found = answer(f"{site.url}/a", trust).wait
    assert found == seconds or found > 1e9


def test_a_pause_until_a_moment_is_read(site: OtherSite, trust: ssl.SSLContext) -> None:
    site.replies["/a"] = Reply(503, wait="Fri, 31 Dec 2100 23:59:59 GMT")
    assert answer(f"{site.url}/a", trust).wait > 1_000_000
    site.replies["/a"] = Reply(503, wait="Fri, 31 Dec 1999 23:59:59 GMT")
    assert answer(f"{site.url}/a", trust).wait == 0


def test_an_address_is_asked_for_as_it_is_written(site: OtherSite, trust: ssl.SSLContext) -> None:
    for path in ("/a%2Fb%20c?x=%26&y=a+b", "/a;b=1/@x/~y/(z)?", "/%C3%A4"):
        assert answer(f"{site.url}{path}", trust).kind == "good"
        assert site.asked[-1].path == path.rstrip("?") or site.asked[-1].path == path
    answer(f"{site.url}/ä b?ö=ü#part", trust)
    assert site.asked[-1].path == "/%C3%A4%20b?%C3%B6=%C3%BC"


def test_a_host_by_number_in_either_form(trust: ssl.SSLContext) -> None:
    for host in ("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"):
        assert answer(f"http://{host}:1/", trust).kind == "unreachable"
        assert answer(f"http://{host}:1/", trust, allow_private=False).kind == "private"
    assert answer("https://bücher.invalid/", trust).kind == "no-host"
