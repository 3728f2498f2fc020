"""Comments and mentions of what is no article: in a folder called like the kind's."""

import feedparser

from tests.conftest import Build, Project, Run
from tests.support import SITE

SAID = "- {id: 1, author: Gus, date: 2026-01-02, body: Below a page., status: approved}\n- {id: 2, author: Gus, date: 2026-01-03, body: Waiting.}\n"
FILES: dict[str, str | bytes] = {
    "content/site.yaml": SITE,
    "content/pages/about.md": "---\ntitle: About\n---\n\nWords.\n",
    "content/articles/about.md": "---\ntitle: Of the same name\ndate: 2026-01-01\n---\n\nWords.\n",
    "content/comments/pages/about.yaml": SAID,
    "content/mentions/pages/about.yaml": "- {source: https://other.example/, date: 2026-01-02, status: approved}\n",
}


def test_what_was_said_of_a_page_stands_below_it(project: Project, build: Build) -> None:
    output = build(project(FILES))
    page = (output / "about/index.html").read_text()
    assert "Below a page." in page
    assert "https://other.example/" in page
    assert "Waiting." not in page
    assert "Below a page." not in (output / "articles/about/index.html").read_text()
    every = feedparser.parse((output / "comments.xml").read_bytes()).entries
    assert [one.id for one in every] == ["https://site.example:comment:page/about/1"]
    assert [one.id for one in feedparser.parse((output / "about/comments.xml").read_bytes()).entries] == [every[0].id]


def test_a_page_without_comments_asks_for_none(project: Project, build: Build) -> None:
    files = {path: text for path, text in FILES.items() if "pages/about.yaml" not in path}
    output = build(project(files))
    assert "conversation" not in (output / "about/index.html").read_text()
    assert not (output / "about/comments.xml").exists()


def test_comments_on_no_page_are_told(project: Project, run: Run) -> None:
    result = run("build", root=project({**FILES, "content/comments/pages/abuot.yaml": SAID}))
    assert result.code == 1
    assert 'content/comments/pages/abuot.yaml: error: there is no page "abuot"; did you mean "about"?' in result.output
