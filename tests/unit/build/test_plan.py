"""Plans: where old addresses lead, which addresses are taken, and what is published as it is."""

from pathlib import Path

import pytest

from generator.pages.jobs import Cleaned, Copy, Data
from tests.conftest import Build, Project, Run
from tests.incremental.spy import Site
from tests.unit.conftest import made


def test_an_old_address_leads_on(site: Site) -> None:
    shown = made(site, "/old/article/").view
    assert (shown.target, shown.absolute_target) == ("/articles/whole/", "https://large.example/articles/whole/")
    assert not site.plan.planned["/old/article/"].listed
    assert site.plan.planned["/old/article/"].source == "content/articles/full.md"


def test_old_addresses_with_a_query_are_for_a_script(site: Site, carded: Site) -> None:
    job = made(site, "/moved.json")
    assert isinstance(job, Data)
    assert b'"?page=article":"/articles/whole/"' in job.data
    assert b'"?page=article":"/blog/2026/10/whole/"' in made(carded, "/moved.json").data


def test_static_files_keep_their_names(site: Site) -> None:
    assert isinstance(made(site, "/list.txt"), Copy)
    cleaned = made(site, "/ann.jpg")
    assert isinstance(cleaned, Cleaned)
    assert cleaned.rendition.path == "ann.jpg"


def test_only_pages_to_be_found_are_in_the_sitemap(site: Site) -> None:
    sitemap = made(site, "/sitemap.xml").data.decode()
    assert "<loc>https://large.example/articles/whole/</loc><lastmod>2026-10-20T07:30:00+00:00</lastmod>" in sitemap
    for url in ("/old/article/", "/404.html", "/feed.xml", "/leads/lead-0/"):
        assert f"<loc>https://large.example{url}</loc>" not in sitemap
    assert "<loc>https://large.example/leads/lead-1/</loc>" in sitemap


def test_files_come_before_what_shows_them(site: Site) -> None:
    phases = {url: one.phase for url, one in site.plan.planned.items()}
    assert phases["/articles/whole/"] == phases["/old/article/"] == "pages"
    assert phases["/"] == phases["/articles/page/2/"] == phases["/tags/giving/"] == "listings"
    assert phases["/feed.xml"] == phases["/sitemap.xml"] == "feeds"
    assert phases["/list.txt"] == phases["/episodes/full/chapters.json"] == "assets"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"content/pages/archive.md": "---\ntitle: A\n---\n"}, 'the address "/archive/" is taken by the site itself'),
        (
            {"content/articles/b.md": "---\ntitle: B\ndate: 2026-01-02\nslug: a\n---\n"},
            "that of content/articles/a.md too",
        ),
        ({"content/static/articles/a/index.html": "x"}, 'the address "/articles/a/" is taken by'),
        ({"content/pages/c.md": "---\ntitle: C\naliases: [/articles/a/]\n---\n"}, "is taken by content/articles/a.md"),
        ({"content/pages/c.md": "---\ntitle: C\naliases: [/C/]\n---\n"}, "differs from the new one in capitals only"),
        ({"content/static/Archive/index.html": "x"}, 'differs from "/archive/" in capitals only'),
    ],
)
def test_an_address_is_taken_once(files: dict[str, str], told: str, project: Project, run: Run) -> None:
    root: Path = project({"content/articles/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n", **files})
    assert told in run("check", root=root).output


SETTINGS = """\
title: A
url: https://a.example/blog/
redirects:
  /feed/: /feed.xml
  /?feed=rss2: /feed.xml
  /rss.php: /feed.xml
  /old: /articles/one/#part
  /gone/: https://else.example/x?a=1&b=2
"""
ONE = "---\ntitle: One\ndate: 2026-01-01\n---\n\nWords.\n"


def test_redirects_of_the_settings_lead_on(project: Project, build: Build) -> None:
    output = build(project({"content/site.yaml": SETTINGS, "content/articles/one.md": ONE}))
    rules = (output / "_redirects").read_text().splitlines()
    assert "/blog/feed/ /blog/feed.xml 301" in rules
    assert "/blog/rss.php /blog/feed.xml 301" in rules
    assert "/blog/gone/ https://else.example/x?a=1&b=2 301" in rules
    assert "/blog/ feed=rss2 /blog/feed.xml 301!" in rules
    page = (output / "feed/index.html").read_text()
    assert 'content="0; url=/blog/feed.xml"' in page
    assert '<link rel="alternate" type="application/rss+xml" href="/blog/feed.xml">' in page
    assert "url=/blog/articles/one/#part" in (output / "old/index.html").read_text()
    assert 'rel="alternate"' not in (output / "old/index.html").read_text()
    assert "url=https://else.example/x?a=1&amp;b=2" in (output / "gone/index.html").read_text()
    assert not (output / "rss.php").exists()
    assert b'"?feed=rss2":"/blog/feed.xml"' in (output / "moved.json").read_bytes()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/articles/one/: /archive/", 'error: the old address "/articles/one/" is taken by content/articles/one.md'),
        ("/feed.xml: /atom.xml", 'error: the old address "/feed.xml" is taken by the site itself'),
        ("/x/: /nowhere/", 'warning: the redirect leads to "/nowhere/", where nothing is'),
        ("/x/*: /archive/", 'error: "/x/*" must be an old path of this site that begins with /'),
        ("x: /archive/", 'error: "x" must be an old path of this site that begins with /'),
        ("/x/: archive", 'error: "/x/" must be a path such as /about/, or a web address that begins with https://'),
    ],
)
def test_redirects_that_cannot_be_are_told(line: str, told: str, project: Project, run: Run) -> None:
    settings = f"title: A\nurl: https://a.example\nredirects:\n  {line}\n"
    root = project({"content/site.yaml": settings, "content/articles/one.md": ONE})
    result = run("build", root=root)
    assert "content/site.yaml:4:" in result.output
    assert told in result.output
