"""Links to feeds, as pages announce them."""

from collections.abc import Iterable, Iterator

from generator import views
from generator.base.model import Entry
from generator.content.kind import MarkdownEntry
from generator.feeds.base import SINGLE, format_named, site_formats
from generator.pages.context import Values


def feed_url(folder: str, name: str = SINGLE) -> str:
    """Return the address, from the site's root, of the feed for the page in a folder."""
    return folder + format_named(name).filename


def feed_link(values: Values, url: str, title: str, format_name: str = SINGLE) -> views.FeedLink:
    """Return a link to a feed at an address from the site's root."""
    form = format_named(format_name)
    return views.FeedLink(
        title=title,
        url=values.href(url),
        absolute_url=values.absolute(url),
        media_type=form.media_type,
        format=form.label,
        icon=form.icon,
        reader=form.reader,
    )


def feed_links(values: Values, folder: str, title: str) -> tuple[views.FeedLink, ...]:
    """Return links to the same feed in each format of the settings."""
    return tuple(
        feed_link(values, folder + form.filename, title, form.name)
        for form in site_formats(values.settings.feeds.formats)
    )


def has_feed(values: Values, entries: Iterable[Entry]) -> bool:
    """Return whether the feed of a tag or an author has any of the entries."""
    kinds = values.index.kinds
    return any(kinds[entry.kind].feeds == "all" and kinds[entry.kind].published(entry) for entry in entries)


def in_feed(values: Values, entries: Iterable[MarkdownEntry]) -> Iterator[MarkdownEntry]:
    """Return the entries that belong in the feed of a tag or an author, in the order of publication.

    That is not the order of their dates where a date is, say, that of an event to come. What has no moment of
    publication is never news.
    """
    kinds = values.index.kinds
    found = (entry for entry in entries if kinds[entry.kind].feeds == "all")
    if values.index.published is values.index.dated:
        return (entry for entry in found if entry.date is not None)
    moments = [(moment, entry) for entry in found if (moment := values.published(entry)) is not None]
    return iter([entry for _, entry in sorted(moments, key=lambda one: one[0], reverse=True)])


def feed_kinds(values: Values) -> str:
    """Return a phrase for what the feeds of tags and authors contain: ``Articles and episodes``."""
    kinds = sorted(values.index.kinds.values(), key=lambda kind: getattr(kind, "rank", 0))
    names = [kind.plural for kind in kinds if kind.feeds == "all"]
    first, *others = names
    *middle, last = [first, *(name.lower() for name in others)]
    return f"{', '.join(middle)} and {last}" if middle else last
