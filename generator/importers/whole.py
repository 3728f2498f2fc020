"""What comes from a site made with Goodword: files as they are, and texts of all kinds that the new site has."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from filecmp import cmp
from pathlib import Path

import msgspec

from generator.content.kind import ContentType
from generator.importers.base import Blog, Place, Post
from generator.importers.disk import copy, put
from generator.importers.report import Result
from generator.site.project import Project

#: The address of a recording among the keys of a kind's own.
_SOURCE = re.compile(r'^( +src: )"?(https?://[^\s"]+)"?$', re.MULTILINE)


def of_kinds(blog: Blog, kinds: Mapping[str, ContentType]) -> Blog:
    """Return a blog whose texts are all of kinds that the site has.

    Where it has not, a text becomes what its export says, or is left out and counted.
    """
    left = Counter(blog.left)
    places: list[Place] = []
    for place in blog.places:
        kind = kinds.get(place.kind)
        if kind is not None and (not place.path or place.path.startswith(f"content/{kind.folder}/")):
            places.append(place)
        elif place.instead:
            places.append(msgspec.structs.replace(place, kind=place.instead, path=""))
        else:
            left[f'of the kind "{place.kind}", which is not among the `kinds` of this site\'s settings'] += 1
    return msgspec.structs.replace(blog, places=tuple(places), left=left)


def as_kind(post: Post, kind: str) -> Post:
    """Return a post as one of a kind: its own, or the one that it becomes."""
    if post.kind == kind:
        return post
    return msgspec.structs.replace(post, kind=kind, body=f"{post.body}\n\n{post.rest}", lines="")


def with_files(post: Post, file: Callable[[str], str | None]) -> Post:
    """Return a post whose own keys name files where they are now, which ``file`` tells."""
    lines = _SOURCE.sub(lambda found: found[1] + (file(found[2]) or found[2]), post.lines)
    return msgspec.structs.replace(post, lines=lines)


def bring(project: Project, files: Mapping[str, Path | bytes], result: Result, *, dry: bool) -> None:
    """Write files that are not here yet. One that is here and is another is left alone, and named. Raises OSError."""
    for path, source in files.items():
        target = project.root / path
        if target.exists():
            if not target.is_file() or not _is_same(target, source):
                result.notes.append(
                    f"{path} is here already, and is another, so that of the export stayed there:"
                    " take yours away and run it again to have it"
                )
            continue
        result.count("files such as tips and gives" if path.endswith(".yaml") else "pictures and files")
        if dry:
            continue
        if isinstance(source, bytes):
            put(project, path, source)
        else:
            copy(project, source, path)


def _is_same(target: Path, source: Path | bytes) -> bool:
    return target.read_bytes() == source if isinstance(source, bytes) else cmp(target, source, shallow=False)
