"""Every address of the site, and what a link in a text leads to."""

import html
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

import msgspec

from generator.base.model import Entry, Placeholder, Prose
from generator.base.paths import in_address, is_outside, nfc
from generator.base.problems import Words
from generator.content.files import CONTENT, STATIC
from generator.content.kind import ContentType
from generator.content.references import as_written, resolve
from generator.media.images import largest
from generator.site.media_index import Media
from generator.site.settings import SOURCE
from generator.site.visibility import Hidden

_CONTENT_FILE = re.compile(r"\.(?:md|markdown|ya?ml)$", re.IGNORECASE)
#: Fragments that the theme's pages have beside those of the text.
_OF_PAGES = {"", "top"}
#: For links from so many folders a file that is like the one they name is looked for: each sees all files differently.
_FOLDERS = 20


class Target(msgspec.Struct, frozen=True):
    """What a link leads to: an address from the site's root, or nothing, and what is wrong with it.

    ``file`` is the project file to publish there, where it is one.
    """

    url: str
    wrong: str = ""
    hint: str = ""
    file: str = ""


class _Known:
    """What is made of the addresses once they are asked for: the words that those which lead nowhere may have meant."""

    def __init__(self) -> None:
        self.files: dict[str, Words] = {}
        self.last: tuple[dict[str, str], Words] | None = None
        self.fragments: dict[str, tuple[dict[str, str], Words]] = {}


class Addresses(msgspec.Struct, frozen=True):
    """The site's addresses.

    ``pages`` are all addresses of the output; ``sources`` lead from a content file to its address,
    ``hidden`` from one that is not out to the reason, ``hidden_urls`` the same by the address it
    will have; ``entries`` lead from an address to its entry, ``prose`` from a text's digest to its HTML.
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
        """Return where a placeholder's link leads from an entry's text on the page at ``url``."""
        found = (
            Target(placeholder.target)
            if is_outside(placeholder.target)
            else self._address(placeholder.target, entry, url)
        )
        if found.wrong or found.url == placeholder.target:
            return self._as_written(placeholder.target, entry.source) or found
        return found

    def _as_written(self, reference: str, source: str) -> Target | None:
        """Return the target of what is no address but the name of a file as it is: ``What?.pdf``."""
        if path := as_written(reference, source, self.sources):
            return self._content(path, "", "")
        path = as_written(reference, source, self.media.files)
        return self._file(path, "") if path else None

    def _address(self, reference: str, entry: Entry, url: str) -> Target:
        """Return where an address leads that is the site's own."""
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
            if _CONTENT_FILE.search(path):
                return Target(
                    reference,
                    f'there is no file "{path}"{self._near(path, posixpath.dirname(entry.source))}',
                    "links to content files are relative to this file",
                )
            path = posixpath.normpath(posixpath.join(url, path)) + ("/" if path.endswith("/") else "")
        return self._path(nfc(unquote(path)), reference, tail, fragment)

    def _near(self, path: str, folder: str) -> str:
        """Return the content file that a path from a folder may have meant, for the first folders that are asked."""
        if folder not in self.known.files:
            few = len(self.known.files) < _FOLDERS
            names = [posixpath.relpath(source, folder) for source in self.sources] if few else []
            self.known.files[folder] = Words(names)
        return self.known.files[folder].suggestion(path)

    def site(self, reference: str) -> Target:
        """Return where an address in a key leads: one from the site's root may be hidden or missing."""
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
            # Never the file itself: the largest one that is made of it.
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
        # A part that is not there may be one that is still to come, whose name nobody should read.
        address = "" if above and self.kinds[above.kind].parts_have_pages else quote(path) + tail
        return Target(address, f'the link leads to "{reference}", where there is no page', self._hint(path))

    def _hint(self, path: str) -> str:
        """Return the nearest address."""
        path = path.rstrip("/")
        if (other := _without_capitals(self.pages).get(path.lower())) is not None:
            return f'did you mean "{other}"? Capitals count'
        if self.known.last is None:
            last = {url.rstrip("/").rpartition("/")[2]: url for url in self.sources.values()}
            self.known.last = last, Words(last)
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
            # A browser compares letter by letter.
            same = known[wanted] == unquote(fragment)
            return Target(address if same else f"{address.removesuffix(fragment)}{quote(known[wanted])}")
        if not kind.is_markdown:
            # It may be a part that is still to come.
            address = "" if here else quote(url)
        return Target(
            address,
            f'there is no "#{wanted}" on that page{words.suggestion(wanted)}',
            "a heading's fragment is its text in small letters with hyphens",
        )

    def _fragments(self, entry: Entry) -> tuple[dict[str, str], Words]:
        """Return an entry's fragments, as they are written by their NFC form."""
        found = self.known.fragments.get(entry.source)
        if found is None:
            known = {nfc(name): name for text in entry.texts.values() for name in self.prose[text.digest].ids}
            kind = self.kinds[entry.kind]
            parts = [f"{kind.fragment}{part.id}" for part in kind.parts(entry.fields)]
            known |= {name: name for name in parts}
            found = self.known.fragments[entry.source] = known, Words(known)
        return found


def _not_out(reference: str, hidden: Hidden) -> Target:
    """Return a target that may not be named yet: the link loses its address until it is out."""
    if hidden.reason == "expired":
        return Target("", f'the link to "{reference}" leads nowhere: it is expired', "the words stay, the link is gone")
    return Target(
        "",
        f'the link to "{reference}" leads nowhere yet: it is {hidden.reason}',
        "the words stay, the link comes with the page",
    )


@lru_cache(maxsize=1)
def _without_capitals(pages: frozenset[str]) -> dict[str, str]:
    """Return the addresses by what they are in small letters."""
    return {page.rstrip("/").lower(): page for page in sorted(pages)}


def attribute(name: str, address: str) -> str:
    """Return an attribute that fills a placeholder, with the space before it; without a name, its value alone."""
    return f' {name}="{html.escape(address)}"' if name else html.escape(address)


def prefixed(url: str, before: str) -> str:
    """Return an address from the site's root, encoded, with the site's path, or host and path, before it."""
    if url[:1] != "/" or url[:2] == "//":
        return url
    # Nearly all are encoded as they are: that is seen here, as this is done for each link of each page.
    return before + (url if url.isascii() and " " not in url else in_address(url))
