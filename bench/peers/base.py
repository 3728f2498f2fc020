"""The common input of all generators, and the contract of one.

Each makes the same site at the same addresses: a home page, a page for each article with its tags and its two
neighbours, a list of all articles by ten, a page and an RSS feed for each tag and each author, an RSS feed of the
twenty newest in full, and a sitemap. Code is not coloured. The peers have a plain theme; Goodword has its own, with
all that it brings besides.
"""

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bench.corpus import Article

TITLE = "The long way round"
URL = "https://bench.example"
BY_TEN = 10
IN_FEED = 20


class Peer(NamedTuple):
    """A generator. All paths are relative to its project's folder."""

    name: str
    label: str
    #: Its settings and theme, by path.
    project: Mapping[str, str]
    #: Where an article is written to, and its text there.
    source: Callable[[Article], str]
    text: Callable[[Article], str]
    output: str
    #: What it keeps between builds; removed before a cold one.
    caches: tuple[str, ...]
    build: Callable[[], list[str]]
    version: Callable[[], list[str]]
    #: What is not as it comes.
    note: str


def front_matter(**values: object) -> str:
    """Return front matter that any reader of YAML understands, since JSON is YAML."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"---\n{''.join(lines)}---\n\n"


def page(title: str, main: str, description: str = "") -> str:
    """Return a page of the peers' plain theme around what is the template's own."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - {TITLE}</title>
<meta name="description" content="{description}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
</head>
<body>
<header><a href="/">{TITLE}</a> <nav><a href="/articles/">Articles</a> <a href="/tags/">Tags</a></nav></header>
<main>
{main}</main>
<footer><a href="/feed.xml">Feed</a> <a href="/sitemap.xml">Sitemap</a></footer>
</body>
</html>
"""


STYLE = "body { max-width: 40rem; margin: auto; font: 1.1rem/1.5 serif }\n"
