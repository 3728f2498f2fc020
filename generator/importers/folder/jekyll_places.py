"""The addresses that Jekyll gave, and the names by which its feeds know posts."""

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.importers.folder.dates import parts
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, text

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_GAP = re.compile(r":([a-z_]+)")
_FEEDS = ("feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.atom", "feed/index.xml")
_NAME = re.compile(
    r"<(?:guid|id)\b[^<>]*>(?P<name>(?:(?!</|<guid|<id).){1,300}?post\.(?:(?!</|<guid|<id).){1,300}?)</(?:guid|id)>",
    re.DOTALL,
)


def default_pattern(config: Mapping[str, Any], collection: str) -> str:
    """Return the form of the addresses of a collection; ``posts`` is one."""
    wanted = text(config.get("permalink"))
    if collection == "posts":
        return _STYLES.get(wanted or "date", wanted)
    # Of other collections, only whether there is a slash at the end.
    return "/:collection/:path/" if wanted == "pretty" or wanted.endswith("/") else "/:collection/:path:output_ext"


def post_url(
    pattern: str,
    *,
    slug: str,
    values: Values,
    date: dt.datetime | None,
    categories: Sequence[str],
    collection: str,
    path: str,
) -> str:
    """Return a text's address by a pattern."""
    pattern = _STYLES.get(pattern, pattern)
    wanted = text(values.get("slug"))
    known = {
        **(parts(date) if date else {}),
        "title": _slug(wanted or slug, cased=True, pretty=True),
        "slug": _slug(wanted or slug),
        "name": _slug(posixpath.basename(path)),
        "basename": posixpath.basename(path),
        "path": path,
        "categories": "/".join(one.lower() for one in categories),
        "slugified_categories": "/".join(_slug(one) for one in categories),
        "collection": collection,
        "output_ext": ".html",
    }

    def fill(found: re.Match[str]) -> str:
        # Names may follow one another without a sign between them: the longest that is known.
        name = next((found[1][:end] for end in range(len(found[1]), 0, -1) if found[1][:end] in known), "")
        return known[name] + found[1][len(name) :] if name else found[0]

    made = _GAP.sub(fill, pattern)
    return re.sub(r"/{2,}", "/", f"/{made}")


def page_url(inner: str, suffix: str, own: str, style: str) -> str:
    """Return the address of a page by its path, its own address, and the style of all."""
    folder, stem = posixpath.dirname(inner), posixpath.basename(inner)[: -len(suffix)]
    if own and own not in _STYLES:
        made = own.replace(":path", folder).replace(":basename", stem).replace(":output_ext", ".html")
    elif stem == "index":
        made = f"{folder}/"
    elif (own or style) == "pretty" or (not own and style.endswith("/")):
        made = f"{folder}/{stem}/"
    else:
        made = f"{folder}/{stem}.html"
    return re.sub(r"/{2,}", "/", f"/{made}")


def post_id(url: str, slug: str) -> str:
    """Return what Jekyll calls a post's id: its address without the end, and its name."""
    return posixpath.join(posixpath.dirname(url.rstrip("/")) or "/", slug)


def _slug(name: str, *, cased: bool = False, pretty: bool = False) -> str:
    """Return a name as Jekyll puts it into addresses."""
    kept = "._~!$&'()+,;=@" if pretty else ""
    letters = [letter if letter.isalnum() or letter in kept or _is_mark(letter) else "-" for letter in name]
    made = re.sub("-+", "-", "".join(letters)).strip("-")
    return made if cased else made.lower()


def _is_mark(letter: str) -> bool:
    import unicodedata  # noqa: PLC0415 (few names have such)

    return letter > "\x7f" and unicodedata.category(letter)[0] == "M"


def feed_name(tree: Tree, source: str) -> Callable[[str, str], str]:
    """Return what gives the name of a post in feeds by its address and its id.

    A feed that the blog wrote itself says how; the plugin jekyll-feed takes the id.
    """
    for name in _FEEDS:
        path = f"{source}{name}"
        found = _NAME.search(tree.text(path)) if path in tree.files else None
        if found and "post.url" in found["name"]:
            return lambda url, _: url
    return lambda _, id_: id_
