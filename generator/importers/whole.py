"""What comes from a site made with Goodword: files as they are, and texts of all kinds that the new site has."""

from collections import Counter
from collections.abc import Collection, Mapping
from filecmp import cmp
from pathlib import Path

import msgspec

from generator.importers.base import Blog
from generator.importers.disk import copy
from generator.importers.report import Result
from generator.site.project import Project


def of_kinds(blog: Blog, kinds: Collection[str]) -> Blog:
    """Return a blog without the texts of kinds that the site does not have; how many these are is counted."""
    left = Counter(blog.left)
    for place in blog.places:
        if place.kind not in kinds:
            left[f'of the kind "{place.kind}", which is not among the `kinds` of this site\'s settings'] += 1
    places = tuple(place for place in blog.places if place.kind in kinds)
    return msgspec.structs.replace(blog, places=places, left=left)


def bring(project: Project, files: Mapping[str, Path], result: Result, *, dry: bool) -> None:
    """Copy files that are not here yet. One that is here and is another is left alone, and named. Raises OSError."""
    for path, source in files.items():
        target = project.root / path
        if target.exists():
            if not target.is_file() or not cmp(target, source, shallow=False):
                result.notes.append(f"{path} is here already, and is another: that of the export stayed there")
            continue
        what = "pictures and files" if not path.endswith(".yaml") else "files such as tips and gives"
        result.count(what)
        if not dry:
            copy(project, source, path)
