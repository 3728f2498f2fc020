"""The feeds of the whole demo site, as they are written to disk."""

import datetime as dt
import html
import io
import json
import re
import shutil
import warnings
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import atoma
import feedparser
import listparser
import lxml.html
import podcastparser
import pytest
import yaml
from lxml import etree

from tests.conftest import UNDER_PATH
from tests.small import photo
from tests.support import NOW, ROOT, run_apart, write_files

AT = dt.datetime.fromisoformat(NOW)
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = {"href", "src", "poster", "data", "action", "cite", "longdesc", "background", "formaction"}


@dataclass(frozen=True)
class Built:
    """An output folder with the address it was built for."""

    output: Path
    base: str

    def feeds(self) -> dict[str, bytes]:
        """Every feed, by its path."""
        files = [*self.output.rglob("*.xml"), *self.output.rglob("feed.json")]
        found = {file.relative_to(self.output).as_posix(): file.read_bytes() for file in sorted(files)}
        return {path: data for path, data in found.items() if not path.startswith("sitemap")}

    def file(self, url: str) -> Path:
        """The file that serves an address of the site."""
        path = unquote(urlsplit(url.removeprefix(self.base)).path)
        return self.output / (path + "index.html" if path.endswith("/") or not path else path)


@pytest.fixture(params=["root", "path"])
def built(request: pytest.FixtureRequest) -> Built:
    if request.param == "root":
        return Built(request.getfixturevalue("demo_site"), "https://goodword.example/")
    return Built(request.getfixturevalue("demo_under_path"), UNDER_PATH)


def guids(data: bytes) -> list[str]:
    """The permanent names of a feed's items, and of the feed itself where it has one."""
    if data.startswith(b"{"):
        return [item["id"] for item in json.loads(data)["items"]]
    tree = etree.fromstring(data)
    if tree.tag == f"{ATOM}feed":
        return [f"{node.text}" for node in tree.iter(f"{ATOM}id")]
    return [f"{node.text}" for node in tree.iter("guid")]


def contents(data: bytes) -> list[str]:
    """The HTML of a feed's items."""
    if data.startswith(b"{"):
        return [item["content_html"] for item in json.loads(data)["items"]]
    tree = etree.fromstring(data)
    nodes = [*tree.iter("{http://purl.org/rss/1.0/modules/content/}encoded"), *tree.iter(f"{ATOM}content")]
    return [node.text or "".join(etree.tostring(child, encoding="unicode") for child in node) for node in nodes]


def test_there_are_all_the_feeds_of_the_contract(built: Built) -> None:
    feeds = built.feeds()
    assert {
        "feed.xml",
        "atom.xml",
        "feed.json",
        "tips/feed.xml",
        "leads/feed.xml",
        "give-log/feed.xml",
        "give-log/atom.xml",
        "give-log/feed.json",
        "podcast.xml",
        "comments.xml",
    } <= feeds.keys()
    assert {f"authors/{name}/feed.xml" for name in ("marit", "desmond", "pilar")} <= feeds.keys()
    assert {f"tips/{path.stem}/feed.xml" for path in (ROOT / "content/tips").glob("*.yaml")} <= feeds.keys()
    discussed = {path.stem for path in (ROOT / "content/comments").glob("*.yaml")}
    assert {path.split("/")[1] for path in feeds if path.startswith("articles/")} == discussed


def test_readers_take_every_feed_without_complaint(built: Built) -> None:
    for path, data in built.feeds().items():
        if path.endswith(".json"):
            items = atoma.parse_json_feed_bytes(data).items
            assert items
            assert all(f"{item.url}".startswith(built.base) for item in items), path
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # feedparser's own
            parsed = feedparser.parse(data)
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert len(parsed.entries) == len(guids(data)) - path.endswith("atom.xml") > 0, path
        assert all(entry.link.startswith(built.base) for entry in parsed.entries), path
        (atoma.parse_atom_bytes if path.endswith("atom.xml") else atoma.parse_rss_bytes)(data)
    show = podcastparser.parse(f"{built.base}podcast.xml", io.BytesIO((built.output / "podcast.xml").read_bytes()))
    assert len(show["episodes"]) == len(list((ROOT / "content/episodes").glob("*.md")))
    assert all(episode["total_time"] > 0 and len(episode["enclosures"]) == 1 for episode in show["episodes"])


def test_no_guid_stands_twice_in_a_feed(built: Built) -> None:
    for path, data in built.feeds().items():
        found = guids(data)
        assert len(set(found)) == len(found), path


def test_no_address_in_a_text_is_relative(built: Built) -> None:
    seen = 0
    for path, data in built.feeds().items():
        for content in contents(data):
            for node in lxml.html.fragment_fromstring(content, create_parent=True).iter():
                values = [value for name, value in node.attrib.items() if name in ADDRESSES]
                values += [part.split()[0] for part in node.attrib.get("srcset", "").split(",") if part.strip()]
                seen += len(values)
                assert [value for value in values if not re.match(r"(?:https?://|mailto:|tel:)", value)] == [], path
    assert seen > 100


def test_every_address_of_the_site_in_a_feed_leads_to_a_file(built: Built) -> None:
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(built.base))
    for path, data in (built.feeds() | {"feeds.opml": (built.output / "feeds.opml").read_bytes()}).items():
        text = html.unescape(html.unescape(data.decode()))
        text = text.replace("\\/", "/").replace('\\"', '"')
        found = set(re.findall(rf"{re.escape(origin)}[^\s\"'<>,)\]]*", text))
        assert found
        for url in found:
            assert url == origin or url.startswith(built.base.rstrip("/")), (path, url)
            file = built.file(url)
            assert file.is_file(), (path, url)
            fragment = unquote(urlsplit(url).fragment)
            if fragment:
                assert f'id="{fragment}"' in file.read_text(), (path, url)


def test_every_enclosure_is_as_long_as_its_file(built: Built) -> None:
    seen = 0
    for path, data in built.feeds().items():
        enclosures: list[tuple[str, int]] = []
        if path.endswith(".json"):
            for item in json.loads(data)["items"]:
                enclosures += [(one["url"], one["size_in_bytes"]) for one in item.get("attachments", ())]
        else:
            tree = etree.fromstring(data)
            links = [node for node in tree.iter(f"{ATOM}link") if node.get("rel") == "enclosure"]
            enclosures += [
                (node.get("url") or node.get("href") or "", int(node.get("length") or 0))
                for node in (*tree.iter("enclosure"), *links)
            ]
        for url, length in enclosures:
            assert built.file(url).stat().st_size == length > 0, (path, url)
        seen += len(enclosures)
    assert seen >= 9


def test_no_date_is_after_the_build(built: Built) -> None:
    seen = 0
    for path, data in built.feeds().items():
        if path.endswith(".json"):
            moments = re.findall(r'"date_(?:published|modified)":\s*"([^"]+)"', data.decode())
            dates = [dt.datetime.fromisoformat(moment) for moment in moments]
        else:
            tree = etree.fromstring(data)
            dates = [
                parsedate_to_datetime(f"{node.text}")
                for name in ("lastBuildDate", "pubDate")
                for node in tree.iter(name)
            ]
            dates += [
                dt.datetime.fromisoformat(f"{node.text}")
                for name in ("updated", "published")
                for node in tree.iter(ATOM + name)
            ]
        seen += bool(dates)
        assert max(dates, default=AT) <= AT, path
    assert seen > 20


def test_every_feed_says_its_own_address_and_that_of_its_page(built: Built) -> None:
    for path, data in built.feeds().items():
        if path.endswith(".json"):
            feed = json.loads(data)
            own, home = feed["feed_url"], feed["home_page_url"]
        else:
            tree = etree.fromstring(data)
            top = tree if tree.tag == f"{ATOM}feed" else tree[0]
            own = next(node.get("href") for node in top.findall(f"{ATOM}link") if node.get("rel") == "self")
            homes = [node.get("href") for node in top.findall(f"{ATOM}link") if node.get("rel") == "alternate"]
            home = top.findtext("link") or homes[0]
        assert own == built.base + path
        assert home.startswith(built.base)
        assert built.file(home).is_file()


def test_the_list_of_feeds_names_only_feeds(built: Built) -> None:
    parsed = listparser.parse((built.output / "feeds.opml").read_bytes())
    assert not parsed.bozo
    named = {feed.url.removeprefix(built.base) for feed in parsed.feeds}
    assert named <= built.feeds().keys()
    # Of several formats the list has one; each feed is there in some format.
    folders = {path.rpartition("/")[0] for path in built.feeds()}
    assert {path.rpartition("/")[0] for path in named} == folders


def test_what_waits_for_approval_is_in_no_feed(built: Built) -> None:
    waiting = 0
    texts = [html.unescape(data.decode()) for data in built.feeds().values()]
    for path in (ROOT / "content/comments").glob("*.yaml"):
        for comment in yaml.safe_load(path.read_text()):
            if comment.get("status", "pending") != "approved":
                waiting += 1
                start = " ".join(comment["body"].split())[:30]
                assert not any(start in text for text in texts)
    assert waiting


# --- promise 4 ---


def test_renaming_redating_and_rehosting_change_no_guid(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    shutil.copytree(ROOT / "content", root / "content")
    for image in (root / "content").rglob("*.jpg"):
        # Small ones are soon encoded.
        image.write_bytes(photo())
    before = built_guids(root)
    again = built_guids(root, "--base-url", "https://moved.example/deep/er/")
    assert again == before
    renamed = move(root)
    after = built_guids(root, "--base-url", "https://moved.example/")
    assert len(renamed) > 15
    for path in (
        "feed.xml",
        "atom.xml",
        "feed.json",
        "podcast.xml",
        "leads/feed.xml",
        "comments.xml",
        "tips/feed.xml",
        "give-log/atom.xml",
    ):
        assert sorted(after[path]) == sorted(before[path]), path
    urls = (root / "site/feed.xml").read_text()
    assert all(slug in urls for slug in renamed if slug.startswith("moved-article"))


def built_guids(root: Path, *options: str) -> dict[str, list[str]]:
    result = run_apart("build", "--now", NOW, *options, root=root)
    assert result.code == 0, result.output
    return {path: guids(data) for path, data in Built(root / "site", "").feeds().items()}


def move(root: Path) -> list[str]:
    """Gives every Markdown file another name and another date. Comments and mentions go with their article."""
    renamed = []
    for number, path in enumerate(sorted((root / "content").rglob("*.md"))):
        kind = path.parent.name.removesuffix("s")
        slug = f"moved-{kind}-{number}"
        old = re.sub(r"^\d{4}-\d\d-\d\d-", "", path.stem)
        text = path.read_text()
        date = re.search(
            r"\d{4}-\d\d",
            path.name if old != path.stem else next(iter(re.findall(r"^date: .*", text, re.MULTILINE)), ""),
        )
        text = re.sub(r"^(?:date|slug|aliases|updated): .*\n", "", text, flags=re.MULTILINE)
        if date:
            text = text.replace("---\n", f"---\ndate: {date[0]}-{number % 9 + 11}\n", 1)
        path.unlink()
        write_files(path.parent, {f"{slug}.md": text})
        for folder in ("comments", "mentions"):
            beside = root / "content" / folder / f"{old}.yaml"
            if kind == "article" and beside.exists():
                beside.rename(beside.with_stem(slug))
        renamed.append(slug)
    return renamed
