"""What the preview tells people in a browser: which page is not out yet, and what is wrong."""

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.base.problems import Problem
from generator.base.source_lines import Lines
from generator.pages.dates import show_date
from generator.serve.base import Ribbon, State

#: So many problems are shown in a browser; the others stand in the terminal.
MOST = 20
#: From a line of a megabyte, the part around the column.
_WIDTH = 200


class Shown(msgspec.Struct, frozen=True):
    """A problem as a browser shows it: its place, its words, and the line of source with the column in it."""

    where: str
    severity: str
    message: str
    hint: str
    line: str = ""
    #: How many characters of the line stand before the column; -1 if none is meant.
    at: int = -1


def ribbon_text(ribbon: Ribbon, zone: ZoneInfo, named: str) -> str:
    """Return what a page's ribbon says: ``Scheduled for 1 December 2026, 07:30 Europe/Berlin``."""
    if ribbon.when is None:
        return "Draft" if ribbon.status == "draft" else "Scheduled"
    when = f"{show_date(ribbon.when, zone, 'en').full} {named}"
    return f"Draft, dated {when}" if ribbon.status == "draft" else f"Scheduled for {when}"


def faults(problems: Iterable[Problem]) -> list[Problem]:
    """Return the errors of a site that is not shown as it stands."""
    return [problem for problem in problems if problem.severity == "error"]


def shown(problems: Iterable[Problem], root: Path, *, quoted: bool = True) -> list[Shown]:
    """Return the first problems, with their lines of source if they are to be ``quoted``."""
    lines = Lines(root) if quoted else None
    return [_shown(problem, lines) for problem in list(problems)[:MOST]]


def _shown(problem: Problem, lines: Lines | None) -> Shown:
    """Return a problem with the part of its line that has the column."""
    place = problem.place
    source = lines.get(place.path, place.line) if lines and place.line else ""
    start = max(0, place.column - _WIDTH + 60)
    part = "".join(one if one.isprintable() else " " for one in source[start : start + _WIDTH])
    at = place.column - 1 - start if place.column and part.strip() else -1
    return Shown(place.written, problem.severity, problem.message, problem.hint, part if part.strip() else "", at)


def problems_page(state: State) -> str:
    """Return the problems as plain text, where there is no page to show yet."""
    found = [f"{one.place.written}: {one.severity}: {one.message}" for one in faults(state.problems)]
    return "\n".join(["There is no page to show yet: the content has problems.", *found])
