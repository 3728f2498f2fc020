"""The pages that help to find others: how to follow the site, what is at no address, where an old address leads."""

from generator import views
from generator.content.kind import Fields
from generator.pages.cards import cards
from generator.pages.context import Context, Values
from generator.pages.entry import crumbs
from generator.pages.metadata import head
from generator.pages.planned import Planned, page
from generator.pages.selection import Cards, Plain, Selection

#: So many of the newest are on the page for addresses that are not there.
_NEWEST = 5


class Subscribe(Selection, frozen=True, kw_only=True):
    """What the page on following the site shows."""

    groups: Plain[tuple[views.FeedGroup, ...]]


class NotFound(Selection, frozen=True, kw_only=True):
    """What the page for addresses that are not there leads to."""

    newest: Cards[Fields]


class Redirect(Selection, frozen=True, kw_only=True):
    """Where an old address leads, and what is there."""

    url: Plain[str]
    title: Plain[str]


def subscribe_page(groups: tuple[views.FeedGroup, ...]) -> Planned:
    """Return the page of all feeds."""
    return page("/subscribe/", "listings", "subscribe.html", subscribe, Subscribe(groups=groups))


def not_found_page(values: Values) -> Planned:
    """Return the page for addresses that are not there."""
    kinds = values.index.kinds
    newest = tuple(entry for entry in values.index.published if kinds[entry.kind].feeds == "all")
    return page("/404.html", "listings", "404.html", not_found, NotFound(newest=newest[:_NEWEST]), listed=False)


def redirect_page(old: str, url: str, title: str, source: str) -> Planned:
    """Return the page at an old address."""
    shown = Redirect(url=url, title=title)
    return page(old, "pages", "redirect.html", redirect, shown, source=source, listed=False)


def subscribe(context: Context, shown: Subscribe) -> views.SubscribeView:
    """Return the view of all feeds."""
    return views.SubscribeView(
        site=context.site,
        head=head(context, "Subscribe", "All the ways to follow this site, without an account.", "/subscribe/"),
        crumbs=crumbs(context, (("Home", "/"), ("Subscribe", "/subscribe/"))),
        **context.standing("/subscribe/"),
        groups=shown.groups,
        opml=context.href("/feeds.opml"),
    )


def not_found(context: Context, shown: NotFound) -> views.NotFoundView:
    """Return the view of the page for addresses that are not there."""
    return views.NotFoundView(
        site=context.site,
        head=head(context, "Page not found", "There is no page at this address.", "", noindex=True),
        newest=cards(context, shown.newest),
    )


def redirect(context: Context, shown: Redirect) -> views.RedirectView:
    """Return the view of an old address that leads to a new one."""
    return views.RedirectView(
        site=context.site,
        head=head(context, shown.title, "", shown.url, noindex=True),
        target=context.href(shown.url),
        absolute_target=context.absolute(shown.url),
    )
