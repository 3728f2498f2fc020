"""The conversation under an entry: comments as a tree, mentions, and the form or system to add one."""

import datetime as dt
from typing import cast
from urllib.parse import urlsplit

import msgspec

from generator import views
from generator.base.model import Entry
from generator.content.kind import Fields, MarkdownEntry
from generator.content.said import COMMENT, MENTION, REMOVED, CommentFields, Comments, Mentions
from generator.feeds.base import format_named
from generator.pages.context import Context, Values
from generator.pages.feed_links import feed_link
from generator.pages.texts import short_html

#: The levels of answers on a page.
_DEEPEST = 50


def commented(values: Values) -> str:
    """Return the kind whose entries comments are about."""
    kind = values.index.kinds.get(COMMENT)
    return kind.about if kind else ""


def conversation(context: Context, entry: MarkdownEntry) -> views.Conversation:
    """Return an entry's conversation."""
    if not context.index.kinds[entry.kind].discussed and not _is_said(context, entry):
        return views.Conversation(state="off")
    comments = comment_tree(context, entry)
    if not context.index.kinds[entry.kind].discussed:
        # What was said once, as below the pages of a blog that moved in, is shown; nobody is asked for more.
        return views.Conversation(
            state="closed",
            count=approved_count(context, entry),
            comments=comments,
            mentions=_mentions(context, entry),
            feed=comment_feed(context, entry),
        )
    state = talk_state(context, entry)
    count = approved_count(context, entry)
    embed = _embed(context, entry) if state == "open" else None
    places = context.site.community if state == "open" and entry.fields.ask and embed is None else ()
    return views.Conversation(
        state=state,
        # Without a way to answer it, the question is not shown.
        ask=entry.fields.ask if embed or places else "",
        places=places,
        count=count,
        comments=comments,
        mentions=_mentions(context, entry),
        feed=comment_feed(context, entry),
        embed=embed,
    )


def _is_said(values: Values, entry: Entry) -> bool:
    """Return whether comments or mentions of an entry are published."""
    return any(values.index.said(kind, entry) is not None for kind in (COMMENT, MENTION))


def talk_state(values: Values, entry: MarkdownEntry) -> str:
    """Return whether readers can comment: ``open``, ``closed`` (by hand or by age), ``off``.

    Age is measured at the date of the newest entry, not of the build, so that the output changes only with the content.
    """
    state = entry.fields.comments
    days = values.settings.comments.close_after_days
    if state == "open" and days and values.index.published:
        began, newest = values.published(entry), values.published(values.index.published[0])
        if began and newest and newest - began > dt.timedelta(days=days):
            return "closed"
    return state


def comments_on(values: Values, entry: Entry) -> Entry[Comments] | None:
    """Return the entry that holds an entry's comments, or None."""
    return cast("Entry[Comments] | None", values.index.said(COMMENT, entry))


def approved_count(values: Values, entry: Entry) -> int:
    """Return how many approved comments an entry has."""
    found = comments_on(values, entry)
    return sum(one.status == "approved" for one in found.fields) if found else 0


def approved(values: Values, entry: Entry) -> Comments:
    """Return an entry's approved comments, oldest first."""
    return tuple([one for one in shown(values, entry) if one.status != REMOVED])


def shown(values: Values, entry: Entry) -> Comments:
    """Return what stands in an entry's conversation, oldest first: approved comments, and places of removed ones."""
    found = comments_on(values, entry)
    return tuple(sorted(found.fields, key=lambda comment: (comment.date, comment.id))) if found else ()


def has_feed(values: Values, entry: MarkdownEntry) -> bool:
    """Return whether an entry's comments have a feed: it has comments, or can get some."""
    if entry.kind != commented(values):
        return bool(approved_count(values, entry))
    return bool(approved_count(values, entry)) or (values.provider is not None and talk_state(values, entry) == "open")


def comment_feed(values: Values, entry: MarkdownEntry) -> views.FeedLink | None:
    """Return a link to the feed of an entry's comments, or None."""
    if not has_feed(values, entry):
        return None
    return feed_link(values, comments_url(values.url(entry)), f"Comments on “{entry.fields.title}”")


def comments_url(folder: str) -> str:
    """Return the address of the feed of comments on the page in a folder."""
    return f"{folder}comments{format_named().suffix}"


def comment_tree(context: Context, entry: MarkdownEntry) -> tuple[views.Comment, ...]:
    """Return what is shown of the comments, each with its replies. A reply to a hidden one is at the top level."""
    found = comments_on(context, entry)
    if found is None:
        return ()
    comments = shown(context, entry)
    parents = _parents(comments)
    replies: dict[str, list[CommentFields]] = {}
    for comment in comments:
        replies.setdefault(parents[comment.id], []).append(comment)
    names = {person.name for person in context.people(entry)}

    made: dict[str, views.Comment] = {}
    # Replies are built before the comment that they answer, without recursion.
    for comment in _deepest_first(replies):
        one = views.Comment(
            id=comment.id,
            date=_said_on(context, comment.date),
            url=context.href(context.url(entry)) + f"#comment-{comment.id}",
            replies=tuple(made[reply.id] for reply in replies.get(comment.id, ())),
            is_removed=comment.status == REMOVED,
        )
        if not one.is_removed:
            one = msgspec.structs.replace(
                one,
                author=comment.author,
                website=comment.url,
                html=short_html(context, found, comment.id),
                by_author=comment.author in names,
            )
        made[comment.id] = one
    return tuple(made[comment.id] for comment in replies.get("", ()))


def _parents(comments: Comments) -> dict[str, str]:
    """Return below which comment each one is shown: those that are nested too deeply for a page stand side by side."""
    by_id = {comment.id: comment for comment in comments}
    parents: dict[str, str] = {}
    depths: dict[str, int] = {"": 0}
    for comment in comments:
        way: dict[str, None] = {}
        here = comment.id
        while here not in depths:
            if here in way:
                # They answer each other, which a file cannot have.
                here = ""
                break
            way[here] = None
            here = by_id[here].reply_to if by_id[here].reply_to in by_id else ""
        for name in reversed(way):
            parents[name] = here if depths[here] < _DEEPEST else parents[here]
            depths[name] = depths[parents[name]] + 1
            here = name
    return parents


def _said_on(values: Values, moment: dt.datetime) -> views.Date:
    """Return a comment's date; midnight means that only the day is known."""
    date = values.dated(moment)
    if moment.astimezone(values.zone).time() != dt.time():
        return date
    return msgspec.structs.replace(date, iso=date.iso[:10], full="")


def _deepest_first(replies: dict[str, list[CommentFields]]) -> list[CommentFields]:
    """Return all comments, each after its replies."""
    ordered: list[CommentFields] = []
    waiting = list(replies.get("", ()))
    while waiting:
        comment = waiting.pop()
        ordered.append(comment)
        waiting += replies.get(comment.id, ())
    return ordered[::-1]


def _mentions(values: Values, entry: Entry) -> tuple[views.Mention, ...]:
    """Return the approved mentions of an article, oldest first."""
    found = cast("Entry[Mentions] | None", values.index.said(MENTION, entry))
    if found is None:
        return ()
    dated = sorted(found.fields, key=lambda mention: (mention.date, mention.source))
    return tuple(
        views.Mention(
            source=mention.source,
            kind=mention.kind,
            date=values.dated(mention.date),
            author=mention.author,
            title=mention.title or urlsplit(mention.source).netloc,
        )
        for mention in dated
    )


def _embed(values: Values, entry: MarkdownEntry) -> views.Embed | None:
    """Return the live comment system on an entry's page, or None."""
    return values.provider.embed(values.thread(entry)) if values.provider else None


def discussed_entries(values: Values) -> tuple[MarkdownEntry, ...]:
    """Return the entries that comments can be about, and others about which there are some."""
    kind = commented(values)
    said = values.index.about.get(COMMENT, {})
    others = {about for about, _ in said if about != kind}
    return values.index.all_of(kind, Fields) + tuple(
        [one for name in sorted(others) for one in values.index.all_of(name, Fields) if (name, one.slug) in said]
    )


def comments_feed(values: Values) -> views.FeedLink:
    """Return the feed of all comments."""
    return feed_link(values, comments_url("/"), f"{values.settings.title}: comments")


def comments_there(values: Values) -> bool:
    """Return whether any entry has comments, or can get some."""
    entries = discussed_entries(values)
    if values.provider:
        return any(has_feed(values, entry) for entry in entries)
    said = values.index.about.get(COMMENT, {})
    return bool(said) and any(approved_count(values, entry) for entry in entries if (entry.kind, entry.slug) in said)
