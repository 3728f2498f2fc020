"""Regular expressions that few builds need, compiled on first use.

Compiling takes as long as loading the whole module does, and a build of few texts spends most of its
time loading.

Saves 5 % of an edit among 100 articles (979 M instructions, not 1,037 M).
"""

import contextlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, AnyStr, cast


class _Lazy:
    """A proxy for a compiled expression; its methods are cached on it, so that later uses cost nothing."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled: re.Pattern[Any] = re.compile(*self._source)
        for asked in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern"):
            setattr(self, asked, getattr(compiled, asked))
        return getattr(compiled, name)


def lazily(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled on first use."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


@contextlib.contextmanager
def lazily_in(*packages: str) -> Iterator[None]:
    """While this is open, what modules of some packages compile as they are loaded is compiled on first use instead.

    Libraries, and those of Python that they load, compile 5 % of what an edit among 100 articles takes for parts of
    them that are not used. It is not for modules that hand a pattern to a function of ``re``, as gettext does.
    """
    compile_now = re.compile

    def compile_later(pattern: Any, flags: int = 0) -> Any:
        by = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 (who asks is seen nowhere else)
        return _Lazy(pattern, flags) if by.partition(".")[0] in packages else compile_now(pattern, flags)

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = compile_now


class Ends:
    """Where tags and elements end in one HTML text. Queries in increasing positions scan the text only once."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._found: dict[str, re.Match[str] | None] = {}
        self._bracket = 0

    def after(self, name: str, place: int) -> re.Match[str] | None:
        """Return the next closing tag of an element name from a position on, or None."""
        name = name.lower()
        found = self._found.get(name, _UNASKED)
        if found is not None and (found is _UNASKED or found.start() < place):
            found = self._found[name] = _closing_tag(name).search(self._markup, place)
        return found

    def of_raw(self, name: str, place: int) -> re.Match[str] | None:
        """Return the closing tag of an element whose opening tag ends at the next ``>``, or None."""
        if self.after(name, place) is None:
            return None
        if 0 <= self._bracket < place:
            self._bracket = self._markup.find(">", place)
        return self.after(name, self._bracket)


@cache
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


_UNASKED = cast("re.Match[str]", re.match("", ""))
