"""Links of texts: those between posts lead to the posts' files, so that they hold when addresses change."""

import posixpath
from collections.abc import Callable

import msgspec

from generator.base.paths import in_path
from generator.importers.addresses import Addresses, Home
from generator.importers.pictures import Pictures


class Of(msgspec.Struct, frozen=True):
    """The links of one text."""

    link: Callable[[str], str]


class Links:
    """Gives the new addresses of what texts link to."""

    def __init__(self, addresses: Addresses, pictures: Pictures) -> None:
        """Keep what knows old addresses, and what knows old files."""
        self._addresses, self._pictures = addresses, pictures

    def of(self, home: Home, *, absolute: bool = False) -> Of:
        """Return the links of a post's text; with ``absolute`` those of what was said of it, which are paths."""
        folder = posixpath.dirname(home.path)

        def link(url: str) -> str:
            if url.startswith("#"):
                return "" if url.startswith("#more-") else url
            found = self._addresses.find(url)
            if found is None:
                return self._pictures.file(url) or url
            target, fragment = found
            end = f"#{fragment}" if fragment else ""
            if target.path == home.path and end:
                return end
            if absolute:
                return target.url + end
            return in_path(posixpath.relpath(target.path, folder)) + end

        return Of(link)
