"""What people's feed readers make of the feeds: feedparser, podcastparser (gPodder), atoma and listparser."""

import io
import time
import warnings
from collections.abc import Callable
from datetime import timedelta

import atoma
import feedparser
import listparser
import podcastparser
import pytest

from generator.feeds import atom, jsonfeed, podcast, rss
from generator.feeds.base import Feed
from generator.feeds.opml import write_opml
from tests.unit.feeds.samples import ARTICLE, ARTICLES, BASE, COMMENTS, LIST, SHOW, TIP


def by_feedparser(document: bytes) -> "feedparser.FeedParserDict":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # feedparser's own
        parsed = feedparser.parse(document)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_feedparser_reads_articles(write: Callable[[Feed], bytes]) -> None:
    parsed = by_feedparser(write(ARTICLES))
    assert parsed.feed.title == "Good words & deeds"
    assert parsed.feed.link == f"{BASE}/"
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "self": f"{BASE}/feed.xml",
        "hub": "https://hub.example.org/",
        "alternate": f"{BASE}/",
    }
    article, tip = parsed.entries
    assert article.id == ARTICLE.guid
    assert article.link == ARTICLE.url
    assert [author.name for author in article.authors] == ["Ada Lovelace", "Bo"]
    assert [tag.term for tag in article.tags] == ["Giving", "Q&A1"]
    assert article.summary == "Tom &amp; Ada say: 1 &lt; 2."
    assert article.content[0].value == ARTICLE.content
    assert article.media_thumbnail == [{"url": f"{BASE}/images/give.webp"}]
    assert time.strftime("%F %T", article.published_parsed) == "2026-11-02 05:30:00"
    assert tip.link == tip.id == TIP.url


def test_feedparser_reads_what_belongs_to_comments() -> None:
    article = by_feedparser(rss.write(ARTICLES)).entries[0]
    assert article.comments == ARTICLE.comments_url
    assert article.wfw_commentrss == ARTICLE.comments_feed_url
    assert article.slash_comments == "2"
    (comment,) = by_feedparser(rss.write(COMMENTS)).entries
    assert comment.author == "Cleo"
    assert comment["thr_in-reply-to"]["ref"] == ARTICLE.guid


def test_feedparser_and_podcastparser_read_the_show() -> None:
    document = podcast.write(SHOW)
    (entry,) = by_feedparser(document).entries
    assert entry.enclosures[0].href == f"{BASE}/audio/hallo%20w%C3%B6rld.mp3"
    assert entry.itunes_duration == "1:02:05"
    assert entry.image.href == f"{BASE}/images/hello.jpg"
    show = podcastparser.parse(f"{BASE}/podcast.xml", io.BytesIO(document))
    assert show["title"] == "The Good Word Show"
    assert show["cover_url"] == f"{BASE}/images/cover.jpg"
    (episode,) = show["episodes"]
    assert episode["title"] == "Hello, neighbour"
    assert episode["total_time"] == 3725
    assert episode["published"] == SHOW.items[0].published.timestamp()  # type: ignore[union-attr]  # it has one
    assert episode["enclosures"] == [
        {"url": f"{BASE}/audio/hallo%20w%C3%B6rld.mp3", "file_size": 12345, "mime_type": "audio/mpeg"}
    ]
    assert (episode["season"], episode["number"], episode["type"]) == (1, 2, "full")
    assert episode["episode_art_url"] == f"{BASE}/images/hello.jpg"
    assert not episode["explicit"]


def test_atoma_reads_every_format() -> None:
    assert [item.guid for item in atoma.parse_rss_bytes(rss.write(ARTICLES)).items] == [ARTICLE.guid, TIP.guid]
    assert [entry.id_ for entry in atoma.parse_atom_bytes(atom.write(ARTICLES)).entries] == [ARTICLE.guid, TIP.guid]
    read = atoma.parse_json_feed_bytes(jsonfeed.write(SHOW))
    assert [(item.id_, item.attachments[0].duration) for item in read.items] == [
        (SHOW.items[0].guid, timedelta(seconds=3725))
    ]


def test_listparser_reads_the_list_of_feeds() -> None:
    read = listparser.parse(write_opml(LIST))
    assert not read.bozo
    assert [(feed.title, feed.url) for feed in read.feeds] == [
        ("Articles & episodes", f"{BASE}/feed.xml"),
        ("The <Show>", f"{BASE}/podcast.xml"),
    ]
