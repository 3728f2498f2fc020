"""Texts, addresses and dates before a format sees them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from generator.feeds.base import Feed, FeedItem, Person
from generator.feeds.tidy import clean, headline, tidied, uri


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is — ünd 🎉\n\t", "as it is — ünd 🎉\n\t"),
        ("nul \x00, bell \x07, escape \x1b[1m", "nul , bell , escape [1m"),
        ("lone \ud800 surrogate, \ufffe and \uffff", "lone  surrogate,  and "),
        ("delete \x7f, next line \x85, ü", "delete , next line , ü"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_characters_that_break_a_feed_are_dropped(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a/?b=c&d=%20#e", "https://example.org/a/?b=c&d=%20#e"),
        ("tag:example.org,2026:site:tip:1", "tag:example.org,2026:site:tip:1"),
        ("https://example.org/grüße und mehr/", "https://example.org/gr%C3%BC%C3%9Fe%20und%20mehr/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ('https://example.org/<b>|^`{}"\\', "https://example.org/%3Cb%3E%7C%5E%60%7B%7D%22%5C"),
        ("  https://example.org/\x00\n", "https://example.org/"),
        ("https://" + "ä" * 80 + ".example/", "https://" + "%C3%A4" * 80 + ".example/"),
    ],
)
def test_addresses_become_uris(address: str, expected: str) -> None:
    assert uri(address) == expected


def test_the_whole_tree_of_a_feed_is_tidied() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    item = FeedItem(
        guid="https://example.org/ä",
        title=" a\x00b ",
        content="  kept\x00 ",
        tags=("x\x01y",),
        authors=(Person(name="A\x02", url="https://example.org/a b"),),
        published=datetime(2026, 1, 1, 2, 0, 0, 999, tzinfo=east),
    )
    feed = Feed(id="tag:x", title="t", home_url="https://example.org/", self_url="https://example.org/f", items=(item,))
    got = tidied(feed).items[0]
    assert (got.guid, got.title, got.content, got.tags) == ("https://example.org/%C3%A4", "ab", "  kept ", ("xy",))
    assert got.authors == (Person(name="A", url="https://example.org/a%20b"),)
    assert got.published == datetime(2025, 12, 31, 20, 30, tzinfo=UTC)
    assert got.published.tzinfo is UTC


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="published has no time zone"):
        tidied(FeedItem(guid="tag:x", published=datetime(2026, 1, 1)))  # noqa: DTZ001 (that is what is tried)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Short.", "Short."),
        ("over\n two\tlines", "over two lines"),
        ("word " * 30, "word " * 11 + "word…"),
        ("x" * 80, "x" * 60 + "…"),
    ],
)
def test_a_headline_is_one_line_of_whole_words(text: str, expected: str) -> None:
    assert headline(text) == expected
