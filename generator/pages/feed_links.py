"""Links to feeds, as pages announce them."""

from collections.abc import Iterable

from generator import views
from generator.base.model import Entry
from generator.feeds.base import SINGLE, format_named, site_formats
from generator.pages.context import Values


def feed_url(folder: str, name: str = SINGLE) -> str:
    """Return the address of the feed of what has its page in a folder, from the site's root."""
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
    """Return links to the same news in each of the formats that the settings ask for."""
    return tuple(
        feed_link(values, folder + form.filename, title, form.name)
        for form in site_formats(values.settings.feeds.formats)
    )


def has_feed(values: Values, entries: Iterable[Entry]) -> bool:
    """Return whether any of the entries is of a kind that the feeds of tags and authors hold."""
    kinds = values.index.kinds
    return any(kinds[entry.kind].feeds == "all" for entry in entries)
