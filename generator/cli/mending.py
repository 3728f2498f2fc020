"""``goodword check --fix``: mends what has one right answer, and prints what it did."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import msgspec

from generator.base.problems import Problem
from generator.cli.console import say
from generator.site.project import Project

#: How many new ids are printed one by one.
_MOST = 10


def mendable(project: Project, problems: Sequence[Problem]) -> AbstractSet[Problem]:
    """Return those of the problems that ``--fix`` can mend."""
    found = {problem for problem in problems if problem.mend}
    if not found:
        return found
    from generator.edit.mending import Mender

    # An id can be added nearly always, and there may be thousands. All else is tried, without writing anything.
    ids = {problem for problem in found if problem.mend.startswith("id ")}
    tried = Mender(project).mended(sorted(found - ids)) if found - ids else []
    return ids | found.intersection(problem for one in tried for problem in one.problems)


def marked(problem: Problem) -> Problem:
    """Return a problem whose hint says that it can be mended."""
    words = "check --fix does it"
    return msgspec.structs.replace(problem, hint=f"{problem.hint} ({words})" if problem.hint else words)


def mend(project: Project, problems: Sequence[Problem], *, err: bool) -> int:
    """Mend what can be mended, print it, and return how many files were written."""
    wrong = [problem for problem in problems if problem.mend]
    if not wrong:
        return 0
    from generator.edit.files import editing
    from generator.edit.mending import Mended, Mender, carry_out

    def tell(one: Mended, problem: Problem) -> None:
        if one.name:
            say(f"{one.path}: mended: it is now {one.name}", err=err)
            return
        lines = one.after.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        number = problem.place.line
        if problem.mend.startswith("id "):
            name = problem.mend.removeprefix("id ")
            number = next((at for at, line in enumerate(lines, 1) if "id" in line and name in line), 0)
        say(f"{one.path}:{number}: mended: {problem.message}", err=err)
        if number:
            say(f"    {lines[number - 1].strip()[:110]}", err=err)

    with editing(project):
        found = Mender(project).mended(wrong)
        done = carry_out(project.root, found)
    written = {one.path for one in done}
    for one in found:
        if one.path not in written:
            say(f"{one.path}: left alone: it is read-only, or was changed meanwhile", err=err)
    ids = 0
    for one in done:
        for problem in one.problems:
            is_id = problem.mend.startswith("id ")
            ids += is_id
            if not is_id or ids <= _MOST:
                tell(one, problem)
    if ids > _MOST:
        say(f"and {ids - _MOST:,} more have an id now", err=err)
    return len(done)
