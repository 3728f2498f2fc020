"""Hugo: sections, bundles, languages, cascades; addresses by the settings."""

import datetime as dt
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Literal

from generator.importers.folder.dates import moment, zone_of
from generator.importers.folder.facts import date_of, tags_of, why_draft
from generator.importers.folder.hugo_config import Languages, menu, settings
from generator.importers.folder.hugo_places import Addresses, aliases
from generator.importers.folder.hugo_texts import HugoTexts
from generator.importers.folder.matter import Matter, matter
from generator.importers.folder.old import Doc, Old
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, lowered, merged, text, texts, within, yes
from generator.importers.names import words

_TEXTS = (".md", ".markdown", ".mdown", ".html", ".htm")
_UNREAD = {".org": "Org", ".rst": "reStructuredText", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc",
           ".pandoc": "Pandoc", ".pdc": "Pandoc", ".ipynb": "Jupyter"}  # fmt: skip
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[-_](?P<slug>.+)")
_OWN = words(
    "weight toc menu menus resources cascade markup outputs sitemap iscjklanguage translationkey headless build _build"
    " keywords linktitle url kind lang language params math mermaid katex showtoc tocopen hidemeta comments share"
    " searchhidden disableshare canonicalurl readingtime showreadingtime pin lightgallery bookcollapsesection"
)


def hugo(tree: Tree) -> Old:
    """Return the blog of a folder. Raises UnreadableError."""
    return _Hugo(tree).old


class _Hugo:
    """The reading of a folder."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._config = settings(tree)
        self._languages = Languages(self._config)
        about = self._languages.all.get(self._languages.taken)
        self._config = merged(self._config, lowered(about))
        self._root = self._languages.folder
        self._addresses = Addresses(self._config, self._languages.taken)
        self._zone = zone_of(text(self._config.get("timezone")))
        home = text(self._config.get("baseurl")).rstrip("/")
        self.old = Old(program="Hugo", tree=tree, url=home if "://" in home else "", translate=lambda _, body, __: body)
        found = self._config.get("taxonomies")
        self._terms = (
            lowered(found) if isinstance(found, Mapping) and found else {"tag": "tags", "category": "categories"}
        )
        self._by_filename = ":filename" in str(within(self._config.get("frontmatter"), "date"))
        self._cascades: dict[str, list[Values]] = {"": _cascades(self._config.get("cascade"))}
        self._docs: list[Doc] = []
        self._sections: Counter[str] = Counter()
        self._read()
        texts_of = HugoTexts(self._config, self._docs, self._root)
        old = self.old
        old.title, old.language, old.zone = text(self._config.get("title")), self._language(), self._zone
        old.docs, old.files, old.own_keys = (
            self._docs,
            self._files(),
            _OWN | {text(one) for one in self._terms.values()},
        )
        old.translate = texts_of.translate
        old.menu = tuple(menu(self._config, self._docs))
        old.redirects = dict(self._redirects())
        old.more = ("<!--more-->", "<!-- more -->")
        old.roots = (self._root, f"{self._root}/", "static", "assets")

    def _language(self) -> str:
        code = text(self._config.get("languagecode")) or text(self._config.get("locale"))
        return code or (self._languages.taken if self._languages.all else "")

    # --- texts --------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read all texts of the language that is taken."""
        mine: dict[str, str] = {}
        for path in self._tree.below(self._root):
            suffix = posixpath.splitext(path)[1].lower()
            language, plain = self._languages.of(path)
            if suffix in _UNREAD:
                self.old.left[f"texts in {_UNREAD[suffix]}, which is not read"] += 1
                self.old.notes.append(f"{path} is in {_UNREAD[suffix]}: it was not read")
            elif suffix in _TEXTS and language != self._languages.taken:
                self.old.left[f"texts in another language ({language})"] += 1
            elif suffix in _TEXTS:
                mine.setdefault(plain.removeprefix(f"{self._root}/"), path)
        if self._languages.others:
            self.old.notes.append(
                f"of its languages, {self._languages.taken} was taken, which is its main one;"
                f" left: {', '.join(self._languages.others)}"
            )
        leaves = {
            posixpath.dirname(inner)
            for inner in mine
            if posixpath.basename(inner) in {"index.md", "index.html", "index.markdown"}
        }
        leaves.discard("")
        # Sections come first, as they say what holds below them.
        for inner, path in sorted(
            mine.items(), key=lambda one: (not one[0].rpartition("/")[2].startswith("_index."), one[0])
        ):
            name = posixpath.basename(inner)
            if name.startswith("_index."):
                self._section(inner, path)
            elif _within_leaf(inner, leaves) and not (name.startswith("index.") and posixpath.dirname(inner) in leaves):
                self.old.left["pieces of texts in bundles, which are no pages"] += 1
                self.old.notes.append(f"{path} is a piece of a bundle and no page: it was not moved")
            else:
                self._text(inner, path, is_bundle=posixpath.dirname(inner) in leaves)

    def _values(self, inner: str, said: Values) -> Values:
        """Return what a text says, with what sections above it say of all below them."""
        found: Values = {}
        parts = posixpath.dirname(inner).split("/")
        for number in range(len(parts) + 1):
            above = "/".join(parts[:number]).strip("/")
            if number and not above:
                continue
            for rule in self._cascades.get(above, ()):
                if _meant(within(rule, "_target") or within(rule, "target"), inner):
                    found = merged(found, lowered(rule.get("params")))
                    more = {key: one for key, one in rule.items() if key not in {"_target", "target", "params"}}
                    found = merged(found, more)
        made: Values = merged(merged(found, lowered(said.get("params"))), said)
        return made

    def _section(self, inner: str, path: str) -> None:
        """Read what a section says: what holds below it, and words of its own."""
        read = matter(self._tree.text(path))
        values = lowered(read.values)
        folder = posixpath.dirname(inner)
        self._cascades.setdefault(folder, []).extend(_cascades(values.get("cascade")))
        if not read.body.strip():
            return
        if not folder:
            self.old.left["pages that the site has by itself"] += 1
            self.old.notes.append(f"{path} was the first page: the site makes its own; its words are in that file")
            return
        sections = folder.split("/")
        url = text(values.get("url")) or self._addresses.section(sections)
        self._add(inner, path, values, read, kind="page", url=url, slug=sections[-1], date=None)

    def _text(self, inner: str, path: str, *, is_bundle: bool) -> None:
        read = matter(self._tree.text(path))
        values = self._values(inner, lowered(read.values))
        folder = posixpath.dirname(inner)
        stem = posixpath.basename(folder) if is_bundle else posixpath.splitext(posixpath.basename(inner))[0]
        sections = [part for part in (posixpath.dirname(folder) if is_bundle else folder).split("/") if part]
        named = _DATED.fullmatch(stem)
        date = date_of(values, self._zone)
        if named and (date is None or self._by_filename):
            date = moment(named["date"], self._zone) or date
        name = named["slug"] if named and self._by_filename else stem
        later = moment(text(values.get("publishdate")), self._zone)
        url = self._addresses.of(values, sections, name, date, text(values.get("title")))
        if later and date and _instant(later) > _instant(date):
            date = later
        wanted = text(values.get("type")).lower()
        is_page = wanted in {"page", "pages"} or (not sections and wanted not in {"post", "posts"}) or date is None
        is_page = is_page or bool(sections and sections[0].lower() in {"page", "pages"})
        # What was in no list is in none here.
        build = values.get("build") or values.get("_build")
        is_page = is_page or text(within(build, "list")) in {"never", "false"}
        kind: Literal["article", "page"] = "page" if is_page else "article"
        if kind == "article":
            self._sections[sections[0] if sections else ""] += 1
        self._add(inner, path, values, read, kind=kind, url=url, slug=name, date=date)

    def _add(  # noqa: PLR0913 (each is a part of a text)
        self, inner: str, path: str, values: Values, read: Matter, *,
        kind: Literal["article", "page"], url: str, slug: str, date: dt.datetime | None,
    ) -> None:  # fmt: skip
        draft = why_draft(values)
        build = values.get("build") or values.get("_build")
        if yes(values.get("headless")) or text(within(build, "render")) in {"never", "false"}:
            draft = draft or "it had no page of its own"
        own = posixpath.basename(url.rstrip("/")).removesuffix(".html")
        plural = [text(one) for one in self._terms.values()]
        more = [one for one in plural if one not in {"series", "authors", "author", "tags", "categories"}]
        folder = posixpath.dirname(inner)
        self._docs.append(
            Doc(
                path=path,
                kind=kind,
                values=values,
                line=read.line,
                url=url,
                slug=own or slug,
                guid=url if not draft else "",
                date=date,
                title=text(values.get("title")),
                tags=tags_of(values, ",", *more),
                others=tuple(aliases(values, self._addresses.section(folder.split("/")) if folder else "/")),
                draft=draft,
                form="html" if path.lower().endswith((".html", ".htm")) else "markdown",
                notes=(read.fault,) if read.fault else (),
            )
        )

    # --- what is beside the texts ---------------------------------------------------------------

    def _files(self) -> dict[str, str]:
        """Return the files by their addresses: those of bundles, of sections, of ``static``, and of ``assets``."""
        found: dict[str, str] = {}
        bundles = {
            posixpath.dirname(doc.path): doc.url for doc in self._docs if re.search(r"/index(?:\.\w+)?\.\w+$", doc.path)
        }
        for path in self._tree.below(self._root):
            if path.lower().endswith(_TEXTS) or posixpath.splitext(path)[1].lower() in _UNREAD:
                continue
            folder = posixpath.dirname(path)
            while folder and folder not in bundles and folder != self._root:
                folder = posixpath.dirname(folder)
            if folder in bundles:
                found[bundles[folder].rstrip("/") + path.removeprefix(folder)] = path
            else:
                found["/" + path.removeprefix(f"{self._root}/")] = path
        static = self._config.get("staticdir")
        for folder in (*(texts(static, "") or ["static"]), "assets"):
            for path in self._tree.below(folder):
                found.setdefault("/" + path.removeprefix(f"{folder.strip('/')}/"), path)
        return found

    def _redirects(self) -> Iterator[tuple[str, str]]:
        """Yield the addresses of feeds, of lists and of tags, and what is there now."""
        yield "/index.xml", "feed:rss"
        yield "/page/2/", "/archive/"
        for section in self._sections:
            if section:
                url = self._addresses.section([section])
                yield f"{url}index.xml", "feed:rss"
                yield url, "/articles/"
        out = [doc for doc in self._docs if not doc.draft]
        for plural in dict.fromkeys(text(one).lower() for one in self._terms.values()):
            if plural in {"series", "authors", "author"}:
                continue
            for tag in sorted({one for doc in out for one in texts(doc.values.get(plural))}):
                url = self._addresses.section([plural, tag.replace("/", "-")])
                yield url, f"tag:{tag}"
                yield f"{url}index.xml", f"tag-feed:{tag}"
            yield f"/{plural}/", "/tags/"


def _cascades(value: object) -> list[Values]:
    rows = value if isinstance(value, list) else [value]
    return [lowered(row) for row in rows if isinstance(row, Mapping)]


def _meant(target: object, inner: str) -> bool:
    """Return whether a cascade means a text."""
    wanted = text(within(target, "path")).strip("/{}")
    if text(within(target, "kind")) not in {"", "page"}:
        return False
    return not wanted or fnmatchcase(inner, wanted.replace("**", "*") + ("" if "*" in wanted else "*"))


def _within_leaf(inner: str, leaves: set[str]) -> bool:
    folder = posixpath.dirname(inner)
    while folder:
        if folder in leaves:
            return True
        folder = posixpath.dirname(folder)
    return False


def _instant(when: dt.datetime) -> float:
    return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).timestamp()
