"""`goodword export`: everything of a site, for WordPress and for others, and back again."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.importers.body.shown import shown
from generator.markup.markdown import convert
from tests import wordpress
from tests.conftest import Build, Project, Run
from tests.small import photo, talk
from tests.support import NOW

SITE = """\
title: Ann & co
url: https://ann.example/blog
id: tag:ann.example,2020:site
timezone: America/Chicago
author: ann
authors:
  ann: {name: Ann Example, bio: Ann writes.}
  bea: {name: Bea Example}
menu:
  - {label: About, url: /about/}
  - {label: Elsewhere, url: "https://x.example/"}
redirects: {/group/: /about/}
"""
BODY = """\
First *words* with "quotes", a face :) and [gallery] in brackets, and ]]> too.

## A heading

- one
- two

| a | b |
|---|---|
| 1 | 2 |

```python
# [caption] :) [two](two.md)
x = 1 < 2
```

See [two](two.md#deep), [the page](../pages/about.md), [all](/archive/), [out](https://x.example/?a=1&b=2).
See `[two](two.md)`, [a file](notes.txt), [a tip](../tips/small.yaml#tip-one).

![A jar](jar.jpg)

https://www.youtube.com/watch?v=dQw4w9WgXcQ

A note.[^1]

[^1]: Below.
"""
FILES: dict[str, str | bytes] = {
    "content/site.yaml": SITE,
    "content/articles/one.md": '---\ntitle: "One & <only> \\"it\\""\ndate: 2026-01-02 03:04\nupdated: 2026-03-02\n'
    "id: https://old.example/?p=7&x=1\ntags: [Job search, Café]\nauthors: [bea, ann]\nsummary: Short & <sweet>.\n"
    "image: {src: jar.jpg, alt: A jar, credit: Bea, credit_url: 'https://bea.example/', license: CC BY 4.0}\n"
    "series: Beginnings\nask: And you?\naliases: [/2019/one/, '/?p=7']\nsyndicated: ['https://s.example/@ann/1']\nstandard_site: at://did:plc:abc/site.standard.document/3k\n---\n" + BODY,
    "content/articles/jar.jpg": photo(text="camera-secret"),
    "content/articles/notes.txt": "Notes.\n",
    "content/articles/two.md": "---\ntitle: Two\ndate: 2026-01-03\ncomments: closed\n---\n## Deep\n\nText.\n",
    "content/articles/hidden.md": "---\ntitle: Hidden\ndate: 2026-01-04\ndraft: true\n---\nhidden-secret\n",
    "content/articles/later.md": "---\ntitle: Later\ndate: 2030-01-04 10:00\n---\nLater text.\n",
    "content/articles/gone.md": "---\ntitle: Gone\ndate: 2026-01-05\nexpires: 2026-01-06\n---\nGone text.\n",
    "content/articles/日本.md": "---\ntitle: 日本\ndate: 2026-01-06\n---\nText {{ with }} braces.\n",
    "content/pages/about.md": "---\ntitle: About\n---\nAbout us.\n",
    "content/comments/one.yaml": "- {id: c2, author: Gus, date: 2026-01-04, body: 'I *think* so.', reply_to: c1, status: approved}\n"
    "- {id: c1, author: Eve, date: 2026-01-03, body: \"Two\\n\\nlines\", url: 'https://eve.example/', status: approved}\n"
    "- {id: c3, author: Ned, date: 2026-01-05, body: Waits.}\n- {id: c4, author: Bot, date: 2026-01-05, body: Buy., status: spam}\n"
    "- {id: c5, author: Hal, date: 2026-01-06, body: Rude-words., status: removed}\n- {id: c6, author: Ina, date: 2026-01-07, body: 'So?', reply_to: c5, status: approved}\n",
    "content/comments/pages/about.yaml": "- {id: p1, author: Gus, date: 2026-01-04, body: Yes., status: approved}\n",
    "content/mentions/one.yaml": "- {source: 'https://m.example/1', date: 2026-01-04, author: Mia, title: On one, kind: reply, status: approved}\n"
    "- {source: 'https://m.example/2', date: 2026-01-05, kind: like}\n",
    "content/tips/small.yaml": "title: Small\nqueue: {start: 2026-01-01, every: day}\ntips:\n"
    "  - {id: one, text: Say thanks., more: Because *it* works., source: {name: Bea}}\n  - {id: two, text: Write.}\n",
    "content/pitches/hello.md": "---\ntitle: Hello\nauthors: [bea]\ntemplate: I am {name}.\nslots: [{name: name, label: Your name, example: Ann}]\n---\nWhy.\n",
    "content/episodes/ep.md": "---\ntitle: Talk\ndate: 2026-01-08\naudio: {src: ep.mp3}\nguests: [{name: Gus}]\n---\nNotes.\n",
    "content/episodes/ep.mp3": talk(),
    "content/leads/job.md": "---\ntitle: A job\ndate: 2026-01-09\nemployer: The dairy\nexpires: 2026-01-20\nurl: https://dairy.example/jobs\n---\nWork.\n",
    "content/give-log.yaml": "title: Log\ngives:\n  - {id: g1, date: 2026-01-03, kind: tip, what: Told., outcome: outcome-secret}\n"
    "  - {id: g2, date: 2026-01-04, kind: lead, what: Passed on., outcome: Hired., outcome_consent: true, person: dana-secret}\n",
    "content/static/img/logo.jpg": photo(),
    "private/people.yaml": "gus: {name: Gus Private, email: gus-secret@x.example, consent: none}\ndana-secret: {name: Dana, role: a welder, consent: role}\n",
}  # fmt: skip


@pytest.fixture
def site(project: Project) -> Path:
    return project(FILES)


@pytest.fixture
def gone(site: Path, run: Run) -> Path:
    result = run("export", str(site.parent / "out"), "--now", NOW, root=site)
    assert result.code == 0, result.output
    return site.parent / "out"


def front(path: Path) -> tuple[dict[str, Any], str]:
    _, keys, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(keys), body.strip()


def test_wordpress_takes_all_of_it(gone: Path) -> None:
    found = wordpress.read(gone / "export.xml")
    by_title = {wordpress.text(one, "title"): one for one in found["items"]}
    one = by_title["One &amp; &lt;only&gt; &quot;it&quot;"]
    wp = wordpress.WP
    assert wordpress.text(one, "link") == "https://ann.example/blog/articles/one/"
    assert wordpress.text(one, "guid") == "https://old.example/?p=7&x=1"
    assert wordpress.text(one, f"{wp}post_date") == "2026-01-02 03:04:00"
    assert wordpress.text(one, f"{wp}post_date_gmt") == "2026-01-02 09:04:00"
    assert wordpress.text(one, f"{wp}post_modified_gmt") == "2026-03-02 06:00:00"
    assert wordpress.text(one, "{http://purl.org/dc/elements/1.1/}creator") == "bea"
    html = wordpress.text(one, "{http://purl.org/rss/1.0/modules/content/}encoded")
    for part in (
        'href="https://ann.example/blog/articles/two/#deep"',
        'href="https://ann.example/blog/about/"',
        'href="https://ann.example/blog/archive/"',
        'href="https://ann.example/blog/files/articles/notes.txt"',
        'href="https://ann.example/blog/tips/small/one/"',
        'src="https://ann.example/blog/images/jar.',
        "&#91;gallery]",
        "a face &#58;) and",
        "<p>https://www.youtube.com/watch?v=dQw4w9WgXcQ</p>",
        "]]&gt; too",
    ):
        assert part in html
    # WordPress makes a break of a line's end within a paragraph.
    assert all("\n" not in one for one in re.findall(r"<p>.*?</p>", html, re.DOTALL))
    statuses = {title: wordpress.text(item, f"{wp}status") for title, item in by_title.items()}
    assert statuses["Hidden"] == statuses["Gone"] == "draft"
    assert statuses["Later"] == "future"
    assert statuses["A job"] == statuses["Two"] == statuses["About"] == "publish"
    assert wordpress.text(by_title["Two"], f"{wp}comment_status") == "closed"
    assert wordpress.text(by_title["日本"], f"{wp}post_name") == "%e6%97%a5%e6%9c%ac"
    assert {one.get("nicename") for one in by_title["Talk"].findall("category")} == {"episodes"}


def test_it_comes_back_as_it_was(site: Path, gone: Path, project: Project, run: Run, build: Build) -> None:
    back = project(
        {"content/site.yaml": "title: B\nurl: https://ann.example/blog\ntimezone: America/Chicago\n"}, "back"
    )
    args = ("import", "wordpress", str(gone / "export.xml"), "--media", str(gone / "static"))
    result = run(*args, root=back)
    assert result.code == 0, result.output
    assert "Lost: nothing (0.00 %)." in result.output
    old, _ = front(site / "content/articles/one.md")
    new, body = front(back / "content/articles/one.md")
    for key in ("title", "id", "tags", "summary", "series", "ask", "syndicated", "standard_site"):
        assert new[key] == old[key]
    assert (new["date"], new["updated"]) == ("2026-01-02 03:04", "2026-03-02 00:00")
    assert new["authors"] == ["bea", "ann"]
    assert new["aliases"] == ["/2019/one/", "/?p=7"]
    assert new["image"] | {"src": ""} == old["image"] | {"src": ""}
    before, after = shown(convert(BODY).html), shown(convert(body).html)
    for part in ("words", "headings", "tables", "code"):
        assert getattr(before, part) == getattr(after, part), part
    assert len(before.links) == len(after.links)
    assert "two.md#deep" in body
    draft, _ = front(back / "content/articles/hidden.md")
    assert draft["draft"] is True
    said = {one["id"]: one for one in yaml.safe_load((back / "content/comments/one.yaml").read_text())}
    assert {name: one.get("status", "pending") for name, one in said.items()} == {
        "c1": "approved", "c2": "approved", "c3": "pending", "c4": "spam", "c5": "removed", "c6": "approved"
    }  # fmt: skip
    assert said["c6"]["reply_to"] == "c5"
    assert said["c2"]["reply_to"] == "c1"
    assert said["c2"]["body"] == "I *think* so."
    assert said["c1"]["body"].strip() == "Two\n\nlines"
    assert said["c1"]["url"] == "https://eve.example/"
    assert (back / "content/comments/pages/about.yaml").is_file()
    mentions = yaml.safe_load((back / "content/mentions/one.yaml").read_text())
    assert [(one["source"], one.get("kind"), one.get("status")) for one in mentions] == [
        ("https://m.example/1", "reply", "approved"), ("https://m.example/2", "like", None)
    ]  # fmt: skip
    assert mentions[0]["author"] == "Mia"
    assert "articles that were here already" in run(*args, root=back).output
    # The addresses are the old ones, and nothing that was hidden is out.
    second = build(back)
    for path in ("articles/one/index.html", "articles/two/index.html", "about/index.html", "articles/日本/index.html"):
        assert (second / path).is_file(), path
    for path in ("articles/hidden", "articles/later", "articles/gone"):
        assert not (second / path).exists()


def test_the_addresses_of_pictures_are_those_of_the_site(site: Path, gone: Path, build: Build) -> None:
    out = build(site)
    items = wordpress.read(gone / "export.xml")["items"]
    urls = {url for one in items if (url := wordpress.text(one, f"{wordpress.WP}attachment_url"))}
    assert len(urls) == 3
    for url in urls:
        path = url.removeprefix("https://ann.example/blog/")
        assert (out / path).read_bytes() == (gone / "static" / path).read_bytes()


def test_others_read_the_markdown(gone: Path) -> None:
    keys, body = front(gone / "content/articles/one.md")
    assert keys["title"] == 'One & <only> "it"'
    assert keys["date"].isoformat() == "2026-01-02T03:04:00-06:00"
    assert (keys["url"], keys["permalink"], keys["slug"]) == ("/articles/one/", "/articles/one/", "one")
    assert keys["authors"] == ["Bea Example", "Ann Example"]
    assert keys["image"]["path"].startswith("/blog/images/jar.")
    assert keys["aliases"] == keys["redirect_from"] == ["/2019/one/"]
    assert "[two](/blog/articles/two/#deep)" in body
    assert "[a file](/blog/files/articles/notes.txt)" in body
    assert "![A jar](/blog/images/jar." in body
    # Code is no link.
    assert "`[two](two.md)`" in body
    assert "# [caption] :) [two](two.md)" in body
    assert front(gone / "content/articles/hidden.md")[0]["draft"] is True
    assert front(gone / "content/articles/hidden.md")[0]["published"] is False
    assert front(gone / "content/articles/日本.md")[0]["render_with_liquid"] is False
    said = yaml.safe_load((gone / "data/comments/articles/one.yaml").read_text())
    assert [(one["id"], one["status"]) for one in said] == [
        ("c2", "approved"), ("c1", "approved"), ("c3", "pending"), ("c4", "spam"), ("c5", "removed"), ("c6", "approved")
    ]  # fmt: skip
    assert front(gone / "content/pitches/hello.md")[0]["template"] == "I am {name}."
    assert [one["id"] for one in yaml.safe_load((gone / "data/tips/small.yaml").read_text())["tips"]] == ["one", "two"]
    assert "/blog/files/articles/notes.txt".removeprefix("/blog/") in {
        path.relative_to(gone / "static").as_posix() for path in (gone / "static").rglob("*")
    }


def test_no_key_takes_the_place_of_another(gone: Path) -> None:
    keys, _ = front(gone / "content/leads/job.md")
    assert (keys["url"], keys["lead_url"]) == ("/leads/job/", "https://dairy.example/jobs")
    # Closed, it stays: Hugo takes away what has an expiryDate.
    assert keys["expires"].isoformat() == "2026-01-20T23:59:59-06:00"
    assert "expiryDate" not in keys
    assert front(gone / "content/articles/gone.md")[0]["expiryDate"].isoformat() == "2026-01-06T23:59:59-06:00"


def test_who_wrote_what_has_no_date_is_kept(gone: Path) -> None:
    assert front(gone / "content/pitches/hello.md")[0]["authors"] == ["Bea Example"]
    assert "authors" not in front(gone / "content/pages/about.md")[0]
    items = {wordpress.text(one, "title"): one for one in wordpress.read(gone / "export.xml")["items"]}
    assert wordpress.text(items["Hello"], "{http://purl.org/dc/elements/1.1/}creator") == "bea"


def test_what_was_removed_is_in_the_bin(gone: Path) -> None:
    one = next(
        one for one in wordpress.read(gone / "export.xml")["items"] if wordpress.text(one, "title").startswith("One")
    )
    wp = wordpress.WP
    by_author = {wordpress.text(said, f"{wp}comment_author"): said for said in one.findall(f"{wp}comment")}
    assert wordpress.text(by_author["Hal"], f"{wp}comment_approved") == "trash"
    assert wordpress.text(by_author["Ned"], f"{wp}comment_approved") == "0"


def test_what_is_private_stays_here(gone: Path) -> None:
    every = {path: path.read_bytes() for path in gone.rglob("*") if path.is_file()}
    assert b"Hired." in every[gone / "data/give-log.yaml"]
    for secret in (b"outcome-secret", b"Gus Private", b"gus-secret", b"dana-secret"):
        assert not [path for path, data in every.items() if secret in data]
    # The photograph tells where it was taken only in its original.
    telling = {path.relative_to(gone).as_posix() for path, data in every.items() if b"camera-secret" in data}
    assert telling == {"originals/articles/jar.jpg"}


def test_it_says_what_each_thing_became(site: Path, run: Run) -> None:
    result = run("export", str(site.parent / "out"), "--now", NOW, "--json", root=site)
    told = json.loads(result.out)
    became = {one["what"]: (one["count"], one["wordpress"]) for one in told["became"]}
    assert became["Articles"] == (6, "posts")
    assert became["Pages"] == (1, "pages")
    assert became["Episodes"] == (1, 'posts in the category "Episodes"')
    assert became["Leads"] == (1, 'posts in the category "Leads"')
    assert became["Pitches"] == became["Tips"] == became["Give-log"] == (1, "pages")
    assert became["comments"][0] == 7
    assert became["mentions"][0] == 2
    assert told["hidden"] == {"drafts": 2, "scheduled": 1, "waiting": 3}
    assert told["notes"] == []


def test_one_is_one_in_words(site: Path, run: Run) -> None:
    result = run("export", str(site.parent / "out"), "--now", NOW, root=site)
    assert result.code == 0
    for words in ("6 articles: ", "1 page: ", "1 lead: ", "1 tip library: ", "1 give-log: ", "1 redirect: "):
        assert f"\n{words}" in f"\n{result.out}"
    hidden = "2 drafts or expired texts, 1 text that is still to come, 3 comments and mentions that wait or are spam"
    assert f"in it all the same: {hidden}." in result.out
    assert hidden in (site.parent / "out/README.md").read_text()


def test_nothing_of_anybody_is_written_over(site: Path, run: Run) -> None:
    out = site.parent / "out"
    out.mkdir()
    assert run("export", str(out), root=site).code == 0
    (out / "README.md").read_text()
    # What an export wrote, the next one replaces.
    assert run("export", str(out), root=site).code == 0
    (out / "mine.txt").write_text("mine")
    result = run("export", str(out), root=site)
    assert result.code == 2
    assert "mine.txt" in result.output
    (out / "mine.txt").unlink()
    (out / "README.md").write_text("mine")
    assert run("export", str(out), root=site).code == 2
    assert (out / "README.md").read_text() == "mine"
    assert sorted(path.name for path in site.parent.iterdir()) == ["out", "project"]


@pytest.mark.parametrize(
    "folder", ["content", "content/out", "site", ".goodword/x", "private", ".", "..", "content/site.yaml"]
)
def test_the_site_itself_is_no_place_for_it(folder: str, site: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert run("export", str(site / folder), root=site).code == 2
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("articles/bad.md", "---\ntitel: x\n---\n", "titel"),
        ("comments/none.yaml", "- {id: n1, author: Eve, date: 2026-01-03, body: Hello.}\n", "none"),
        ("mentions/none.yaml", "- {source: 'https://m.example/3', date: 2026-01-04}\n", "none"),
        ("articles/same.md", "---\ntitle: Same\ndate: 2026-01-07\nslug: two\n---\nText.\n", "two"),
        ("pages/taken.md", "---\ntitle: Taken\nslug: archive\n---\nText.\n", "/archive/"),
        ("articles/named.md", "---\ntitle: Named\ndate: 2026-01-07\n---\nThanks, Gus Private.\n", "gus"),
        ("articles/led.md", "---\ntitle: Led\ndate: 2026-01-07\naliases: [/about/]\n---\nText.\n", "/about/"),
    ],
)
def test_errors_come_first(path: str, data: str, said: str, site: Path, run: Run) -> None:
    (site / "content" / path).write_text(data)
    result = run("export", str(site.parent / "out"), "--now", NOW, root=site)
    assert result.code == 1
    assert f"content/{path}" in result.output
    assert said in result.output
    assert "goodword check" in result.output
    # Nothing was written: not even beside it.
    assert [one.name for one in site.parent.iterdir()] == [site.name]
    assert not (site / ".goodword").exists()


def test_what_no_xml_can_hold_is_left_out(project: Project, run: Run) -> None:
    body = "a\ufffe b \U0001f642 ]]> &#8; c\n\n```\n\x0c\n```\n"
    root = project({"content/articles/a.md": f"---\ntitle: A ]]> B\ndate: 2026-01-01\n---\n{body}"})
    assert run("export", str(root.parent / "out"), root=root).code == 0
    found = wordpress.read(root.parent / "out/export.xml")
    assert wordpress.text(found["items"][0], "title") == "A ]]&gt; B"


#: What a text may have anywhere.
PIECES = (
    "[x](two.md)", "![p](jar.jpg)", "]]>", "<!--", "-->", "```\n", "`", "\n\n", '<a href="two.md">', "<img src=jar.jpg>",
    "</div>", "<pre>", "[^1]", "{: #a }", "&#0;", "\x0c", "\u2028", "\ud7ff", "<script>", "<table>", "> ", "{{x}}", "../",
    "<picture><source srcset='jar.jpg 2x'></picture>", "[1]: two.md\n", "![](data:image/png;base64,iVBORw0KGgo=)",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_no_text_gives_a_traceback_or_what_wordpress_refuses(seed: int, project: Project, run: Run) -> None:
    by = random.Random(seed)  # noqa: S311 - no secret
    changed = dict(FILES)
    for path, data in FILES.items():
        if isinstance(data, str) and path.endswith(".md"):
            text = list(data)
            start = data.rfind("---\n") + 4
            for _ in range(by.choice((1, 3, 10))):
                at = by.randrange(start, len(text) + 1)
                text[at:at] = by.choice(PIECES)
            changed[path] = "".join(text)
    root = project(changed)
    result = run("export", str(root.parent / "out"), "--now", NOW, root=root)
    assert result.code == 0, result.output
    wordpress.read(root.parent / "out/export.xml")
