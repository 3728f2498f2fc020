"""Where a value stands in its file, found again only when there is something to say about it."""

from pathlib import Path

from generator.frontmatter import read_matter, read_yaml
from generator.located import locate
from generator.problems import Place, Report
from generator.sources import decode


class Finder:
    """Finds places in a project's files. Files are read again, each at most once."""

    def __init__(self, root: Path) -> None:
        """Begin with the project's root."""
        self.root = root
        self._texts: dict[str, str] = {}

    def text(self, source: str) -> str:
        """Return a file's text, empty if it cannot be read."""
        if source not in self._texts:
            try:
                self._texts[source] = decode((self.root / source).read_bytes(), source, Report()) or ""
            except OSError:
                self._texts[source] = ""
        return self._texts[source]

    def field(self, source: str, *keys: str | int) -> Place:
        """Return the place of the value that the keys lead to, or of the nearest above it."""
        text = self.text(source)
        if source.endswith((".yaml", ".yml")):
            node = read_yaml(text, source, Report())
        else:
            matter = read_matter(text, source, Report())
            node = matter.fields if matter else None
        return Place(source, *locate(node, keys)) if node and keys else Place(source, 1 if node else 0, 1 if node else 0)

    def target(self, source: str, target: str, count: int = 0) -> Place:
        """Return the place where a link's target stands in a text for the given time, from 0."""
        text = self.text(source)
        at = -1
        for _ in range(count + 1):
            found = text.find(target, at + 1)
            if found < 0:
                break
            at = found
        if at < 0:
            return Place(source)
        return Place(source, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
