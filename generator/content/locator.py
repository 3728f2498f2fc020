"""Locates values in their files, lazily: only when there is a problem to report."""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from pathlib import Path

from generator.base.decoding import decode
from generator.base.paths import on_disk
from generator.base.patterns import lazily
from generator.base.problems import Place, Report
from generator.content.files import is_yaml
from generator.schema.front_matter import Matter, read_matter, read_yaml
from generator.schema.nodes import Node, locate, scalars


class Locator:
    """Finds places in a project's files. Each file is read and parsed again at most once."""

    def __init__(self, root: Path) -> None:
        """Begin with the project's root."""
        self.root = root
        #: The real paths of files that are known by other ones.
        self.also: dict[str, str] = {}
        self._known: dict[str, _Known] = {}

    def _file(self, source: str) -> "_Known":
        """Return the parsed file, empty if it cannot be read."""
        found = self._known.get(source)
        if found is None:
            try:
                path = on_disk(str(self.root), self.also.get(source, source))
                text = decode(Path(path).read_bytes(), source, Report()) or ""
            except OSError:
                text = ""
            found = self._known[source] = _Known(source, text)
        return found

    def text(self, source: str) -> str:
        """Return a file's text, empty if it cannot be read."""
        return self._file(source).text

    def field(self, source: str, *keys: str | int) -> Place:
        """Return the place of the value at a path of keys, or of its nearest existing parent."""
        node = self._file(source).node
        return (
            Place(source, *locate(node, keys)) if node and keys else Place(source, 1 if node else 0, 1 if node else 0)
        )

    def target(self, source: str, target: str, count: int = 0) -> Place:
        """Return the place of a link's target in a text; ``count`` is which occurrence, from 0."""
        file = self._file(source)
        at = file.target(target, count)
        if at < 0:
            return Place(source)
        line = bisect_right(file.lines, at)
        return Place(source, line, at - file.lines[line - 1] + 1)

    def every(self, source: str, address: str, most: int) -> list[Place]:
        """Return the first places where an address is written, as a value or in a text; at least the file's."""
        file = self._file(source)
        found = [Place(source, one.line, one.column) for one in scalars(file.node) if one.text.strip() == address]
        # A bare address has no scheme, and one may be written with character references.
        for written in (address, address.replace("&", "&amp;"), address.partition("://")[2]):
            if offsets := file.targets(written) if written else ():
                values = {place.line for place in found}
                for at in offsets[:most]:
                    line = bisect_right(file.lines, at)
                    if line in values:
                        # That is the value itself, in a file that is searched as a whole.
                        continue
                    found.append(Place(source, line, at - file.lines[line - 1] + 1))
                break
        return list(dict.fromkeys(found))[:most] or [Place(source)]


class _Known:
    """A file with its indexes of places, each computed once, on first use."""

    def __init__(self, source: str, text: str) -> None:
        self._source, self.text = source, text
        self._places: dict[str, list[int]] = {}

    @cached_property
    def _matter(self) -> Matter | None:
        return None if is_yaml(self._source) else read_matter(self.text, self._source, Report())

    @cached_property
    def node(self) -> Node | None:
        """The file's values."""
        if is_yaml(self._source):
            return read_yaml(self.text, self._source, Report())
        return self._matter.fields if self._matter else None

    @cached_property
    def lines(self) -> list[int]:
        """The offset of each line."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _begin(self) -> int:
        """The offset of the text after the front matter."""
        return len(self.text) - len(self._matter.body) if self._matter else 0

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The offsets of each address whose end can be determined."""
        found: dict[str, list[int]] = {}
        for match in _ADDRESS.finditer(self.text, self._begin):
            found.setdefault(match[1], []).append(match.start())
        return found

    def target(self, target: str, count: int) -> int:
        """Return the offset of an occurrence of an address, counted from 0, or of its last one; negative if none."""
        places = self.targets(target)
        if places:
            return places[min(count, len(places) - 1)]
        # If it is not written literally, such as with entities, the place is the whole file.
        return self.text.find(target, self._begin)

    def targets(self, target: str) -> list[int]:
        """Return the offsets of an address where a link can have it."""
        if 0 < len(target) <= _LONG and not _ENDS.search(target):
            return self._words.get(target, [])
        if target not in self._places:
            pattern = _as_link(target)
            self._places[target] = [match.start() for match in pattern.finditer(self.text, self._begin)]
        return self._places[target]


#: What can precede an address, what ends one, and addresses without such characters in them.
_BEHIND = r"(?:(?<=[(<\"'=])|(?<=\]:)|(?<=\]: )|(?<=\( )|(?<=, ))"
_ENDS = lazily(r"[)>\"'\s]")
#: The maximum length of an indexed address: it bounds the memory where many overlap.
_LONG = 200
_ADDRESS = lazily(rf"{_BEHIND}(?=([^)>\"'\s]{{1,{_LONG}}}+)(?:[)>\"'\s]|$))")


@lru_cache(maxsize=64)
def _as_link(target: str) -> re.Pattern[str]:
    """Return a pattern that matches an address where a link can have it, and not within a word."""
    return re.compile(rf"{_BEHIND}{re.escape(target)}(?=[)>\"'\s]|$)")
