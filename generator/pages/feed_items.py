"""Feeds: which there are, and what each holds."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from generator import views
from generator.base.model import Entry
from generator.base.paths import in_path
from generator.base.text import clip, plain
from generator.feeds.base import Enclosure, EpisodeInfo, Feed, FeedItem, InReplyTo, Person, PodcastInfo
from generator.feeds.content import for_readers
from generator.feeds.podcast import podcast_guid
from generator.pages.audio import audio_bytes, audio_url, media_type
from generator.pages.comments import approved, has_feed
from generator.pages.context import Presenter
from generator.pages.give_log import LABELS, URL, log_title
from generator.pages.texts import feed_body, feed_html
from generator.pages.tips import tip_url

_EARLY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Draft(msgspec.Struct, frozen=True):
    """A feed whose items' texts are still to be filled in: ``bodies`` has one for each item.

    The address is from the site's root. An item with its own ``content`` has no body.
    """

    url: str
    format: str
    feed: Feed
    bodies: tuple[views.Body | None, ...]


Item = tuple[FeedItem, views.Body | None]


def people(stage: Presenter, entry: Entry) -> tuple[Person, ...]:
    """Return an entry's authors for a feed."""
    return tuple(
        Person(name=person.name, url=person.website or (stage.settings.origin + person.url if person.url else ""))
        for person in stage.people(entry)
    )


def entry_item(stage: Presenter, entry: Entry) -> Item:
    """Return an article, episode, lead or pitch as an item; it is the same one in all feeds."""
    found: Item | None = stage.items.get(entry.source)
    if found is None:
        found = stage.items[entry.source] = _entry_item(stage, entry)
    return found


def _entry_item(stage: Presenter, entry: Entry) -> Item:
    """Return an entry as an item."""
    fields, url = entry.fields, stage.library.url(entry)
    image = stage.image(entry)
    comments = approved(stage, entry)
    item = FeedItem(
        guid=stage.library.guid(entry),
        url=stage.absolute(url),
        title=fields.title,
        summary=stage.summary(entry),
        published=entry.date,
        updated=fields.updated or entry.date,
        authors=people(stage, entry),
        tags=tuple(tag.label for tag in stage.tags(fields.tags)),
        image_url=image.absolute_src if image else "",
        enclosure=_enclosure(stage, entry),
        comments_url=stage.absolute(url) + "#page--conversation" if has_feed(stage, entry) else "",
        comments_feed_url=stage.absolute(url) + "comments.xml" if has_feed(stage, entry) else "",
        comments_count=len(comments) if has_feed(stage, entry) else None,
        episode=_episode(stage, entry),
    )
    return item, feed_body(stage, entry)


def _enclosure(stage: Presenter, entry: Entry) -> Enclosure | None:
    if entry.kind != "episode":
        return None
    return Enclosure(
        url=audio_url(stage, entry),
        length=audio_bytes(stage, entry),
        media_type=media_type(stage, entry),
        duration=stage.duration(entry),
    )


def _episode(stage: Presenter, entry: Entry) -> EpisodeInfo | None:
    if entry.kind != "episode":
        return None
    fields, url = entry.fields, stage.absolute(stage.library.url(entry))
    image = stage.image(entry)
    return EpisodeInfo(
        season=fields.season,
        episode=fields.episode,
        explicit=fields.explicit,
        guests=tuple(Person(name=guest.name, url=guest.url) for guest in fields.guests),
        transcript_url=url + "transcript.txt" if fields.transcript else "",
        transcript_type="text/plain",
        chapters_url=url + "chapters.json" if fields.chapters else "",
        # Apple asks for square covers; an entry's own picture seldom is one.
        image_url=image.absolute_src if image and image.width == image.height >= 1400 else "",
    )


def tip_item(stage: Presenter, library: Entry, tip: Any) -> Item:
    """Return a tip as an item; it has no title, since it is one sentence."""
    url = stage.absolute(tip_url(stage, library, tip))
    more = feed_body(stage, library, tip.id) if tip.id in library.texts else None
    source = ""
    if tip.source:
        name = _escaped(tip.source.name)
        source = (
            f'<p><cite><a href="{_escaped(tip.source.url)}">{name}</a></cite></p>'
            if tip.source.url
            else f"<p><cite>{name}</cite></p>"
        )
    content = f"<p>{_escaped(tip.text)}</p>{source}"
    tags = tuple(tag.label for tag in stage.tags(tip.tags))
    guid = stage.library.guid(library, tip.id)
    return FeedItem(
        guid=guid, url=url, summary=tip.text, content=content, published=tip.date, updated=tip.date, tags=tags
    ), more


def give_item(stage: Presenter, give: Any) -> Item:
    """Return a give as an item."""
    url = stage.absolute(f"{URL}#{give.id}")
    said = f"{LABELS[give.kind][0]}: {give.what}"
    parts = [f"<p>{_escaped(give.what)}</p>"]
    to = give.to or stage.people_shown.get(give.person, "")
    if to:
        parts.append(f"<p>To: {_escaped(to)}</p>")
    if give.outcome:
        parts.append(f"<p>What came of it: {_escaped(give.outcome)}</p>")
    link = _escaped(stage.absolute(stage.links[give.link]))
    if link:
        parts.append(f'<p><a href="{link}">{link}</a></p>')
    guid = f"{stage.settings.guid_base}:give:{give.id}"
    return FeedItem(
        guid=guid,
        url=url,
        title=clip(said, 100),
        summary=give.what,
        content="".join(parts),
        published=give.date,
        updated=give.date,
        tags=(LABELS[give.kind][0],),
    ), None


def comment_item(stage: Presenter, entry: Entry, comment: Any, *, named: bool) -> Item:
    """Return a comment as an item; ``named`` says that its title names the article."""
    url = stage.absolute(stage.library.url(entry)) + f"#comment-{comment.id}"
    content = for_readers(feed_html(stage, stage.library.comments[entry.slug], comment.id))
    parent = comment.reply_to if any(one.id == comment.reply_to for one in approved(stage, entry)) else ""
    answers = (
        InReplyTo(
            guid=comment_guid(stage, entry, parent), url=stage.absolute(stage.library.url(entry)) + f"#comment-{parent}"
        )
        if parent
        else InReplyTo(guid=stage.library.guid(entry), url=stage.absolute(stage.library.url(entry)))
    )
    return FeedItem(
        guid=comment_guid(stage, entry, comment.id),
        url=url,
        title=f"{comment.author} on “{entry.fields.title}”" if named else comment.author,
        summary=clip(plain(content), 300),
        content=content,
        published=comment.date,
        updated=comment.date,
        authors=(Person(name=comment.author, url=comment.url),),
        in_reply_to=answers,
    ), None


def comment_guid(stage: Presenter, entry: Entry, name: str) -> str:
    """Return a comment's permanent name: its id is of a file, so the article is part of it, by its own id or slug."""
    own: str = entry.fields.id
    return f"{own}:comment:{name}" if own else f"{stage.settings.guid_base}:comment:{entry.slug}/{name}"


def draft(
    stage: Presenter,
    url: str,
    title: str,
    items: Iterable[Item],
    *,
    home: str = "/",
    description: str = "",
    format_name: str = "rss",
    podcast: PodcastInfo | None = None,
    image: str = "",
) -> Draft:
    """Return a feed at an address from the site's root. Its date is that of its newest item."""
    found = tuple(items)
    settings = stage.settings
    dates = [item.updated or item.published for item, _ in found]
    owner = settings.authors.get(settings.author)
    feed = Feed(
        # Atom's id is for ever, so it comes from the site's own, not from its address.
        id=f"{settings.guid_base}:feed:{url}" if settings.id else stage.absolute(url),
        title=title,
        home_url=stage.absolute(home),
        self_url=stage.absolute(url),
        description=description or settings.description or settings.title,
        language=settings.language,
        author=Person(name=owner.name, url=owner.url) if owner else Person(name=settings.title),
        updated=max((date for date in dates if date), default=None),
        image_url=image,
        hub=settings.feeds.hub,
        items=tuple(item for item, _ in found),
        podcast=podcast,
    )
    return Draft(url, format_name, feed, tuple(body for _, body in found))


def podcast_info(stage: Presenter) -> PodcastInfo:
    """Return what the podcast's feed says of the show."""
    show, settings = stage.settings.podcast, stage.settings
    owner = settings.authors.get(settings.author)
    return PodcastInfo(
        owner_name=show.owner_name,
        owner_email=show.owner_email,
        author=show.author or (owner.name if owner else settings.title),
        category=show.category,
        subcategory=show.subcategory,
        image_url=cover(stage),
        explicit=show.explicit,
        guid=show.guid or podcast_guid(stage.absolute("/podcast.xml")),
        funding_url=show.funding,
    )


def cover(stage: Presenter) -> str:
    """Return the absolute address of the show's cover, in its own size."""
    image = stage.settings.podcast.image
    if not image:
        return ""
    path = stage.media.find(image, "content/site.yaml")
    static = "content/static/"
    # A directory wants the cover in full size, which a static file keeps and a rendition does not.
    if path.startswith(static):
        return stage.absolute(in_path("/" + path.removeprefix(static)))
    picture = stage.picture(image, "content/site.yaml", "")
    return picture.absolute_src if picture else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def give_title(stage: Presenter, entry: Entry) -> str:
    """Return the title of the give-log's feeds."""
    return f"{stage.settings.title}: {log_title(entry)}"
