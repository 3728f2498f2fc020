"""The theme of a site: its own templates, those of kinds in other packages, and the shipped ones, in this order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator.base.installed import added_sources
from generator.base.problems import Place, Problem, Report
from generator.content.locator import Locator
from generator.incremental.memo import Memo
from generator.media.images import HEAD, rewritten, sniff
from generator.media.metadata import scrub
from generator.pages.kind import Kind
from generator.site.project import Project
from generator.site.settings import SOURCE
from generator.theme import Asset, TemplateFault, Theme, asset_stamps, assets, check, open_theme, shipped

#: The assets' paths and bytes by name.
Assets = dict[str, tuple[str, bytes]]


class Themes(msgspec.Struct, frozen=True):
    """What a theme is opened and checked with."""

    project: Project
    kinds: tuple[Kind, ...]
    memo: Memo
    where: Locator
    report: Report

    def open(self, skin: str) -> tuple[Theme, Assets]:
        """Return the theme, checked, and its assets."""
        every = dict.fromkeys((self.project.templates, *self._brought(), shipped()))
        folders = tuple(folder for folder in every if folder.is_dir())
        theme = open_theme(folders, self.project.work / "cache" / "templates")
        self.report.add(self._faults(theme))
        try:
            return theme, {
                asset.name: (asset.path, self._bare(asset, folders)) for asset in self._assets(folders, skin)
            }
        except TemplateFault as fault:
            problem = fault.problem
            if problem.place.path == SOURCE:
                problem = msgspec.structs.replace(problem, place=self.where.field(SOURCE, "theme", "skin"))
            self.report.add([problem])
            return theme, {}

    def _assets(self, folders: tuple[Path, ...], skin: str) -> tuple[Asset, ...]:
        """Return the assets. Bundling takes 20 ms, a sixth of an edit among 100 articles; comparing stamps, 1 ms."""
        found: tuple[Asset, ...] = self.memo.recall(
            "assets", (asset_stamps(folders), skin), tuple[Asset, ...], lambda: assets(folders, skin)
        )
        return found

    def _brought(self) -> Iterator[Path]:
        """Return the template folders of kinds in other packages."""
        for kind in self.kinds:
            if kind.templates is None:
                continue
            if any(kind.templates.resolve().is_relative_to(Path(top).resolve()) for top in added_sources()):
                yield kind.templates
            else:
                message = f'the templates of the kind "{kind.name}" lie outside the package that adds it'
                self.report.error(Place(str(kind.templates)), message, "move the folder into the package")

    def _bare(self, asset: Asset, folders: Iterable[Path]) -> bytes:
        """Return an asset's bytes; metadata is removed from one that is not ours, as from any other file."""
        ours = shipped()
        # Most sites have no folder of their own.
        top = next((one for one in folders if one == ours or (one / "assets" / asset.name).is_file()), ours)
        if top == ours:
            return asset.data
        if sniff(asset.data[:HEAD]) in {"", "svg"}:
            return scrub(asset.data)
        name = f"asset-{asset.name.replace('/', '-')}"
        made: tuple[bytes, str] = self.memo.recall(
            name, asset.data, tuple[bytes, str], lambda: rewritten(asset.data, asset.path)
        )
        if made[1]:
            self.report.error(Place(f"{top.name}/assets/{asset.name}"), f"the image cannot be used: {made[1]}")
        return made[0]

    def _faults(self, theme: Theme) -> tuple[Problem, ...]:
        """Return the problems of templates that are not shipped; cached until one of them changes."""
        if theme.folders == (shipped(),):
            return ()
        found: tuple[Problem, ...] = self.memo.recall(
            "templates", theme.fingerprint(), tuple[Problem, ...], lambda: check(theme, shipped())
        )
        return found
