"""A folder of texts alone, as writers and Obsidian have them: titles by headings, dates by names of files."""

import posixpath
import re
from typing import Literal

from generator.base.text import slugify
from generator.importers.folder import kramdown, wiki
from generator.importers.folder.dates import moment
from generator.importers.folder.facts import address, date_of, tags_of, why_draft
from generator.importers.folder.matter import matter
from generator.importers.folder.old import Doc, Old, Told
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import first, lowered, text, texts
from generator.importers.names import words

_TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".txt")
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2}|\d{4}_\d{2}_\d{2}|\d{8})(?:[-_ .]+(?P<slug>.+))?")
_IGNORED = frozenset(("readme", "license", "licence", "changelog", "contributing", "copying", "authors"))
_SPECIAL = frozenset(("about", "contact", "imprint", "impressum", "now", "uses", "colophon", "privacy"))
_OWN = words("aliases cssclass cssclasses publish kanban-plugin position lang subtitle credit license slug tags")


def plain(tree: Tree) -> Old:
    """Return the texts of a folder."""
    docs: list[Doc] = []
    files: dict[str, str] = {}
    old = Old(program="plain texts", tree=tree, translate=lambda _, body, __: body)
    for path in tree.below(""):
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if suffix.lower() not in _TEXTS:
            # A folder ``static`` is what other programs put at the top.
            files[f"/{path.removeprefix('static/')}"] = path
        elif stem.lower() in _IGNORED or path.startswith("templates/"):
            old.left["texts about the folder itself, such as README"] += 1
        elif suffix.lower() == ".txt" and not matter(tree.text(path)).has:
            files[f"/{path}"] = path
        else:
            docs.append(_doc(tree, path, stem))
    links = wiki.Notes(docs, files)
    old.docs, old.files, old.own_keys = docs, files, _OWN
    old.roots = ("", "content", "static")
    old.more = ("<!--more-->", "<!-- more -->")

    def translate(doc: Doc, body: str, told: Told) -> str:
        """Return a text as Markdown, its addresses still the old ones."""
        return kramdown.plain(links.translated(doc, body, told), told)

    old.translate = translate
    return old


def _doc(tree: Tree, path: str, stem: str) -> Doc:
    """Return a text with what its name and its front matter say."""
    read = matter(tree.text(path))
    values = lowered(read.values)
    folder = posixpath.dirname(path)
    is_index = stem.lower() in {"index", "_index"} and bool(folder)
    name = posixpath.basename(folder) if is_index else stem
    named = _DATED.fullmatch(name)
    day = named["date"].replace("_", "-") if named else ""
    day = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else day
    date = date_of(values, None) or moment(day)
    named = named if named and moment(day) else None
    slug = text(values.get("slug")) or (named["slug"] if named else name) or name
    folders = {part.lower() for part in path.split("/")[:-1]}
    kind: Literal["article", "page"] = "article"
    if "pages" in folders or (date is None and not folders and slug.lower() in _SPECIAL):
        kind = "page"
    draft = why_draft(values) or ("a draft" if folders & {"drafts", "_drafts"} else "")
    if text(values.get("publish")).lower() == "false":
        draft = draft or "it was not published"
    own = first(values, "id", "guid")
    return Doc(
        path=path,
        kind=kind,
        values=values,
        line=read.line,
        url=address(values.get("permalink")),
        slug=slugify(slug) or slug,
        guid=own if re.match(r"(?:tag|https?|urn):", own) else "",
        date=date,
        title=text(values.get("title")),
        tags=tags_of(values, r"[\s,]+"),
        others=tuple(one for one in texts(values.get("aliases")) if one.startswith("/")),
        draft=draft,
        notes=(read.fault,) if read.fault else (),
    )
