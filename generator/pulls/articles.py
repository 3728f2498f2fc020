"""What can be talked about: the site's texts, by their GUIDs, addresses old and new, slugs and titles."""

from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from generator.base.paths import nfc
from generator.build.contents import Contents
from generator.content.kind import Fields, id_of, subject_of, title_of
from generator.content.said import COMMENT, CommentFields
from generator.site.index import permalink
from generator.site.settings import Site


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A text that can be talked about. ``file`` holds its comments, or will, and ``said`` are those in it."""

    guid: str
    slug: str
    title: str
    #: Its absolute address, and all paths below the domain that lead to it.
    url: str
    paths: tuple[str, ...]
    file: str
    said: tuple[CommentFields, ...] = ()
    syndicated: tuple[str, ...] = ()
    #: The names of its authors, the first of whom answers for it.
    authors: tuple[str, ...] = ()


class Articles:
    """The texts of a site, found by what other systems call them."""

    def __init__(self, contents: Contents, site: Site) -> None:
        """Take all texts that have a page."""
        self.all = tuple(_articles(contents, site))
        self._base = site.base
        self._guids: dict[str, Article] = {}
        self._paths: dict[str, Article] = {}
        self._slugs: dict[str, Article] = {}
        self._titles: dict[str, Article | None] = {}
        for one in self.all:
            self._guids.setdefault(one.guid, one)
            self._slugs.setdefault(one.slug, one)
            title = _squeezed(one.title)
            # Of two with one title, neither is meant.
            self._titles[title] = None if title in self._titles else one
        for one in self.all:
            self._paths[_name(one.url)] = one
        for one in self.all:
            for path in one.paths:
                self._paths.setdefault(_name(path), one)
        for old, new in site.redirects.items():
            if (found := self._paths.get(_name(site.base + new))) is not None:
                self._paths.setdefault(_name(site.base + old), found)

    def find(self, name: str) -> Article | None:
        """Return what a GUID or an address means, with or without scheme and host."""
        name = name.strip()
        return self._guids.get(name) or (self._by_address(name) if name else None)

    def by_slug(self, slug: str) -> Article | None:
        """Return the text of a slug."""
        return self._slugs.get(nfc(slug.strip()))

    def by_title(self, title: str) -> Article | None:
        """Return the only text of a title."""
        return self._titles.get(_squeezed(title))

    def _by_address(self, url: str) -> Article | None:
        found = self._paths.get(_name(url))
        if found is None and self._base:
            found = self._paths.get(_name(self._base + urlsplit_path(url)))
        return found


def urlsplit_path(url: str) -> str:
    """Return an address' path, or an empty string for what is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _articles(contents: Contents, site: Site) -> Iterable[Article]:
    said: dict[tuple[str, str], tuple[str, tuple[CommentFields, ...]]] = {}
    about, folder = "", "comments"
    for kind in contents.kinds.values():
        if kind.name == COMMENT:
            about, folder = kind.about, kind.folder
    for entry in contents.entries:
        if entry.kind == COMMENT and isinstance(entry.fields, tuple):
            said[subject_of(entry, contents.kinds), entry.slug] = (entry.source, entry.fields)
    names = {key: author.name for key, author in site.authors.items()}
    for entry in contents.entries:
        kind = contents.kinds[entry.kind]
        if not kind.is_markdown or not isinstance(entry.fields, Fields):
            continue
        path = permalink(entry, kind, site)
        place = "" if entry.kind == about else f"{kind.folder}/"
        file, there = said.get((entry.kind, entry.slug), (f"content/{folder}/{place}{entry.slug}.yaml", ()))
        writers = entry.fields.authors or ((site.author,) if site.author else ())
        yield Article(
            guid=id_of(entry) or site.guid(entry.kind, entry.slug),
            slug=entry.slug,
            title=title_of(entry),
            url=site.url.rstrip("/") + path,
            paths=tuple(dict.fromkeys(site.base + one for one in (path, *map(_rooted, entry.fields.aliases)))),
            file=file,
            said=there,
            syndicated=entry.fields.syndicated,
            authors=tuple(names[one] for one in writers if one in names),
        )


def _rooted(alias: str) -> str:
    return alias if alias.startswith("/") else f"/{alias}"


def _name(url: str) -> str:
    """Return what an address counts as: its path, without what differs and means the same."""
    try:
        parts = urlsplit(url if "://" in url or url.startswith("/") else f"/{url}")
        asked = parse_qs(parts.query)
    except ValueError:
        return ""
    path = nfc(unquote(parts.path)).removesuffix("index.html").removesuffix("index.php").rstrip("/")
    numbers = [f"?{key}={asked[key][0]}" for key in ("p", "page_id") if key in asked]
    return path + numbers[0] if numbers else path or "/"


def _squeezed(title: str) -> str:
    return " ".join(title.split()).casefold()
