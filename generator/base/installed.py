"""Which packages are installed, read from the names of their metadata folders alone.

``importlib.metadata`` in its place makes a build with nothing to do take 52 ms of CPU, not 21.
"""

import os
import sys
from collections.abc import Callable


def _kept(find: Callable[[], tuple[str, ...]]) -> Callable[[], tuple[str, ...]]:
    """Return the function with its results kept, by ``sys.path``. To import functools for it would take 0.8 ms."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def found() -> tuple[str, ...]:
        path = tuple(sys.path)
        if path not in known:
            known[path] = find()
        return known[path]

    return found


@_kept
def metadata_folders() -> tuple[str, ...]:
    """Return the metadata folders of all packages that can be imported, in the order of ``sys.path``."""
    found: list[str] = []
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        found += [f"{folder or '.'}/{name}" for name in names if name.endswith((".dist-info", ".egg-info"))]
    return tuple(found)


@_kept
def additions() -> tuple[str, ...]:
    """Return the unparsed entry points of each package that has some in our groups, in the order of the folders.

    There are few such packages, and ``importlib.metadata``, which would parse them, takes 13 ms to import.
    """
    found = []
    for folder in metadata_folders():
        try:
            with open(f"{folder}/entry_points.txt", "rb") as file:
                text = file.read()
        except OSError:
            continue
        if b"[goodword." in text:
            found.append(text.decode("utf-8", "replace"))
    return tuple(found)


@_kept
def added_sources() -> tuple[str, ...]:
    """Return the folders of the packages with entry points in our groups, or the file of a single module, sorted."""
    found: set[str] = set()
    for module in {module for text in additions() for module in _modules(text)}:
        # Asked one by one, as an import would: an editable install lies elsewhere, and need not be a folder.
        finders = [getattr(finder, "find_spec", None) for finder in sys.meta_path]
        spec = next((spec for find in finders if find and (spec := find(module, None)) is not None), None)
        if spec is not None:
            found.update(spec.submodule_search_locations or ([spec.origin] if spec.origin else ()))
    return tuple(sorted(found))


def _modules(text: str) -> set[str]:
    """Return the top-level modules that the entry points in our groups refer to, from the text of such a file."""
    ours = False
    found = set()
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            ours = line.startswith("[goodword.")
        elif ours and "=" in line and not line.startswith("#"):
            found.add(line.partition("=")[2].partition(":")[0].partition(".")[0].strip())
    return found - {""}
