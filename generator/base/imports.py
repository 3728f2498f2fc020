"""Libraries are imported without what they import themselves and never need here.

Half of the time of a small build is spent importing. Saves 4 % of an edit among 100 articles.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def without(*names: str) -> Iterator[None]:
    """While this is open, these modules cannot be imported unless they are there already: for what libraries try."""
    told = [name for name in names if name not in sys.modules]
    # So Python is told that there is no such module.
    sys.modules.update(dict.fromkeys(told))  # type: ignore[arg-type]  # as documented, but the types do not know it
    try:
        yield
    finally:
        for name in told:
            del sys.modules[name]


@contextmanager
def put_off(*names: str) -> Iterator[None]:
    """While this is open, importing one of these modules gives one that is loaded when something of it is used.

    It may be a package's, but not deeper. Python's own loader for this loads a module as soon as it is imported a
    second time.
    """
    stubs = {name: _stub(name) for name in names if name not in sys.modules}
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is not stub:
                continue
            # Whoever imports it next gets it whole.
            del sys.modules[name]
            package, _, child = name.rpartition(".")
            if package in sys.modules and "__getattr__" not in vars(sys.modules[package]):
                # As the import of it would have done; others, such as dateutil, find their modules themselves.
                setattr(sys.modules[package], child, stub)


def _stub(name: str) -> ModuleType:
    """Return a module that looks for what is used of it in the real one."""

    def found(attribute: str) -> Any:
        if sys.modules.get(name) is stub:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    stub = ModuleType(name)
    stub.__getattr__ = found  # type: ignore[method-assign]  # https://peps.python.org/pep-0562/
    return stub
