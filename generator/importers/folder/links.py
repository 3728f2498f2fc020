"""Where the links and pictures of texts lead: to other texts and files of the folder, as far as they are there."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urljoin

from generator.base.paths import nfc
from generator.importers.folder.old import Doc, Old
from generator.importers.links import to_text
from generator.importers.urls import split

_SUFFIXES = ("", ".md", ".markdown", ".html", "/index.md", "/_index.md")
#: No longer address is looked at.
_LONGEST = 2000


class Places:
    """Finds texts and files by what links say."""

    def __init__(self, old: Old) -> None:
        """Keep the addresses and paths of all texts and files."""
        self._roots: Sequence[str] = old.roots
        self._base = split(old.url).path.rstrip("/")
        self._docs: dict[str, Doc] = {}
        self._by_path: dict[str, Doc] = {doc.path.lower(): doc for doc in old.docs}
        for doc in old.docs:
            for url in (doc.url, *doc.others):
                if url:
                    self._docs.setdefault(_name(url), doc)
        self._files: Mapping[str, str] = {_name(url): url for url in old.files}
        self._file_at = {path: url for url, path in old.files.items()}

    def link(self, doc: Doc, url: str) -> str:
        """Return where a link leads: to a text by its key, to a file by its old path, else as it stands."""
        found = self.found(doc, url)
        return url if found is None else found

    def found(self, doc: Doc, url: str) -> str | None:
        """Return where a link leads, or None where there is nothing of the folder."""
        address, sign, fragment = url.strip().partition("#")
        address = address.partition("?")[0]
        if not address or len(address) > _LONGEST or "://" in address[:12] or address.startswith("//"):
            return None
        if ":" in address.split("/", 1)[0]:
            return None
        end = f"#{fragment}" if sign and fragment else ""
        path = nfc(unquote(address))
        for target in self._targets(doc, path):
            if (there := self._text(target)) is not None:
                return to_text(there.path) + end
            if (file := self._files.get(_name(target))) is not None:
                return quote(file)
        for source in self._sources(doc, path):
            if (there := self._by_path.get(source.lower())) is not None:
                return to_text(there.path) + end
            if (file := self._file_at.get(source)) is not None:
                return quote(file)
        return None

    def picture(self, doc: Doc, url: str) -> str:
        """Return the old path of a picture of the folder, else the address as it stands."""
        found = self.found(doc, url)
        return found if found is not None and found.startswith("/") else url

    def is_base(self, path: str) -> bool:
        """Return whether a path is below the old blog's own."""
        return bool(self._base) and path.startswith(f"{self._base}/")

    def _text(self, url: str) -> Doc | None:
        return self._docs.get(_name(url))

    def _targets(self, doc: Doc, path: str) -> Iterator[str]:
        """Yield the old addresses that a path may mean."""
        if path.startswith("/"):
            if self.is_base(path):
                yield path.removeprefix(self._base)
            yield path
        elif doc.url:
            yield _joined(doc.url, path)

    def _sources(self, doc: Doc, path: str) -> Iterator[str]:
        """Yield the paths of files that a path may mean, from the folder's top."""
        folders = [posixpath.dirname(doc.path)] if not path.startswith("/") else []
        for folder in (*folders, *self._roots):
            base = posixpath.normpath(posixpath.join(folder, path.lstrip("/"))).lstrip("/")
            if not base.startswith(".."):
                yield from (base.rstrip("/") + suffix for suffix in _SUFFIXES)


def _joined(base: str, path: str) -> str:
    try:
        return urljoin(base, quote(path))
    except ValueError:
        return path


def _name(url: str) -> str:
    """Return an address as addresses are compared."""
    path = nfc(unquote(url)).lower()
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    return path.rstrip("/") or "/"
