"""Comments: ``content/comments/{article slug}.yaml``, readers' comments stored in files."""

from generator.content.said import CommentFields, Comments
from generator.kinds.base import Kind
from generator.kinds.comment.feeds import feeds, follow, subscriptions
from generator.kinds.comment.schema import approved, check, moments, texts

KIND: Kind[Comments] = Kind(
    name="comment",
    folder="comments",
    suffix=".yaml",
    schema=CommentFields,
    label="Comment",
    plural="Comments",
    dated=False,
    many=True,
    check=check,
    texts=texts,
    hostile=True,
    about="article",
    moments=moments,
    public=approved,
    own_feeds=feeds,
    follow=follow,
    subscriptions=subscriptions,
)
