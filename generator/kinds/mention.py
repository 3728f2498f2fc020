"""Mentions: ``content/mentions/{article slug}.yaml``, other pages that link to an article."""

from typing import Literal

import msgspec

from generator.kinds.base import Kind
from generator.kinds.comment.schema import Status, approved
from generator.schema.scalars import Moment, Url


class MentionFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mention; without ``status`` it waits."""

    source: Url
    date: Moment
    author: str = ""
    title: str = ""
    kind: Literal["mention", "reply", "like", "repost"] = "mention"
    status: Status = "pending"


KIND = Kind(
    name="mention",
    folder="mentions",
    suffix=".yaml",
    schema=MentionFields,
    label="Mention",
    plural="Mentions",
    icon="link",
    dated=False,
    many=True,
    about="article",
    public=approved,
)
