"""The texts of Jekyll, as Markdown: Liquid first, then what kramdown writes otherwise."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.edit.kept_out import bare_name
from generator.importers.base import Person
from generator.importers.folder import kramdown
from generator.importers.folder.liquid import Ways, translated, variables
from generator.importers.folder.old import Doc, Told
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, first, lowered, text, within, yes
from generator.importers.links import to_text

_DATA = (".yml", ".yaml", ".json", ".toml")
#: The longest file that is put into texts.
_LONGEST = 100_000


class JekyllTexts:
    """Makes texts of plain Markdown, with what the whole blog knows."""

    def __init__(self, tree: Tree, source: str, config: Values, docs: Sequence[Doc]) -> None:
        """Keep the settings, and the texts by their names."""
        self._tree, self._source, self._config = tree, source, config
        self._by_name: dict[str, Doc] = {}
        for doc in docs:
            inner = doc.path.removeprefix(source)
            stem = posixpath.splitext(inner)[0]
            for name in (inner, stem, posixpath.basename(stem), stem.partition("_posts/")[2]):
                if name:
                    self._by_name.setdefault(name, doc)
        self._site: dict[str, Any] = {**config, "data": _Data(tree, source), "url": text(config.get("url"))}
        self._site["baseurl"] = _base(config)
        kept = lowered(config.get("kramdown"))
        self._hard = yes(kept.get("hard_wrap"))
        self._spaceless = text(kept.get("input")).lower() == "kramdown"
        self._included: dict[str, str | None] = {}

    def translate(self, doc: Doc, body: str, told: Told) -> str:
        """Return a text as Markdown, its addresses still the old ones."""
        if yes(doc.values.get("render_with_liquid"), without=True):
            page = {**doc.values, "url": doc.url, "id": doc.guid, "title": doc.title, "path": doc.path}
            ways = Ways(address=self._address, included=lambda tag, name: self._include(doc, tag, name))
            body = translated(body, variables(self._site, page), ways, told)
        if doc.form == "html":
            return body
        return kramdown.plain(body, told, hard=self._hard, spaceless=self._spaceless)

    def people(self) -> Iterator[Person]:
        """Yield the authors that the blog's data names, by their keys."""
        data = within(self._site["data"], "authors") or self._config.get("authors")
        for key, about in data.items() if isinstance(data, Mapping) else ():
            known = lowered(about)
            if name := bare_name(first(known, "name", "display_name", "title")):
                bio, url = (
                    first(known, "bio", "description", "about"),
                    first(known, "url", "web", "uri", "site", "home"),
                )
                yield Person(
                    key=str(key), name=name, bio=bio, url=url if url.startswith(("https://", "http://")) else ""
                )

    def _address(self, tag: str, name: str) -> str:
        """Return where ``post_url`` and ``link`` lead."""
        name = name.strip("\"' ").lstrip("/")
        doc = self._by_name.get(name) or self._by_name.get(f"_posts/{name}")
        if doc is not None:
            return doc.url or to_text(doc.path)
        return f"/{name}" if tag == "link" and f"{self._source}{name}" in self._tree.files else ""

    def _include(self, doc: Doc, tag: str, name: str) -> str | None:
        """Return the text of an included file."""
        folder = posixpath.dirname(doc.path) if tag == "include_relative" else f"{self._source}_includes"
        path = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
        if path not in self._included:
            there = path in self._tree.files and self._tree.files[path].stat().st_size <= _LONGEST
            self._included[path] = self._tree.text(path) if there else None
        return self._included[path]


class _Data(Mapping[str, Any]):
    """``site.data``: files that are read when a text names them."""

    def __init__(self, tree: Tree, source: str) -> None:
        self._tree, self._folder = tree, f"{source}_data/"
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            path = next(
                (f"{self._folder}{name}{end}" for end in _DATA if f"{self._folder}{name}{end}" in self._tree.files), ""
            )
            self._read[name] = self._tree.data(path) if path else None
        if self._read[name] is None:
            raise KeyError(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _base(config: Values) -> str:
    base = text(config.get("baseurl")).strip("/")
    return f"/{base}" if base else ""
