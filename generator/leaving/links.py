"""Where links and pictures of texts lead from anywhere: whole addresses in place of Goodword's own links to files."""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from generator.base.paths import in_address, in_path, in_web_address, is_outside, nfc
from generator.content.files import CONTENT, STATIC
from generator.content.references import linked, named, resolve
from generator.leaving.files import Files
from generator.leaving.places import Place

_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(?:#(.*))?", re.DOTALL)


class Links:
    """Resolves what a text refers to."""

    def __init__(self, home: str, places: Iterable[Place], files: Files) -> None:
        """Keep where everything is. ``home`` is the site's address without a slash at its end."""
        self.home, self.files = home, files
        self._sources = {place.entry.source: place for place in places}

    def absolute(self, url: str) -> str:
        """Return an address of the site in full."""
        return self.home + in_address(url) if url.startswith("/") and not url.startswith("//") else url

    def link(self, reference: str, source: str, own: str) -> str:
        """Return where a link of a text leads; ``own`` is the address of the text's page within the site."""
        if is_outside(reference) or reference.startswith("#"):
            return reference
        found = _PARTS.match(reference)
        path, query, fragment = (found[1], found[2] or "", found[3]) if found else (reference, "", None)
        tail = query + (f"#{fragment}" if fragment is not None else "")
        if not path:
            return self.absolute(own) + tail
        if path.startswith("/"):
            return self.absolute(path) + tail
        at = linked(reference, source, self.files.found)
        place = self._sources.get(resolve(path, source))
        if place is not None:
            url = place.url
            if fragment and place.kind.parts_have_pages:
                url, tail = f"{url}{nfc(unquote(fragment)).removeprefix(place.kind.fragment)}/", query
            return self.home + quote(url) + tail
        if at in self.files.found and (address := self.files.address(at)):
            return self.home + in_path(address) + tail
        joined = posixpath.normpath(posixpath.join(own, path)) + ("/" if path.endswith("/") else "")
        return self.absolute(joined) + tail

    def picture(self, reference: str, source: str, own: str) -> str:
        """Return the address of a picture that a text shows, in full; that of one that is not there is as good."""
        path = linked(reference, source, self.files.found)
        return self._at(path) or (reference if is_outside(reference) else self.link(reference, source, own))

    def named(self, reference: str, source: str, beside: str = "") -> str:
        """Return the address of a file that a key names, in full. A recording is ``beside`` its page."""
        path = named(reference, source, self.files.found)
        if not path and is_outside(reference):
            return in_web_address(reference)
        return self._at(path, beside) or self.absolute(reference if reference.startswith("/") else f"/{reference}")

    def is_file(self, url: str) -> bool:
        """Return whether an address of the site, in full, is that of a file that goes along."""
        return unquote(url.removeprefix(f"{self.home}/").partition("#")[0].partition("?")[0]) in self.files.kept

    def _at(self, path: str, beside: str = "") -> str:
        if path not in self.files.found:
            return ""
        address = self.files.address(path, "" if path.startswith(f"{CONTENT}/{STATIC}/") else beside)
        return self.home + in_path(address) if address else ""
