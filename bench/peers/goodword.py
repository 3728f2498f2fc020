"""Goodword as it comes: the default theme with all its pages and feeds, the default settings."""

import sys
from pathlib import Path

from bench.corpus import Article, slug_of
from bench.peers.base import TITLE, URL, Peer, front_matter
from bench.words import AUTHORS

_AUTHORS = "".join(f"  {slug_of(name)}: {{name: {name}}}\n" for name in AUTHORS)
_SITE = f"title: {TITLE}\nurl: {URL}\nauthors:\n{_AUTHORS}"


def _source(article: Article) -> str:
    return f"content/articles/{article.slug}.md"


def _text(article: Article) -> str:
    head = front_matter(
        title=article.title,
        date=article.date.strftime("%Y-%m-%d %H:%M:%S"),
        slug=article.slug,
        authors=[slug_of(article.author)],
        tags=article.tags,
        summary=article.summary,
    )
    return head + article.body


def command() -> list[str]:
    """Return the command ``goodword`` of the environment that this runs in."""
    script = Path(sys.executable).with_name("goodword")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "generator"]


GOODWORD = Peer(
    name="goodword",
    label="Goodword",
    project={"content/site.yaml": _SITE},
    source=_source,
    text=_text,
    output="site",
    caches=(".goodword",),
    build=lambda: [*command(), "build"],
    version=lambda: [*command(), "--version"],
    note="as it comes; it also makes an archive, related articles, Atom and JSON feeds, share images, and more",
)
