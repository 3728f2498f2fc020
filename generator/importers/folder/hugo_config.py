"""The settings of a Hugo site, from one file or a folder of them."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from generator.importers.base import MenuLink
from generator.importers.folder.old import Doc
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, first, lowered, merged, text, within

_ENDS = (".toml", ".yaml", ".yml", ".json")
_FOLDER = "config/_default/"


def settings(tree: Tree) -> Values:
    """Return the settings, with their first keys in small letters. Raises UnreadableError."""
    found: Values = lowered(tree.settings(*(f"{name}{end}" for name in ("hugo", "config") for end in _ENDS)))
    for path in tree.below(_FOLDER):
        stem, end = posixpath.splitext(path.removeprefix(_FOLDER))
        if end not in _ENDS or "/" in stem:
            continue
        said = tree.settings(path)
        if stem in {"hugo", "config"}:
            found = merged(found, lowered(said))
        else:
            # ``menus.en.toml``: what is of one language is of the one that is taken, or of none.
            name = stem.partition(".")[0].lower()
            found = merged(found, {name: said})
    return found


class Languages:
    """The languages of a site: which one is taken, and how the others are known."""

    def __init__(self, config: Values) -> None:
        """Read which there are."""
        found = config.get("languages")
        self.all: Mapping[str, Any] = (
            {str(key).lower(): one for key, one in found.items()} if isinstance(found, Mapping) else {}
        )
        wanted = text(config.get("defaultcontentlanguage")).lower()
        one = next(iter(self.all)) if len(self.all) == 1 else ""
        self.taken = wanted or one or ("en" if not self.all or "en" in self.all else next(iter(self.all)))
        main = text(config.get("contentdir")) or "content"
        self.folders = {name: text(within(about, "contentDir")).strip("/") or main for name, about in self.all.items()}
        self.folder = self.folders.get(self.taken, main).strip("/")

    @property
    def others(self) -> list[str]:
        """Return the languages that are left."""
        return [name for name in self.all if name != self.taken]

    def of(self, path: str) -> tuple[str, str]:
        """Return the language of a file, and its path without the language in its name."""
        stem, end = posixpath.splitext(path)
        name, dot, language = posixpath.basename(stem).rpartition(".")
        if dot and language.lower() in self.all and name:
            return language.lower(), posixpath.join(posixpath.dirname(path), name) + end
        for other in self.others:
            folder = self.folders[other]
            if folder != self.folder and (path.startswith(f"{folder}/")):
                return other, path
        return self.taken, path


def menu(config: Values, docs: list[Doc]) -> Iterator[MenuLink]:
    """Yield the lines of the main menu, by their weights."""
    found: list[tuple[float, int, MenuLink]] = []
    by_url = {doc.url.rstrip("/"): doc for doc in docs if doc.url and not doc.draft}
    by_path = {doc.path.rpartition("content/")[2].rpartition(".")[0].removesuffix("/index"): doc for doc in docs}

    def add(about: Values, key: str, label: str, url: str) -> None:
        weight = first(about, "weight")
        number = float(weight) if weight.lstrip("-").isdecimal() and len(weight) < 9 else 1e9
        found.append((number, len(found), MenuLink(label=label, key=key, url=url)))

    menus = config.get("menus") or config.get("menu")
    rows = within(menus, "main")
    for row in rows if isinstance(rows, list) else ():
        about = lowered(row)
        label, url, page = first(about, "name", "title", "identifier"), first(about, "url"), first(about, "pageref")
        doc = by_url.get(f"/{url.strip('/')}") if url and "://" not in url else by_path.get(page.strip("/"))
        if doc is not None or url.startswith(("http://", "https://")):
            add(about, doc.path if doc else "", label, "" if doc else url)
    for doc in docs:
        said = doc.values.get("menu") or doc.values.get("menus")
        names = [said] if isinstance(said, str) else list(said) if isinstance(said, list | Mapping) else []
        if "main" in names and not doc.draft:
            about = lowered(within(said, "main"))
            add(about, doc.path, first(about, "name", "title") or doc.title, "")
    return (one for _, _, one in sorted(found, key=lambda item: item[:2]))
