"""`goodword mention send`: who is told, by which way, of what, and that nobody is told twice."""

import datetime as dt
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.web import visit
from tests.conftest import Project, Run
from tests.telling import Answer, Site, listening

HTML = ("Content-Type", "text/html")
NOW = dt.datetime.now(dt.UTC)
NEW, OLD = f"{NOW:%Y-%m-%d}", "2019-05-01"
SITE = "title: My blog\nurl: https://ann-writes.net/blog\nauthor: ann\nauthors: {ann: {name: Ann}}\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.web.visit.Visitor.__init__.__kwdefaults__", {"pause": 0.0})


@pytest.fixture
def site() -> Iterator[Site]:
    with listening() as found:
        yield found


def page(*headers: str, body: str = "", status: int = 200) -> Answer:
    return Answer(
        f"<!doctype html><html><body>{body}</body></html>", (*(("Link", one) for one in headers), HTML), status
    )


#: The public discovery cases of the webmention test suite: what a page announces, and where its endpoint is.
CASES: dict[int, tuple[Answer, str]] = {
    1: (page("</1/wm>; rel=webmention"), "/1/wm"),
    2: (page("<HOST/2/wm>; rel=webmention"), "/2/wm"),
    3: (page(body='<link rel="webmention" href="/3/wm">'), "/3/wm"),
    4: (page(body='<link rel="webmention" href="HOST/4/wm">'), "/4/wm"),
    5: (page(body='<a rel="webmention" href="/5/wm">webmention</a>'), "/5/wm"),
    6: (page(body='<a rel="webmention" href="HOST/6/wm">webmention</a>'), "/6/wm"),
    7: (Answer("", (("LinK", "<HOST/7/wm>; rel=webmention"), HTML)), "/7/wm"),
    8: (page('<HOST/8/wm>; rel="webmention"'), "/8/wm"),
    9: (page(body='<link rel="webmention somethingelse" href="HOST/9/wm">'), "/9/wm"),
    10: (page('<HOST/10/wm>; rel="somethingelse webmention"'), "/10/wm"),
    11: (
        page(
            "<HOST/11/wm>; rel=webmention",
            body='<link rel="webmention" href="/11/no"><a rel="webmention" href="/11/no2">x</a>',
        ),
        "/11/wm",
    ),
    12: (
        page(body='<link rel="not-webmention" href="/12/no"><a href="/12/wm" rel="webmention">x</a>'),
        "/12/wm",
    ),
    13: (
        page(body='<!-- <a href="/13/no" rel="webmention"></a> --><a href="/13/wm" rel="webmention">x</a>'),
        "/13/wm",
    ),
    14: (
        page(
            body="<code>&lt;a href=&quot;/14/no&quot; rel=&quot;webmention&quot;&gt;&lt;/a&gt;</code>"
            '<a href="/14/wm" rel="webmention">x</a>'
        ),
        "/14/wm",
    ),
    15: (page(body='<link rel="webmention" href="">'), "/15"),
    16: (
        page(body='<a href="/16/wm" rel="webmention">x</a><link rel="webmention" href="/16/no">'),
        "/16/wm",
    ),
    17: (
        page(body='<link rel="webmention" href="/17/wm"><a href="/17/no" rel="webmention">x</a>'),
        "/17/wm",
    ),
    18: (page('</18/no>; rel="other"', '<HOST/18/wm>; rel="webmention"'), "/18/wm"),
    19: (page('</19/no>; rel="other", <HOST/19/wm>; rel="webmention"'), "/19/wm"),
    20: (page(body='<link rel="webmention"><a href="/20/wm" rel="webmention">x</a>'), "/20/wm"),
    21: (page(body='<link rel="webmention" href="/21/wm?query=yes">'), "/21/wm?query=yes"),
    22: (page(body='<link rel="webmention" href="22/wm">'), "/22/wm"),
    23: (Answer("", (("Location", "/23/moved/page"),), 302), "/23/moved/wm"),
}


def article(*links: str, date: str = NEW, keys: str = "", words: str = "Read") -> str:
    text = "\n\n".join(f"{words} [this]({one})." for one in links) or words
    return f"---\ntitle: On jars\ndate: {date}\nsummary: About jars.\n{keys}---\n\n{text}\n"


def told(run: Run, root: Path, *options: str, private: bool = True) -> list[tuple[str, str, str]]:
    """The target, why and state of all that came of it, after a build."""
    built = run("build", root=root)
    assert built.code == 0, built.output
    result = run("mention", "send", "--json", *(["--allow-private"] if private else []), *options, root=root)
    assert (result.code, result.err) == (0, "")
    return [(one["target"], one["why"], one["state"]) for one in json.loads(result.out)["links"]]


def contents(root: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in (root / "content").rglob("*") if one.is_file()}


def test_the_23_public_cases_of_discovery(project: Project, run: Run, site: Site) -> None:
    for number, (answer, endpoint) in CASES.items():
        site.pages[f"/{number}"] = answer
        site.takes[endpoint] = Answer(status=202)
    site.pages["/23/moved/page"] = page(body='<link rel="webmention" href="wm">')
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(*(f"{site.url}/{n}" for n in CASES))})
    before = contents(root)
    assert [one[1:] for one in told(run, root)] == [("new", "sent")] * 23
    source = "https://ann-writes.net/blog/articles/a/"
    assert site.forms() == sorted((end, source, f"{site.url}/{n}") for n, (_, end) in CASES.items())
    assert {one.type for one in site.sent} == {"application/x-www-form-urlencoded"}
    site.asked.clear()
    site.sent.clear()
    assert told(run, root) == []
    assert (site.asked, site.sent) == ([], [])
    assert run("mention", "send", root=root).out == "Nothing is new: nobody was asked.\n"
    assert contents(root) == before
    assert list((root / ".goodword" / "mentions").iterdir())


def test_changes_and_deletions_are_told_once(project: Project, run: Run, site: Site) -> None:
    site.pages.update({"/a": page("</wm>; rel=webmention"), "/b": page("</wm>; rel=webmention")})
    site.takes["/wm"] = Answer(status=201, headers=(("Location", "/status/1"),))
    a, b = f"{site.url}/a#part", f"{site.url}/b"
    file = "content/articles/a.md"
    root = project({"content/site.yaml": SITE, file: article(a, b)})
    assert told(run, root) == [(a, "new", "sent"), (b, "new", "sent")]
    project({file: article(a, b, words="Do read")})
    assert told(run, root) == [(a, "changed", "sent"), (b, "changed", "sent")]
    project({file: article(a, words="Do read")})
    assert told(run, root) == [(a, "changed", "sent"), (b, "gone", "sent")]
    assert told(run, root) == []
    project({file: article(a, words="Do read", keys="draft: true\n")})
    # Not built without it yet: the receiver would still find the page.
    assert "not built as it is now" in run("mention", "send", root=root).out
    assert told(run, root) == [(a, "gone", "sent")]
    assert told(run, root) == []
    source = "https://ann-writes.net/blog/articles/a/"
    assert [one.form for one in site.sent[-1:]] == [{"source": source, "target": a}]
    assert len(site.sent) == 7
    project({file: article(a)})
    assert told(run, root) == [(a, "new", "sent")]
    ledger = (root / ".goodword/mentions/sent.jsonl").read_text()
    assert f"{site.url}/status/1" in ledger


def test_only_what_is_out_and_links_of_texts(project: Project, run: Run, site: Site) -> None:
    u = site.url
    later = f"{NOW + dt.timedelta(days=90):%Y-%m-%d}"
    root = project(
        {
            "content/site.yaml": f"{SITE}menu: [{{label: M, url: {u}/menu}}]\n",
            "content/articles/a.md": article(
                f"{u}/out",
                "https://ann-writes.net/blog/articles/b/",
                "https://ann-writes.net/blog",
                "mailto:a@b.example",
            )
            + f"\n![p]({u}/picture.png)\n\n`{u}/code`\n",
            "content/articles/draft.md": article(f"{u}/draft", keys="draft: true\n"),
            "content/articles/later.md": article(f"{u}/later", date=later),
            "content/comments/a.yaml": f"- {{id: c1, author: Gus, date: 2026-01-01, body: '{u}/said', status: approved}}\n",
        }
    )
    assert told(run, root, "--all") == [(f"{u}/out", "new", "none")]
    assert site.asked == ["/out"]
    # A page that nobody listens at is not asked again.
    assert told(run, root) == []


def test_a_large_old_site_tells_nobody_of_its_past(project: Project, run: Run, site: Site) -> None:
    for name in ("old", "older", "added", "new"):
        site.pages[f"/{name}"] = page("</wm>; rel=webmention")
    site.takes["/wm"] = Answer(status=202)
    u = site.url
    root = project(
        {
            "content/site.yaml": SITE,
            "content/articles/old.md": article(f"{u}/old", date="2020-01-01"),
            "content/articles/older.md": article(f"{u}/older", date=OLD),
            "content/articles/new.md": article(f"{u}/new"),
            "content/pages/about.md": f"---\ntitle: About\n---\n\n[x]({u}/about)\n",
        }
    )
    assert run("build", root=root).code == 0
    dry = run("mention", "send", "--dry-run", root=root)
    assert dry.out == (
        f"/articles/new/ -> {u}/new: would tell\n"
        "3 links of 3 older pages (over 30 days) left alone. To tell these too: --since DATE, or --all\n"
        "1 link to 1 site would be looked at. Nobody was asked.\n"
    )
    assert site.asked == []
    assert not (root / ".goodword/mentions").exists()
    assert told(run, root) == [(f"{u}/new", "new", "sent")]
    # A link that is added to an old page is news, the others in it are not.
    project({"content/articles/older.md": article(f"{u}/older", f"{u}/added", date=OLD)})
    assert told(run, root) == [(f"{u}/added", "new", "sent")]
    assert told(run, root, "--since", "2020-01-01") == [(f"{u}/old", "new", "sent")]
    # What moves in later is as old as it says.
    project({"content/articles/moved.md": article(f"{u}/moved", date=OLD)})
    assert told(run, root) == []
    assert {one[0] for one in told(run, root, "--all")} == {f"{u}/older", f"{u}/moved", f"{u}/about"}


def test_what_fails_is_remembered_for_another_time(project: Project, run: Run, site: Site) -> None:
    site.pages.update({"/a": page("</wm>; rel=webmention"), "/b": page("</no>; rel=webmention")})
    site.takes.update({"/wm": Answer(status=429, headers=(("Retry-After", "3600"),)), "/no": Answer(status=400)})
    a, b = f"{site.url}/a", f"{site.url.replace('localhost', '127.0.0.1')}/b"
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(a, b)})
    assert sorted(told(run, root)) == sorted([(a, "new", "later"), (b, "new", "refused")])
    site.asked.clear()
    result = run("mention", "send", "--allow-private", root=root)
    assert "1 link could not be told before; the time to try again has not come." in result.out
    assert site.asked == []
    site.takes["/wm"] = Answer(status=200)
    ledger = root / ".goodword/mentions/sent.jsonl"
    (after,) = {int(one) for one in re.findall(r'"after":(\d+)', ledger.read_text())}
    assert 3500 < after - time.time() <= 3601
    # The hour is over.
    ledger.write_text(ledger.read_text().replace(f'"after":{after}', f'"after":{after - 3700}'))
    assert told(run, root) == [(a, "new", "sent")]


@pytest.mark.parametrize("wait", ["120", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_host_that_asks_for_a_pause_is_left_alone(project: Project, run: Run, site: Site, wait: str) -> None:
    site.pages["/1"] = Answer(status=503, headers=(("Retry-After", wait),))
    root = project(
        {"content/site.yaml": SITE, "content/articles/a.md": article(*(f"{site.url}/{n}" for n in range(1, 6)))}
    )
    assert [one[2] for one in told(run, root)] == ["later"] * 5
    assert site.asked == ["/1"]


def test_private_networks_are_asked_only_if_allowed(project: Project, run: Run, site: Site) -> None:
    site.pages["/a"] = page("</wm>; rel=webmention")
    site.takes["/wm"] = Answer(status=202)
    links = (f"{site.url}/a", site.url.replace("localhost", "127.0.0.1") + "/a", "http://[::1]/a", "http://10.1.2.3/")
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(*links)})
    assert {one[2] for one in told(run, root, private=False)} == {"private"}
    assert (site.asked, site.sent) == ([], [])
    assert told(run, root, private=False) == []
    project({"content/articles/a.md": article(*links[:2])})
    assert {one[2] for one in told(run, root)} == {"sent"}


def test_trackback_where_an_old_blog_has_only_that(project: Project, run: Run, site: Site) -> None:
    rdf = (
        "<!--\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
        '<rdf:Description rdf:about="HOST/{0}" dc:identifier="HOST/{0}" dc:title="On &gt; &amp; jars"\n'
        '  trackback:ping="HOST/tb?tb_id={1}&amp;x=1" />\n</rdf:RDF>\n-->'
    )
    site.pages.update(
        {
            "/post": page(body=rdf.format("other", 1) + rdf.format("post", 2)),
            "/full": page(body=rdf.format("full", 3)),
            "/both": page("</wm>; rel=webmention", body=rdf.format("both", 4)),
        }
    )
    xml = '<?xml version="1.0" encoding="utf-8"?><response><error>{}</error>{}</response>'
    site.takes.update(
        {
            "/tb?tb_id=2&x=1": Answer(xml.format(0, ""), (("Content-Type", "text/xml"),)),
            "/tb?tb_id=3&x=1": Answer(xml.format(1, "<message>We already have &lt;it&gt;</message>")),
            "/wm": Answer(status=202),
        }
    )
    file = "content/articles/a.md"
    root = project({"content/site.yaml": SITE, file: article(*(f"{site.url}/{n}" for n in ("post", "full", "both")))})
    assert run("build", root=root).code == 0
    result = run("mention", "send", "--allow-private", root=root)
    assert f"-> {site.url}/post: told by TrackBack (200)\n" in result.out
    assert f"-> {site.url}/full: refused: We already have <it>\n" in result.out
    forms = {one.path: one.form for one in site.sent}
    assert forms["/tb?tb_id=2&x=1"] == {
        "url": "https://ann-writes.net/blog/articles/a/",
        "title": "On jars",
        "excerpt": "About jars.",
        "blog_name": "My blog",
    }
    assert set(forms) == {"/tb?tb_id=2&x=1", "/tb?tb_id=3&x=1", "/wm"}
    # It knows of no changes: only the webmention is sent again.
    site.sent.clear()
    project({file: article(f"{site.url}/both", f"{site.url}/post", words="Changed")})
    assert told(run, root) == [(f"{site.url}/both", "changed", "sent")]


def test_without_an_address_or_a_build_nobody_is_told(project: Project, run: Run, site: Site) -> None:
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(f"{site.url}/a")})
    result = run("mention", "send", "--allow-private", root=root)
    assert result.code == 0
    assert "/articles/a/: not built as it is now, so left out." in result.out
    project({"content/site.yaml": "title: T\nurl: https://example.com\n"})
    assert run("mention", "send", root=root).code == 1
    project({"content/articles/b.md": "---\ntitel: x\n---\n"})
    assert run("mention", "send", root=root).code == 1
    assert run("mention", "send", "--since", "x", root=root).code == 2
    assert site.asked == []


def test_pages_are_read_up_to_a_size_and_redirects_followed_up_to_a_number(
    project: Project, run: Run, site: Site
) -> None:
    site.pages["/large"] = page(body="x" * (visit.LARGEST + 10) + '<a rel="webmention" href="/wm">x</a>')
    site.pages["/loop"] = Answer(status=302, headers=(("Location", "/loop"),))
    site.pages["/out"] = Answer(status=302, headers=(("Location", "file:///etc/passwd"),))
    links = [f"{site.url}/{n}" for n in ("large", "loop", "out")]
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(*links)})
    assert [one[2] for one in told(run, root)] == ["none"] * 3
    assert site.asked.count("/loop") < 10


def test_a_page_with_a_new_address_and_a_damaged_ledger(project: Project, run: Run, site: Site) -> None:
    site.pages["/a"] = page("</wm>; rel=webmention")
    site.takes["/wm"] = Answer(status=202)
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(f"{site.url}/a")})
    assert told(run, root) == [(f"{site.url}/a", "new", "sent")]
    # Its old address leads to the new one, so the receiver has nothing to learn.
    project({"content/articles/a.md": article(f"{site.url}/a", keys="slug: b\naliases: [/articles/a/]\n")})
    assert told(run, root) == []
    assert told(run, root) == []
    # As after a loss of power in the middle of a line.
    ledger = root / ".goodword/mentions/sent.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-30] + b'{"path": "\xff')
    assert told(run, root) == []
    ledger.write_bytes(b"\0\xff not a ledger\n[]\n{}\n")
    assert told(run, root) == [(f"{site.url}/a", "new", "sent")]


def test_words_of_the_command(project: Project, run: Run, site: Site) -> None:
    site.pages.update({"/a": page("</wm>; rel=webmention"), "/none": page()})
    site.takes["/wm"] = Answer(status=201, headers=(("Location", "/status/7"),))
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(f"{site.url}/a", f"{site.url}/none")})
    assert run("build", root=root).code == 0
    result = run("mention", "send", "--allow-private", root=root)
    assert result.out == (
        f"/articles/a/ -> {site.url}/a: told (201); how it stands: {site.url}/status/7\n"
        "1 link told, 1 where nobody listens.\n"
    )


def test_what_was_not_told_before_an_end_is_told_the_next_time(
    project: Project, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages.update({f"/{n}": page("</wm>; rel=webmention") for n in "abc"})
    site.takes["/wm"] = Answer(status=202)
    a, b, c = (f"{site.url}/{n}" for n in "abc")
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(a, b)})
    with monkeypatch.context() as patched:
        # As for a host that takes too long: nobody waits for what it says.
        patched.setattr("generator.mentions.send._ALL", 0.0)
        assert told(run, root) == []
    assert sorted(told(run, root)) == [(a, "new", "sent"), (b, "new", "sent")]
    project({"content/articles/a.md": article(b, c, words="Changed")})
    with monkeypatch.context() as patched:
        patched.setattr("generator.mentions.send._ALL", 0.0)
        assert told(run, root) == []
    assert sorted(told(run, root)) == [(a, "gone", "sent"), (b, "changed", "sent"), (c, "new", "sent")]
    assert told(run, root) == []


def test_who_was_told_when_somebody_stops_it_is_not_told_again(
    project: Project, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        # By now the other site has been told as well.
        time.sleep(0.5)
        raise KeyboardInterrupt

    site.pages["/a"] = page("</wm>; rel=webmention")
    site.takes["/wm"] = Answer(status=202)
    links = (f"{site.url}/a", site.url.replace("localhost", "127.0.0.1") + "/a")
    root = project({"content/site.yaml": SITE, "content/articles/a.md": article(*links)})
    assert run("build", root=root).code == 0
    with monkeypatch.context() as patched:
        patched.setattr("generator.cli.mention_send.Bar.__call__", stop)
        assert run("mention", "send", "--allow-private", root=root).code == 130
    assert len(site.sent) == 2
    assert told(run, root) == []
    assert len(site.sent) == 2
