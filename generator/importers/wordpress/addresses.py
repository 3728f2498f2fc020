"""The addresses that every WordPress answers beside those of posts, and what they are here."""

from collections.abc import Mapping
from urllib.parse import quote

from generator.base.text import slugify
from generator.importers.urls import split

#: Feeds of the whole blog. The names are WordPress' own.
_FEEDS = {
    "/feed/": "feed:rss",
    "/feed/rss/": "feed:rss",
    "/feed/rss2/": "feed:rss",
    "/feed/rdf/": "feed:rss",
    "/feed/atom/": "feed:atom",
    "/rss/": "feed:rss",
    "/wp-rss2.php": "feed:rss",
    "/wp-atom.php": "feed:atom",
    "/comments/feed/": "comments-feed:",
    "/page/2/": "/archive/",
}
_BASES = {"category": "category", "post_tag": "tag"}


def redirects(terms: Mapping[str, str], people: Mapping[str, str], pictures: Mapping[str, str]) -> dict[str, str]:
    """Return old paths and what they lead to: a path of the site, or ``feed:``, ``tag:``, ``author:`` and a name.

    ``terms`` are the names of categories and tags by taxonomy and slug, ``people`` the names by login, and
    ``pictures`` the addresses of files by those of their own pages.
    """
    found = dict(_FEEDS)
    for key, name in terms.items():
        taxonomy, _, slug = key.partition(" ")
        if slugify(name) and slug:
            path = f"/{_BASES[taxonomy]}/{quote(slug)}/"
            found[path] = f"tag:{name}"
            found[f"{path}feed/"] = f"tag-feed:{name}"
    for login in people:
        if "@" not in login and (slug := slugify(login)):
            found[f"/author/{slug}/"] = f"author:{login}"
            found[f"/author/{slug}/feed/"] = f"author-feed:{login}"
    for page, file in pictures.items():
        path = split(page).path
        if path.strip("/") and path not in found:
            found[path] = f"file:{file}"
    return found
