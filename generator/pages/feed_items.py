"""Feeds and their items, as plain values: what all entries have in common."""

from collections.abc import Iterable

from generator.content.kind import MarkdownEntry
from generator.feeds.base import SINGLE, Feed, FeedItem, Person, PodcastInfo
from generator.pages.comments import approved_count, commented, comments_url, has_feed
from generator.pages.context import Context
from generator.pages.jobs import FeedFile
from generator.pages.kind import Item, kind_of
from generator.pages.texts import feed_body


def people(context: Context, entry: MarkdownEntry) -> tuple[Person, ...]:
    """Return an entry's authors for a feed."""
    return tuple(
        Person(name=person.name, url=person.website or (context.settings.origin + person.url if person.url else ""))
        for person in context.people(entry)
    )


def entry_item(context: Context, entry: MarkdownEntry) -> Item:
    """Return an entry of a Markdown kind as an item; it is the same one in all feeds."""
    found = context.made.items.get(entry.source)
    if found is None:
        found = context.made.items[entry.source] = _entry_item(context, entry)
    return found


def _entry_item(context: Context, entry: MarkdownEntry) -> Item:
    """Return an entry as an item, with what its kind adds."""
    fields, url = entry.fields, context.url(entry)
    image = context.image(entry)
    # Of what nobody is asked about, an item says nothing of what was said.
    discussed = entry.kind == commented(context) and has_feed(context, entry)
    item = FeedItem(
        guid=context.index.guid(entry),
        url=context.absolute(url),
        title=fields.title,
        summary=context.summary(entry),
        published=context.published(entry),
        updated=fields.updated or context.published(entry),
        authors=people(context, entry),
        tags=tuple(tag.label for tag in context.tags(fields.tags)),
        image_url=image.absolute_src if image else "",
        comments_url=context.absolute(url) + "#page--conversation" if discussed else "",
        comments_feed_url=context.absolute(comments_url(url)) if discussed else "",
        comments_count=approved_count(context, entry) if discussed else None,
    )
    return kind_of(context, entry).item(context, entry, item), feed_body(context, entry)


def feed_file(
    context: Context,
    url: str,
    title: str,
    items: Iterable[Item],
    *,
    home: str = "/",
    description: str = "",
    format_name: str = SINGLE,
    podcast: PodcastInfo | None = None,
    image: str = "",
) -> FeedFile:
    """Return a feed at an address from the site's root. Its date is that of its newest item."""
    found = tuple(items)
    settings = context.settings
    dates = [item.updated or item.published for item, _ in found]
    owner = settings.authors.get(settings.author)
    feed = Feed(
        # Atom's id must never change, so it is made from the site's id, not from its address.
        id=f"{settings.guid_base}:feed:{url}" if settings.id else context.absolute(url),
        title=title,
        home_url=context.absolute(home),
        self_url=context.absolute(url),
        description=description or settings.description or settings.title,
        language=settings.language,
        author=Person(name=owner.name, url=owner.url) if owner else Person(name=settings.title),
        updated=max((date for date in dates if date), default=None),
        image_url=image,
        hub=settings.feeds.hub,
        items=tuple(item for item, _ in found),
        podcast=podcast,
    )
    return FeedFile(format_name, feed, tuple(body for _, body in found))


def escaped(text: str) -> str:
    """Return a plain text escaped for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
