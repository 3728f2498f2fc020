"""Regular expressions that few builds need: compiled when they are first used.

Compiling takes as long as loading the whole module does, and a build of few texts spends most of its
time loading.
"""

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled expression; what is asked of it is kept, so that later uses cost nothing."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled: re.Pattern[Any] = re.compile(*self._source)
        for asked in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern"):
            setattr(self, asked, getattr(compiled, asked))
        return getattr(compiled, name)


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
