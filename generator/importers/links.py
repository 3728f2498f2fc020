"""Links of texts: those between posts lead to the posts' files, so that they hold when addresses change."""

import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

import msgspec

from generator.base.paths import in_path, is_outside
from generator.importers.addresses import Addresses, Home
from generator.importers.pictures import Pictures

#: Begins a link that names a text of the export by its key, whatever its address was. No host has such a name.
_TEXT = "https://moved-text.invalid/"


def to_text(key: str) -> str:
    """Return a link to a text of the export by its key."""
    return _TEXT + quote(key, safe="/")


class Of(msgspec.Struct, frozen=True):
    """The links and pictures of one text."""

    link: Callable[[str], str]
    picture: Callable[[str], str]


class Links:
    """Gives the new addresses of what texts link to."""

    def __init__(self, addresses: Addresses, pictures: Pictures, homes: Mapping[str, Home]) -> None:
        """Keep what knows old addresses, what knows old files, and where texts are by their keys."""
        self._addresses, self._pictures, self._homes = addresses, pictures, homes

    def _found(self, url: str) -> tuple[Home, str] | None:
        """Return the text that an address leads to, and the fragment."""
        if not url.startswith(_TEXT):
            return self._addresses.find(url)
        key, _, fragment = url.removeprefix(_TEXT).partition("#")
        home = self._homes.get(unquote(key))
        return None if home is None else (home, fragment)

    def of(self, home: Home, *, absolute: bool = False) -> Of:
        """Return the links of a post's text; with ``absolute`` those of what was said of it, which are paths."""
        folder = posixpath.dirname(home.path)

        def link(url: str) -> str:
            if url.startswith("#"):
                return "" if url.startswith("#more-") else url
            found = self._found(url)
            if found is None:
                new = self._pictures.file(url)
                return url if new is None or new == url else new if is_outside(new) else in_path(new)
            target, fragment = found
            end = f"#{fragment}" if fragment else ""
            if target.path == home.path and end:
                return end
            if absolute:
                return target.url + end
            return in_path(posixpath.relpath(target.path, folder)) + end

        def picture(url: str) -> str:
            new = self._pictures.picture(url)
            return new if new == url or is_outside(new) else in_path(new)

        return Of(link, picture)
