"""Problems for other programs: JSON, and GitHub's workflow commands."""

import json
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from generator.base.problems import Problem, Severity

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
_GITHUB = {"error": "error", "warning": "warning", "advice": "notice"}


def as_json(problems: Iterable[Problem], can: AbstractSet[Problem] = frozenset(), *, only_ascii: bool = False) -> str:
    """Return problems as JSON: the count of each severity, and a list. Line 0 is the file as a whole.

    ``can`` is what ``check --fix`` can mend.
    """
    rows = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
            "fixable": problem in can,
        }
        for problem in problems
    ]
    counts = {severity: sum(row["severity"] == severity for row in rows) for severity in _SEVERITIES}
    return json.dumps({"counts": counts, "problems": rows}, ensure_ascii=only_ascii, indent=2)


def as_github(problems: Iterable[Problem], folder: str = "") -> Iterator[str]:
    """Return problems as GitHub's workflow commands, which annotate files of a change.

    ``folder`` is the project's path in the repository, empty or with a slash at its end.
    """
    for problem in problems:
        place = problem.place
        where = f"file={_property(folder + place.path)}"
        if place.line:
            where += f",line={place.line}" + (f",col={place.column}" if place.column else "")
        hint = f" ({problem.hint})" if problem.hint else ""
        yield f"::{_GITHUB[problem.severity]} {where}::{_data(problem.message + hint)}"


def _property(text: str) -> str:
    """Return a text escaped as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    """Return a text escaped as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
