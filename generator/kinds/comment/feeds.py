"""The feeds of comments: of all, and of each entry that has some or can get some."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from generator.base.text import clip, plain
from generator.content.kind import MarkdownEntry
from generator.content.said import CommentFields
from generator.feeds.base import FeedItem, InReplyTo, Person
from generator.feeds.content import for_readers
from generator.pages.comments import (
    approved,
    approved_count,
    comment_feed,
    commented,
    comments_feed,
    comments_there,
    comments_url,
    discussed_entries,
    has_feed,
)
from generator.pages.context import Chrome, Context, Values
from generator.pages.feed_items import feed_file
from generator.pages.jobs import FeedFile
from generator.pages.kind import FollowGroup, Item
from generator.pages.planned import Planned, feed
from generator.pages.selection import Conversations, Selection
from generator.pages.texts import feed_html
from generator.views import FeedGroup, FeedLink


class Discussions(Selection, frozen=True, kw_only=True):
    """What a feed of comments contains: entries, of which it shows the comments."""

    entries: Conversations


def feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the feeds of comments."""
    if not comments_there(chrome):
        return
    entries = discussed_entries(chrome)
    said = tuple(entry for entry in entries if approved_count(chrome, entry))
    yield feed(comments_url("/"), _all_comments, Discussions(entries=said))
    for entry in entries:
        if has_feed(chrome, entry):
            yield feed(comments_url(chrome.url(entry)), _comments_on, Discussions(entries=(entry,)))


def follow(values: Values) -> Iterator[FollowGroup]:
    """Return the feed of all comments."""
    if comments_there(values):
        note = "What readers say under the articles."
        yield FollowGroup(50, FeedGroup(title="All comments", note=note, feeds=(comments_feed(values),)))


def _all_comments(context: Context, shown: Discussions) -> FeedFile:
    said = [
        (comment.date, entry.slug, comment.id, entry, comment)
        for entry in shown.entries
        for comment in approved(context, entry)
    ]
    said.sort(key=lambda found: found[:3], reverse=True)
    limit = context.settings.feeds.items
    ids: dict[str, set[str]] = {}
    for *_, entry, comment in said:
        ids.setdefault(entry.source, set()).add(comment.id)
    items = [_item(context, entry, comment, ids[entry.source], named=True) for *_, entry, comment in said[:limit]]
    title = f"{context.settings.title}: comments"
    return feed_file(context, comments_url("/"), title, items, description="What readers say under the articles.")


def _comments_on(context: Context, shown: Discussions) -> FeedFile:
    (entry,) = shown.entries
    url, title = context.url(entry), entry.fields.title
    said = approved(context, entry)
    ids = {comment.id for comment in said}
    items = [_item(context, entry, comment, ids, named=False) for comment in reversed(said)]
    about = f"What readers say about “{title}”."
    return feed_file(context, comments_url(url), f"Comments on “{title}”", items, home=url, description=about)


def _item(
    context: Context, entry: MarkdownEntry, comment: CommentFields, shown: AbstractSet[str], *, named: bool
) -> Item:
    """Return a comment's item; ``shown`` are all comments of its entry, ``named`` puts the article into its title."""
    url = context.absolute(context.url(entry)) + f"#comment-{comment.id}"
    content = for_readers(feed_html(context, context.index.about["comment"][entry.kind, entry.slug], comment.id))
    parent = comment.reply_to if comment.reply_to in shown else ""
    answers = (
        InReplyTo(guid=_guid(context, entry, parent), url=context.absolute(context.url(entry)) + f"#comment-{parent}")
        if parent
        else InReplyTo(guid=context.index.guid(entry), url=context.absolute(context.url(entry)))
    )
    return FeedItem(
        guid=_guid(context, entry, comment.id),
        url=url,
        title=f"{comment.author} on “{entry.fields.title}”" if named else comment.author,
        summary=clip(plain(content), 300),
        content=content,
        published=comment.date,
        updated=comment.date,
        authors=(Person(name=comment.author, url=comment.url),),
        in_reply_to=answers,
    ), None


def _guid(context: Context, entry: MarkdownEntry, name: str) -> str:
    """Return a comment's GUID: its id is unique only in its file, so the article's id or slug is part of it.

    An id that was made of a slug, as ``check --fix`` does, leaves the GUIDs of the comments as they were.
    """
    own = entry.fields.id
    begin = context.settings.guid(entry.kind, "")
    if own and not own.startswith(begin):
        return f"{own}:comment:{name}"
    # Slugs are unique within a kind only.
    folder = "" if entry.kind == commented(context) else f"{entry.kind}/"
    return context.settings.guid("comment", f"{folder}{own.removeprefix(begin) or entry.slug}/{name}")


def subscriptions(values: Values) -> tuple[FeedLink, ...]:
    """Return links to the feeds of each entry's comments."""
    if not comments_there(values):
        return ()
    return tuple(link for entry in discussed_entries(values) if (link := comment_feed(values, entry)))
