"""Cusdis: from its server's public interface, or from a file of what that or its database holds, as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.comments.cusdis import PROVIDER
from generator.pulls.base import CONTENT, Errand, Heard, Pull, PullError, Thread
from generator.pulls.values import at, items, moment, number, text
from generator.web.fetch import FetchError

#: The largest file, in bytes, and the pages of a thread that are asked for.
_LARGEST, _PAGES = 200_000_000, 1000


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield what is approved on its server; or all that a file has."""
    if errand.file is not None:
        yield from _file(errand, errand.file)
        return
    host, project = errand.settings.host, quote(errand.settings.app_id, safe="")
    for article in errand.articles.all:
        heard: list[Heard] = []
        page, pages = 1, 1
        while page <= min(pages, _PAGES):
            asked = f"{host}/api/open/comments?appId={project}&pageId={quote(article.guid, safe='')}&page={page}"
            try:
                found = errand.web.get(asked).json()
            except FetchError as fault:
                if fault.status in {0, 401, 403} or fault.status >= 500:
                    raise PullError(f"Cusdis: {fault}") from None
                if fault.is_gone:
                    raise PullError(f"Cusdis: the server knows no site {errand.settings.app_id}") from None
                errand.fail(f"Cusdis: {fault}: {article.title} is left out")
                break
            data = at(found, "data")
            heard += (_heard(one, parent) for one, parent in _flat(data))
            pages, page = number(data, "pageCount"), page + 1
        if heard:
            yield Thread(article=article, heard=heard)


def _flat(data: Any) -> Iterator[tuple[Any, str]]:
    """Yield comments, each with the id of the one that it answers."""
    waiting = [(one, text(one, "parentId")) for one in items(data, "data")][::-1]
    while waiting:
        one, parent = waiting.pop()
        yield one, parent
        name = text(one, "id")
        # Answers are a list with pages of their own; in files, also a plain list.
        inner = at(one, "replies", "data") or at(one, "replies")
        waiting += [(reply, name) for reply in items({"data": inner}, "data")][::-1]


def _heard(one: Any, parent: str) -> Heard:
    return Heard(
        id=text(one, "id"),
        author=text(one, "by_nickname") or text(one, "moderator", "displayName"),
        date=moment(text(one, "createdAt") or text(one, "created_at")),
        body=text(one, "content"),
        form="text",
        reply_to=parent,
        own=bool(at(one, "moderatorId")),
        gone=bool(at(one, "deletedAt") or at(one, "deleted_at")),
    )


def _file(errand: Errand, file: Path) -> Iterator[Thread]:
    try:
        if file.stat().st_size > _LARGEST:
            raise PullError(f"{file} is larger than {_LARGEST // 1_000_000} MB", CONTENT)
        value = json.loads(file.read_bytes())
    except OSError as fault:
        raise PullError(f"{file} cannot be read: {fault.strerror or fault}", CONTENT) from None
    except (ValueError, RecursionError):
        raise PullError(f"{file} is no JSON", CONTENT) from None
    # The list by itself, or in what the interface, or a program for databases, puts around it.
    while isinstance(value, dict):
        value = next((value[key] for key in ("data", "comments", "Comment") if key in value), None)
    if not isinstance(value, list):
        raise PullError(f"{file} has no list of comments", CONTENT)
    found: dict[str, list[Heard]] = {}
    unknown: dict[str, int] = {}
    for one, parent in _flat({"data": value}):
        slug, url = text(one, "page", "slug"), text(one, "page", "url")
        article = errand.articles.find(slug) or errand.articles.find(url) or errand.articles.by_slug(slug)
        if article is None:
            unknown[url or slug] = unknown.get(url or slug, 0) + 1
        else:
            found.setdefault(article.guid, []).append(_heard(one, parent))
    for name, count in unknown.items():
        errand.unknown(name or "no page", count)
    for article in errand.articles.all:
        if article.guid in found:
            yield Thread(article=article, heard=found[article.guid])


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    file="its comments as JSON",
    server=lambda settings: str(settings.host),
    proves=True,
)
