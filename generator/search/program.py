"""Where Pagefind is: its package is an extra, ``goodword[search]``."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: The packages that have the program. The larger one also parts words of Chinese and Japanese.
_PACKAGES = ("pagefind_bin_extended", "pagefind_bin")
_NAMES = ("pagefind_extended", "pagefind", "pagefind_extended.exe", "pagefind.exe")
#: What to do where it is not there.
INSTALL = 'pip install "goodword[search]"'


@cache
def program() -> Path | None:
    """Return the program's file, or None where it is not installed.

    Which packages are installed is a part of every key, so pages may depend on it.
    """
    for package in _PACKAGES:
        found = find_spec(package)
        for folder in (found.submodule_search_locations or ()) if found else ():
            for name in _NAMES:
                if (path := Path(folder, name)).is_file():
                    return path
    return None
