"""Digest pages: which weeks have one, what is in it, and how they hang together."""

from pathlib import Path
from typing import Any

import feedparser
from lxml import html

from tests.growing import article
from tests.support import run_here, write_files

SITE = "title: T\nurl: https://site.example/under\ntimezone: America/Chicago\nid: 'tag:t,2026:x'\n"
LEAD = "---\ntitle: A lead\ndate: 2026-12-28\nemployer: E\nexpires: 2027-12-01\n---\nText.\n"


def parsed(path: Path) -> Any:
    """A page; lxml's types do not say what a path finds."""
    return html.parse(str(path))


def build(root: Path, now: str) -> set[str]:
    done = run_here("build", "--jobs", "1", "--now", now, root=root)
    assert done.code == 0, done.output
    return {path.parent.name for path in root.glob("site/digest/*/index.html")}


def site(root: Path) -> Path:
    write_files(
        root,
        {
            "content/site.yaml": SITE,
            # Sunday evening in Chicago, and Monday in Greenwich.
            "content/articles/last.md": article("Last", date="2027-01-03 22:30"),
            "content/articles/first.md": article("First", date="2027-01-04 00:00"),
            "content/articles/early.md": article("Early", date="2026-12-13"),
            "content/leads/a.md": LEAD,
            "content/tips/l.yaml": "title: L\nqueue: {start: 2026-12-30, every: day}\ntips:\n"
            "  - {id: x, text: Say thanks}\n  - {id: y, text: Say it again}\n  - {id: old, text: Undated once, date: 2020-02-02}\n",
            "content/pages/p.md": "---\ntitle: P\n---\nText.\n",
        },
    )
    return root


def test_a_week_has_its_page_when_it_is_over_in_the_zone_of_the_site(tmp_path: Path) -> None:
    root = site(tmp_path)
    old = {"2020-W05", "2026-W50"}
    assert build(root, "2027-01-04T05:59:59Z") == old
    assert build(root, "2027-01-04T06:00:00Z") == {*old, "2026-W53"}
    assert build(root, "2027-01-11T05:59:59Z") == {*old, "2026-W53"}
    assert build(root, "2027-01-11T06:00:00Z") == {*old, "2026-W53", "2027-W01"}
    # No page, no item and no link for the weeks between.
    feed = feedparser.parse((root / "site/digest/feed.xml").read_bytes())
    assert [one.id for one in feed.entries] == [
        f"tag:t,2026:x:digest:{name}" for name in ("2027-W01", "2026-W53", "2026-W50", "2020-W05")
    ]
    assert [one.published for one in feed.entries][:2] == [
        "Mon, 11 Jan 2027 06:00:00 +0000",
        "Mon, 04 Jan 2027 06:00:00 +0000",
    ]
    assert feed.entries[1].link == "https://site.example/under/digest/2026-W53/"


def test_it_shows_what_came_out_by_kind_with_the_weeks_beside_it(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root, "2027-01-12")
    page = parsed(root / "site/digest/2026-W53/index.html")
    assert page.xpath("string(//h1)") == "Week 53, 2026"
    assert page.xpath("string(//p[@class='deck'])") == "28 December 2026 to 3 January 2027"
    assert page.xpath("//main//h2/text()") == ["Articles", "Leads", "Tips"]
    assert page.xpath("//main//h3/a/text()") == ["Last", "A lead"]
    assert page.xpath("//main//li[contains(@class, 'row')]/a/text()") == ["Say thanks", "Say it again"]
    assert page.xpath("//nav[@aria-label='Other weeks']//a/@href") == [
        "/under/digest/2027-W01/",
        "/under/digest/2026-W50/",
    ]
    index = parsed(root / "site/digest/index.html")
    assert index.xpath("//main//li[@class='row']/a/@href") == [
        f"/under/digest/{name}/" for name in ("2027-W01", "2026-W53", "2026-W50", "2020-W05")
    ]


def test_it_is_in_the_sitemap_the_list_of_feeds_and_on_the_page_on_following(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root, "2027-01-12")
    listed = (root / "site/sitemap.xml").read_text()
    assert (
        "<loc>https://site.example/under/digest/2026-W53/</loc><lastmod>2027-01-04T06:00:00+00:00</lastmod>" in listed
    )
    for path in ("feeds.opml", "subscribe/index.html"):
        assert "https://site.example/under/digest/feed.xml" in (root / "site" / path).read_text()


def test_a_site_without_news_has_no_digest(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": SITE, "content/pages/p.md": "---\ntitle: P\n---\nText.\n"})
    assert build(tmp_path, "2027-01-12") == set()
    assert not (tmp_path / "site/digest").exists()
    assert not list((tmp_path / ".goodword/digest").glob("*.eml"))


def test_a_build_that_runs_by_itself_after_the_week_makes_it(tmp_path: Path) -> None:
    """The quick way knows that something changes then, and the digest that is built late is the same."""
    root, late = site(tmp_path / "a"), site(tmp_path / "b")
    for now in ("2027-01-04T05:00:00Z", "2027-01-04T06:00:00Z", "2027-01-05T06:00:00Z"):
        build(root, now)
    build(late, "2027-01-05T06:00:00Z")
    pages = [
        {path.relative_to(one): path.read_bytes() for path in one.glob("site/digest/**/*") if path.is_file()}
        for one in (root, late)
    ]
    assert pages[0] == pages[1]
    assert len(pages[0]) == 5
