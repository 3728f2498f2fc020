"""Why a file of the output was rebuilt or not: its cache key, compared part by part."""

import posixpath
from collections.abc import Mapping, Sequence

from generator.base.problems import suggestion
from generator.build.execute import BuiltArtifact
from generator.incremental.manifest import Manifest
from generator.pages.planned import path_of


def explain(wanted: str, folder: str, products: Sequence[BuiltArtifact], before: Manifest | None) -> str:
    """Return an explanation of what happened to a file. ``wanted`` is its path in the output, or its address.

    ``folder`` is the name of the output folder, and ``before`` the manifest before the build.
    """
    by_path = {file.path: product for product in products for file in product.files}
    path = next((path for path in _paths(wanted, folder) if path in by_path), "")
    if not path:
        return f'there is no page at "{wanted}"{_near(wanted, by_path)}'
    shown, product = _address(path), by_path[path]
    if product.record is not None:
        return f"{shown} was not made again: nothing that it is made from has changed"
    same = not next(file.changed for file in product.files if file.path == path)
    end = "\nIts bytes are the same as before, so the file was left alone." if same else ""
    first = product.files[0].path
    record = (
        next((one for one in before.records if one.files[:1] and one.files[0][0] == first), None)
        if before is not None
        else None
    )
    if before is None or record is None:
        what = "is new" if before is not None else "was made from nothing"
        why = "the last build had no such page" if before is not None else "nothing is known of earlier builds"
        return f"{shown} {what}: {why}{end}"
    now, then = product.parts.named(), before.parts(record).named()
    changed = [name for name in now | then if now.get(name) != then.get(name)]
    if changed:
        parts = "".join(f"\n  {name}" for name in changed)
        return f"{shown} was made again, because this has changed since the last build:{parts}{end}"
    if same:
        return f"{shown} was made again, because the cache was not used, or something touched its file{end}"
    return f"{shown} was made again: its file was altered or deleted since the last build"


def _paths(wanted: str, folder: str) -> list[str]:
    """Return the paths in the output that may be meant: of a file, or an address, with or without the folder's name."""
    plain = wanted.partition("://")[2].partition("/")[2] if "://" in wanted else wanted
    found = []
    for path in (plain.lstrip("/"), plain.lstrip("/").removeprefix("./").removeprefix(f"{folder}/")):
        found += [path, path_of(path), path_of(posixpath.join(path, ""))] if path else ["index.html"]
    return found


def _near(wanted: str, known: Mapping[str, BuiltArtifact]) -> str:
    """Return a suggestion of the most similar address."""
    return suggestion(wanted if wanted.startswith("/") else f"/{wanted}", [_address(path) for path in known])


def _address(path: str) -> str:
    """Return the address of a file."""
    return "/" + path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else f"/{path}"
