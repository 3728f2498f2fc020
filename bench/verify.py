"""Whether a build did its work: everything is there, and what was changed is new wherever it is shown."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.corpus import Article, slug_of
from bench.peers.base import BY_TEN, IN_FEED

_ARTICLE_LINK = re.compile(r'href="(?:https://bench\.example)?/articles/([^/"]+-\d+)/"')


class Wanted:
    """What a finished site must hold: gathered while the articles are laid out, so that they need not be kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.slugs: list[str] = []
        self.by_tag: Counter[str] = Counter()
        self.by_author: Counter[str] = Counter()

    def seen(self, articles: Iterable[Article]) -> Iterable[Article]:
        """Return the same articles, and remember what is asked for."""
        for article in articles:
            self.slugs.append(article.slug)
            self.by_tag.update(slug_of(tag) for tag in article.tags)
            self.by_author[slug_of(article.author)] += 1
            yield article


def missing(site: Path, wanted: Wanted) -> list[str]:
    """Return what a finished site lacks."""
    count = len(wanted.slugs)
    faults = [f"no page of {slug}" for slug in wanted.slugs if not _page(site, slug).is_file()][:3]
    lists = _lists(site)
    # The list is by ten, but one generator may say so on more pages than another.
    if len(lists) != -(-count // BY_TEN):
        faults.append(f"{len(lists)} pages of the list for {count} articles")
    if found := set(wanted.slugs) - _linked(lists):
        faults.append(f"{len(found)} articles in no list")
    for folder, counts in (("tags", wanted.by_tag), ("authors", wanted.by_author)):
        for name, articles in counts.items():
            linked = len(_linked((site / folder / name).rglob("*.html")))
            if linked != articles:
                faults.append(f"{linked} of {articles} articles in {folder}/{name}/")
            faults += _feed_faults(site / folder / name / "feed.xml", articles)
    faults += _feed_faults(site / "feed.xml", count)
    newest = _page(site, wanted.slugs[-1])
    if newest.is_file() and "<p>" not in newest.read_text(encoding="utf-8"):
        faults.append("no text in the newest article")
    addresses = sum(path.read_text(encoding="utf-8").count("<loc>") for path in site.glob("sitemap*.xml"))
    if addresses < count:
        faults.append(f"{addresses} addresses in the sitemap")
    return faults


def stale(site: Path, article: Article, wanted: Wanted, sentence: str, title: str) -> list[str]:
    """Return where a sentence, or a title, is not to be seen after the article got it; either may be empty."""
    near = wanted.slugs[max(0, article.number - 1) : article.number] + wanted.slugs[article.number + 1 :][:1]
    own = _page(site, article.slug)
    places = {"its page": [own]} if sentence else {}
    if title:
        places = {"its page": [own], "the list": _lists(site)}
        places |= {f"the page of its neighbour {slug}": [_page(site, slug)] for slug in near}
        places |= {f"the tag {tag}": list((site / "tags" / slug_of(tag)).rglob("*.html")) for tag in article.tags}
    if article.number >= len(wanted.slugs) - IN_FEED:
        places["the feed"] = [site / "feed.xml"]
    text = title or sentence
    return [name for name, paths in places.items() if not any(text in _read(path) for path in paths)]


def _page(site: Path, slug: str) -> Path:
    return site / "articles" / slug / "index.html"


def _lists(site: Path) -> list[Path]:
    """Return the pages of the list of all articles. The second address of its first page is no page of its own."""
    further = (site / "articles" / "page").glob("*/index.html")
    return [site / "articles" / "index.html", *(path for path in further if path.parent.name != "1")]


def _linked(pages: Iterable[Path]) -> set[str]:
    """Return the articles that pages link to."""
    return {slug for page in pages for slug in _ARTICLE_LINK.findall(_read(page))}


def _feed_faults(feed: Path, articles: int) -> list[str]:
    items = _read(feed).count("<item>")
    return [] if items == min(articles, IN_FEED) else [f"{items} items in {feed.parent.name}/{feed.name}"]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
