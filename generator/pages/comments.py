"""What readers said under an entry: comments as a tree, mentions, and the way to answer."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import msgspec

from generator import views
from generator.base.model import Entry
from generator.pages.context import Presenter
from generator.pages.texts import short_html


def conversation(stage: Presenter, entry: Entry) -> views.Conversation:
    """Return an entry's conversation."""
    kind = stage.library.kinds[entry.kind]
    if not kind.discussed:
        return views.Conversation(state="off")
    comments = comment_tree(stage, entry)
    state = talk_state(stage, entry)
    count = len(approved(stage, entry))
    embed = _embed(stage, entry) if state == "open" else None
    places = stage.site.community if state == "open" and entry.fields.ask and embed is None else ()
    return views.Conversation(
        state=state,
        # A question that nobody can answer is none.
        ask=entry.fields.ask if embed or places else "",
        places=places,
        count=count,
        comments=comments,
        mentions=_mentions(stage, entry),
        feed=comment_feed(stage, entry),
        embed=embed,
    )


def talk_state(stage: Presenter, entry: Entry) -> str:
    """Return whether readers can comment: ``open``, ``closed`` (by hand or by age), ``off``.

    Age is counted up to the newest entry's date, so that nothing changes without new content.
    """
    state: str = entry.fields.comments
    days = stage.settings.comments.close_after_days
    if state == "open" and days and entry.date and stage.library.dated:
        newest = stage.library.dated[0].date
        if newest and newest - entry.date > dt.timedelta(days=days):
            return "closed"
    return state


def approved(stage: Presenter, entry: Entry) -> tuple[Any, ...]:
    """Return an entry's approved comments, oldest first."""
    found = stage.library.comments.get(entry.slug) if entry.kind == "article" else None
    return tuple(sorted(found.fields, key=lambda comment: (comment.date, comment.id))) if found else ()


def has_feed(stage: Presenter, entry: Entry) -> bool:
    """Return whether an article's comments have a feed: there are some, or there can be."""
    if entry.kind != "article":
        return False
    return bool(approved(stage, entry)) or (stage.provider is not None and talk_state(stage, entry) == "open")


def comment_feed(stage: Presenter, entry: Entry) -> views.FeedLink | None:
    """Return the feed of an article's comments."""
    if not has_feed(stage, entry):
        return None
    url = stage.library.url(entry) + "comments.xml"
    return views.FeedLink(
        title=f"Comments on “{entry.fields.title}”",
        url=stage.href(url),
        absolute_url=stage.absolute(url),
        media_type="application/rss+xml",
        format="RSS",
    )


def comment_tree(stage: Presenter, entry: Entry) -> tuple[views.Comment, ...]:
    """Return the approved comments, each with its replies. A reply to one that is not shown stands alone."""
    comments = approved(stage, entry)
    shown = {comment.id for comment in comments}
    replies: dict[str, list[Any]] = {}
    for comment in comments:
        replies.setdefault(comment.reply_to if comment.reply_to in shown else "", []).append(comment)
    names = {person.name for person in stage.people(entry)}

    made: dict[str, views.Comment] = {}
    # From the newest to the oldest: what answers a comment is made before it, without recursion.
    for comment in _deepest_first(replies):
        made[comment.id] = views.Comment(
            id=comment.id,
            author=comment.author,
            website=comment.url,
            date=_said_on(stage, comment.date),
            url=stage.href(stage.library.url(entry)) + f"#comment-{comment.id}",
            html=short_html(stage, stage.library.comments[entry.slug], comment.id),
            by_author=comment.author in names,
            replies=tuple(made[reply.id] for reply in replies.get(comment.id, ())),
        )
    return tuple(made[comment.id] for comment in replies.get("", ()))


def _said_on(stage: Presenter, moment: dt.datetime) -> views.Date:
    """Return when something was said; the first moment of a day means that day, with no time."""
    date = stage.dated(moment)
    if moment.astimezone(stage.zone).time() != dt.time():
        return date
    return msgspec.structs.replace(date, iso=date.iso[:10], full="")


def _deepest_first(replies: dict[str, list[Any]]) -> list[Any]:
    """Return all comments so that each comes after what answers it."""
    ordered: list[Any] = []
    waiting = list(replies.get("", ()))
    while waiting:
        comment = waiting.pop()
        ordered.append(comment)
        waiting += replies.get(comment.id, ())
    return ordered[::-1]


def _mentions(stage: Presenter, entry: Entry) -> tuple[views.Mention, ...]:
    """Return the approved mentions of an article, oldest first."""
    found = stage.library.mentions.get(entry.slug) if entry.kind == "article" else None
    if found is None:
        return ()
    dated = sorted(found.fields, key=lambda mention: (mention.date, mention.source))
    return tuple(
        views.Mention(
            source=mention.source,
            kind=mention.kind,
            date=stage.dated(mention.date),
            author=mention.author,
            title=mention.title or urlsplit(mention.source).netloc,
        )
        for mention in dated
    )


def _embed(stage: Presenter, entry: Entry) -> views.Embed | None:
    """Return the live comment system on an entry's page."""
    return stage.provider.embed(stage.thread(entry)) if stage.provider else None
