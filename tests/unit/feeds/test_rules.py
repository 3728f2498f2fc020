"""Rules of the formats that a golden file does not show, and the ways in which feedgen would break them."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec
import pytest
from lxml import etree

from generator.feeds import atom, jsonfeed, podcast, rss
from generator.feeds.base import EpisodeInfo, Feed, FeedItem, Person, PodcastInfo
from generator.feeds.chapters import Chapter, chapters_json
from tests.unit.feeds.samples import ARTICLE, ARTICLES, BASE, SHOW, TIP

ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


def feed_of(*items: FeedItem) -> Feed:
    return msgspec.structs.replace(ARTICLES, items=items)


def test_items_keep_their_order() -> None:
    feed = feed_of(*(FeedItem(guid=f"tag:x:{number}", title=str(number)) for number in range(5)))
    assert re.findall(rb"<title>(\d)</title>", rss.write(feed)) == [b"0", b"1", b"2", b"3", b"4"]
    assert re.findall(rb"<title>(\d)</title>", atom.write(feed)) == [b"0", b"1", b"2", b"3", b"4"]
    assert [item["title"] for item in json.loads(jsonfeed.write(feed))["items"]] == list("01234")


def test_the_channels_link_is_the_home_page_and_its_image_agrees() -> None:
    channel = etree.fromstring(rss.write(ARTICLES))[0]
    assert channel.findtext("link") == f"{BASE}/"
    assert channel.findtext("image/link") == channel.findtext("link")
    assert channel.findtext("image/title") == channel.findtext("title")


@pytest.mark.parametrize(("logo", "shown"), [("logo.svg", False), ("logo.webp", False), ("Logo.JPG", True)])
def test_rss_shows_only_images_it_allows(logo: str, shown: bool) -> None:
    feed = msgspec.structs.replace(ARTICLES, image_url=f"{BASE}/{logo}")
    assert (etree.fromstring(rss.write(feed))[0].find("image") is not None) is shown
    assert etree.fromstring(atom.write(feed)).findtext(f"{ATOM}logo") == f"{BASE}/{logo}"


def test_dates_have_the_right_weekday_and_are_in_utc() -> None:
    text = etree.fromstring(rss.write(ARTICLES))[0].findtext("item/pubDate")
    assert text == "Mon, 02 Nov 2026 05:30:00 +0000"
    assert parsedate_to_datetime(text) == ARTICLE.published


@pytest.mark.parametrize("write", [rss.write, atom.write, jsonfeed.write, podcast.write])
def test_no_date_is_ever_now(write: Callable[[Feed], bytes]) -> None:
    undated = msgspec.structs.replace(feed_of(FeedItem(guid="tag:x:1", title="Undated")), id="tag:x", updated=None)
    year = str(datetime.now(UTC).year).encode()
    assert year not in write(undated)
    assert b"lastBuildDate" not in write(undated)


def test_an_atom_entry_is_never_older_than_its_publication() -> None:
    item = msgspec.structs.replace(ARTICLE, updated=datetime(2020, 1, 1, tzinfo=UTC))
    entry = etree.fromstring(atom.write(feed_of(item))).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published") == "2026-11-02T05:30:00+00:00"


def test_atom_links_keep_rel_type_and_length() -> None:
    entry = etree.fromstring(atom.write(SHOW)).find(f"{ATOM}entry")
    assert entry is not None
    assert [dict(link.attrib) for link in entry.findall(f"{ATOM}link")] == [
        {"rel": "alternate", "type": "text/html", "href": f"{BASE}/episodes/hello/"},
        {
            "rel": "enclosure",
            "type": "audio/mpeg",
            "href": f"{BASE}/audio/hallo%20w%C3%B6rld.mp3",
            "length": "12345",
        },
    ]


def test_an_atom_feed_without_authors_names_the_site() -> None:
    feed = msgspec.structs.replace(feed_of(TIP), author=None)
    assert etree.fromstring(atom.write(feed)).findtext(f"{ATOM}author/{ATOM}name") == ARTICLES.title


def test_a_title_that_looks_like_html_is_marked_in_atom_and_others_stay_plain() -> None:
    items = [FeedItem(guid=f"tag:x:{title}", title=title) for title in ("A </b> c", "&amp; you", "R&D, 1 < 2")]
    titles = etree.fromstring(atom.write(feed_of(*items))).findall(f"{ATOM}entry/{ATOM}title")
    assert [(title.get("type"), title.text) for title in titles] == [
        ("html", "A &lt;/b&gt; c"),
        ("html", "&amp;amp; you"),
        (None, "R&D, 1 < 2"),
    ]


@pytest.mark.parametrize("write", [rss.write, atom.write, podcast.write])
def test_nothing_is_written_empty(write: Callable[[Feed], bytes]) -> None:
    bare = Feed(
        id="tag:x",
        title="Bare",
        home_url="https://example.org/",
        self_url="https://example.org/feed.xml",
        items=(FeedItem(guid="tag:x:1", title="\x00", tags=("", "\x00"), authors=(Person(name=""),)),),
        podcast=PodcastInfo(owner_name="No address", funding_text=""),
    )
    root = etree.fromstring(write(bare))
    empty = [node.tag for node in root.iter() if not len(node) and not node.text and not node.attrib]
    assert empty == []
    assert all(value for node in root.iter() for value in node.attrib.values())


def test_namespaces_are_declared_only_where_they_are_used() -> None:
    assert set(etree.fromstring(rss.write(feed_of(TIP))).nsmap) == {"atom", "content", "dc"}
    assert set(etree.fromstring(atom.write(feed_of(TIP))).nsmap) == {None}


def test_a_podcast_nests_its_category_and_says_true_or_false() -> None:
    show = msgspec.structs.replace(SHOW.podcast or PodcastInfo(), explicit=True, locked=False)
    clean, explicit = (
        msgspec.structs.replace(SHOW.items[0], guid=f"tag:x:{flag}", episode=EpisodeInfo(explicit=flag))
        for flag in (False, True)
    )
    feed = msgspec.structs.replace(SHOW, podcast=show, items=(clean, explicit))
    channel = etree.fromstring(podcast.write(feed))[0]
    category = channel.find(f"{ITUNES}category")
    assert category is not None
    assert [node.get("text") for node in category.iter()] == ["Business", "Careers"]
    assert [node.text for node in channel.iter(f"{ITUNES}explicit")] == ["true", "false", "true"]
    assert channel.findtext("{https://podcastindex.org/namespace/1.0}locked") == "no"
    assert channel.find(f"item/{ITUNES}season") is None


def test_the_podcast_guid_is_the_one_of_the_specification() -> None:
    # The example in the specification of podcast:guid.
    assert podcast.podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert podcast.podcast_guid("http://x.example/f/") == podcast.podcast_guid("https://x.example/f")


def test_json_feed_always_has_content() -> None:
    (item,) = json.loads(jsonfeed.write(feed_of(FeedItem(guid="tag:x:1", title="A < B"))))["items"]
    assert item["content_html"] == "A &lt; B"


def test_chapters_are_sorted_and_clean() -> None:
    written = json.loads(chapters_json([Chapter(start=9.25, title="b\x00"), Chapter(start=0, title="a")]))
    assert written == {
        "version": "1.2.0",
        "chapters": [{"startTime": 0, "title": "a"}, {"startTime": 9.25, "title": "b"}],
    }
