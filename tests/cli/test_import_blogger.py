"""`goodword import blogger`: both forms of the export, their comments, addresses, and names in feeds."""

import random
from pathlib import Path

import feedparser
import pytest

from tests.bloggers import HOME, NOT_OUT, SECRETS, blogger, newer, post
from tests.cli.test_import import files
from tests.conftest import Build, Project, Run
from tests.support import SITE

CAPTIONED = (
    '<table class="tr-caption-container"><tr><td><a href="https://1.bp.blogspot.com/-a/b/c/d/s1600/x.jpg"><img'
    ' src="https://1.bp.blogspot.com/-a/b/c/d/s320/x.jpg"/></a></td></tr>'
    '<tr><td class="tr-caption">The x</td></tr></table>'
)


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


def moved(site: Path, run: Run, made: str, *options: str, code: int = 0) -> str:
    path = site.parent / "old.xml"
    path.write_text(made, encoding="utf-8")
    result = run("import", "blogger", str(path), *options, root=site)
    assert result.code == code, result.output
    return result.output


def test_a_blog_moves_in_and_is_built(site: Path, run: Run, build: Build) -> None:
    told = moved(site, run, blogger())
    assert "Moved in: 3 articles, 2 comments, 1 draft among them, 1 page." in told
    assert "Lost: nothing (0.00 %)." in told
    text = (site / "content/articles/2012-03-01-post-1.md").read_text()
    assert 'id: "tag:blogger.com,1999:blog-7.post-1"\ntags: [Giving, Tea time]\nauthors: [ann-old]\n' in text
    assert "summary: First. Second, bold.\n" in text
    assert text.endswith(
        "First.\n\nSecond, **bold**.\n\n"
        "![A jar](https://blogger.googleusercontent.com/img/b/R/AV/s1600/jar.jpg)\n\nThe rest.\n"
    )
    assert "See [one](2012-03-01-post-1.md)." in (site / "content/articles/2012-03-02-post-2.md").read_text()
    said = (site / "content/comments/post-1.yaml").read_text()
    assert 'id: "11"\n  author: Gus\n' in said
    assert 'author: Anonymous\n  date: 2012-03-12 08:30\n  reply_to: "11"\n  status: approved\n' in said
    output = build(site)
    redirects = (output / "_redirects").read_text()
    for line in (
        "/rss.xml /feed.xml 301\n",
        "/feeds/posts/default/ /atom.xml 301\n",
        "/search/label/Tea%20time/ /tags/tea-time/ 301\n",
        "/p/about.html /about/ 301\n",
        "/2012/03/post-1.html /",
    ):
        assert line in redirects, redirects
    feed = feedparser.parse((output / "feed.xml").read_bytes())
    assert [one.id for one in feed.entries] == [f"tag:blogger.com,1999:blog-7.post-{n}" for n in (2, 1)]


def test_the_newer_form_moves_in_too(site: Path, run: Run, build: Build) -> None:
    assert "add --address https://NAME.blogspot.com" in moved(site, run, newer(), code=1)
    moved(site, run, newer(), "--address", HOME)
    text = (site / "content/articles/2012-03-01-post-1.md").read_text()
    assert "tags: [Giving]" in text
    assert 'aliases:\n  - "/2012/03/post-1.html"' in text
    said = (site / "content/comments/post-1.yaml").read_text()
    assert said.count("status: approved") == 2
    assert 'reply_to: "11"' in said
    output = build(site)
    for word in (*SECRETS, *NOT_OUT):
        assert [path for path in output.rglob("*") if path.is_file() and word.encode() in path.read_bytes()] == []


def test_no_secret_is_in_any_file_and_a_second_run_is_none(site: Path, run: Run, build: Build) -> None:
    moved(site, run, blogger())
    before = files(site / "content")
    for secret in SECRETS:
        assert [path for path, data in before.items() if secret in data] == []
    assert "Nothing is new" in moved(site, run, blogger())
    assert files(site / "content") == before
    output = build(site)
    assert [path for path in output.rglob("*") if path.is_file() and b"draft-secret" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("One.<br/>Two.", "One.\\\nTwo.\n"),
        ("<p>One.</p>\n<p>Two\nlines.</p>", "One.\n\nTwo lines.\n"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```\n"),
        (
            CAPTIONED,
            '<img src="https://1.bp.blogspot.com/-a/b/c/d/s1600/x.jpg" alt=""><figcaption>The x</figcaption>',
        ),
        (
            '<img src="https://lh3.googleusercontent.com/abc=w640-h480" alt="Q">',
            "![Q](https://lh3.googleusercontent.com/abc=s0)",
        ),
        ('<img src="https://x.example/s320/x.jpg" alt="Q">', "![Q](https://x.example/s320/x.jpg)"),
    ],
)
def test_texts_are_what_readers_saw(site: Path, run: Run, html: str, markdown: str) -> None:
    moved(site, run, f"<feed>{post(1, 'T', html)}</feed>")
    assert markdown in (site / "content/articles/2012-03-01-post-1.md").read_text()


def test_what_leads_nowhere_is_told(site: Path, run: Run) -> None:
    moved(site, run, blogger())
    assert "lead nowhere here: /archive/ has every text" in (site / "import-report.md").read_text()


@pytest.mark.parametrize(
    ("text", "why"), [("{}", "it is not XML"), ("<rss><channel/></rss>", "it is no export of Blogger")]
)
def test_what_is_no_export_is_a_clear_error(site: Path, run: Run, text: str, why: str) -> None:
    assert why in moved(site, run, text, code=1)


def distorted(seed: int) -> str:
    """An export with a few pieces cut out, doubled, or replaced."""
    rng = random.Random(seed)  # noqa: S311 (nothing is secret)
    text = rng.choice([blogger, newer])()
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(text))
        piece = text[at : at + rng.randint(1, 60)]
        new = rng.choice(
            ["", piece * 2, "&lol;", "\x00", "9999-99-99", "é" * 300, "../../x", "<entry>", "]]>", "a@b.example"]
        )
        text = text[:at] + new + text[at + len(piece) :]
    return text


@pytest.mark.parametrize("seed", range(30))
def test_a_distorted_export_is_no_fault_of_the_program(site: Path, run: Run, seed: int) -> None:
    path = site.parent / "old.xml"
    path.write_text(distorted(seed), encoding="utf-8")
    result = run("import", "blogger", str(path), "--address", HOME, root=site)
    assert result.code in {0, 1}, result.output
    assert "please report it" not in result.output
    built = run("build", root=site)
    assert built.code == 0, built.output
