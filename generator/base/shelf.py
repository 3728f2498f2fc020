"""Shelves (plug-in registries): packages of modules that each export one value, plus entry points of other packages."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.base.installed import additions


@cache
def shelf(package: str, name: str) -> dict[str, Any]:
    """Return the values called ``name`` of a package's modules, by their ``name`` attribute.

    Other packages add to it by an entry point in the group ``goodword.<shelf>`` that leads to such
    a value; ours come first and cannot be replaced. Sorted by module, then by entry point.
    """
    module = importlib.import_module(package)
    found: dict[str, Any] = {}
    for info in sorted(pkgutil.iter_modules(module.__path__), key=lambda info: info.name):
        if info.name == "base":
            continue
        value = getattr(importlib.import_module(f"{package}.{info.name}"), name, None)
        if value is not None:
            found[value.name] = value
    for value in _of_others(package.rpartition(".")[2]):
        found.setdefault(value.name, value)
    return found


def _of_others(name: str) -> Iterator[Any]:
    """Return what other packages add to a shelf, by the names of their entry points."""
    if not additions():
        return
    from importlib.metadata import entry_points  # noqa: PLC0415 (13 ms to import)

    for point in sorted(entry_points(group=f"goodword.{name}"), key=lambda point: (point.name, point.value)):
        yield point.load()
