"""No unnecessary work: which files an edit rewrites, and which are rebuilt at all."""

import datetime as dt
from pathlib import Path

import pytest

from generator.build.pipeline import build
from generator.build.terms import Options
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.conftest import Project as Projects
from tests.conftest import Run
from tests.incremental.table import TABLE, Edit, Table, edits
from tests.support import NOW, write_files

ROWS = {row.split("\n", 1)[0]: row for row in TABLE.read_text(encoding="utf-8").strip().split("\n\n")[2:]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return Table(tmp_path_factory.mktemp("table"))


@pytest.mark.parametrize("edit", edits(), ids=lambda edit: edit.title.replace(" ", "-"))
def test_what_an_edit_writes_and_makes(site: Table, edit: Edit) -> None:
    assert site.row(edit).split("\n") == ROWS[edit.title].split("\n")


def test_the_table_has_each_edit_once() -> None:
    assert [edit.title for edit in edits()] == list(ROWS)


# --- a site of three hundred ---


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred articles of thirty tags and two authors, built; the last is the newest."""
    root = tmp_path_factory.mktemp("many") / "project"
    settings = "title: Many\nurl: https://many.example\nauthor: ann\nauthors: {ann: {name: Ann}, ben: {name: Ben}}\n"
    first = dt.date(2025, 1, 1)
    files: dict[str, str | bytes] = {"content/site.yaml": settings}
    for number in range(300):
        writer = "ben" if number % 2 else "ann"
        head = f"title: Article {number}\ndate: {first + dt.timedelta(days=number)}\ntags: [t{number % 30}]\nauthors: [{writer}]"
        files[f"content/articles/a{number}.md"] = f"---\n{head}\n---\nThe first paragraph.\n\nThe second of {number}.\n"
    write_files(root, files)
    made(root)
    return root


def made(root: Path, jobs: int = 1) -> set[str]:
    """What a build makes; nothing it makes is as it was."""
    options = Options(clock=Clock(dt.datetime.fromisoformat(NOW)), output=root / "site", jobs=jobs)
    outcome = build(Project(root), options, lambda _step, _done, _of: None)
    assert outcome.written is not None
    assert outcome.written.written == len(outcome.made)
    return set(outcome.made)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_old_article_is_made_again_alone(many: Path) -> None:
    replace(many / "content/articles/a7.md", "The second", "Another")
    # Of its tag it is among the newest twenty, of its author it is not.
    assert made(many) == {"articles/a7/index.html", "tags/t7/feed.xml"}
    assert made(many) == set()


def test_the_newest_article_is_made_again_with_its_feeds(many: Path) -> None:
    replace(many / "content/articles/a299.md", "The second", "Another")
    feeds = {"feed.xml", "atom.xml", "feed.json", "tags/t29/feed.xml", "authors/ben/feed.xml"}
    assert made(many) == {"articles/a299/index.html", *feeds}


def test_a_title_is_made_again_where_it_is_shown(many: Path) -> None:
    replace(many / "content/articles/a150.md", "title: Article 150", "title: A new name")
    found = made(many)
    related = {path for path in found if path.startswith("articles/a") and path != "articles/a150/index.html"}
    lists = {"articles/page/15/index.html", "archive/index.html", "tags/t0/index.html", "authors/ann/index.html"}
    assert found - related == {
        "articles/a150/index.html",
        "tags/t0/feed.xml",
        "digest/2025-W22/index.html",
        *lists,
    }
    # Those before and after it, and those that are related to it.
    assert {"articles/a149/index.html", "articles/a151/index.html"} <= related
    assert all("A new name" in (many / "site" / path).read_text() for path in related)
    assert len(related) <= 10


# --- a library of three hundred tips ---


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred tips in two libraries, built; the last is the newest."""
    root = tmp_path_factory.mktemp("library") / "project"
    settings = "title: Tips\nurl: https://tips.example\nauthor: ann\nauthors: {ann: {name: Ann}}\n"
    first = dt.date(2025, 1, 1)
    files: dict[str, str | bytes] = {"content/site.yaml": settings}
    for name, numbers in (("one", range(200)), ("two", range(200, 300))):
        tips = [
            f"  - {{id: t{number}, text: The tip {number}., date: {first + dt.timedelta(days=number)},"
            f" topic: Topic {number % 6}, tags: [T{number % 30}], more: More of {number}.}}"
            for number in numbers
        ]
        files[f"content/tips/{name}.yaml"] = f"title: Library {name}\ntips:\n" + "\n".join([*tips, ""])
    write_files(root, files)
    made(root)
    return root


def test_a_tip_is_made_again_where_it_is_shown(library: Path) -> None:
    tips = library / "content/tips/one.yaml"
    replace(tips, "More of 77.", "Much more of it.")
    assert touched(library) == {"tips/one/t77/index.html", "tips/one/index.html"}
    replace(tips, "date: 2025-01-17, topic: Topic 4", "date: 2025-01-17, topic: Topic 5")
    assert touched(library) == {"tips/one/t16/index.html", "tips/one/index.html"}
    # Its neighbours show its words, and so do the digest of its week and the page of its tag.
    replace(tips, "The tip 120.", "Another one.")
    pages = {f"tips/one/t{number}/index.html" for number in (119, 120, 121)}
    assert touched(library) == {*pages, "tips/one/index.html", "tags/t0/index.html", "digest/2025-W18/index.html"}
    # The newest of a library is in lists and feeds.
    replace(tips, "More of 199.", "Much more of it.")
    lists = {"tips/one/feed.xml", "tips/feed.xml", "tips/index.html"}
    assert touched(library) == {"tips/one/t199/index.html", "tips/one/index.html", *lists}
    replace(tips, "title: Library one", "title: Other tips")
    pages = {path for path in touched(library) if path.startswith("tips/") and path.count("/") == 3}
    assert pages == {f"tips/one/t{number}/index.html" for number in range(200)}


def test_a_tip_more_or_less_leaves_most_others_alone(library: Path) -> None:
    tips = library / "content/tips/two.yaml"
    line = next(line for line in tips.read_text().splitlines(keepends=True) if "t250," in line)
    pages = {f"tips/two/t{number}/index.html" for number in (249, 250, 251)}
    replace(tips, line, "")
    assert {path for path in touched(library) if "/two/t" in path} == pages - {"tips/two/t250/index.html"}
    replace(tips, "  - {id: t251,", f"{line}  - {{id: t251,")
    assert {path for path in touched(library) if "/two/t" in path} == pages


def touched(root: Path) -> set[str]:
    """What a build makes, be it as it was: a list that shows a library's newest tips is made of some more of it."""
    options = Options(clock=Clock(dt.datetime.fromisoformat(NOW)), output=root / "site", jobs=1)
    return {*build(Project(root), options, lambda _step, _done, _of: None).made}


# --- why ---


def test_explain(project: Projects, run: Run) -> None:
    root = project({"content/articles/one.md": "---\ntitle: One\ndate: 2026-01-01\n---\nText.\n"})

    def why(path: str, *args: str) -> list[str]:
        result = run("build", "--now", NOW, "--explain", path, *args, root=root)
        assert result.code == 0, result.output
        # The last line is on the site's address.
        return result.out.splitlines()[1:-1]

    assert why("/articles/one/") == ["/articles/one/ was made from nothing: nothing is known of earlier builds"]
    unchanged = ["/articles/one/ was not made again: nothing that it is made from has changed"]
    for path in ("/articles/one/", "articles/one/index.html", "site/articles/one/index.html", "articles/one"):
        assert why(path) == unchanged
    assert why("https://site.example/articles/one/") == unchanged
    replace(root / "content/articles/one.md", "Text.", "Words.")
    again = "was made again, because this has changed since the last build:"
    assert why("/articles/one/") == [f"/articles/one/ {again}", "  its own content"]
    replace(root / "content/articles/one.md", "title: One", "title: Two")
    assert why("/archive/") == [f"/archive/ {again}", "  the titles and dates on it"]
    project({"templates/assets/css/own.css": "body { color: #123 }"})
    assert why("/") == [f"/ {again}", "  what every page shows of the site"]
    replace(root / "content/site.yaml", "title: A test site", "title: Another")
    assert why("feed.xml") == [f"/feed.xml {again}", "  the settings and the authors"]
    (root / "site/feed.xml").write_text("x")
    assert why("/feed.xml") == ["/feed.xml was made again: its file was altered or deleted since the last build"]
    project({"content/pages/about.md": "---\ntitle: About\n---\nUs.\n"})
    assert why("/about/") == ["/about/ is new: the last build had no such page"]
    assert why("/abuot/") == ['there is no page at "/abuot/"; did you mean "/about/"?']
    assert why("/about/", "--clean") == [
        "/about/ was made again, because the cache was not used, or something touched its file",
        "Its bytes are the same as before, so the file was left alone.",
    ]
