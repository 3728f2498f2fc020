"""Jekyll: ``_posts``, ``_drafts``, collections, pages; addresses by the patterns of ``_config.yml``."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from generator.importers.base import MenuLink
from generator.importers.folder.dates import moment, zone_of
from generator.importers.folder.facts import address, date_of, tags_of, why_draft
from generator.importers.folder.jekyll_places import default_pattern, feed_name, page_url, post_id, post_url
from generator.importers.folder.jekyll_texts import JekyllTexts
from generator.importers.folder.matter import Matter, matter
from generator.importers.folder.old import Doc, Old
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, first, lowered, merged, text, texts, within, yes
from generator.importers.names import words

_MARKDOWN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
_TEXTS = (*_MARKDOWN, ".html", ".htm")
_UNREAD = {".textile": "Textile", ".rst": "reStructuredText", ".org": "Org", ".adoc": "AsciiDoc"}
_DATED = re.compile(r"(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")
#: What a page is a template by: it shows what other pages are, and has no words to be moved.
_TEMPLATE = re.compile(r"\{%-?\s*(?:for|paginate|assign|capture)\b|\{\{[^{}]*\bpaginator\b")
_OWN = words(
    "render_with_liquid excerpt_separator sitemap toc pin math mermaid classes sidebar read_time share related"
    " author_profile header entries_layout show_excerpts nav_order parent has_children nav_exclude lang locale ref"
    " published slug ext output collection path relative_path id next previous content_html markdown jekyll_archive"
)
_SPECIAL = frozenset(
    ("404", "index", "search", "feed", "sitemap", "robots", "tags", "categories", "archive", "archives")
)


def jekyll(tree: Tree) -> Old:
    """Return the blog of a folder. Raises UnreadableError."""
    return _Jekyll(tree).old


class _Jekyll:
    """The reading of a folder."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._config = lowered(tree.settings("_config.yml", "_config.yaml", "_config.toml"))
        source = text(self._config.get("source")).strip("./")
        self._source = f"{source}/" if source and any(True for _ in tree.below(source)) else ""
        home = text(self._config.get("url")).rstrip("/") or _cname(tree, self._source)
        base = text(self._config.get("baseurl")).strip("/")
        self._url = f"{home}/{base}".rstrip("/") if home else ""
        self._zone = zone_of(text(self._config.get("timezone")))
        self._collections = _collections(self._config.get("collections"))
        self._guid = feed_name(tree, self._source)
        self._docs: list[Doc] = []
        self._files: dict[str, str] = {}
        self._redirects: dict[str, str] = {}
        self.old = Old(program="Jekyll", tree=tree, url=self._url, translate=lambda _, body, __: body)
        for path in tree.below(self._source):
            self._file(path)
        texts_of = JekyllTexts(tree, self._source, self._config, self._docs)
        old = self.old
        old.title, old.language = text(self._config.get("title")), first(self._config, "lang", "locale")
        old.zone, old.docs, old.files = self._zone, self._docs, self._files
        old.people = tuple(texts_of.people())
        old.menu = tuple(self._menu())
        old.redirects = {**self._feeds(), **self._redirects}
        old.translate = texts_of.translate
        old.own_keys = _OWN
        sign = text(self._config.get("excerpt_separator"))
        old.more = tuple(dict.fromkeys((*((sign,) if sign else ()), "<!--more-->", "<!-- more -->")))
        old.roots = (self._source.rstrip("/"),)

    # --- files ------------------------------------------------------------------------------

    def _file(self, path: str) -> None:
        within_source = path.removeprefix(self._source)
        parts = within_source.split("/")
        suffix = posixpath.splitext(path)[1].lower()
        special = next((part for part in parts[:-1] if part.startswith("_")), "")
        if special in {"_posts", "_drafts"}:
            self._text(path, within_source, special, suffix)
        elif special:
            name = special.removeprefix("_")
            if name in self._collections:
                self._text(path, within_source, name, suffix)
        elif len(parts) > 1 or not parts[0].startswith("_"):
            self._text(path, within_source, "", suffix)

    def _text(self, path: str, inner: str, where: str, suffix: str) -> None:
        """Take a file for a text, if it is one; else it is a file that pages show."""
        if suffix in _UNREAD:
            self.old.left[f"texts in {_UNREAD[suffix]}, which is not read"] += 1
            self.old.notes.append(f"{path} is in {_UNREAD[suffix]}: it was not read")
            return
        if suffix not in _TEXTS:
            if where not in {"_posts", "_drafts"}:
                self._files[f"/{inner.removeprefix('_')}"] = path
            return
        read = matter(self._tree.text(path))
        if not read.has and where not in {"_posts", "_drafts"}:
            if suffix in {".html", ".htm"}:
                self._files[f"/{inner}"] = path
            elif posixpath.basename(path).lower() not in {"readme.md", "license.md", "contributing.md", "changelog.md"}:
                self.old.left["texts without front matter, which Jekyll does not show"] += 1
            return
        values = merged(self._defaults(inner, where), lowered(read.values))
        made = self._page(path, inner, suffix, values, read) if not where else None
        if where:
            made = self._dated(path, inner, where, suffix, values, read)
        if made is not None:
            self._docs.append(made)

    def _defaults(self, inner: str, where: str) -> Values:
        """Return what the settings say of all texts in a place."""
        kind = {"_posts": "posts", "_drafts": "drafts", "": "pages"}.get(where, where)
        found: Values = {}
        rules = self._config.get("defaults")
        for one in rules if isinstance(rules, list) else ():
            scope = within(one, "scope")
            path, wanted = text(within(scope, "path")).strip("/"), text(within(scope, "type"))
            here = (
                not path
                or inner == path
                or inner.startswith(f"{path}/")
                or ("*" in path and fnmatchcase(inner, f"{path}*"))
            )
            if here and wanted in {"", kind, kind.removesuffix("s")}:
                found = merged(found, lowered(within(one, "values")))
        return found

    def _dated(self, path: str, inner: str, where: str, suffix: str, values: Values, read: Matter) -> Doc | None:
        """Return a post, a draft, or a document of a collection."""
        stem = posixpath.basename(inner)[: -len(suffix)]
        named = _DATED.fullmatch(stem)
        if where == "_posts" and named is None:
            self.old.notes.append(f"{path} has no date in its name, so Jekyll did not show it")
            return None
        slug = named["slug"] if named else stem
        date = date_of(values, self._zone) or (moment(named["date"], self._zone) if named else None)
        above = inner.partition("_posts/")[0].strip("/") if where == "_posts" else ""
        groups = [part for part in above.split("/") if part]
        categories = groups + [one for one in _categories(values) if one not in groups]
        collection = where if not where.startswith("_") else "posts"
        settings = self._collections.get(collection, {})
        pattern = (
            first(values, "permalink") or text(settings.get("permalink")) or default_pattern(self._config, collection)
        )
        relative = inner.partition(f"_{collection}/")[2] if collection != "posts" else inner
        url = post_url(pattern, slug=slug, values=values, date=date, categories=categories, collection=collection,
                       path=posixpath.splitext(relative)[0])  # fmt: skip
        if date is None and re.search(r":(?:i_|short_|long_)?(?:year|month|day)", pattern):
            url = ""
        draft = why_draft(values) or ("a draft" if where == "_drafts" else "")
        if collection != "posts" and not yes(settings.get("output")):
            draft = draft or f"the collection {collection} had no pages of its own"
        return self._doc(
            path=path,
            kind="article" if collection == "posts" or date else "page",
            read=read,
            values=values,
            url=url,
            slug=posixpath.basename(url.rstrip("/")).removesuffix(".html") or slug,
            guid=self._guid(url, post_id(url, text(values.get("slug")) or slug)) if url and not draft else "",
            date=date,
            draft=draft,
            html=suffix not in _MARKDOWN,
            title=text(values.get("title")),
        )

    def _page(self, path: str, inner: str, suffix: str, values: Values, read: Matter) -> Doc | None:
        """Return a page, if it is one that has words of its own."""
        stem = posixpath.basename(inner)[: -len(suffix)]
        url = page_url(inner, suffix, text(values.get("permalink")), text(self._config.get("permalink")))
        if _TEMPLATE.search(read.body) or not read.body.strip():
            one = first(values, "tag", "category", "tag-name")
            if one and text(values.get("layout")).startswith(("tag", "categor")):
                self._redirects[url] = f"tag:{one}"
            elif re.search(r"site\.posts|paginator", read.body) and url not in {"/", "/index.html"}:
                self._redirects[url] = "/archive/"
            self.old.left["templates, and pages that only showed what others were"] += 1
            if read.body.strip():
                self.old.notes.append(f"{path} is a template (it has loops or sets variables): it was not moved")
            return None
        if stem.lower() in _SPECIAL and (inner.count("/") == 0):
            self.old.notes.append(
                f"{path} was not moved: the site has such a page by itself; its words are in that file"
            )
            self.old.left["pages that the site has by itself"] += 1
            return None
        name = stem if stem.lower() != "index" else posixpath.basename(posixpath.dirname(inner))
        return self._doc(path=path, kind="page", read=read, values=values, url=url, slug=name, guid="",
                         date=date_of(values, self._zone), draft=why_draft(values), html=suffix not in _MARKDOWN,
                         title=text(values.get("title")))  # fmt: skip

    def _doc(self, *, path: str, kind: Any, read: Matter, values: Values, html: bool, **more: Any) -> Doc:
        others = [one for one in map(address, texts(values.get("redirect_from"), "")) if one]
        others += [one for one in map(address, texts(values.get("aliases") or values.get("alias"), ",")) if one]
        return Doc(
            path=path,
            kind=kind,
            values=values,
            line=read.line,
            tags=tags_of(values, r"\s+"),
            others=tuple(others),
            form="html" if html else "markdown",
            notes=(read.fault,) if read.fault else (),
            **more,
        )

    # --- what is beside the texts -----------------------------------------------------------

    def _feeds(self) -> dict[str, str]:
        """Return the addresses of feeds, of lists and of tags, and what is there now."""
        own = address(within(self._config.get("feed"), "path")) or "/feed.xml"
        found = {own: "feed:rss" if own == "/feed.xml" else "feed:atom"}
        for name, form in (("atom.xml", "atom"), ("rss.xml", "rss"), ("index.xml", "rss"), ("feed.atom", "atom"),
                           ("feed/index.xml", "rss"), ("feed.json", "json")):  # fmt: skip
            if f"{self._source}{name}" in self._tree.files:
                found[f"/{name}"] = f"feed:{form}"
        paged = address(self._config.get("paginate_path"))
        if self._config.get("paginate"):
            found[(paged or "/page:num").replace(":num", "2").rstrip("/") + "/"] = "/archive/"
        found.update(self._lists())
        return found

    def _lists(self) -> Iterator[tuple[str, str]]:
        """Yield the addresses of tags and categories, where a plugin made pages or feeds of them."""
        archives = self._config.get("jekyll-archives")
        has_feeds = yes(within(self._config.get("feed"), "tags"))
        for tag in sorted({one for doc in self._docs if not doc.draft for one in doc.tags}):
            slug = re.sub(r"[^\w]+", "-", tag.lower()).strip("-")
            for key, plain in (("tag", "/tag/:name/"), ("category", "/category/:name/")):
                if archives:
                    pattern = address(within(archives, "permalinks", key)) or plain
                    yield pattern.replace(":name", slug), f"tag:{tag}"
            if has_feeds:
                yield f"/feed/by_tag/{slug}.xml", f"tag-feed:{tag}"

    def _menu(self) -> Iterator[MenuLink]:
        """Yield the lines of the menu: of the settings, or of the data that themes look for."""
        out = [doc for doc in self._docs if not doc.draft]
        known = {doc.url.rstrip("/"): doc.path for doc in out}
        pages = {doc.path.removeprefix(self._source): doc for doc in out}
        for name in texts(self._config.get("header_pages"), ""):
            if name in pages:
                yield MenuLink(label=pages[name].title, key=pages[name].path)
        data = next((found for name in ("navigation.yml", "menu.yml", "nav.yml")
                     if f"{self._source}_data/{name}" in self._tree.files
                     and (found := self._tree.data(f"{self._source}_data/{name}"))), {})  # fmt: skip
        rows = next((rows for rows in (within(data, "main"), within(data, "header")) if isinstance(rows, list)), [])
        for row in rows:
            label, url = first(lowered(row), "title", "name", "label"), first(lowered(row), "url", "link")
            if label and (url.startswith("http") or url.rstrip("/") in known):
                yield MenuLink(
                    label=label, url=url if url.startswith("http") else "", key=known.get(url.rstrip("/"), "")
                )


def _categories(values: Values) -> list[str]:
    value = values.get("categories")
    if value:
        return texts(value, "," if isinstance(value, str) and "," in value else r"\s+")
    return texts(values.get("category"), "")


def _collections(value: Any) -> dict[str, Mapping[str, Any]]:
    """Return the collections of the settings by their names."""
    if isinstance(value, list):
        value = {name: {} for name in texts(value, "")}
    if not isinstance(value, Mapping):
        return {}
    return {str(name): about if isinstance(about, Mapping) else {} for name, about in value.items() if name != "drafts"}


def _cname(tree: Tree, source: str) -> str:
    """Return the address that the file CNAME says, as hosts read it."""
    for path in (f"{source}CNAME", "CNAME"):
        if path in tree.files:
            name = text(tree.text(path))
            return f"https://{name}" if re.fullmatch(r"[\w.-]+\.\w+", name, re.ASCII) else ""
    return ""
