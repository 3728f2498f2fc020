"""The addresses that Hugo gave to texts."""

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from generator.importers.folder.dates import parts
from generator.importers.folder.values import Values, text, within, yes

_GAP = re.compile(r":(?P<name>[a-z]+)(?P<slice>\[[^\]]{0,20}\])?")
_KEPT = frozenset("._-/\\#+~%")


class Addresses:
    """Makes addresses by the settings."""

    def __init__(self, config: Values, language: str) -> None:
        """Keep the patterns, and what stands before all addresses."""
        found = config.get("permalinks")
        pages = within(found, "page")
        self._patterns: dict[str, str] = {
            str(key).lower(): value
            for source in (found, pages)
            if isinstance(source, Mapping)
            for key, value in source.items()
            if isinstance(value, str)
        }
        self._ugly = yes(config.get("uglyurls"))
        self._cased = yes(config.get("disablepathtolower"))
        self._plain = yes(config.get("removepathaccents"))
        self._before = f"/{language}" if yes(config.get("defaultcontentlanguageinsubdir")) and language else ""

    def of(self, values: Values, sections: Sequence[str], name: str, date: dt.datetime | None, title: str) -> str:
        """Return the address of a text in sections, by its file's name or that of its bundle."""
        own = text(values.get("url"))
        own = "" if "://" in own else own
        if own and ":" not in own:
            path = posixpath.normpath("/" + own.lstrip("/")) if ".." in own else "/" + own.lstrip("/")
            return path if path.endswith("/") or "." in posixpath.basename(path) else f"{path}/"
        slug = text(values.get("slug"))
        pattern = self._patterns.get(sections[0].lower() if sections else "", "") or own
        if pattern:
            made = self._filled(pattern, sections, name, slug, date, title)
        else:
            made = "/".join((*sections, slug or name))
        made = self._before + self._path(f"/{made.strip('/')}")
        if self._ugly:
            return made if "." in posixpath.basename(made) else f"{made}.html"
        return made if made.endswith(".html") else f"{made}/"

    def section(self, sections: Sequence[str]) -> str:
        """Return the address of a section."""
        return self._before + self._path("/" + "/".join(sections)).rstrip("/") + "/"

    def _filled(
        self, pattern: str, sections: Sequence[str], name: str, slug: str, date: dt.datetime | None, title: str
    ) -> str:
        known = {
            **(parts(date) if date else {}),
            "monthname": f"{parts(date)['long_month']}" if date else "",
            "section": sections[0] if sections else "",
            "sections": "/".join(sections),
            "title": self._segment(title or name),
            "slug": slug or self._segment(title or name),
            "slugorfilename": slug or name,
            "slugorcontentbasename": slug or name,
            "filename": name,
            "contentbasename": name,
        }

        def fill(found: re.Match[str]) -> str:
            if found["slice"] and found["name"] == "sections":
                return "/".join(_sliced(sections, found["slice"]))
            return known.get(found["name"], found[0])

        return re.sub(r"/{2,}", "/", _GAP.sub(fill, pattern))

    def _segment(self, name: str) -> str:
        return self._path(name).replace("/", "-")

    def _path(self, path: str) -> str:
        """Return a path as Hugo writes it: small letters, hyphens for spaces, few signs."""
        if self._plain:
            path = "".join(one for one in unicodedata.normalize("NFD", path) if unicodedata.category(one) != "Mn")
        letters = [
            one
            if one.isalnum() or one in _KEPT or unicodedata.category(one)[0] == "M"
            else "-"
            if one.isspace()
            else ""
            for one in path.strip()
        ]
        made = re.sub("-+", "-", "".join(letters)) if " " in path else "".join(letters)
        return made if self._cased else made.lower()


def _sliced(sections: Sequence[str], wanted: str) -> Sequence[str]:
    inner = wanted.strip("[]")
    first, colon, last = inner.partition(":")

    def number(text: str, otherwise: int) -> int:
        if text == "last":
            return len(sections) - 1
        return int(text) if re.fullmatch(r"\d{1,3}", text) else otherwise

    start = number(first, 0)
    return sections[start : number(last, len(sections))] if colon else sections[start : start + 1]


def aliases(values: Values, folder: str) -> list[str]:
    """Return the old addresses of a text; relative ones are so to its section."""
    found: Any = values.get("aliases")
    made = []
    for one in found if isinstance(found, list) else [found]:
        name = text(one)
        if name and "://" not in name:
            path = posixpath.normpath(name if name.startswith("/") else posixpath.join(folder, name))
            file = "." in posixpath.basename(path)
            made.append(path if file else f"{path.rstrip('/')}/")
    return made
