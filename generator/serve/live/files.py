"""The files of the content, as they were last seen."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.base.layout import CONTENT
from generator.base.paths import nfc
from generator.base.problems import Problem, Report
from generator.content.find import Source, find_again, find_files


class Files:
    """All files of a project's content, sorted by path, with the problems of finding them."""

    def __init__(self, root: Path) -> None:
        """Begin with none."""
        self._root = root
        self.sources: list[Source] = []
        self.problems: tuple[Problem, ...] = ()
        self._places: dict[str, int] = {}
        #: The links among them, since what they lead to may change as well.
        self._links: list[str] = []

    def look(self, changed: frozenset[str] | None) -> list[Source] | None:
        """Look for the files at some paths again; None means at all.

        Return those files that have changed if that is all: no file came or went, and no problem. Otherwise None.
        """
        report = Report()
        paths = None if changed is None else frozenset(nfc(path).rstrip("/") for path in changed)
        if paths is None or CONTENT in paths:
            self._links = []
            return self._replace(find_files(self._root, report, links=self._links), report)
        paths |= frozenset(self._links)
        below = frozenset(path for path in paths if path.startswith(f"{CONTENT}/") and not _above(path) & paths)
        together: dict[str, set[str]] = defaultdict(set)
        for path in below:
            folder, _, name = path.rpartition("/")
            together[folder].add(name)
        found: dict[Source, None] = {}
        links: list[str] = []
        for folder, names in together.items():
            found |= dict.fromkeys(find_again(self._root, folder, names, report, links))
        gone = _Gone(below)
        self._links = [*(link for link in self._links if not gone.has(link)), *links]
        known, places = below & self._places.keys(), self._places
        if len(places) == len(self.sources) and len(found) == len(known) and {one.path for one in found} == known:
            others = _Gone(below - known)
            if not (report or self.problems) and not (below > known and any(map(others.has, places))):
                for source in found:
                    self.sources[places[source.path]] = source
                return list(found)
        kept = [source for source in self.sources if not gone.has(source.path)]
        report.add(problem for problem in self.problems if not gone.has(problem.place.path))
        return self._replace(sorted((*kept, *found), key=lambda source: source.path), report)

    def _replace(self, sources: list[Source], report: Report) -> list[Source] | None:
        """Take other files for all there are."""
        problems = tuple(report)
        same = problems == self.problems and [one.path for one in sources] == [one.path for one in self.sources]
        changed = [one for one, was in zip(sources, self.sources, strict=True) if one != was] if same else None
        self.sources, self.problems = sources, problems
        self._places = {source.path: place for place, source in enumerate(sources)}
        if len(self._places) < len(sources):
            # Two files with one name, which is an error: none of them has a place.
            self._places = {}
        return changed


def _above(path: str) -> set[str]:
    """Return the folders that a path is in."""
    parts = path.split("/")
    return {"/".join(parts[:count]) for count in range(1, len(parts))}


class _Gone:
    """The paths that were looked at again, with all below them."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Keep the paths, as problems have them."""
        self._exact = frozenset(path.encode("utf-8", "backslashreplace").decode() for path in paths)
        self._below = tuple(f"{path}/" for path in self._exact)

    def has(self, path: str) -> bool:
        """Return whether a path is one of them, or below one."""
        return path in self._exact or path.startswith(self._below)
