"""What an import writes into the settings: authors, the form of addresses, the menu, what leads on."""

from collections.abc import Mapping, Sequence

from generator.base.layout import settings_of
from generator.base.problems import Report
from generator.edit import settings as edit
from generator.site.project import Project
from generator.site.settings import Site


class Settler:
    """Writes settings as they are needed: a text that is here must not name what is not, wherever an import ends."""

    def __init__(self, project: Project, site: Site, report: Report, *, dry: bool) -> None:
        """Keep the site, of which nothing is changed that is there."""
        self._project, self._site, self._report, self._dry = project, site, report, dry
        self._path = settings_of(str(project.root))
        self._authors: list[str] = []
        self._told: list[str] = []

    def form(self, form: str) -> None:
        """Write the form of articles' addresses, if it is to change. Raises OSError."""
        if form and self._add("permalinks", {"article": form}):
            self._told.append(f"articles have the addresses they had: `permalinks: {{article: {form}}}`")

    def author(self, name: str, values: Mapping[str, str]) -> None:
        """Write an author that is not there yet. Raises OSError."""
        if name not in self._site.authors and name not in self._authors and self._add("authors", {name: values}):
            self._authors.append(name)

    def rest(self, menu: Sequence[Mapping[str, str]], redirects: Mapping[str, str]) -> list[str]:
        """Write the menu and what leads on, and return all that was done in sentences. Raises OSError."""
        told = [f"`authors` has {', '.join(self._authors)}: write a sentence about each"] if self._authors else []
        told += self._told
        new = {old: to for old, to in redirects.items() if old not in self._site.redirects}
        if new and self._add("redirects", new):
            told.append(f"`redirects` leads {len(new):,} old addresses on: feeds, tags, authors, pages of pictures")
        if menu and self._site.menu:
            labels = ", ".join(one["label"] for one in menu)
            told.append(f"the menu stays as it is; that of the old blog was: {labels}")
        elif menu and (self._dry or edit.put(self._project.root, self._path, "menu", menu, self._report)):
            told.append("`menu` is that of the old blog")
        return told

    def _add(self, key: str, values: Mapping[str, edit.Value]) -> bool:
        return self._dry or edit.add(self._project.root, self._path, key, values, self._report)
