"""Isso's own interface: it tells what is approved there, and what was deleted and has answers."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from generator.pulls.base import Errand, Heard, PullError, Thread
from generator.pulls.isso.again import told_apart
from generator.pulls.values import at, items, number, since_1970, text
from generator.web.fetch import FetchError

#: How many addresses are counted at once, and how many of the newest comments are looked at for unknown ones.
_MANY, _NEWEST = 100, 100
#: How many comments that an article's thread does not tell are looked for.
_LOOKED_AT = 200
_DELETED = 4


def threads(errand: Errand, host: str) -> Iterator[Thread]:
    """Yield what was said about each article: under its GUID, and under the paths that lead to it."""
    names = {article.guid: (article.guid, *article.paths) for article in errand.articles.all}
    counts = _counts(errand, host, [name for every in names.values() for name in every])
    for article in errand.articles.all:
        heard: list[Heard] = []
        there = bool(errand.known(article))
        whole = True
        for name in names[article.guid]:
            if not (counts is None or counts.get(name) or there):
                continue
            try:
                found = errand.web.get(f"{host}/?uri={quote(name, safe='')}&plain=1").json()
            except FetchError as fault:
                # A thread that nobody has begun is not there.
                if not fault.is_gone:
                    errand.fail(f"Isso: {fault}: {article.title} is left out")
                    whole = False
                continue
            heard += (_heard(one) for one in _flat(found))
        if heard or (there and whole):
            apart, again = told_apart(article, heard)
            yield Thread(article=article, heard=apart, gone=partial(_gone, errand, host, again))
    _newest(errand, host, {name for every in names.values() for name in every})


def _counts(errand: Errand, host: str, names: Sequence[str]) -> dict[str, int] | None:
    """Return how many comments each thread has; None if the server does not count."""
    found: dict[str, int] = {}
    for start in range(0, len(names), _MANY):
        part = list(names[start : start + _MANY])
        try:
            told = errand.web.get(f"{host}/count", data=part).json()
        except FetchError as fault:
            if fault.status not in {400, 403, 404, 405, 415}:
                raise PullError(f"Isso: {fault}") from None
            return None
        if not isinstance(told, list) or len(told) != len(part):
            raise PullError("Isso: what the server sends are no counts; is it Isso that answers there?")
        found.update({name: one for name, one in zip(part, told, strict=True) if isinstance(one, int)})
    return found


def _flat(found: Any) -> Iterator[Any]:
    """Yield a thread's comments, each before the answers to it."""
    waiting = list(items(found, "replies"))[::-1]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += list(items(one, "replies"))[::-1]


def _heard(one: Any) -> Heard:
    return Heard(
        id=text(one, "id"),
        author=text(one, "author"),
        date=since_1970(at(one, "created")),
        body=text(one, "text"),
        form="markdown",
        url=text(one, "website"),
        reply_to=text(one, "parent"),
        gone=number(one, "mode") == _DELETED,
    )


def _gone(errand: Errand, host: str, again: Collection[str], ids: Sequence[str]) -> Collection[str]:
    """Return those that the server knows no more. What only waits there, or is hidden, it still knows."""
    found = [one for one in ids if one in again]
    if len(ids) > _LOOKED_AT:
        errand.notes.append(f"{len(ids)} comments were not told; {_LOOKED_AT} of them were looked for")
    for one in ids[:_LOOKED_AT]:
        # Of two with one number, the later one has its moment behind it, and is what the server knows.
        number = one.partition(".")[0]
        if one in again or not number.isdecimal():
            continue
        try:
            errand.web.get(f"{host}/id/{number}?plain=1")
        except FetchError as fault:
            if fault.is_gone:
                found.append(one)
    return found


def _newest(errand: Errand, host: str, names: Collection[str]) -> None:
    """Say which of the newest comments are about no article. Many servers do not tell them; then nothing is said."""
    try:
        found = errand.web.get(f"{host}/latest?limit={_NEWEST}").json()
    except FetchError:
        return
    unknown: dict[str, int] = {}
    for one in found if isinstance(found, list) else ():
        uri = text(one, "uri")
        if uri and uri not in names and errand.articles.find(uri) is None:
            unknown[uri] = unknown.get(uri, 0) + 1
    for uri, count in unknown.items():
        errand.unknown(uri, count)
