"""Whatever people write, a feed can be parsed, and what was written comes back from it."""

import html
import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.feeds import atom, jsonfeed, podcast, rss
from generator.feeds.base import Enclosure, EpisodeInfo, Feed, FeedItem, InReplyTo, Person, PodcastInfo
from generator.feeds.chapters import Chapter, chapters_json
from generator.feeds.opml import Subscription, SubscriptionList, write_opml
from generator.feeds.tidy import clean

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

# With surrogates, which Hypothesis leaves out by default.
TEXTS = st.text(st.characters(codec=None, categories=None)) | st.sampled_from(
    ["]]>", "<![CDATA[x]]>", "&#0;", "&#x1F;", "<!--", "<?xml ?>", "</title>", "\x00", "\ud800", "a\r\nb", "\ufeff"]
)
ADDRESSES = TEXTS.map("https://example.org/{}".format)


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    person = Person(name=draw(TEXTS), url=draw(ADDRESSES))
    item = FeedItem(
        guid=draw(ADDRESSES),
        url=draw(ADDRESSES),
        title=draw(TEXTS),
        summary=draw(TEXTS),
        content=draw(TEXTS),
        authors=(person,),
        tags=(draw(TEXTS),),
        image_url=draw(ADDRESSES),
        comments_url=draw(ADDRESSES),
        comments_feed_url=draw(ADDRESSES),
        comments_count=draw(st.integers(0, 10**9)),
        in_reply_to=InReplyTo(guid=draw(ADDRESSES), url=draw(ADDRESSES)),
        enclosure=Enclosure(url=draw(ADDRESSES), length=draw(st.integers(0, 10**12)), media_type="audio/mpeg"),
        episode=EpisodeInfo(guests=(person,), transcript_url=draw(ADDRESSES), chapters_url=draw(ADDRESSES)),
    )
    return Feed(
        id="tag:example.org,2026:site",
        title="T" + draw(TEXTS),
        description=draw(TEXTS),
        home_url="https://example.org/",
        self_url="https://example.org/feed.xml",
        author=person,
        image_url=draw(ADDRESSES),
        hub=draw(ADDRESSES),
        items=(item,),
        podcast=PodcastInfo(owner_name=draw(TEXTS), owner_email=draw(TEXTS), author=draw(TEXTS), category=draw(TEXTS)),
    )


def kept(text: str) -> str:
    return clean(text).strip()


@given(feeds())
def test_rss_and_podcast_give_the_texts_back(feed: Feed) -> None:
    for write in (rss.write, podcast.write):
        channel = etree.fromstring(write(feed))[0]
        item, source = channel.find("item"), feed.items[0]
        assert item is not None
        assert channel.findtext("title") == kept(feed.title)
        # An item without any text shows its address, for it must show something.
        assert (item.findtext("title") or "") in (
            {kept(source.title)} if kept(source.title) else {"", item.findtext("link")}
        )
        if kept(source.summary):
            assert html.unescape(item.findtext("description") or "") == kept(source.summary)
            assert (item.findtext(CONTENT) or "") == clean(source.content)
        assert [node.text for node in item.findall("category")] == [kept(tag) for tag in source.tags if kept(tag)]
        assert [node.text for node in item.findall(CREATOR)] == [
            name for one in source.authors if (name := kept(one.name))
        ]


@given(feeds())
def test_atom_gives_the_texts_back(feed: Feed) -> None:
    root = etree.fromstring(atom.write(feed))
    entry, source = root.find(f"{ATOM}entry"), feed.items[0]
    assert entry is not None
    for node, text in ((root.find(f"{ATOM}title"), feed.title), (entry.find(f"{ATOM}title"), source.title)):
        assert node is not None
        assert node.text
        shown = html.unescape(node.text) if node.get("type") == "html" else node.text
        assert shown == kept(text) or not kept(text)
    if source.content.strip():
        assert entry.findtext(f"{ATOM}content") == clean(source.content) or not clean(source.content)


@given(feeds())
def test_json_feed_gives_the_texts_back(feed: Feed) -> None:
    document = json.loads(jsonfeed.write(feed))
    (item,), source = document["items"], feed.items[0]
    assert document["title"] == kept(feed.title)
    assert item.get("title", "") == kept(source.title)
    assert item.get("summary", "") == kept(source.summary)
    assert item["content_html"] == clean(source.content) or not clean(source.content)


@given(TEXTS, TEXTS, ADDRESSES)
def test_lists_and_chapters_give_the_texts_back(title: str, owner: str, address: str) -> None:
    feeds = (Subscription(title="F" + title, feed_url=address, description=owner),)
    root = etree.fromstring(write_opml(SubscriptionList(title="L" + title, owner=owner, feeds=feeds)))
    assert root.findtext("head/title") == kept("L" + title)
    outline = root.find("body/outline")
    assert outline is not None
    # An attribute's newlines and tabs come back as they are, for lxml writes them as references.
    assert outline.get("text") == kept("F" + title)
    written = json.loads(chapters_json([Chapter(start=1.5, title=title)]))
    assert written["chapters"][0]["title"] == kept(title)


@given(feeds())
def test_addresses_are_ascii_without_spaces(feed: Feed) -> None:
    item = json.loads(jsonfeed.write(msgspec.structs.replace(feed, title="T")))["items"][0]
    for address in (item["id"], item["url"], item["image"], item["attachments"][0]["url"]):
        assert address.isascii()
        assert not set(address) & set(' \n\t"<>\\^`{|}')
