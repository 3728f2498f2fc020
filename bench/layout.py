"""The same articles, laid out for each generator in a folder of its own, and changed the way writers change them."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench.corpus import Article
from bench.peers.base import Peer


class Laid(NamedTuple):
    """A generator's project on the disk."""

    peer: Peer
    root: Path

    @property
    def output(self) -> Path:
        """Return where the site is built."""
        return self.root / self.peer.output


def lay_out(peers: Iterable[Peer], all_articles: Iterable[Article], folder: Path) -> list[Laid]:
    """Return a fresh project for each of the peers. The articles are gone through once, so there may be many."""
    laid = [Laid(peer, folder / peer.name) for peer in peers]
    for one in laid:
        shutil.rmtree(one.root, ignore_errors=True)
        for path, text in one.peer.project.items():
            _write(one.root / path, text)
    for article in all_articles:
        for one in laid:
            write(one, article)
    return laid


def write(laid: Laid, article: Article) -> None:
    """Write an article's file, replacing an existing one."""
    _write(laid.root / laid.peer.source(article), laid.peer.text(article))


def forget(laid: Laid) -> None:
    """Remove what was built and what is kept between builds."""
    for name in (laid.peer.output, *laid.peer.caches):
        path = laid.root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def with_sentence(article: Article, number: int) -> Article:
    """Return the article with one sentence more."""
    return article._replace(body=f"{article.body}\n{sentence(number)}\n")


def with_title(article: Article, number: int) -> Article:
    """Return the article with another title."""
    return article._replace(title=title(number))


def sentence(number: int) -> str:
    """Return the sentence that is added in a round."""
    return f"This sentence was added in round {number} of the comparison."


def title(number: int) -> str:
    """Return the title that is set in a round."""
    return f"A title of round {number} of the comparison"


def _write(path: Path, text: str) -> None:
    """Write a file, with its folders where they are missing."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
