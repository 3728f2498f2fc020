"""What readers and other sites say of an entry: the keys of comments and mentions, which pages show under it."""

from typing import Literal

import msgspec

from generator.schema.scalars import Filled, Moment, Slug, Url

Status = Literal["approved", "pending", "spam"]


class CommentFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A comment; without ``status`` it waits."""

    id: Slug
    author: Filled
    date: Moment
    body: Filled
    url: Url = ""
    reply_to: Slug = ""
    status: Status = "pending"


class MentionFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mention; without ``status`` it waits."""

    source: Url
    date: Moment
    author: str = ""
    title: str = ""
    kind: Literal["mention", "reply", "like", "repost"] = "mention"
    status: Status = "pending"


#: The kinds of these, by their names.
COMMENT, MENTION = "comment", "mention"
#: All that a file holds of them.
Comments = tuple[CommentFields, ...]
Mentions = tuple[MentionFields, ...]
