"""Eleventy: Markdown with data that cascades from files beside it; its settings are a program, and are not run."""

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from generator.base.text import slugify
from generator.importers.base import MenuLink
from generator.importers.folder import kramdown, liquid
from generator.importers.folder.dates import moment
from generator.importers.folder.eleventy_config import Settings
from generator.importers.folder.facts import address, date_of, tags_of, why_draft
from generator.importers.folder.matter import Matter, matter
from generator.importers.folder.old import Doc, Old, Told
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, first, lowered, merged, text, texts, within, yes
from generator.importers.names import words

_UTC = ZoneInfo("UTC")
_MARKDOWN = (".md", ".markdown")
_TEMPLATES = (
    *(".njk", ".liquid", ".hbs", ".mustache", ".ejs", ".haml", ".pug", ".webc", ".jsx", ".tsx", ".mdx"),
    *(".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts"),
)
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)")
_STAMPED = re.compile(r"(?:git )?(?:last modified|created)", re.IGNORECASE)
#: What a page is a template by.
_LOOP = re.compile(r"\{%-?\s*(?:for|set|macro|extends)\b")
#: Names of collections of posts: tags that no reader sees, and folders.
_POSTS = frozenset(("post", "posts", "blog", "article", "articles", "writing", "notes", "journal", "news"))
_COLLECTIONS = _POSTS | {"all", "nav", "page", "pages"}
_FEED = re.compile(r"(?:feed|rss|atom)[\w.-]*$|[\w-]*feed\.\w+$", re.IGNORECASE)
_OWN = words(
    "permalink tags date pagination eleventyexcludefromcollections eleventynavigation eleventycomputed"
    " templateengineoverride eleventyimport templateclass metadescription metatitle dynamicpermalink"
    " permalinkbypassoutputdir socialimage locale lang"
)


def eleventy(tree: Tree) -> Old:
    """Return the blog of a folder. Raises UnreadableError."""
    return _Eleventy(tree).old


class _Eleventy:
    """The reading of a folder."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._settings = Settings(tree)
        self._root = self._settings.input
        about = self._settings.about
        home = about["url"].rstrip("/")
        self._docs: list[Doc] = []
        self._files: dict[str, str] = {}
        self._feeds: dict[str, str] = {}
        self._data: dict[str, tuple[Values, frozenset[str]]] = {}
        self.old = Old(program="Eleventy", tree=tree, url=home, translate=self._translate)
        for path in tree.below(self._root):
            self._file(path)
        for path in tree.files:
            for url in self._settings.copied(path):
                self._files.setdefault(url, path)
        old = self.old
        old.title, old.language = about["title"], about["language"]
        old.docs, old.files, old.own_keys = self._docs, self._files, _OWN | self._settings.computed
        old.roots = (self._root, *self._settings.folders)
        old.more = ("<!--more-->", "<!-- more -->", "<!-- excerpt -->", "<!--excerpt-->")
        old.menu = tuple(self._menu())
        old.redirects = {**self._feeds, **self._settings.feeds}

    def _file(self, path: str) -> None:
        inner = path.removeprefix(f"{self._root}/") if self._root else path
        name = posixpath.basename(inner)
        parts = inner.split("/")
        if path.startswith(self._settings.unread):
            return
        suffix = next((end for end in _TEMPLATES if name.endswith(end)), posixpath.splitext(name)[1].lower())
        if suffix in _TEMPLATES:
            if _FEED.match(name.removesuffix(suffix)) and not any(part.startswith("_") for part in parts[:-1]):
                said = text(lowered(matter(self._tree.text(path)).values).get("permalink"))
                url = address(said) or f"/{inner.removesuffix(suffix)}"
                self._feeds[url] = "feed:json" if "json" in url else "feed:atom" if "rss" not in url else "feed:rss"
            else:
                self.old.left["templates, which are not run"] += 1
        elif suffix in _MARKDOWN or (suffix in {".html", ".htm"} and "{%" not in self._tree.text(path)):
            self._text(path, inner, suffix)
        elif not (
            name.endswith((".11tydata.json", ".11tydata.js")) or name.startswith((".eleventy", "eleventy.config"))
        ):
            self._files[f"/{inner}"] = path

    # --- texts --------------------------------------------------------------------------------

    def _of_folder(self, folder: str) -> tuple[Values, frozenset[str]]:
        """Return the data of a folder and those above it, and the tags that it gives to all its texts."""
        if folder in self._data:
            return self._data[folder]
        above, tags = (
            self._of_folder(posixpath.dirname(folder)) if folder and folder != self._root else ({}, frozenset())
        )
        found = dict(above)
        name = posixpath.basename(folder) or posixpath.basename(self._root)
        for end in (".json", ".11tydata.json"):
            path = posixpath.join(folder, name + end) if folder else f"{name}{end}"
            if name and path in self._tree.files:
                said = lowered(self._tree.data(path))
                tags |= frozenset(texts(said.get("tags")))
                found = merged(found, said)
        for end in (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"):
            path = posixpath.join(folder, name + end)
            if name and path in self._tree.files:
                said, given = self._settings.plain(path)
                tags |= given
                found = merged(found, said)
        self._data[folder] = found, tags
        return self._data[folder]

    def _text(self, path: str, inner: str, suffix: str) -> None:
        read = matter(self._tree.text(path))
        folder = posixpath.dirname(path)
        stem = posixpath.basename(path)[: -len(suffix)]
        below, given = self._of_folder(folder)
        for end in (".json", ".11tydata.json"):
            beside = f"{folder}/{stem}{end}".lstrip("/")
            if beside in self._tree.files and beside != f"{folder}/{posixpath.basename(folder)}{end}":
                below = merged(below, lowered(self._tree.data(beside)))
        said = lowered(read.values)
        values = merged(below, said)
        if not read.has and stem.lower() in {"readme", "license", "changelog", "contributing"}:
            return
        if _LOOP.search(read.body) or values.get("pagination") or not read.body.strip():
            self.old.left["templates, and pages that only showed what others were"] += 1
            if read.body.strip():
                self.old.notes.append(f"{path} is a template (it has loops or sets variables): it was not moved")
            return
        if inner.count("/") == 0 and stem.lower() in {"index", "404"}:
            self.old.notes.append(
                f"{path} was not moved: the site has such a page by itself; its words are in that file"
            )
            self.old.left["pages that the site has by itself"] += 1
            return
        self._add(path, inner, suffix, values, given | frozenset(texts(below.get("tags"))), read)

    def _add(self, path: str, inner: str, suffix: str, values: Values, given: frozenset[str], read: Matter) -> None:
        stem = posixpath.basename(path)[: -len(suffix)]
        own = posixpath.basename(posixpath.dirname(inner)) if stem == "index" else stem
        named = _DATED.fullmatch(own)
        slug = named["slug"] if named else own
        notes = [read.fault] if read.fault else []
        date = date_of(values, _UTC) or (moment(named["date"]) if named else None)
        if date is None and _STAMPED.fullmatch(text(values.get("date"))):
            date = dt.datetime.fromtimestamp(self._tree.files[path].stat().st_mtime, dt.UTC)
            notes.append(f'its date was "{text(values.get("date"))}": that of its file was taken')
        url, draft = self._url(inner, suffix, slug, values, date, notes)
        draft = why_draft(values) or draft
        shown = [one for one in texts(values.get("tags")) if one.lower() not in _COLLECTIONS and one not in given]
        tags = tags_of({**values, "tags": shown}, ",")
        folders = {part.lower() for part in inner.split("/")[:-1]}
        collected = {one.lower() for one in (*texts(values.get("tags")), *given)}
        # What is in no collection is in no list, as pages are here.
        is_listed = not yes(values.get("eleventyexcludefromcollections"))
        is_post = is_listed and bool(folders & _POSTS or collected & _POSTS or date)
        self._docs.append(
            Doc(
                path=path,
                kind="article" if is_post else "page",
                values=values,
                line=read.line,
                url=url,
                slug=posixpath.basename(url.rstrip("/")).removesuffix(".html") or slugify(slug) or slug,
                guid=url if is_post and not draft else "",
                date=date,
                title=text(values.get("title")),
                tags=tags,
                others=tuple(
                    one for one in map(address, texts(values.get("redirect_from") or values.get("aliases"))) if one
                ),
                draft=draft,
                form="html" if suffix not in _MARKDOWN else "markdown",
                notes=tuple(notes),
            )
        )

    def _url(
        self, inner: str, suffix: str, slug: str, values: Values, date: dt.datetime | None, notes: list[str]
    ) -> tuple[str, str]:
        """Return a text's address, and why it is a draft if it had none."""
        said = values.get("permalink")
        stem = inner[: -len(suffix)]
        if isinstance(said, str) and said:
            if said.lower() == "false":
                return "", "it had no page of its own"
            made = self._rendered(said, stem, slug, values, date)
            if made is None:
                notes.append(f"its old address is not known: `{said[:80]}` is not run")
                return "", ""
            return address(re.sub(r"(?:^|(?<=/))index\.html$", "", made)) or "/", ""
        if isinstance(said, Mapping):
            notes.append("its old address is not known: `permalink` is made by a program")
            return "", ""
        folder, name = posixpath.split(stem)
        at_top = name == "index" or name == posixpath.basename(folder)
        return (f"/{folder}/" if folder else "/") if at_top else f"/{stem}/", ""

    def _rendered(self, said: str, stem: str, slug: str, values: Values, date: dt.datetime | None) -> str | None:
        """Return an address with its variables filled in, or None where only Eleventy could tell."""
        told = Told("", 0)
        folder, _, name = stem.rpartition("/")
        plain = f"{folder}/{slug}" if folder and name != "index" else slug if name != "index" else folder
        page = {"fileSlug": slug, "filePathStem": f"/{plain}", "date": date.isoformat() if date else ""}
        made = liquid.translated(said, {**values, "page": page, "site": self._settings.about}, self._ways(), told)
        return None if told.notes() else made

    # --- the rest -----------------------------------------------------------------------------

    def _ways(self) -> liquid.Ways:
        return liquid.Ways(address=lambda _, __: "", included=lambda _, name: self._settings.included(name))

    def _translate(self, doc: Doc, body: str, told: Told) -> str:
        """Return a text as Markdown, its addresses still the old ones."""
        if text(doc.values.get("templateengineoverride")).strip() not in {"md", "false"}:
            known: dict[str, Any] = {**doc.values, **self._settings.data, "title": doc.title}
            known["page"] = {"url": doc.url, "fileSlug": doc.slug, "date": doc.date.isoformat() if doc.date else ""}
            body = liquid.translated(body, known, self._ways(), told)
        return body if doc.form == "html" else kramdown.plain(body, told)

    def _menu(self) -> Iterator[MenuLink]:
        """Yield the texts that the plugin for navigation shows, by their order."""
        rows = []
        for doc in self._docs:
            said = lowered(doc.values.get("eleventynavigation"))
            label, order = first(said, "title", "key"), first(said, "order")
            if label and not doc.draft and not within(said, "parent"):
                number = float(order) if re.fullmatch(r"-?\d{1,9}", order) else 1e9
                rows.append((number, label, doc.path))
        return (MenuLink(label=label, key=path) for _, label, path in sorted(rows))
