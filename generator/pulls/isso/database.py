"""Isso's database, read only: approved and waiting comments, and which were deleted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.pulls.base import CONTENT, Errand, Heard, PullError, Thread, not_in
from generator.pulls.isso.again import told_apart
from generator.pulls.values import since_1970

_DELETED = 4
_COMMENTS = "SELECT tid, id, parent, created, mode, text, author, website FROM comments ORDER BY tid, id"
#: Steps of the database's machine, in thousands: no more than a million comments take.
_STEPS, _MOST = 1000, 2_000_000


def threads(errand: Errand, file: Path) -> Iterator[Thread]:
    """Yield what was said, article by article."""
    try:
        yield from _threads(errand, file)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as fault:
        raise PullError(f"{file} is no database of Isso, or damaged: {fault}", CONTENT) from None


def _threads(errand: Errand, file: Path) -> Iterator[Thread]:
    with closing(_opened(file)) as database:
        names = dict(database.execute("SELECT id, uri FROM threads"))
        found: dict[str, list[Heard]] = {}
        unknown: dict[str, int] = {}
        every: set[str] = set()
        for tid, *values in database.execute(_COMMENTS):
            every.add(str(values[0]))
            uri = str(names.get(tid) or "")
            if (article := errand.articles.find(uri)) is None:
                unknown[uri] = unknown.get(uri, 0) + 1
            else:
                found.setdefault(article.guid, []).append(_heard(*values))
    for uri, count in unknown.items():
        errand.unknown(uri or "no thread", count)
    for article in errand.articles.all:
        # A database has everything: what is not in it was deleted. What is in it below another address was not.
        heard, again = told_apart(article, found.get(article.guid, ()))
        yield Thread(article=article, heard=heard, gone=not_in(every - again))


def _opened(file: Path) -> sqlite3.Connection:
    """Return the database, of whose tables none is a program in disguise."""
    database = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)
    database.text_factory = lambda data: data.decode(errors="replace")
    steps = iter(range(_MOST))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"threads", "comments"} <= tables:
        database.close()
        raise sqlite3.DatabaseError("it has no tables of threads and comments")
    return database


def _heard(number: Any, parent: Any, created: Any, mode: Any, text: Any, author: Any, website: Any) -> Heard:
    return Heard(
        id=str(number),
        author=_text(author),
        date=since_1970(created),
        body=_text(text),
        form="markdown",
        url=_text(website),
        reply_to=str(parent) if parent else "",
        gone=mode == _DELETED,
    )


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(value) if value is not None else ""
