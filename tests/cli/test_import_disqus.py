"""`goodword import disqus`: the comments of a Disqus forum, moved to the articles that they are about."""

import gzip
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Build, Project, Run, soaking
from tests.disqus import Post, export, thread
from tests.support import SITE

ARTICLE = "---\ntitle: The jar\ndate: 2019-03-01\naliases: [/old-jar/, '/?p=12']\n---\n\nThirty slips.\n"
THREADS = [
    thread("t1", "https://site.example/old-jar/"),
    thread("t2", "http://old.example/?p=12", "12 http://old.example/?p=12"),
    thread("t3", "https://site.example/nowhere/"),
]
POSTS = [
    Post("101", "t1", "<p>Thank <b>you</b>, write to ben@secret.example</p><script>steal()</script>"),
    Post("102", "t1", "<p>Seconded.</p>", parent="103", author="Cem"),
    Post("103", "t1", "<p>gone-secret</p>", parent="101", deleted=True),
    Post("104", "t1", "<p>spam-secret</p>", spam=True),
    Post("105", "t2", "<p>From <i>long</i> ago.</p>", author="dora@secret.example"),
    Post("106", "t3", "<p>Lost.</p>"),
    Post("107", "t1", "<p>waiting-words</p>", approved=False),
]


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE, "content/articles/2019-03-01-the-jar.md": ARTICLE})


def test_comments_move_to_their_articles_nested_and_clean(site: Path, run: Run, build: Build) -> None:
    (site.parent / "d.xml").write_text(export(THREADS, POSTS))
    told = run("import", "disqus", str(site.parent / "d.xml"), root=site)
    assert told.code == 0, told.output
    assert "Disqus: 4 new comments." in told.out
    assert "1 that were deleted, 1 that are spam, 1 about articles that are not here" in told.out
    assert "1 about https://site.example/nowhere/: no article is there" in told.out
    said = (site / "content/comments/the-jar.yaml").read_text()
    assert (
        said
        == """\
- id: disqus-101
  author: Ben Example
  date: 2019-03-05 08:00
  status: approved
  body: Thank **you**, write to (e-mail address left out)
- id: disqus-102
  author: Cem
  date: 2019-03-05 08:00
  reply_to: disqus-101
  status: approved
  body: Seconded.
- id: disqus-105
  author: Anonymous
  date: 2019-03-05 08:00
  status: approved
  body: From *long* ago.
- id: disqus-107
  author: Ben Example
  date: 2019-03-05 08:00
  body: waiting-words
"""
    )
    output = b"".join(path.read_bytes() for path in build(site).rglob("*") if path.is_file())
    assert b"Seconded." in output
    everything = output + said.encode() + (site / "import-report.md").read_bytes()
    for canary in (b"secret.example", b"203.0.113", b"canary", b"steal", b"gone-secret", b"spam-secret"):
        assert canary not in everything
    assert b"waiting-words" not in output


def test_a_second_run_brings_nothing_and_what_was_decided_stays(site: Path, run: Run) -> None:
    packed = site.parent / "d.xml.gz"
    packed.write_bytes(gzip.compress(export(THREADS, POSTS).encode()))
    assert "4 new" in run("import", "disqus", str(packed), "--dry-run", root=site).out
    assert not (site / "content/comments").exists()
    run("import", "disqus", str(packed), root=site)
    file = site / "content/comments/the-jar.yaml"
    mine = "# mine\n" + file.read_text().replace("body: Seconded.", "body: I agree.").replace("approved", "spam", 1)
    file.write_text(mine)
    again = run("import", "disqus", str(packed), root=site)
    assert (again.code, again.out.splitlines()[0]) == (0, "Disqus: nothing is new; 4 were here already.")
    assert file.read_text() == mine


def test_what_is_deleted_there_loses_its_text_by_a_pull_and_not_by_an_import(site: Path, run: Run) -> None:
    posts = [Post("101", "t1", "First."), Post("102", "t1", "Second.", parent="101")]
    file = site.parent / "d.xml"
    file.write_text(export(THREADS, posts))
    assert run("import", "disqus", str(file), root=site).code == 0
    (said,) = (site / "content/comments").rglob("*.yaml")
    mine = said.read_text()
    file.write_text(export(THREADS, [replace(posts[0], deleted=True), posts[1]]))
    assert run("import", "disqus", str(file), root=site).code == 0
    assert said.read_text() == mine
    told = run("comments", "pull", "disqus", str(file), root=site)
    assert "disqus-101: deleted there" in told.out
    assert "First" not in said.read_text()
    assert "reply_to: disqus-101" in said.read_text()


def test_answers_in_a_circle_and_very_deep_ones_are_whole(site: Path, run: Run) -> None:
    deep = [Post(f"d{n}", "t1", f"Word {n}", parent=f"d{n - 1}" if n else "") for n in range(3000)]
    ring = [Post("r1", "t1", "One", parent="r2"), Post("r2", "t1", "Two", parent="r1")]
    (site.parent / "d.xml").write_text(export(THREADS, [*deep[::-1], *ring]))
    told = run("import", "disqus", str(site.parent / "d.xml"), root=site)
    assert (told.code, "3,002 new comments" in told.out) == (0, True), told.output
    assert run("check", root=site).code == 0
    assert "reply_to: disqus-d2998" in (site / "content/comments/the-jar.yaml").read_text()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no XML", "it is not XML"),
        (b"<rss><channel/></rss>", "is no export of Disqus"),
        (b"\x1f\x8b\x08garbage", "it is damaged"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><disqus/>', "declares entities"),
    ],
)
def test_what_is_no_export_is_said(site: Path, run: Run, data: bytes, said: str) -> None:
    (site.parent / "d.xml").write_bytes(data)
    told = run("import", "disqus", str(site.parent / "d.xml"), root=site)
    assert told.code == 1
    assert said in told.output


def test_damaged_exports_end_without_a_traceback(site: Path, run: Run) -> None:
    good = export(THREADS, POSTS).encode()
    chance = random.Random(7)  # noqa: S311 (the same damage each time)
    for _ in range(1000 if soaking() else 25):
        data = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 30))] = chance.choice((b"", b"\0", b"<", b"]]>", b"\xff", b"&#0;"))
        (site.parent / "d.xml").write_bytes(data)
        result = run("import", "disqus", str(site.parent / "d.xml"), root=site)
        assert result.code in {0, 1}, result.output
    assert run("check", root=site).code == 0
