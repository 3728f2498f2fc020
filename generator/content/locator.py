"""Where a value stands in its file, found again only when there is something to say about it."""

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
from generator.schema.nodes import Node, locate


class Locator:
    """Finds places in a project's files. Each file is read again, and taken apart, once at most."""

    def __init__(self, root: Path) -> None:
        """Begin with the project's root."""
        self.root = root
        #: Where a file has another name than it is known by.
        self.also: dict[str, str] = {}
        self._known: dict[str, _Known] = {}

    def _file(self, source: str) -> "_Known":
        """Return a file, empty if it cannot be read."""
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
        """Return the place of the value that the keys lead to, or of the nearest above it."""
        node = self._file(source).node
        return (
            Place(source, *locate(node, keys)) if node and keys else Place(source, 1 if node else 0, 1 if node else 0)
        )

    def target(self, source: str, target: str, count: int = 0) -> Place:
        """Return the place where a link's target stands in a text for the given time, from 0."""
        file = self._file(source)
        at = file.target(target, count)
        if at < 0:
            return Place(source)
        line = bisect_right(file.lines, at)
        return Place(source, line, at - file.lines[line - 1] + 1)


class _Known:
    """A file that was read for its places; each way of looking at it is taken once, when it is asked for."""

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
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _begin(self) -> int:
        """Where the text begins, after its keys."""
        return len(self.text) - len(self._matter.body) if self._matter else 0

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """Where each address stands that can be told by where it ends."""
        found: dict[str, list[int]] = {}
        for match in _ADDRESS.finditer(self.text, self._begin):
            found.setdefault(match[1], []).append(match.start())
        return found

    def target(self, target: str, count: int) -> int:
        """Return where an address stands for the given time, from 0, or the last time; below zero, it does not."""
        if 0 < len(target) <= _LONG and not _ENDS.search(target):
            places = self._words.get(target, ())
        else:
            if target not in self._places:
                pattern = _as_link(target)
                self._places[target] = [match.start() for match in pattern.finditer(self.text, self._begin)]
            places = self._places[target]
        if places:
            return places[min(count, len(places) - 1)]
        # Where it is not written as it reads, such as with entities, the file alone must do.
        return self.text.find(target, self._begin)


#: What an address can stand behind, what ends one, and those that nothing in them ends.
_BEHIND = r"(?:(?<=[(<\"'=])|(?<=\]:)|(?<=\]: )|(?<=\( )|(?<=, ))"
_ENDS = lazily(r"[)>\"'\s]")
#: So long can an address be that is looked up; where many begin in one another, all of them take no more room.
_LONG = 200
_ADDRESS = lazily(rf"{_BEHIND}(?=([^)>\"'\s]{{1,{_LONG}}}+)(?:[)>\"'\s]|$))")


@lru_cache(maxsize=64)
def _as_link(target: str) -> re.Pattern[str]:
    """Return a pattern that finds an address where a link can have it, and not in the middle of a word."""
    return re.compile(rf"{_BEHIND}{re.escape(target)}(?=[)>\"'\s]|$)")
