"""Feeds to write in tests, and the files that show how they are written.

`python -m tests.unit.feeds.samples` writes tests/cases/feeds/ anew; look at what `git diff` says then.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from generator.feeds import atom, jsonfeed, podcast, rss
from generator.feeds.base import Enclosure, EpisodeInfo, Feed, FeedItem, InReplyTo, Person, PodcastInfo
from generator.feeds.chapters import Chapter, chapters_json
from generator.feeds.opml import Subscription, SubscriptionList, write_opml
from tests.support import ROOT

CASES = ROOT / "tests" / "cases" / "feeds"
BASE = "https://example.org/blog"
HELSINKI = timezone(timedelta(hours=2))
ADA = Person(name="Ada Lovelace", url=f"{BASE}/authors/ada/")

ARTICLE = FeedItem(
    guid="tag:example.org,2026:site:article:give-first",
    url=f"{BASE}/articles/give-first/",
    title="Give first & ask later: the <em>order</em> matters",
    summary="Tom & Ada say: 1 < 2.",
    content='<p>Tom &amp; Ada say: 1 &lt; 2.</p>\n<p><a href="https://example.org/blog/tips/">Tips</a> ]]> “end”</p>',
    published=datetime(2026, 11, 2, 7, 30, tzinfo=HELSINKI),
    updated=datetime(2026, 11, 3, 8, 0, 0, 123456, tzinfo=UTC),
    authors=(ADA, Person(name="Bo")),
    tags=("Giving", "Q&A1"),
    image_url=f"{BASE}/images/give.webp",
    comments_url=f"{BASE}/articles/give-first/#comments",
    comments_feed_url=f"{BASE}/articles/give-first/comments.xml",
    comments_count=2,
)
TIP = FeedItem(
    guid=f"{BASE}/tips/small/one/",
    guid_is_permalink=True,
    url=f"{BASE}/tips/small/one/",
    summary="Thank someone today, by name, for one thing that helped you, and say what came of it.",
    published=datetime(2026, 10, 30, 12, 0, tzinfo=UTC),
)
ARTICLES = Feed(
    id="tag:example.org,2026:site",
    title="Good words & deeds",
    description="Networking for people who hate networking",
    home_url=f"{BASE}/",
    self_url=f"{BASE}/feed.xml",
    author=ADA,
    updated=datetime(2026, 11, 2, 7, 30, tzinfo=HELSINKI),
    image_url=f"{BASE}/logo.png",
    hub="https://hub.example.org/",
    items=(ARTICLE, TIP),
)
EPISODE = FeedItem(
    guid="tag:example.org,2026:site:episode:hello",
    url=f"{BASE}/episodes/hello/",
    title="Hello, neighbour",
    summary="A first talk.",
    content="<p>A first talk.</p>",
    published=datetime(2026, 9, 1, 6, 0, tzinfo=UTC),
    authors=(ADA,),
    enclosure=Enclosure(url=f"{BASE}/audio/hallo wörld.mp3", length=12345, media_type="audio/mpeg", duration=3725),
    episode=EpisodeInfo(
        season=1,
        episode=2,
        guests=(Person(name="Grace & Co", url="https://example.net/"), Person(name="Linus")),
        transcript_url=f"{BASE}/episodes/hello/transcript.html",
        chapters_url=f"{BASE}/episodes/hello/chapters.json",
        image_url=f"{BASE}/images/hello.jpg",
    ),
)
SHOW = Feed(
    id="tag:example.org,2026:site:podcast",
    title="The Good Word Show",
    description="One guest, one good turn",
    home_url=f"{BASE}/episodes/",
    self_url=f"{BASE}/podcast.xml",
    updated=datetime(2026, 9, 1, 6, 0, tzinfo=UTC),
    items=(EPISODE,),
    podcast=PodcastInfo(
        owner_name="Ada Lovelace",
        owner_email="show@example.org",
        author="Ada Lovelace",
        category="Business",
        subcategory="Careers",
        image_url=f"{BASE}/images/cover.jpg",
        guid=podcast.podcast_guid(f"{BASE}/podcast.xml"),
        funding_url=f"{BASE}/support/",
    ),
)
COMMENTS = Feed(
    id="tag:example.org,2026:site:comments:give-first",
    title="Comments on Give first",
    home_url=f"{BASE}/articles/give-first/#comments",
    self_url=f"{BASE}/articles/give-first/comments.xml",
    updated=datetime(2026, 11, 4, 9, 0, tzinfo=UTC),
    items=(
        FeedItem(
            guid="tag:example.org,2026:site:comment:c1",
            url=f"{BASE}/articles/give-first/#comment-c1",
            content="<p>It worked for me.</p>",
            published=datetime(2026, 11, 4, 9, 0, tzinfo=UTC),
            authors=(Person(name="Cleo"),),
            in_reply_to=InReplyTo(guid=ARTICLE.guid, url=ARTICLE.url),
        ),
    ),
)
LIST = SubscriptionList(
    title="Good words & deeds",
    owner="Ada Lovelace",
    home_url=f"{BASE}/",
    updated=datetime(2026, 11, 4, 9, 0, tzinfo=UTC),
    feeds=(
        Subscription(title="Articles & episodes", feed_url=f"{BASE}/feed.xml", home_url=f"{BASE}/"),
        Subscription(title="The <Show>", feed_url=f"{BASE}/podcast.xml", description="Weekly"),
    ),
)
CHAPTERS = (
    Chapter(start=61.5, title="Why giving works", url="https://example.org/why"),
    Chapter(start=0.0, title="Hello"),
)

# File name in tests/cases/feeds/: what writes it.
WRITTEN: dict[str, Callable[[], bytes]] = {
    "articles.rss.xml": lambda: rss.write(ARTICLES),
    "articles.atom.xml": lambda: atom.write(ARTICLES),
    "articles.json": lambda: jsonfeed.write(ARTICLES),
    "show.podcast.xml": lambda: podcast.write(SHOW),
    "show.atom.xml": lambda: atom.write(SHOW),
    "show.json": lambda: jsonfeed.write(SHOW),
    "comments.rss.xml": lambda: rss.write(COMMENTS),
    "feeds.opml": lambda: write_opml(LIST),
    "chapters.json": lambda: chapters_json(CHAPTERS, title="Hello, neighbour"),
}

if __name__ == "__main__":
    for file_name, written in WRITTEN.items():
        (CASES / file_name).write_bytes(written())
