"""Pelican: articles and pages with lines of metadata; addresses by the settings."""

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Literal
from urllib.parse import urlsplit

from generator.base.text import slugify
from generator.importers.base import MenuLink
from generator.importers.folder import kramdown, liquid
from generator.importers.folder.dates import moment, strftime, zone_of
from generator.importers.folder.facts import address, date_of, tags_of
from generator.importers.folder.matter import Matter, matter
from generator.importers.folder.old import Doc, Old, Told
from generator.importers.folder.pelican_config import pairs_of, settings, texts_of
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, first, lowered, text, texts
from generator.importers.names import words

_TEXTS = (".md", ".markdown", ".mkd", ".mdown", ".html", ".htm")
_UNREAD = {".rst": "reStructuredText", ".ipynb": "Jupyter", ".adoc": "AsciiDoc", ".asc": "AsciiDoc", ".org": "Org"}
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[-_ ]?(?P<slug>.*)")
_GAP = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<form>[^{}]*))?\}")
_SIGN = re.compile(
    r"[{|](?P<what>filename|static|attach)[}|](?P<path>[^\s\"'()<>#?]+)|[{|]index[}|]"
    r"|[{|](?P<list>tag|category|author)[}|](?P<name>[^\"'()<>#?\n]{1,200}?)(?=\s*[)\"'>])"
)
_META = re.compile(
    r"<meta\s+name=[\"'](?P<name>[\w-]+)[\"']\s+contents?=[\"'](?P<value>[^\"']*)[\"'][^<>]*>", re.IGNORECASE
)
_TITLE = re.compile(r"<title>([^<]*)</title>", re.IGNORECASE)
_BODY = re.compile(r"<(?P<slash>/?)body\b[^<>]*>", re.IGNORECASE)
_OWN = words(
    "status save_as url template lang translation authors keywords category math toc replies header_cover og_image"
)
_MORE = ("<!-- PELICAN_END_SUMMARY -->", "<!--more-->", "<!-- more -->")


def pelican(tree: Tree) -> Old:
    """Return the blog of a folder. Raises UnreadableError."""
    return _Pelican(tree).old


class _Pelican:
    """The reading of a folder."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._config = config = settings(tree)
        path = posixpath.normpath(str(config.get("PATH") or "content")).strip("/")
        self._root = path if any(True for _ in tree.below(path)) and path != "." else ""
        home = str(config.get("SITEURL") or "").rstrip("/")
        home = f"https:{home}" if home.startswith("//") else home
        self._zone = zone_of(str(config.get("TIMEZONE") or ""))
        self._docs: list[Doc] = []
        self._files: dict[str, str] = {}
        self.old = Old(
            program="Pelican", tree=tree, url=home if re.match(r"https?://", home) else "", translate=self._translate
        )
        self._read()
        old = self.old
        old.title, old.language, old.zone = str(config.get("SITENAME") or ""), str(config["DEFAULT_LANG"]), self._zone
        old.docs, old.files, old.own_keys, old.more = self._docs, self._files, _OWN, _MORE
        old.roots = (self._root,)
        old.menu = tuple(self._menu())
        old.redirects = dict(self._redirects())

    def _read(self) -> None:
        pages = [f"{one.strip('/')}/" for one in texts_of(self._config["PAGE_PATHS"])]
        read: list[tuple[str, str, Matter]] = []
        for path in self._tree.below(self._root):
            inner = path.removeprefix(f"{self._root}/") if self._root else path
            suffix = posixpath.splitext(path)[1].lower()
            if suffix in _UNREAD:
                self.old.left[f"texts in {_UNREAD[suffix]}, which is not read"] += 1
                self.old.notes.append(f"{path} is in {_UNREAD[suffix]}: it was not read")
            elif suffix not in _TEXTS:
                self._files[self._static(inner)] = path
            elif suffix in {".html", ".htm"}:
                found = _html(self._tree.text(path))
                if found is None:
                    self._files[f"/{inner}"] = path
                else:
                    read.append((path, inner, found))
            else:
                found = matter(self._tree.text(path), bare=True)
                if found.has:
                    read.append((path, inner, found))
                elif posixpath.basename(inner).lower() not in {"readme.md", "license.md"}:
                    self.old.left["texts without metadata, which Pelican does not show"] += 1
        main = self._config["DEFAULT_LANG"]
        spoken = {
            self._slug(lowered(one.values), inner)
            for _, inner, one in read
            if text(one.values.get("lang") or main) == main
        }
        for path, inner, found in read:
            values = lowered(found.values)
            language = text(values.get("lang"))
            if language and language != main and self._slug(values, inner) in spoken:
                self.old.left[f"translations ({language}): {main} was taken, which is the main language"] += 1
                continue
            kind: Literal["article", "page"] = "page" if inner.startswith(tuple(pages)) else "article"
            self._text(path, inner, values, found, kind)

    def _static(self, inner: str) -> str:
        """Return the address of a file, which the settings may move."""
        moved = self._config.get("EXTRA_PATH_METADATA")
        said = moved.get(inner) if isinstance(moved, Mapping) else None
        path = said.get("path") if isinstance(said, Mapping) else None
        return f"/{path.lstrip('/')}" if isinstance(path, str) and path else f"/{inner}"

    def _slug(self, values: Values, inner: str) -> str:
        """Return a text's part of its address."""
        stem = posixpath.splitext(posixpath.basename(inner))[0]
        if own := text(values.get("slug")):
            return own
        if self._config.get("SLUGIFY_SOURCE") == "basename":
            return _slugified(stem)
        pattern = str(self._config.get("FILENAME_METADATA") or "")
        named = _DATED.fullmatch(stem)
        if "?P<slug>" in pattern:
            return (named["slug"] if named else stem) or stem
        return _slugified(text(values.get("title")) or stem)

    def _text(self, path: str, inner: str, values: Values, read: Matter, kind: Literal["article", "page"]) -> None:
        status = text(values.get("status")).lower()
        if status == "skip":
            self.old.left["texts that the blog skipped"] += 1
            return
        stem = posixpath.splitext(posixpath.basename(inner))[0]
        named = _DATED.match(stem)
        date = date_of(values, self._zone) or (moment(named["date"], self._zone) if named else None)
        notes = [read.fault] if read.fault else []
        if date is None and kind == "article" and self._config.get("DEFAULT_DATE") == "fs":
            stamp = self._tree.files[path].stat().st_mtime
            date = dt.datetime.fromtimestamp(stamp, dt.UTC)
            notes.append("its date is that of its file, as the settings of the blog say")
        slug = self._slug(values, inner)
        folder = posixpath.dirname(inner).split("/")[-1]
        category = text(values.get("category"))
        if not category and kind == "article" and folder and self._config["USE_FOLDER_AS_CATEGORY"]:
            category = folder
        if category.lower() == str(self._config["DEFAULT_CATEGORY"]).lower():
            category = ""
        pattern = str(self._config.get(f"{kind.upper()}_URL") or "")
        own = text(values.get("url")) or text(values.get("save_as"))
        url = _filled(own or pattern, values, slug, date, category or str(self._config["DEFAULT_CATEGORY"]), path)
        url = address(re.sub(r"(?:^|(?<=/))index\.html$", "", url)) if url or own else ""
        draft = {"draft": "a draft", "hidden": "hidden"}.get(status, "")
        values = {**values, "categories": category}
        self._docs.append(
            Doc(
                path=path,
                kind=kind,
                values={key: one for key, one in values.items() if key != "category"},
                line=read.line,
                url=url,
                slug=slug,
                guid=self._guid(url, date) if url and date and not draft and kind == "article" else "",
                date=date,
                title=text(values.get("title")),
                tags=tags_of({**values, "category": category}, ","),
                others=tuple(one for one in map(address, texts(values.get("aliases") or values.get("alias"))) if one),
                draft=draft,
                form="html" if path.lower().endswith((".html", ".htm")) else "markdown",
                notes=tuple(notes),
            )
        )

    def _guid(self, url: str, date: dt.datetime) -> str:
        """Return the name in feeds: a URI of the host, the day and the path, as feedgenerator makes it."""
        try:
            parts = urlsplit(self.old.url + url)
        except ValueError:
            return ""
        return f"tag:{parts.hostname},{date:%Y-%m-%d}:{parts.path}/{parts.fragment}" if parts.hostname else ""

    # --- texts --------------------------------------------------------------------------------

    def _translate(self, doc: Doc, body: str, told: Told) -> str:
        """Return a text as Markdown, its addresses still the old ones."""
        body = _SIGN.sub(_meant, body)
        if doc.form == "html":
            marks = list(_BODY.finditer(body))
            begin = next((mark.end() for mark in marks if not mark["slash"]), len(body))
            end = next((mark.start() for mark in reversed(marks) if mark["slash"]), 0)
            return body[begin:end] if begin <= end else body
        if "{%" in body:
            ways = liquid.Ways(address=lambda _, __: "", included=lambda _, __: None)
            body = liquid.translated(body, {}, ways, told)
        return kramdown.plain(kramdown.coded(body), told, spaceless=True)

    # --- what is beside the texts ---------------------------------------------------------------

    def _menu(self) -> Iterator[MenuLink]:
        known = {doc.url.strip("/"): doc.path for doc in self._docs if doc.url and not doc.draft}
        for label, url in pairs_of(self._config.get("MENUITEMS")):
            key = known.get(url.removeprefix(self.old.url).strip("/"), "") if url else ""
            if key or re.match(r"https?://", url):
                yield MenuLink(label=label, key=key, url="" if key else url)

    def _redirects(self) -> Iterator[tuple[str, str]]:
        """Yield the addresses of feeds, of lists, of tags and categories, and what is there now."""
        for key in ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ATOM", "FEED_RSS"):
            for name in texts_of(self._config.get(key)):
                yield f"/{name.lstrip('/')}", f"feed:{'atom' if key.endswith('ATOM') else 'rss'}"
        yield from (("/archives.html", "/archive/"), ("/tags.html", "/tags/"), ("/categories.html", "/tags/"),
                    ("/index2.html", "/archive/"))  # fmt: skip
        out = [doc for doc in self._docs if not doc.draft and doc.kind == "article"]
        tags = {one for doc in out for one in texts(doc.values.get("tags"))}
        categories = {one for doc in out for one in texts(doc.values.get("categories"))}
        for names, what in ((tags, "TAG"), (categories, "CATEGORY")):
            for name in sorted(names):
                for key, to in (("URL", "tag"), ("FEED_ATOM", "tag-feed"), ("FEED_RSS", "tag-feed")):
                    for pattern in texts_of(self._config.get(f"{what}_{key}")):
                        filled = pattern.replace("{slug}", _slugified(name)).replace("%s", _slugified(name))
                        yield f"/{filled.lstrip('/')}", f"{to}:{name}"
        for doc in out:
            for name in texts(doc.values.get("author") or doc.values.get("authors")):
                pattern = str(self._config.get("AUTHOR_URL") or "")
                yield f"/{pattern.replace('{slug}', _slugified(name)).lstrip('/')}", f"author:{name}"


def _filled(pattern: str, values: Values, slug: str, date: dt.datetime | None, category: str, path: str) -> str:
    """Return an address by its pattern; nothing where the pattern asks for what the text does not have."""
    known = {"slug": slug, "category": _slugified(category), "lang": first(values, "lang"),
             "author": _slugified(first(values, "author", "authors")), "path": posixpath.splitext(path)[0]}  # fmt: skip
    missing = False

    def fill(found: re.Match[str]) -> str:
        nonlocal missing
        if found["name"] == "date":
            missing = missing or date is None
            return strftime(date, found["form"] or "%Y-%m-%d") if date else ""
        return known.get(found["name"]) or text(values.get(found["name"])) or found[0]

    made = _GAP.sub(fill, pattern)
    return "" if missing else made


def _slugified(name: str) -> str:
    """Return a name as Pelican puts it into addresses."""
    folded = "".join(one for one in unicodedata.normalize("NFKD", name) if unicodedata.category(one) != "Mn")
    made = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", folded).strip().lower())
    return made if made.isascii() else slugify(name) or made


def _html(text_: str) -> Matter | None:
    """Return the parts of a page of HTML that says what it is in its head; None for one that does not."""
    head = text_[:20_000]
    values: dict[str, Any] = {found["name"].lower(): unescape(found["value"]) for found in _META.finditer(head)}
    title = _TITLE.search(head)
    if title is None:
        return None
    return Matter(values={**values, "title": unescape(title[1]).strip()}, body=text_, has=True)


def _meant(found: re.Match[str]) -> str:
    """Return the path or the address that a sign in braces stands for."""
    if found["what"]:
        return found["path"]
    if found["list"]:
        return f"/{'authors' if found['list'] == 'author' else 'tags'}/{slugify(found['name'])}/"
    return "/"
