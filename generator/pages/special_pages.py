"""The subscribe page, the page for addresses that do not exist (404), and redirect pages."""

from itertools import islice

import msgspec

from generator import views
from generator.comments.base import join
from generator.content.kind import Fields
from generator.hosts.policy import content_security_policy
from generator.pages.cards import cards
from generator.pages.chrome import posted
from generator.pages.context import Context, Values
from generator.pages.entry import crumbs
from generator.pages.metadata import head
from generator.pages.planned import Planned, page
from generator.pages.readers import apps
from generator.pages.selection import Cards, Plain, Selection

#: How many of the newest entries the 404 page shows.
_NEWEST = 5


class Subscribe(Selection, frozen=True, kw_only=True):
    """What the subscribe page shows."""

    groups: Plain[tuple[views.FeedGroup, ...]]


class NotFound(Selection, frozen=True, kw_only=True):
    """What the 404 page links to."""

    newest: Cards[Fields]


class Redirect(Selection, frozen=True, kw_only=True):
    """The target of an old address, and its title; the media type of a feed that is there."""

    url: Plain[str]
    title: Plain[str]
    feed: Plain[str] = ""


def subscribe_page(groups: tuple[views.FeedGroup, ...]) -> Planned:
    """Return the page of all feeds."""
    return page("/subscribe/", "listings", "subscribe.html", subscribe, Subscribe(groups=groups))


def not_found_page(values: Values) -> Planned:
    """Return the 404 page."""
    kinds = values.index.kinds
    newest = islice((entry for entry in values.index.published if kinds[entry.kind].feeds == "all"), _NEWEST)
    return page("/404.html", "listings", "404.html", not_found, NotFound(newest=tuple(newest)), listed=False)


def redirect_page(old: str, url: str, title: str, source: str, feed: str = "") -> Planned:
    """Return the redirect page at an old address; ``feed`` is the media type of a feed at the new one."""
    shown = Redirect(url=url, title=title, feed=feed)
    return page(old, "pages", "redirect.html", redirect, shown, source=source, listed=False)


def subscribe(context: Context, shown: Subscribe) -> views.SubscribeView:
    """Return the view of the subscribe page."""
    said = "All the ways to hear of what is new here, without an account."
    at = head(context, "Follow", said, "/subscribe/")
    if context.sign_up:
        policy = content_security_policy(join([context.origins, posted(context)]), meta=True)
        at = msgspec.structs.replace(at, policy=policy)
    # A site may have no main feed: then the first of the others stands for it.
    main = [group for group in shown.groups if group.rank == "main"] or list(shown.groups)
    first, *others = [views.Following(group=group, apps=_apps(group)) for group in main]
    return views.SubscribeView(
        site=context.site,
        head=at,
        crumbs=crumbs(context, (("Home", "/"), ("Follow", "/subscribe/"))),
        **context.standing("/subscribe/"),
        main=first,
        others=tuple(others),
        more=tuple(group for group in shown.groups if group not in main),
        sign_up=context.sign_up,
        digests=context.site.parts.get("digest", ""),
        opml=context.href("/feeds.opml"),
    )


def _apps(group: views.FeedGroup) -> tuple[views.Link, ...]:
    return apps(group.feeds[0].reader, group.feeds[0].absolute_url)


def not_found(context: Context, shown: NotFound) -> views.NotFoundView:
    """Return the view of the 404 page."""
    return views.NotFoundView(
        site=context.site,
        head=head(context, "Page not found", "There is no page at this address.", "", noindex=True),
        newest=cards(context, shown.newest),
    )


def redirect(context: Context, shown: Redirect) -> views.RedirectView:
    """Return the view of a redirect page."""
    return views.RedirectView(
        site=context.site,
        head=head(context, shown.title, "", shown.url, noindex=True),
        target=context.href(shown.url),
        absolute_target=context.absolute(shown.url),
        feed=shown.feed,
    )
