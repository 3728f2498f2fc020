"""What readers said of entries, as WordPress numbers it: a comment after the one that it answers."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.base.model import Entry
from generator.content.kind import ContentType, subject_of
from generator.content.said import COMMENT, MENTION, CommentFields, MentionFields


class Conversation(msgspec.Struct, frozen=True):
    """All that was said of an entry, in the order of its files."""

    comments: tuple[CommentFields, ...] = ()
    mentions: tuple[MentionFields, ...] = ()
    #: The file that the comments are from.
    source: str = ""


def conversations(entries: Iterable[Entry], kinds: Mapping[str, ContentType]) -> dict[tuple[str, str], Conversation]:
    """Return what was said, by the kind and slug of what it is about."""
    found: dict[tuple[str, str], Conversation] = {}
    for entry in entries:
        if entry.kind not in {COMMENT, MENTION} or not isinstance(entry.fields, tuple):
            continue
        key = subject_of(entry, kinds), entry.slug
        before = found.get(key, Conversation())
        if entry.kind == COMMENT:
            found[key] = msgspec.structs.replace(before, comments=entry.fields, source=entry.source)
        else:
            found[key] = msgspec.structs.replace(before, mentions=entry.fields)
    return found


def in_order(comments: Sequence[CommentFields]) -> list[CommentFields]:
    """Return comments so that each comes after the one that it answers, as WordPress must read them.

    Each answers one that is there, and none itself: anything else is an error of the content.
    """
    below: dict[str, list[CommentFields]] = {}
    for one in comments:
        below.setdefault(one.reply_to, []).append(one)
    made: list[CommentFields] = []
    waiting = below.get("", [])[::-1]
    while waiting:
        one = waiting.pop()
        made.append(one)
        waiting += below.get(one.id, [])[::-1]
    return made
