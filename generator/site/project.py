"""The layout of a project folder."""

from pathlib import Path

import msgspec

from generator.base.layout import settings_of


class Project(msgspec.Struct, frozen=True):
    """A project by its root. ``scratch`` replaces its work folder where nothing may be written to that."""

    root: Path
    scratch: Path | None = None

    @property
    def output(self) -> Path:
        """Return the output folder."""
        return self.root / "site"

    @property
    def work(self) -> Path:
        """Return the folder of the cache and temporary files; it may be deleted at any time."""
        return self.scratch or self.root / ".goodword"

    @property
    def templates(self) -> Path:
        """Return the folder of the site's own templates."""
        return self.root / "templates"


def find_root(start: Path) -> Path | None:
    """Return the nearest folder that is a project: the start or one of its parents, or None."""
    return next((folder for folder in (start, *start.parents) if settings_of(str(folder))), None)
