"""`_headers` and `_redirects`, as Netlify and Cloudflare Pages say that they read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.serve.http.rules import Met, headers_for, redirect_for

HEADERS = b"""\
# All pages.
/*
  X-Frame-Options: DENY
  X-Many: one

/feeds/*
  Content-Type: application/xml; charset=utf-8
  X-Many: two

/:a/:b/feed.xml
  X-Deep: yes

/caf%C3%A9
  X-Cafe: yes

no path
  X-Lost: yes

/empty

/odd
  no colon
  Bad Name: x
  X-Fine:   spaces   around
  X-Bell: a\x07b
  X-Letter: \xc3\xa9
"""


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"X-Frame-Options": "DENY", "X-Many": "one"}),
        # Cloudflare joins the values of one name.
        (
            "/feeds/a.xml",
            {"X-Frame-Options": "DENY", "X-Many": "one, two", "Content-Type": "application/xml; charset=utf-8"},
        ),
        ("/x/y/feed.xml", {"X-Frame-Options": "DENY", "X-Many": "one", "X-Deep": "yes"}),
        ("/x/feed.xml", {"X-Frame-Options": "DENY", "X-Many": "one"}),
        ("/café", {"X-Frame-Options": "DENY", "X-Many": "one", "X-Cafe": "yes"}),
        ("/odd", {"X-Frame-Options": "DENY", "X-Many": "one", "X-Fine": "spaces   around"}),
    ],
)
def test_headers(path: str, headers: dict[str, str]) -> None:
    assert headers_for(HEADERS, path) == headers


@pytest.mark.parametrize(
    ("rule", "address", "met"),
    [
        ("/old /new", "/old", Met("/new", 301, False)),
        ("/old /new", "/old/", Met("/new", 301, False)),
        ("/old/ /new 302", "/old", Met("/new", 302, False)),
        ("/old /new 301!", "/old", Met("/new", 301, True)),
        ("/old /new", "/older", None),
        ("/old /new", "/old?a=1", Met("/new?a=1", 301, False)),
        ("/old /new#part", "/old?a=1", Met("/new?a=1#part", 301, False)),
        ("/old /new?b=2", "/old?a=1", Met("/new?b=2", 301, False)),
        ("/old https://else.example/x", "/old", Met("https://else.example/x", 301, False)),
        ("/ca%66%C3%A9 /new", "/café", Met("/new", 301, False)),
        ("/blog/* /:splat", "/blog/2026/a b", Met("/2026/a%20b", 301, False)),
        ("/blog/* /all/:splat", "/blog", Met("/all/", 301, False)),
        ("/blog/* /all/:splat", "/blogs", None),
        ("/:year/:slug /posts/:slug/", "/2026/a/", Met("/posts/a/", 301, False)),
        ("/* /index.html 200", "/any/thing", Met("/index.html", 200, False)),
        ("/:year/:slug /posts/:slug/:year/ 308", "/2026/a", Met("/posts/a/2026/", 308, False)),
        ("/:year/:slug /posts/:slug/", "/2026/a/b", None),
        ("/gone /404.html 404", "/gone", Met("/404.html", 404, False)),
        # The query, on Netlify.
        ("/ p=12 /articles/a/ 301!", "/?p=12", Met("/articles/a/", 301, True)),
        ("/ p=12 /articles/a/ 301!", "/?p=13", None),
        ("/ p=12 /articles/a/ 301!", "/", None),
        ("/find q=:words /search/:words", "/find?q=a b", Met("/search/a%20b", 301, False)),
        ("/a x=1 y=2 /b", "/a?y=2&x=1", Met("/b", 301, False)),
        # What is taken from the address does not become another host.
        ("/find q=:there /:there", "/find?q=/evil.example", Met("/evil.example", 301, False)),
        ("/find q=:there /:there", "/find?q=%5Cevil.example", Met("/%5Cevil.example", 301, False)),
        ("/go/* /:splat 302", "/go/evil.example/", Met("/evil.example/", 302, False)),
        # Comments, and what no host reads.
        ("# /old /new", "/old", None),
        ("/old /new 301 # moved", "/old", Met("/new", 301, False)),
        ("/old", "/old", None),
        ("/old new", "/old", None),
        ("/old /new 999", "/old", None),
        ("/old /new 302 Country=de", "/old", None),
        ("http://else.example/* https://here.example/:splat", "/", None),
    ],
)
def test_redirects(rule: str, address: str, met: Met | None) -> None:
    path, _, query = address.partition("?")
    assert redirect_for(rule.encode(), path, query) == met


def test_the_first_rule_counts() -> None:
    rules = b"/a/* /star/:splat\n/a/b /plain\n/c /plain 301!\n/c /second\n"
    assert redirect_for(rules, "/a/b", "") == Met("/star/b", 301, False)
    assert redirect_for(rules, "/c", "") == Met("/plain", 301, True)
    assert redirect_for(b"/a/b /plain\n/a/* /star/:splat\n", "/a/b", "") == Met("/plain", 301, False)


@given(st.binary(), st.text())
def test_whatever_stands_there(data: bytes, path: str) -> None:
    headers_for(data, "/" + path)
    redirect_for(data, "/" + path, path)
    redirect_for(b"/" + data + b" /x/:splat/:a\n", "/" + path, path)
