"""Isso gives the number of its newest comment to the next one, if that was deleted: two comments of one number."""

from collections.abc import Sequence

import msgspec

from generator.content.said import REMOVED, CommentFields
from generator.pulls.articles import Article
from generator.pulls.base import Heard
from generator.pulls.clean import body_of

#: So many seconds may lie between a date there and in a file; and an hour, where clocks are set back.
_NEAR, _HOUR = 60, 3600


def told_apart(article: Article, heard: Sequence[Heard]) -> tuple[Sequence[Heard], frozenset[str]]:
    """Return comments, each with an id of its own, and the numbers of which the file has another comment."""
    known = {one.id.removeprefix("isso-"): one for one in article.said if one.id.startswith("isso-")}
    names = {
        one.id: f"{one.id}.{int(one.date.timestamp())}"
        for one in heard
        if one.date is not None and one.id in known and _is_another(one, known[one.id])
    }
    if not names:
        return heard, frozenset()
    made = [
        msgspec.structs.replace(one, id=names.get(one.id, one.id), reply_to=names.get(one.reply_to, one.reply_to))
        for one in heard
    ]
    return made, frozenset(names)


def _is_another(heard: Heard, known: CommentFields) -> bool:
    """Return whether two of one number differ in their date and, as far as these are still there, in their words."""
    if heard.gone or heard.date is None:
        return False
    apart = abs((heard.date - known.date).total_seconds())
    if apart <= _NEAR or abs(apart - _HOUR) <= _NEAR:
        return False
    return known.status == REMOVED or not _words(body_of(heard)).startswith(_words(known.body))


def _words(text: str) -> str:
    return " ".join(text.split())
