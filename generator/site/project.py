"""A project folder: where things are in it."""

from pathlib import Path

import msgspec

from generator.base.layout import settings_of


class Project(msgspec.Struct, frozen=True):
    """A project by its root. ``scratch`` stands in for its work folder where nothing may be written to it."""

    root: Path
    scratch: Path | None = None

    @property
    def output(self) -> Path:
        """Return where the site is built."""
        return self.root / "site"

    @property
    def work(self) -> Path:
        """Return where the cache and unfinished work lie; it may be deleted at any time."""
        return self.scratch or self.root / ".goodword"

    @property
    def templates(self) -> Path:
        """Return the site's own templates."""
        return self.root / "templates"


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from the start upwards, that is a project."""
    return next((folder for folder in (start, *start.parents) if settings_of(str(folder))), None)
