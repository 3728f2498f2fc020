"""What is wrong with the content, as values.

Nothing below the command line prints or raises for a mistake in the content: it adds a
:class:`Problem` to a :class:`Report`, and all of them are shown together, sorted by place.
"""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

#: A fuzzy comparison with 500 words takes 1 to 7 ms: from more candidates than this, only those that share a prefix
#: with the word are compared, as long as it takes to leave no more than these; fewer once many were looked up.
_FEW, _FEWER, _MANY = 500, 50, 20

Severity = Literal["error", "warning", "advice"]


class Place(msgspec.Struct, frozen=True, order=True):
    """A place in a file of the project: its path from the root, line and column counted from 1.

    Line 0 is the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    @property
    def written(self) -> str:
        """Return the place as it is shown: ``content/site.yaml:3:7``, or the path alone."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong, where it is, and what to do about it.

    ``mend`` is what ``check --fix`` does about it, where that is sure: a word of ``generator/edit/mends.py``, and what
    it writes. It is empty where a person must decide.
    """

    place: Place
    severity: Severity
    message: str
    hint: str = ""
    mend: str = ""


class Report:
    """A growing collection of problems, handed down to whatever looks at content."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        """Begin with the given problems, none by default."""
        self._problems: dict[Problem, None] = dict.fromkeys(problems)
        #: What is said at the end of a build, in a sentence or two each: nothing wrong, also with ``--strict``.
        self.notes: list[str] = []

    def error(self, place: Place, message: str, hint: str = "", mend: str = "") -> None:
        """Note what keeps the site from being published."""
        self._problems[Problem(place, "error", message, hint, mend)] = None

    def warning(self, place: Place, message: str, hint: str = "", mend: str = "") -> None:
        """Note what is published all the same, and should be mended."""
        self._problems[Problem(place, "warning", message, hint, mend)] = None

    def advice(self, place: Place, message: str, hint: str = "", mend: str = "") -> None:
        """Note what could be better."""
        self._problems[Problem(place, "advice", message, hint, mend)] = None

    def add(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere, in a worker or by an earlier build."""
        self._problems.update(dict.fromkeys(problems))

    def __iter__(self) -> Iterator[Problem]:
        """Return the problems, sorted by place."""
        return iter(sorted(self._problems))

    def __len__(self) -> int:
        """Return how many problems there are."""
        return len(self._problems)

    def count(self, severity: Severity) -> int:
        """Return how many problems have the severity."""
        return sum(problem.severity == severity for problem in self._problems)

    @property
    def failed(self) -> bool:
        """Return whether any problem is an error."""
        return any(problem.severity == "error" for problem in self._problems)


def renamed(problems: Iterable[Problem], path: str, name: str) -> Iterable[Problem]:
    """Return the problems, those of the file at ``path`` renamed to ``name``, the spelling that it has on disk."""
    if path == name:
        return problems
    replace = msgspec.structs.replace
    return [
        replace(problem, place=replace(problem.place, path=name)) if problem.place.path == path else problem
        for problem in problems
    ]


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "…"?`` for the known word nearest to the given one, or an empty string."""
    found = nearest(word, known)
    return f'; did you mean "{found}"?' if found else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to the given one, or an empty string."""
    return _nearest(word, *_in_order(tuple(known)), _FEW)


class Suggester:
    """Known words, put in order once: for suggestions where many words may be wrong."""

    def __init__(self, known: Iterable[str]) -> None:
        """Keep the known words; they are sorted when the first word is looked up."""
        self._known = known
        self._ordered: tuple[dict[str, str], list[str]] | None = None
        self._asked = 0

    def nearest(self, word: str) -> str:
        """Return the known word nearest to the given one, or an empty string."""
        if self._ordered is None:
            self._ordered = _in_order(tuple(self._known))
        self._asked += 1
        return _nearest(word, *self._ordered, _FEW if self._asked <= _MANY else _FEWER)

    def suggestion(self, word: str) -> str:
        """Return the same as :func:`suggestion`."""
        found = self.nearest(word)
        return f'; did you mean "{found}"?' if found else ""


def _nearest(word: str, words: dict[str, str], order: list[str], few: int) -> str:
    """Return the nearest of sorted words, or an empty string; ``few`` limits how many are compared.

    People seldom get the first letter wrong, so a word with another one must be nearer.
    """
    from difflib import get_close_matches  # noqa: PLC0415 (needed only where something is wrong)

    low = word.lower()
    alike: list[str] = order
    for length in range(1, len(low) + 1):
        start = bisect_left(order, low[:length])
        alike = order[start : bisect_left(order, low[:length] + chr(sys.maxunicode), start)]
        if len(alike) <= few:
            break
    near = get_close_matches(low, alike[:few], n=1, cutoff=0.6)
    if not near and len(words) <= few:
        near = get_close_matches(low, list(words), n=1, cutoff=0.8)
    return words[near[0]] if near else ""


@lru_cache(maxsize=8)
def _in_order(known: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Return words by their lower-case form, and these sorted. Cached, since one kind of fault may occur often."""
    words = {one.lower(): one for one in known}
    return words, sorted(words)
