"""Old addresses that lead on: of posts as their aliases, of everything else as redirects of the site."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.base.paths import in_path
from generator.base.text import slugify
from generator.feeds.base import site_formats
from generator.importers.addresses import Home, Known
from generator.importers.base import Blog, Place
from generator.importers.pictures import Pictures
from generator.importers.urls import is_url, joined, split
from generator.pages.comments import comments_url
from generator.pages.feed_links import feed_url
from generator.schema.addresses import as_alias
from generator.site.settings import Site

_UTC = ZoneInfo("UTC")


class Aliases:
    """Gives old addresses as the site's settings and texts name them. ``unled`` gathers those that lead nowhere."""

    def __init__(self, blog: str, site: Site, homes: Mapping[str, Home], known: Known, unled: dict[str, str]) -> None:
        """Keep the blog's address, the site, where posts are now, and what is taken."""
        self._blog, self._base, self._unled = blog, site.base, unled
        self._formats = site_formats(site.feeds.formats)
        self._new = {home.url.lower() for home in homes.values()}
        self._taken = {url.lower() for url in known.urls}

    def of(self, place: Place, home: Home) -> list[str]:
        """Return the aliases of a post. One that another page has by now is told of, and left out."""
        found = []
        for url in (place.link, *place.others) if place.is_out else ():
            alias = self._alias(url)
            if not alias or alias.rstrip("/").lower() == home.url.rstrip("/").lower():
                continue
            name = self._name(alias)
            if name in self._taken or (name in self._new and name != home.url.lower()):
                self._unled[alias] = f"another page is there now; it led to {home.path}"
                continue
            self._taken.add(name)
            found.append(alias)
        return found

    def _alias(self, url: str) -> str:
        """Return an old address as a path within the site, or an empty string for one that no alias can be."""
        if not url:
            return ""
        parts = split(url if url.startswith("/") else joined(self._blog, url))
        path = unquote(parts.path) or "/"
        if "//" in path:
            # Of something without a name, which no link led to.
            return ""
        if path == "/" and parts.query:
            alias = f"/?{parts.query}"
        elif parts.query or path == "/":
            return ""
        elif self._base and path.startswith(f"{self._base}/"):
            alias = path.removeprefix(self._base)
        elif self._base:
            self._unled[path] = f"it is outside of {self._base}/, where the site is"
            return ""
        else:
            alias = path
        alias = (
            re.sub(r'[<>":?#%*]', lambda found: f"%{ord(found[0]):02X}", alias) if not alias.startswith("/?") else alias
        )
        try:
            as_alias(alias, _UTC)
        except ValueError as fault:
            self._unled[alias] = f"it cannot be an old address: it must be {fault.args[0]}"
            return ""
        return alias

    @staticmethod
    def _name(alias: str) -> str:
        """Return an alias as addresses are compared: with a slash at the end unless it is a file."""
        is_file = alias.endswith("/") or "." in alias.rpartition("/")[2] or alias.startswith("/?")
        return (alias if is_file else f"{alias}/").lower()

    def redirects(
        self,
        blog: Blog,
        authors: Mapping[str, str],
        tags: Mapping[str, str],
        pictures: Pictures,
        absent: Collection[str],
    ) -> dict[str, str]:
        """Return the redirects of the site: old paths and where they lead, a path of the site or an address.

        ``authors`` are the ids by the blog's own, ``tags`` the names of those that are used, by their slugs. ``absent``
        are addresses at which the site has nothing.
        """
        found: dict[str, str] = {}
        # A feed that has the address of one of the site's leads nowhere else.
        feeds = {feed_url("/", one.name) for one in self._formats}
        for old, to in blog.redirects.items():
            target = self._target(to, authors, tags, pictures)
            alias = self._alias(old)
            if not target or target in absent or not alias or alias.rstrip("/") == target.rstrip("/"):
                continue
            if alias in feeds:
                continue
            name = self._name(alias)
            if name in self._new or name in self._taken:
                continue
            self._taken.add(name)
            found[alias] = target
        return found

    def _target(self, to: str, authors: Mapping[str, str], tags: Mapping[str, str], pictures: Pictures) -> str:
        """Return where a redirect leads, or an empty string where there is nothing."""
        what, colon, name = to.partition(":")
        if not colon or what not in {"feed", "comments-feed", "tag", "tag-feed", "author", "author-feed", "file"}:
            return to
        if what == "feed":
            # A format that the site does not have is as good as its first.
            form = next((one.name for one in self._formats if one.name == name), self._formats[0].name)
            return feed_url("/", form)
        if what == "comments-feed":
            return comments_url("/")
        if what.startswith("tag"):
            slug = slugify(name)
            folder = f"/tags/{slug}/" if slug in tags else ""
        elif what.startswith("author"):
            folder = f"/authors/{authors[name]}/" if name in authors else ""
        else:
            new = "" if pictures.is_left(name) else pictures.picture(name)
            # What is no address, as in a damaged export, would keep the site from being built.
            return in_path(new) if new.startswith("/") else new if is_url(new) else ""
        return feed_url(folder) if folder and what.endswith("feed") else folder


def absent(site: Site, *, is_out: bool, is_commented: bool, tags: Mapping[str, str]) -> set[str]:
    """Return the feeds and lists that the site has not, as there is nothing in them."""
    found = set() if is_commented else {comments_url("/")}
    if not tags:
        found.add("/tags/")
    if not is_out:
        feeds = (feed_url("/", one.name) for one in site_formats(site.feeds.formats))
        found |= {"/archive/", "/articles/", *feeds}
    return found
