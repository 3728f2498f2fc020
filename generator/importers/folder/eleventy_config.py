"""The settings of an Eleventy site. They are a program, which is read as text for the few plain words that matter."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from generator.importers.folder.tree import Tree
from generator.importers.folder.values import Values, first, lowered

_FILES = (".eleventy.js", *(f"eleventy.config.{end}" for end in ("js", "cjs", "mjs", "ts")))
_FOLDER = re.compile(r"\b(?P<name>input|output|includes|layouts|data)\s*:\s*[\"'](?P<path>[^\"'\n]{1,200})[\"']")
_COPIED = re.compile(r"addPassthroughCopy\(\s*[\"'](?P<path>[^\"'\n]{1,200})[\"']")
_MOVED = re.compile(r"[\"'](?P<path>[^\"'\n]{1,200})[\"']\s*:\s*[\"'](?P<to>[^\"'\n]{0,200})[\"']")
_MOVING = re.compile(r"addPassthroughCopy\(\s*\{(?P<pairs>[^{}]{0,2000})\}")
_FEED = re.compile(r"outputPath\s*:\s*[\"'](?P<path>[^\"'\n]{1,200}\.(?:xml|json))[\"']")
_PAIR = re.compile(
    r"[\"']?\b(?P<key>[A-Za-z]\w*)[\"']?\s*:\s*"
    r"(?:\"(?P<a>[^\"\n]*)\"|'(?P<b>[^'\n]*)'|(?P<c>true|false)\b|(?P<d>\[[^\[\]{}]*\]))"
)
_ABOUT = ("metadata", "site", "meta", "config")
_DATA = (".json", ".yaml", ".yml", ".toml", ".js", ".cjs", ".mjs")
_LONGEST = 100_000


class Settings:
    """Where texts and data are, what is copied as it is, and what the site is called."""

    def __init__(self, tree: Tree) -> None:
        """Read what can be read. Raises UnreadableError."""
        self._tree = tree
        whole = "\n".join(tree.text(path)[:_LONGEST] for path in _FILES if path in tree.files)
        said = {found["name"]: found["path"] for found in _FOLDER.finditer(whole)}
        here = _tidy(said.get("input", ""))
        self.input = here if here and any(True for _ in tree.below(here)) else ""
        folders = [said.get(name, f"_{name}") for name in ("includes", "layouts", "data")]
        inside = [posixpath.normpath(posixpath.join(self.input, one)).strip("/") for one in folders]
        self._includes, _, self._data_folder = inside
        #: Where no texts are.
        self.unread = tuple(f"{one}/" for one in inside)
        self._moved: list[tuple[str, str]] = [(_tidy(found["path"]), "") for found in _COPIED.finditer(whole)]
        for pairs in _MOVING.finditer(whole):
            self._moved += [(_tidy(one["path"]), f"/{_tidy(one['to'])}") for one in _MOVED.finditer(pairs["pairs"])]
        self.folders = tuple(path for path, _ in self._moved if path)
        self.feeds: dict[str, str] = {}
        for one in _FEED.finditer(whole):
            self.feeds[f"/{_tidy(one['path'])}"] = "feed:json" if one["path"].endswith("json") else "feed:atom"
        #: Keys that only the program could fill.
        self.computed: frozenset[str] = frozenset()
        self.data: dict[str, Any] = {}
        self.about = self._about(whole)

    def _about(self, whole: str) -> dict[str, str]:
        """Return the site's title, address and language, by the data that themes have for it."""
        found: Values = {}
        for name in _ABOUT:
            for end in _DATA:
                path = f"{self._data_folder}/{name}{end}".lstrip("/")
                if path not in self._tree.files:
                    continue
                said = lowered(self._tree.data(path)) if not end.endswith("js") else self.plain(path)[0]
                self.data[name] = {**said}
                found = {**said, **found}
        url = first(found, "url", "baseurl", "siteurl", "base", "homepage")
        if not re.match(r"https?://[^\s/]+", url):
            near = re.search(r"\bbase\s*:\s*[\"'](https?://[^\"'\s]+)[\"']", whole)
            url = near[1] if near else ""
        return {"title": first(found, "title", "name"), "url": url, "language": first(found, "language", "lang")}

    def plain(self, path: str) -> tuple[Values, frozenset[str]]:
        """Return the plain words that a program assigns, and the tags among them; it is not run, and named."""
        whole = self._tree.text(path)[:_LONGEST]
        values: Values = {}
        tags: frozenset[str] = frozenset()
        for one in _PAIR.finditer(whole):
            key = one["key"].lower()
            value = next((part for part in (one["a"], one["b"], one["c"], one["d"]) if part is not None), "")
            if one["d"] is not None:
                items = re.findall(r"[\"']([^\"'\n]*)[\"']", value)
                values.setdefault(key, items)
                tags |= frozenset(items) if key == "tags" else frozenset()
            else:
                values.setdefault(key, value)
                tags |= frozenset((value,)) if key == "tags" else frozenset()
        self._tree.notes.append(f"{path} is a program and was not run: only its plain words were read")
        return values, tags

    def copied(self, path: str) -> Iterator[str]:
        """Yield the addresses at which a file was, by what the settings copy as it is."""
        for start, to in self._moved:
            if path == start or path.startswith(f"{start}/"):
                below = path.removeprefix(start).lstrip("/")
                if to:
                    yield "/" + posixpath.join(to, below or posixpath.basename(path) * to.endswith("/")).strip("/")
                else:
                    yield "/" + path.removeprefix(f"{self.input}/")

    def included(self, name: str) -> str | None:
        """Return the text of a file that is put into texts, or None."""
        for end in ("", ".html", ".liquid", ".njk", ".md"):
            there = posixpath.normpath(posixpath.join(self._includes, name.lstrip("/") + end))
            if there in self._tree.files and self._tree.files[there].stat().st_size <= _LONGEST:
                return self._tree.text(there)
        return None


def _tidy(path: str) -> str:
    """Return a path without the dot before it and the slash behind it."""
    made = posixpath.normpath(path.strip().split("*", 1)[0] or ".")
    return "" if made in {".", "/"} or made.startswith("..") else made.strip("/")
