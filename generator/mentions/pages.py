"""The pages that are published, and the links of their texts that are in the built site."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from generator.base.decoding import decode
from generator.base.model import Entry
from generator.base.patterns import lazily
from generator.base.problems import Report
from generator.build.lookup import Lookup
from generator.content.entry_reader import read_entry
from generator.content.find import Source, find_files, read_bytes
from generator.content.kind import title_of
from generator.markup.outside import linked, whole
from generator.schema.front_matter import read_matter
from generator.site.index import permalink
from generator.site.links import prefixed
from generator.site.project import Project
from generator.site.settings import Site

_HREF = lazily(r"""\shref=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A published page: its path from the site's root and its address, and what it was made of."""

    path: str
    url: str
    entry: Entry
    digest: str
    source: Source

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return its old paths."""
        return tuple(getattr(self.entry.fields, "aliases", ()))


class Texts(msgspec.Struct, frozen=True):
    """What a page says: its title, how it begins, and the links of its text to other sites."""

    title: str
    excerpt: str
    links: tuple[str, ...]


class Pages:
    """The published pages of a site."""

    def __init__(self, project: Project, found: Lookup, site: Site, shown: Iterable[Entry], output: Path) -> None:
        """Keep where everything is."""
        self._project, self._found, self._site, self._output = project, found, site, output
        self._shown = tuple(shown)
        self._own = _plain(f"{site.origin}{site.base}")

    def every(self) -> Iterator[Page]:
        """Return the pages; what a text is known by is made of its file, so a new Goodword changes none."""
        sources = {one.path: one for one in find_files(self._project.root, Report())}
        for entry in self._shown:
            source = sources.get(entry.source)
            data = read_bytes(self._project.root, source, Report()) if source else None
            text = decode(data, entry.source, Report()) if data is not None else None
            matter = read_matter(text, entry.source, Report()) if text is not None else None
            if source is None or matter is None:
                continue
            path = permalink(entry, self._found.kinds[entry.kind], self._site)
            yield Page(
                path=path,
                url=prefixed(path, self._site.url.rstrip("/")),
                entry=entry,
                digest=blake2b(f"{title_of(entry)}\n{matter.body.strip()}".encode(), digest_size=12).hexdigest(),
                source=source,
            )

    def texts(self, page: Page) -> Texts:
        """Return what a page says."""
        data = read_bytes(self._project.root, page.source, Report())
        kind = self._found.kinds[page.entry.kind]
        reading = read_entry(page.source.path, data or b"", kind, self._site.zone) if data is not None else None
        entry = reading.entry if reading else None
        text = entry.texts.get("") if entry else None
        if reading is None or entry is None or text is None:
            return Texts(title_of(page.entry), "", ())
        prose = reading.html.get(text.digest)
        links = [whole(one) for one in linked(prose)] if prose else []
        summary = " ".join(str(getattr(entry.fields, "summary", "")).split()) or text.excerpt
        return Texts(title_of(entry), summary, tuple(one for one in dict.fromkeys(links) if self.is_elsewhere(one)))

    def is_elsewhere(self, url: str) -> bool:
        """Return whether an address is one of another site, with whatever scheme, with ``www.`` or without."""
        try:
            named = bool(urlsplit(url).hostname)
        except ValueError:
            return False
        plain = _plain(url)
        return named and plain != self._own and not plain.startswith((f"{self._own}/", f"{self._own}?"))

    def built(self, path: str) -> frozenset[str] | None:
        """Return the links of a page as it was built, or None if it was not."""
        file = self._file(path)
        try:
            data = file.read_bytes() if file else b""
        except OSError:
            return None
        if file is None:
            return None
        found = _HREF.finditer(data.decode("utf-8", "replace"))
        return frozenset(whole(unescape(one[1] or one[2] or one[3] or "").strip()) for one in found)

    def _file(self, path: str) -> Path | None:
        """Return the file of a page in the output, or None where its path leads out of that."""
        parts = [part for part in unquote(path).split("/") if part]
        if ".." in parts or "\0" in path:
            return None
        below = self._output.joinpath(*parts)
        return below / "index.html" if path.endswith("/") else below


def _plain(url: str) -> str:
    """Return an address as it is compared with that of the site."""
    return url.partition("#")[0].partition("://")[2].lower().removeprefix("www.")
