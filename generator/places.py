"""Where a value stands in its file, found again only when there is something to say about it."""

import re
from functools import lru_cache
from itertools import islice
from pathlib import Path

from generator.decoding import decode
from generator.frontmatter import read_matter, read_yaml
from generator.located import locate
from generator.names import on_disk
from generator.problems import Place, Report
from generator.sources import is_yaml


class Finder:
    """Finds places in a project's files. Files are read again, each at most once."""

    def __init__(self, root: Path) -> None:
        """Begin with the project's root."""
        self.root = root
        #: Where a file has another name than it is known by.
        self.also: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._begins: dict[str, int] = {}

    def text(self, source: str) -> str:
        """Return a file's text, empty if it cannot be read."""
        if source not in self._texts:
            try:
                path = on_disk(str(self.root), self.also.get(source, source))
                self._texts[source] = decode(Path(path).read_bytes(), source, Report()) or ""
            except OSError:
                self._texts[source] = ""
        return self._texts[source]

    def field(self, source: str, *keys: str | int) -> Place:
        """Return the place of the value that the keys lead to, or of the nearest above it."""
        text = self.text(source)
        if is_yaml(source):
            node = read_yaml(text, source, Report())
        else:
            matter = read_matter(text, source, Report())
            node = matter.fields if matter else None
        return (
            Place(source, *locate(node, keys)) if node and keys else Place(source, 1 if node else 0, 1 if node else 0)
        )

    def target(self, source: str, target: str, count: int = 0) -> Place:
        """Return the place where a link's target stands in a text for the given time, from 0."""
        text = self.text(source)
        begin = self._begin(source)
        places = [match.start() for match in islice(_as_link(target).finditer(text, begin), count + 1)]
        # Where it is not written as it reads, such as with entities, the file alone must do.
        at = places[-1] if places else text.find(target, begin)
        if at < 0:
            return Place(source)
        return Place(source, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))

    def _begin(self, source: str) -> int:
        """Return where a file's text begins, after its keys."""
        if source not in self._begins:
            text = self.text(source)
            matter = None if is_yaml(source) else read_matter(text, source, Report())
            self._begins[source] = len(text) - len(matter.body) if matter else 0
        return self._begins[source]


@lru_cache(maxsize=64)
def _as_link(target: str) -> re.Pattern[str]:
    """Return a pattern that finds an address where a link can have it, and not in the middle of a word."""
    return re.compile(rf"(?:(?<=[(<\"'=])|(?<=\]:)|(?<=\]: )|(?<=\( )|(?<=, )){re.escape(target)}(?=[)>\"'\s]|$)")
