"""What readers and other sites say of an entry: the keys of comments and mentions, which pages show under it."""

from typing import Annotated, Literal

import msgspec

from generator.schema.rules import About
from generator.schema.scalars import Filled, Moment, Slug, Url

Status = Literal["approved", "pending", "spam", "removed"]
#: What was taken away: its place stays, for the answers to it, and its text and its author do not.
REMOVED = "removed"


class CommentFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A comment; without ``status`` it waits."""

    id: Annotated[Slug, About("Its permanent name in this file", "c1")]
    author: Annotated[Filled, About("Who wrote it", "Ann Example")]
    date: Annotated[Moment, About("When")]
    body: Annotated[Filled, About("What it says, in Markdown", "Thank you for this.")]
    url: Annotated[Url, About("The author's own site")] = ""
    reply_to: Annotated[Slug, About("The id of the comment that it answers", "c1")] = ""
    status: Annotated[Status, About("Only approved ones are published")] = "pending"


class MentionFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mention; without ``status`` it waits."""

    source: Annotated[Url, About("The address of the page that links here")]
    date: Annotated[Moment, About("When")]
    author: Annotated[str, About("Who wrote it", "Ann Example")] = ""
    title: Annotated[str, About("What the page is called; its host's name without it", "A title")] = ""
    kind: Annotated[Literal["mention", "reply", "like", "repost"], About("What it is")] = "mention"
    status: Annotated[Status, About("Only approved ones are published")] = "pending"


#: The kinds of these, by their names.
COMMENT, MENTION = "comment", "mention"
#: All that a file holds of them.
Comments = tuple[CommentFields, ...]
Mentions = tuple[MentionFields, ...]
