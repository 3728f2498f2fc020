"""The keys of comments, and which comments are public."""

from collections.abc import Iterable, Mapping
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.base.problems import suggestion
from generator.content.kind import Gate, Timed
from generator.content.said import REMOVED, CommentFields, Comments, MentionFields
from generator.schema.fields import FileContext
from generator.schema.nodes import Node

#: A suggestion is made for at most this many unknown ids.
_FEW = 20
Said = TypeVar("Said", CommentFields, MentionFields)


def check(fields: Comments, node: Node, context: FileContext) -> None:
    """Report duplicate ids, replies to unknown comments, and cycles of replies."""
    comments: dict[str, CommentFields] = {}
    for number, comment in enumerate(fields):
        if comment.id in comments:
            place = context.place(node, number, "id")
            context.report.error(place, f'the comment id "{comment.id}" stands twice', "give the newer one another")
        comments[comment.id] = comment
    rings = _rings(comments)
    unknown = 0
    for number, comment in enumerate(fields):
        place = context.place(node, number, "reply_to")
        if comment.reply_to and comment.reply_to not in comments:
            unknown += 1
            # Finding a similar id is slow among many.
            near = suggestion(comment.reply_to, comments) if unknown <= _FEW else ""
            message = f'a reply to "{comment.reply_to}", which is no comment here{near}'
            context.report.error(place, message, "write the id of a comment in this file")
        elif comment.id in rings:
            by = ", ".join(f'"{name}"' for name in rings[comment.id][:5])
            message = f'the comment "{comment.id}" answers itself' + (f", by way of {by}" if by else "")
            context.report.error(place, message, "one of them must answer none")


def _rings(comments: Mapping[str, CommentFields]) -> dict[str, list[str]]:
    """Return the first comment of each cycle of replies, with the others of it."""
    first: dict[str, list[str]] = {}
    seen: set[str] = set()
    for start in comments:
        way: dict[str, None] = {}
        here = start
        while here in comments and here not in seen:
            seen.add(here)
            way[here] = None
            here = comments[here].reply_to
        if here in way:
            names = list(way)
            ring = names[names.index(here) :]
            first[ring[0]] = ring[1:]
    return first


def texts(fields: Comments) -> Mapping[str, str]:
    """Return the bodies of the approved comments, by their ids."""
    return {comment.id: comment.body for comment in fields if comment.status == "approved"}


def out(entry: Entry[tuple[Said, ...]], gate: Gate) -> tuple[Said, ...]:
    """Return the approved comments or mentions of a file whose time has come."""
    gate.undecided(entry.kind, sum(one.status == "pending" for one in entry.fields))
    known = [one for one in entry.fields if one.status == "approved"]
    return tuple([one for one in known if not gate.ahead(one.date, "scheduled")])


def moments(fields: Comments, _zone: ZoneInfo) -> tuple[Timed, ...]:
    """Return the approved comments with their dates, and no word of them."""
    return tuple([Timed(one.id, "", one.date) for one in fields if one.status == "approved"])


def approved(entry: Entry[Comments], gate: Gate) -> Entry[Comments]:
    """Return comments with the approved ones whose time has come, and the places of removed ones that they answer."""
    fields = out(entry, gate)
    places = _answered(entry.fields, fields)
    shown = tuple([one for one in entry.fields if one.id in places]) + fields
    texts = {one.id: entry.texts[one.id] for one in fields if entry.texts}
    return msgspec.structs.replace(entry, fields=shown, texts=texts)


def _answered(every: Comments, shown: Iterable[CommentFields]) -> set[str]:
    """Return the ids of the removed comments that shown ones answer, also by way of other removed ones."""
    removed = {one.id: one.reply_to for one in every if one.status == REMOVED}
    found: set[str] = set()
    for one in shown:
        here = one.reply_to
        while here in removed and here not in found:
            found.add(here)
            here = removed[here]
    return found
