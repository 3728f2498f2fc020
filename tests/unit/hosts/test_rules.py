"""`_headers` and `_redirects`: paths written so that both hosts read them as they are meant."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.hosts.base import Deployment
from generator.hosts.cloudflare import HOST as CLOUDFLARE
from generator.hosts.rules import feed_patterns, headers, redirects
from tests.hosted import headers_of, matches, parse_headers, parse_redirects

RSS = "application/rss+xml"


def moved(*aliases: tuple[str, str], base: str = "") -> list[tuple[str, str]]:
    rules = parse_redirects(redirects(Deployment(aliases=aliases, base=base)).decode(), cloudflare=True)
    return [(rule.source, rule.target) for rule in rules]


@pytest.mark.parametrize(
    ("alias", "source"),
    [
        ("/a b", "/a%20b"),
        ("/é/日", "/%C3%A9/%E6%97%A5"),
        ("/a*", "/a%2A"),
        ("/:a/b", "/%3Aa/b"),
        ("/a%20b", "/a%2520b"),
        ("/x.html", "/x.html"),
        ("/a#b?c", "/a%23b%3Fc"),
        ('/"<>', "/%22%3C%3E"),
    ],
)
def test_old_path_is_written_as_a_plain_path(alias: str, source: str) -> None:
    assert moved((alias, "/new/")) == [(source, "/new/")]


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_path_gives_a_line_that_can_be_read_again(old: str, new: str) -> None:
    lines = moved(("/" + old, "/" + new))
    assert [(unquote(source), unquote(target)) for source, target in lines] in ([("/" + old, "/" + new)], [])
    assert all(matches(source, source) for source, _ in lines)


def test_redirect_to_itself_is_left_out() -> None:
    assert moved(("/a/", "/a/"), ("/a", "/a/")) == []


def test_first_of_two_aliases_counts_and_order_does_not_depend_on_the_content() -> None:
    assert moved(("/b", "/x/"), ("/a", "/y/"), ("/b", "/z/")) == [("/a", "/y/"), ("/b", "/x/")]


def test_path_of_the_site_stands_before_both_sides_but_not_before_an_address() -> None:
    assert moved(("/a", "/b/"), ("/c", "https://x.example/d"), base="/my blog") == [
        ("/my%20blog/a", "/my%20blog/b/"),
        ("/my%20blog/c", "https://x.example/d"),
    ]


def test_many_feeds_take_few_rules() -> None:
    feeds = tuple((f"/tags/t{number}/feed.xml", RSS) for number in range(5_000))
    site = Deployment(feeds=(*feeds, ("/feed.xml", RSS), ("/tips/feed.xml", RSS), ("/tips/a/feed.xml", RSS)))
    assert feed_patterns(site) == [("/:a/:b/feed.xml", RSS), ("/:a/feed.xml", RSS), ("/feed.xml", RSS)]
    rules = parse_headers(headers(site).decode())
    assert headers_of(rules, "/tags/t4999/feed.xml")["Content-Type"] == f"{RSS}; charset=utf-8"
    assert "Content-Type" not in headers_of(rules, "/tags/t4999/")
    assert not [use for use in CLOUDFLARE.limits(CLOUDFLARE.files(site)) if use.used > use.of]


def test_two_types_of_one_name_are_written_out() -> None:
    site = Deployment(feeds=(("/a/feed", RSS), ("/b/feed", "application/atom+xml")))
    assert feed_patterns(site) == [("/a/feed", RSS), ("/b/feed", "application/atom+xml")]


def test_transport_security_only_where_the_host_is_the_sites_alone() -> None:
    for site, sent in ((Deployment(), True), (Deployment(https=False), False), (Deployment(base="/blog"), False)):
        assert (b"Strict-Transport-Security" in headers(site)) is sent


@pytest.mark.parametrize(
    ("site", "what", "used", "of"),
    [
        (Deployment(aliases=tuple((f"/{n}", "/new/") for n in range(1001))), "aliases", 1001, 1000),
        (Deployment(aliases=(("/" + "é" * 400, "/new/"),)), "characters in a line of _redirects", 2412, 2000),
        (Deployment(policy="x" * 2000), "characters in a line of _headers", 2027, 2000),
        (Deployment(immutable=tuple(f"/{n}/" for n in range(100))), "rules in _headers", 101, 100),
        (Deployment(queries=(("?p=1", "/new/"), ("?p=2", "/new/"))), "aliases with a query", 2, 0),
    ],
)
def test_what_cloudflare_would_ignore_is_counted(site: Deployment, what: str, used: int, of: int) -> None:
    over = [use for use in CLOUDFLARE.limits(CLOUDFLARE.files(site)) if use.used > use.of]
    assert [(use.what, use.used, use.of) for use in over] == [(what, used, of)]


def test_thousand_aliases_are_within_its_limit() -> None:
    site = Deployment(aliases=tuple((f"/{n}", "/new/") for n in range(1000)))
    assert not [use for use in CLOUDFLARE.limits(CLOUDFLARE.files(site)) if use.used > use.of]
    assert len(redirects(site).splitlines()) <= 2000
