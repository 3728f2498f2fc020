"""Comments: ``content/comments/{article slug}.yaml``, what readers wrote, kept as text."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from generator.fields import Context
from generator.kinds.base import Kind
from generator.located import Node
from generator.scalars import Filled, Moment, Slug, Url

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


def check(fields: tuple[CommentFields, ...], node: Node, context: Context) -> None:
    """Report ids that stand twice, replies to nobody, and replies that answer each other in a ring."""
    comments: dict[str, CommentFields] = {}
    for number, comment in enumerate(fields):
        if comment.id in comments:
            context.report.error(context.place(node, number, "id"), f'the comment id "{comment.id}" stands twice')
        comments[comment.id] = comment
    for number, comment in enumerate(fields):
        if not comment.reply_to:
            continue
        place = context.place(node, number, "reply_to")
        if comment.reply_to not in comments:
            context.report.error(place, f'a reply to "{comment.reply_to}", which is no comment here', "write the id of a comment in this file")
            continue
        seen, above = {comment.id}, comment.reply_to
        while above in comments and above not in seen:
            seen.add(above)
            above = comments[above].reply_to
        if above == comment.id:
            context.report.error(place, f'the comment "{comment.id}" answers itself', "one of these comments must answer none")


def texts(fields: tuple[CommentFields, ...]) -> Mapping[str, str]:
    """Return the bodies of the approved comments, by their ids."""
    return {comment.id: comment.body for comment in fields if comment.status == "approved"}


KIND = Kind(
    name="comment",
    folder="comments",
    suffix=".yaml",
    schema=CommentFields,
    label="Comment",
    plural="Comments",
    dated=False,
    listed=True,
    check=check,
    texts=texts,
    hostile=True,
)
