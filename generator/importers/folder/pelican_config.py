"""The settings of a Pelican site: a program in Python, of which plain assignments are read and nothing is run."""

import ast
import warnings
from typing import Any

from generator.importers.base import UnreadableError
from generator.importers.folder.tree import Tree

_FILES = ("pelicanconf.py", "publishconf.py")
_LONGEST = 200_000
DEFAULTS: dict[str, Any] = {
    "ARTICLE_URL": "{slug}.html",
    "AUTHOR_URL": "author/{slug}.html",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "CATEGORY_URL": "category/{slug}.html",
    "DEFAULT_CATEGORY": "misc",
    "DEFAULT_LANG": "en",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "PAGE_PATHS": ["pages"],
    "PAGE_URL": "pages/{slug}.html",
    "TAG_URL": "tag/{slug}.html",
    "USE_FOLDER_AS_CATEGORY": True,
}


def settings(tree: Tree) -> dict[str, Any]:
    """Return the settings that are plain values: those for publishing count where both files have one."""
    found = dict(DEFAULTS)
    for path in _FILES:
        if path in tree.files:
            said = _assigned(tree.text(path), path)
            # While one writes, feeds are off, and the address is that of the own computer.
            found.update({key: one for key, one in said.items() if one is not None or key not in DEFAULTS})
    return found


def _assigned(text: str, path: str) -> dict[str, Any]:
    """Return what is assigned at the left edge of a program. Raises :class:`UnreadableError`."""
    if len(text) > _LONGEST:
        raise UnreadableError(f"{path} is larger than settings are")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        line = f" on line {fault.lineno}" if isinstance(fault, SyntaxError) and fault.lineno else ""
        raise UnreadableError(f"{path} cannot be read: it is no Python{line}") from None
    found: dict[str, Any] = {}
    for one in module.body:
        if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
            try:
                found[one.targets[0].id] = ast.literal_eval(one.value)
            except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                continue
    return found


def texts_of(value: Any) -> list[str]:
    """Return the texts of a list or tuple, or a single text."""
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple | set) else []


def pairs_of(value: Any) -> list[tuple[str, str]]:
    """Return the pairs of texts of a list, such as that of a menu."""
    rows = value if isinstance(value, list | tuple) else ()
    return [
        (row[0], row[1])
        for row in rows
        if isinstance(row, list | tuple) and len(row) >= 2 and isinstance(row[0], str) and isinstance(row[1], str)
    ]
