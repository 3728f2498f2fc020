"""Every address of the site, and the resolution of links in texts."""

import html
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

import msgspec

from generator.base.model import Entry, Placeholder, Prose
from generator.base.paths import in_address, is_outside, nfc
from generator.base.patterns import lazily
from generator.base.problems import Suggester
from generator.content.files import CONTENT, STATIC
from generator.content.kind import ContentType
from generator.content.references import as_written, resolve
from generator.media.images import largest
from generator.site.media_index import Media
from generator.site.settings import SOURCE
from generator.site.visibility import Hidden

_CONTENT_FILE = lazily(r"\.(?:md|markdown|ya?ml)$", re.IGNORECASE)
#: Fragments that the theme adds to every page.
_OF_PAGES = {"", "top"}
#: A similar name is suggested for links from at most this many folders: relative paths differ from each.
_FOLDERS = 20


class Target(msgspec.Struct, frozen=True):
    """What a link leads to: an address from the site's root, or an empty string, and what is wrong with it.

    ``file`` is the project file to publish there, if it leads to one.
    """

    url: str
    wrong: str = ""
    hint: str = ""
    file: str = ""


class _Known:
    """Values derived from the addresses on first use: the candidates for suggestions on broken links."""

    def __init__(self) -> None:
        self.files: dict[str, Suggester] = {}
        self.last: tuple[dict[str, str], Suggester] | None = None
        self.fragments: dict[str, tuple[dict[str, str], Suggester]] = {}
        #: The content files that are read and have no page, since there is nothing in them to show.
        self.empty: frozenset[str] | None = None


class Addresses(msgspec.Struct, frozen=True):
    """The site's addresses.

    ``pages`` are all addresses of the output; ``sources`` maps a content file to its address, ``hidden``
    one that is not published to the reason, ``hidden_urls`` the same by its future address; ``entries``
    maps an address to its entry, ``prose`` a text's digest to its HTML.
    """

    pages: frozenset[str]
    sources: Mapping[str, str]
    hidden: Mapping[str, Hidden]
    hidden_urls: Mapping[str, Hidden]
    entries: Mapping[str, Entry]
    kinds: Mapping[str, ContentType]
    media: Media
    prose: Mapping[str, Prose]
    known: _Known = msgspec.field(default_factory=_Known)

    def target(self, placeholder: Placeholder, entry: Entry, url: str) -> Target:
        """Return the target of a placeholder's link in an entry's text on the page at ``url``."""
        found = (
            Target(placeholder.target)
            if is_outside(placeholder.target)
            else self._address(placeholder.target, entry, url)
        )
        if found.wrong or found.url == placeholder.target:
            return self._as_written(placeholder.target, entry.source) or found
        return found

    def _as_written(self, reference: str, source: str) -> Target | None:
        """Return the target of a reference that is literally a file's name, such as ``What?.pdf``, or None."""
        if path := as_written(reference, source, self.sources):
            return self._content(path, "", "")
        path = as_written(reference, source, self.media.files)
        return self._file(path, "") if path else None

    def _address(self, reference: str, entry: Entry, url: str) -> Target:
        """Return the target of an address of this site."""
        path, _, fragment = reference.partition("#")
        path, _, query = path.partition("?")
        tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        if not path:
            return self._fragment(url, tail, fragment, entry, here=True)
        if not path.startswith("/"):
            source = resolve(path, entry.source)
            if source in self.hidden:
                return _not_out(reference, self.hidden[source])
            if source in self.sources:
                return self._content(source, tail, fragment)
            if source in self.media.files:
                return self._file(source, tail)
            if self._is_empty(source):
                return Target(
                    reference,
                    f'"{path}" has no page yet, since there is nothing in it to show',
                    "take the link out till then",
                )
            if _CONTENT_FILE.search(path):
                return Target(
                    reference,
                    f'there is no file "{path}"{self._near(path, posixpath.dirname(entry.source))}',
                    "links to content files are relative to this file",
                )
            path = posixpath.normpath(posixpath.join(url, path)) + ("/" if path.endswith("/") else "")
        return self._path(nfc(unquote(path)), reference, tail, fragment)

    def _is_empty(self, source: str) -> bool:
        """Return whether a content file is read and has no page, such as a give-log without gives."""
        if self.known.empty is None:
            self.known.empty = frozenset(one.source for url, one in self.entries.items() if url not in self.pages)
        return source in self.known.empty

    def _near(self, path: str, folder: str) -> str:
        """Return the content file most similar to a path, or an empty string; for links from the first folders only."""
        if folder not in self.known.files:
            few = len(self.known.files) < _FOLDERS
            names = [posixpath.relpath(source, folder) for source in self.sources] if few else []
            self.known.files[folder] = Suggester(names)
        return self.known.files[folder].suggestion(path)

    def site(self, reference: str) -> Target:
        """Return the target of an address in a key: one from the site's root may be hidden or missing."""
        if not reference.startswith("/"):
            return Target(reference)
        path, _, fragment = reference.partition("#")
        path, _, query = path.partition("?")
        tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        found = self._path(nfc(unquote(path)), reference, tail, fragment)
        return (found.wrong and self._as_written(reference, SOURCE)) or found

    def _content(self, source: str, tail: str, fragment: str) -> Target:
        """Return the target of a link to a content file; a part of it may have a page of its own."""
        url = self.sources[source]
        entry = self.entries.get(url)
        if fragment and entry is not None and (kind := self.kinds[entry.kind]).parts_have_pages:
            part = f"{url}{nfc(unquote(fragment)).removeprefix(kind.fragment)}/"
            if part in self.pages:
                return Target(quote(part))
        return self._fragment(url, tail, fragment, entry)

    def _file(self, source: str, tail: str) -> Target:
        """Return the target of a link to another file of the project."""
        static = f"{CONTENT}/{STATIC}/"
        if source.startswith(static):
            return Target("/" + quote(source.removeprefix(static)) + tail)
        if source in self.media.behind:
            # Never the original, but its largest rendition.
            return Target("/" + largest(self.media.shots[source].renditions).path + tail)
        return Target("/files/" + quote(source.removeprefix(f"{CONTENT}/")) + tail, file=source)

    def _path(self, path: str, reference: str, tail: str, fragment: str) -> Target:
        """Return the target of a path from the site's root."""
        for known in (path, path.removesuffix("index.html"), path + "/"):
            if known in self.pages:
                return self._fragment(known, tail, fragment, self.entries.get(known))
            if known in self.hidden_urls:
                return _not_out(reference, self.hidden_urls[known])
        above = self.entries.get(posixpath.dirname(path.rstrip("/")) + "/")
        # A missing part may be one that is not published yet: its name must not leak.
        address = "" if above and self.kinds[above.kind].parts_have_pages else quote(path) + tail
        return Target(address, f'the link leads to "{reference}", where there is no page', self._hint(path))

    def _hint(self, path: str) -> str:
        """Return a hint with the most similar address."""
        path = path.rstrip("/")
        if (other := _without_capitals(self.pages).get(path.lower())) is not None:
            return f'did you mean "{other}"? Capitals count'
        if self.known.last is None:
            last = {url.rstrip("/").rpartition("/")[2]: url for url in self.sources.values()}
            self.known.last = last, Suggester(last)
        last, words = self.known.last
        near = words.nearest(path.rpartition("/")[2])
        return f'did you mean "{last[near]}"?' if near else "check the address, or link to the content file instead"

    def _fragment(self, url: str, tail: str, fragment: str, entry: Entry | None, *, here: bool = False) -> Target:
        """Return a target within a page; an entry's fragments are known, those of other pages not."""
        address = ("" if here else quote(url)) + tail
        wanted = nfc(unquote(fragment))
        if entry is None or wanted in _OF_PAGES or wanted.startswith(("comment-", "page--", "text=", ":~:")):
            return Target(address)
        kind = self.kinds[entry.kind]
        known, words = self._fragments(entry)
        if wanted in known:
            # Browsers compare fragments code point by code point.
            same = known[wanted] == unquote(fragment)
            return Target(address if same else f"{address.removesuffix(fragment)}{quote(known[wanted])}")
        if not kind.is_markdown:
            # It may be a part that is not published yet.
            address = "" if here else quote(url)
        return Target(
            address,
            f'there is no "#{wanted}" on that page{words.suggestion(wanted)}',
            "a heading's fragment is its text in small letters with hyphens",
        )

    def _fragments(self, entry: Entry) -> tuple[dict[str, str], Suggester]:
        """Return an entry's fragments as they are written, by their NFC form."""
        found = self.known.fragments.get(entry.source)
        if found is None:
            known = {nfc(name): name for text in entry.texts.values() for name in self.prose[text.digest].ids}
            kind = self.kinds[entry.kind]
            parts = [f"{kind.fragment}{part.id}" for part in kind.parts(entry.fields)]
            known |= {name: name for name in parts}
            found = self.known.fragments[entry.source] = known, Suggester(known)
        return found


def _not_out(reference: str, hidden: Hidden) -> Target:
    """Return the target of a link to what is not published yet: it has no address until then."""
    if hidden.reason == "expired":
        return Target("", f'the link to "{reference}" leads nowhere: it is expired', "the words stay, the link is gone")
    return Target(
        "",
        f'the link to "{reference}" leads nowhere yet: it is {hidden.reason}',
        "the words stay, the link comes with the page",
    )


@lru_cache(maxsize=1)
def _without_capitals(pages: frozenset[str]) -> dict[str, str]:
    """Return the addresses by their lower-case form."""
    return {page.rstrip("/").lower(): page for page in sorted(pages)}


def attribute(name: str, address: str) -> str:
    """Return the attribute that fills a placeholder, with a leading space; without a name, only its value."""
    return f' {name}="{html.escape(address)}"' if name else html.escape(address)


def prefixed(url: str, before: str) -> str:
    """Return an address from the site's root, encoded, with a prefix: the site's path, or its host and path."""
    if url[:1] != "/" or url[:2] == "//":
        return url
    # A shortcut, since this runs for each link of each page, and nearly all need no encoding.
    return before + (url if url.isascii() and " " not in url else in_address(url))
