"""Which packages are installed, told from the names of their metadata folders alone.

``importlib.metadata`` knows more, but takes longer to import than a build with nothing to do takes as
a whole.
"""

import os
import sys
from functools import cache


def metadata_folders() -> list[str]:
    """Return the metadata folders of all packages that can be imported, in the order of ``sys.path``."""
    found = []
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))  # noqa: PTH208 (a hot path)
        except OSError:
            continue
        found += [f"{folder or '.'}/{name}" for name in names if name.endswith((".dist-info", ".egg-info"))]
    return found


@cache
def any_extends(program: str) -> bool:
    """Return whether a package has entry points in a group ``program.…``."""
    wanted = f"[{program}.".encode()
    for folder in metadata_folders():
        try:
            with open(f"{folder}/entry_points.txt", "rb") as file:  # noqa: PTH123 (a hot path)
                if wanted in file.read():
                    return True
        except OSError:
            continue
    return False
