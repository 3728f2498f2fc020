"""Remark42: from its server's public interface, or from its backup."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote

from generator.comments.remark42 import PROVIDER
from generator.pulls.articles import Article
from generator.pulls.base import CONTENT, Errand, Heard, Pull, PullError, Thread, not_in, nothing
from generator.pulls.values import at, items, moment, text
from generator.web.fetch import FetchError

#: The longest line of a backup, and all of it unpacked, in bytes.
_LINE, _ALL = 10_000_000, 4_000_000_000


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield what its backup has, or what its server shows to everybody."""
    if errand.file is not None:
        yield from _backup(errand, errand.file)
        return
    host, site = errand.settings.host, errand.settings.site_id
    home = f"{errand.site.origin}"
    for article in errand.articles.all:
        heard: list[Heard] = []
        for path in article.paths:
            url = quote(home + path, safe="")
            try:
                # A tree has no word of what was deleted and not answered, and a server that fails sends an empty list.
                found = errand.web.get(f"{host}/api/v1/find?site={quote(site)}&url={url}&format=plain&sort=time").json()
            except FetchError as fault:
                if fault.status in {0, 401, 403} or fault.status >= 500:
                    raise PullError(f"Remark42: {fault}") from None
                if not fault.is_gone:
                    errand.fail(f"Remark42: {fault}: {article.title} is left out")
                continue
            heard += map(_heard, _flat(found))
        if heard:
            yield Thread(article=article, heard=heard)


def _flat(found: Any) -> Iterator[Any]:
    """Yield a thread's comments, those of a tree each before the answers to it."""
    waiting = list(items(found, "comments"))[::-1]
    while waiting:
        node = waiting.pop()
        # Only in a tree the comments are wrapped.
        yield at(node, "comment") if isinstance(at(node, "comment"), dict) else node
        waiting += list(items(node, "replies"))[::-1]


def _heard(one: Any) -> Heard:
    return Heard(
        id=text(one, "id"),
        author=text(one, "user", "name"),
        date=moment(text(one, "time")),
        body=text(one, "text"),
        reply_to=text(one, "pid"),
        own=at(one, "user", "admin") is True,
        gone=at(one, "delete") is True,
    )


def _backup(errand: Errand, file: Path) -> Iterator[Thread]:
    found: dict[str, list[Heard]] = {}
    unknown: dict[str, int] = {}
    every: set[str] = set()
    wrong = 0
    for number, line in enumerate(_lines(file)):
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            if not number:
                raise PullError(f"{file} is no backup of Remark42: its first line is no JSON", CONTENT) from None
            wrong += 1
            continue
        if not number and at(one, "locator") is None:
            if at(one, "version") is None:
                raise PullError(f"{file} is no backup of Remark42: its first line says no version", CONTENT)
            continue
        every.add(text(one, "id"))
        url = text(one, "locator", "url")
        article: Article | None = errand.articles.find(url)
        if article is None:
            unknown[url] = unknown.get(url, 0) + 1
        else:
            found.setdefault(article.guid, []).append(_heard(one))
    if wrong:
        errand.fail(f"{file}: {wrong} lines are damaged, and left out", CONTENT)
    for url, count in unknown.items():
        errand.unknown(url or "no address", count)
    for article in errand.articles.all:
        # What is damaged may be what is missing.
        gone = nothing if wrong else not_in(every)
        yield Thread(article=article, heard=found.get(article.guid, ()), gone=gone)


def _lines(file: Path) -> Iterator[bytes]:
    """Yield the lines of a backup, packed or not. Raises :class:`PullError`."""
    size = 0
    try:
        with file.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
            plain.seek(0)
            lines = cast("IO[bytes]", gzip.GzipFile(fileobj=plain)) if packed else plain
            while line := lines.readline(_LINE + 1):
                size += len(line)
                if len(line) > _LINE or size > _ALL:
                    raise PullError(f"{file} is larger than a backup of Remark42 can be", CONTENT)
                if line.strip():
                    yield line
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise PullError(f"{file} is damaged: it cannot be unpacked", CONTENT) from None
    except OSError as fault:
        raise PullError(f"{file} cannot be read: {fault.strerror or fault}", CONTENT) from None


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    file="its backup, such as backup-tuesday-20261127.gz",
    server=lambda settings: str(settings.host),
    proves=True,
)
