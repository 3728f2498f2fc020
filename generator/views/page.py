"""What every page has: the site's data, the ``<head>``, and breadcrumbs."""

from generator.views.parts import FeedLink, Link, Picture, Value


class Site(Value, frozen=True, kw_only=True):
    """What every page shows of the site."""

    title: str
    description: str
    language: str
    #: The home page, ``/`` or ``/blog/``.
    url: str
    absolute_url: str
    menu: tuple[Link, ...] = ()
    community: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    #: The site's time zone, for scripts that say what day it is.
    timezone: str = "UTC"
    #: Fingerprinted address of each asset by its name: ``site.css``, ``site.js``, ``icons.svg``.
    assets: dict[str, str] = {}
    logo: Picture | None = None
    #: Where each part of the site begins, for those that are not empty: ``articles tips pitches
    #: episodes leads give-log archive tags authors search subscribe``.
    parts: dict[str, str] = {}
    #: The page on following, where the menu does not lead there.
    follow: str = ""
    #: The WebSub hub and the webmention endpoint, empty if there is none.
    hub: str = ""
    webmention: str = ""
    #: The site's record at standard.site.
    standard_site: str = ""
    skin: str = ""
    #: The Content-Security-Policy, for hosts that send no headers.
    policy: str = ""
    #: The years of the copyright line, ``2024–2026``; empty without dated content.
    years: str = ""
    copyright: str = ""
    #: Where old addresses such as ``/?p=123`` lead now, as JSON for a script; empty without any.
    moved: str = ""


class Head(Value, frozen=True, kw_only=True):
    """A page's metadata for browsers, search engines and networks."""

    title: str
    description: str
    #: Absolute; empty for pages that have no address of their own (404).
    canonical: str
    #: Open Graph: ``website``, ``article``.
    type: str = "website"
    image: Picture | None = None
    #: Feeds of this page itself, before those of the site.
    feeds: tuple[FeedLink, ...] = ()
    #: JSON-LD, ready to stand in a ``<script type="application/ld+json">``.
    json_ld: str = ""
    published: str = ""
    modified: str = ""
    noindex: bool = False
    older: str = ""
    newer: str = ""
    #: The accounts of who wrote it in the fediverse, the addresses of whose page it is elsewhere, and its record at
    #: standard.site.
    creators: tuple[str, ...] = ()
    me: tuple[str, ...] = ()
    standard_site: str = ""
    #: Scripts that its text needs, and its own Content-Security-Policy if the site's is too strict.
    modules: tuple[str, ...] = ()
    policy: str = ""


class Crumb(Value, frozen=True, kw_only=True):
    """A breadcrumb on the path from the home page to this one; the last has no address."""

    label: str
    url: str = ""


class View(Value, frozen=True, kw_only=True):
    """The base of every page's view."""

    site: Site
    head: Head
    crumbs: tuple[Crumb, ...] = ()
    #: This page's own address, as in a menu item's ``url``; empty for pages that have none (404).
    here: str = ""
    #: The address of the menu item this page belongs to: ``/articles/`` for an article.
    section: str = ""
