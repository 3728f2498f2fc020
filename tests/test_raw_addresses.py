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
        (
            '<a href="/about/" ping="https://y.example/ /about/  /drawing.txt">x</a>',
            'ping="https://y.example/ /blog/about/ /blog/drawing.txt">',
        ),
        (
            "<a href='/about/' ping='https://y.example/  https://z.example/'>x</a>",
            "ping='https://y.example/  https://z",
        ),
        (
            '<link rel="preload" as="image" imagesrcset="/drawing.txt 1x, https://y.example/a.png 2x">',
            'imagesrcset="/blog/drawing.txt 1x, https://y.example/a.png 2x">',
        ),
        ('<meta http-equiv="refresh" content="5; url=/about/">', 'content="5; url=/blog/about/">'),
        ("<meta http-equiv='Refresh' content='0;URL=\"/about/\"'>", 'content="0;URL=/blog/about/">'),
        ('<meta itemprop="name" content="/about/">', 'content="/about/">'),
        ('<script src="/drawing.txt"></script>', '<script src="/blog/drawing.txt"></script>'),
        ('<img alt="x" src="https://y.example/a.png" longdesc="/about/">', 'longdesc="/about/"'),
        ('<svg><textPath href="/drawing.txt">x</textPath></svg>', 'href="/blog/drawing.txt"'),
        ('<svg><pattern id="a" href="#b"></pattern></svg>', 'href="#b"'),
        ('<map name="m"><area alt="x" href="/about/" ping="/about/"></map>', 'href="/blog/about/" ping="/blog/about/"'),
        ('<form action="/about/?a=1&amp;b=2"></form>', 'action="/blog/about/?a=1&amp;b=2"'),
    ],
)
def test_an_address_gets_the_path_of_the_site(written: str, wanted: str, project: Project, build: Build) -> None:
    text = f"---\ntitle: A\ndate: 2026-01-01\n---\n<div>{written}</div>\n"
    files = {"content/pages/about.md": ABOUT, "content/static/drawing.txt": "x", "content/articles/a.md": text}
    page = (build(project(files), "--base-url", "https://x.example/blog") / "articles/a/index.html").read_text()
    assert wanted in page
