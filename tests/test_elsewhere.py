"""What a site says of itself to other networks: nothing, unless it is told to."""

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from tests.conftest import Build, Project, Run
from tests.serving import serving

RECORD = "at://did:plc:abc123/site.standard.publication/3lwafz"
OWN = "at://did:plc:abc123/site.standard.document/3lxbga"
SITE = """\
title: A site
url: https://site.example
author: ann
authors:
  ann: {name: Ann, url: "https://ann.example/", profiles: ["https://social.example/@ann", "https://two.example/ann"], fediverse: "@Ann@Social.Example"}
  ben: {name: Ben, fediverse: https://other.example/@ben}
  cleo: {name: Cleo}
"""
FILES: dict[str, str | bytes] = {
    "content/articles/one.md": f"---\ntitle: One\ndate: 2026-01-01\nstandard_site: {OWN}\n---\nText.\n",
    "content/articles/two.md": "---\ntitle: Two\ndate: 2026-01-02\nauthors: [ben, cleo, ann]\n---\nText.\n",
    "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
}


def head(path: Path) -> dict[str, list[str]]:
    """What a page's head says to other networks."""
    page: Any = lxml.html.fromstring(path.read_bytes())
    found: dict[str, list[str]] = {}
    for one in page.xpath("//head/meta[@name] | //head/link[@rel]"):
        found.setdefault(one.get("name") or one.get("rel"), []).append(one.get("content") or one.get("href"))
    kept = ("fediverse:creator", "me", "site.standard.publication", "site.standard.document")
    return {name: found[name] for name in kept if name in found}


def test_pages_name_their_authors_accounts(project: Project, build: Build) -> None:
    out = build(project({"content/site.yaml": SITE + f"standard_site: {RECORD}\n", **FILES}))
    record = {"site.standard.publication": [RECORD]}
    assert head(out / "articles/one/index.html") == record | {
        "fediverse:creator": ["@Ann@social.example"],
        "site.standard.document": [OWN],
    }
    both = ["@ben@other.example", "@Ann@social.example"]
    assert head(out / "articles/two/index.html") == record | {"fediverse:creator": both}
    # Nobody signs a page.
    assert head(out / "about/index.html") == record
    me = ["https://ann.example/", "https://social.example/@ann", "https://two.example/ann"]
    for path in ("index.html", "authors/ann/index.html"):
        assert head(out / path) == record | {"fediverse:creator": ["@Ann@social.example"], "me": me}
    assert (out / ".well-known/site.standard.publication").read_text() == RECORD
    rules = (out / "_headers").read_text()
    assert re.search(r"/\.well-known/site\.standard\.publication\n  Content-Type: text/plain; charset=utf-8", rules)


def test_an_authors_page_is_a_card_with_all_their_places(project: Project, build: Build) -> None:
    out = build(project({"content/site.yaml": SITE, **FILES}))
    page: Any = lxml.html.fromstring((out / "authors/ann/index.html").read_bytes())
    (card,) = page.find_class("h-card")[:1]
    assert [one.text for one in card.find_class("p-name")] == ["Ann"]
    links = card.xpath(".//a[@rel='me']")
    assert [one.get("href") for one in links] == [
        "https://ann.example/", "https://social.example/@ann", "https://two.example/ann"
    ]  # fmt: skip
    assert all("u-url" in one.get("class") for one in links)


def test_nothing_is_said_by_itself(demo_site: Path) -> None:
    assert not (demo_site / ".well-known").exists()
    for path in demo_site.rglob("*.html"):
        assert not head(path).keys() - {"me"}, path
    assert b"well-known" not in (demo_site / "_headers").read_bytes()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (
            "standard_site",
            "at://ann.example/site.standard.publication/3k",
            "at://did:plc:abc/site.standard.publication",
        ),
        ("standard_site", "at://did:plc:abc/site.standard.document/3k", "at://did:plc:abc/site.standard.publication"),
        ("standard_site", "https://site.example/", "at://did:plc:abc/site.standard.publication"),
        ("authors", "{ann: {name: Ann, fediverse: ann}}", "@ann@social.example"),
        ("authors", "{ann: {name: Ann, fediverse: 'https://social.example/ann'}}", "@ann@social.example"),
        ("authors", "{ann: {name: Ann, profiles: [social.example]}}", "https://"),
    ],
)
def test_what_is_no_account_is_told(key: str, value: str, said: str, project: Project, run: Run) -> None:
    root = project({"content/site.yaml": f"title: A\nurl: https://site.example\n{key}: {value}\n"})
    result = run("build", root=root)
    assert result.code == 1
    assert said in result.output


def test_the_preview_serves_it_as_text(project: Project) -> None:
    root = project({"content/site.yaml": SITE + f"standard_site: {RECORD}\n", **FILES})
    with serving(root) as served:
        status, headers, body = served.get("/.well-known/site.standard.publication")
        assert (status, body.decode()) == (200, RECORD)
        assert headers["content-type"].startswith("text/plain")


def test_editors_know_the_keys(run: Run, project: Project) -> None:
    schema = json.loads(run("schema", "article", root=project()).out)
    assert "standard_site" in schema["properties"]
    assert re.fullmatch(schema["properties"]["standard_site"]["pattern"].strip("^$"), OWN)
