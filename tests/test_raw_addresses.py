"""Addresses in the HTML of a text get the path of the site, in whatever attribute they stand."""

import pytest

from tests.conftest import Build, Project

ABOUT = "---\ntitle: About\n---\nUs.\n"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('<a href="/about/" ping="/about/">x</a>', 'href="/blog/about/" ping="/blog/about/"'),
        ('<form action="/about/"><button formaction="/about/">x</button></form>', '<button formaction="/blog/about/">'),
        ('<form><input type="submit" formaction="/about/"></form>', 'formaction="/blog/about/"'),
        ('<svg><a href="/about/"><text>x</text></a></svg>', '<a href="/blog/about/">'),
        ('<svg><a xlink:href="/about/"><text>x</text></a></svg>', '<a xlink:href="/blog/about/">'),
        ('<svg><use href="/drawing.txt"/></svg>', 'href="/blog/drawing.txt"'),
        ('<svg><use xlink:href="#part"/></svg>', 'xlink:href="#part"'),
        ('<table background="/drawing.txt"><tr><td>x</td></tr></table>', 'background="/blog/drawing.txt"'),
        ('<a href="https://x.example/" ping="https://y.example/">x</a>', 'ping="https://y.example/"'),
    ],
)
def test_an_address_gets_the_path_of_the_site(written: str, wanted: str, project: Project, build: Build) -> None:
    text = f"---\ntitle: A\ndate: 2026-01-01\n---\n<div>{written}</div>\n"
    files = {"content/pages/about.md": ABOUT, "content/static/drawing.txt": "x", "content/articles/a.md": text}
    page = (build(project(files), "--base-url", "https://x.example/blog") / "articles/a/index.html").read_text()
    assert wanted in page
