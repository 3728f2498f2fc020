"""The theme, opened again when one of its files changes."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

from generator.base.file_stamps import TICK, Stamp, stamp_of
from generator.base.problems import Problem, Report
from generator.build.theme import Assets, Themes
from generator.content.locator import Locator
from generator.incremental.memo import Memo
from generator.pages.kind import Kind
from generator.site.project import Project
from generator.theme import Theme, shipped


class LiveTheme:
    """A site's theme and its assets."""

    def __init__(self, project: Project, memo: Memo) -> None:
        """Open nothing yet."""
        self._project, self._memo = project, memo
        self._of: object = None
        self._kinds: object = None
        self._found: tuple[Theme, Assets] | None = None
        self._problems: tuple[Problem, ...] = ()

    def open(self, kinds: dict[str, Kind], skin: str, where: Locator, report: Report) -> tuple[Theme, Assets]:
        """Return the theme and its assets, the same ones as before if nothing of it has changed."""
        folders = [self._project.templates, shipped(), *(kind.templates for kind in kinds.values() if kind.templates)]
        of = (skin, _stamps(folders))
        if self._found is None or of != self._of or kinds is not self._kinds:
            own = Report()
            self._found = Themes(self._project, tuple(kinds.values()), self._memo, where, own).open(skin)
            self._of, self._kinds, self._problems = of, kinds, tuple(own)
        report.add(self._problems)
        return self._found


def _stamps(folders: Iterable[Path]) -> list[tuple[str, Stamp]]:
    """Return the path and stamp of every file in some folders."""
    young = time.time_ns() - TICK
    found = []
    for folder in folders:
        for here, _, names in os.walk(folder):
            for name in names:
                path = f"{here}/{name}"
                try:
                    found.append((path, stamp_of(os.stat(path), path, young)))  # noqa: PTH116 (for 150 files each time)
                except OSError:
                    continue
    return sorted(found)
