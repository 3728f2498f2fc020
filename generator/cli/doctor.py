"""``goodword doctor``: whether all is well with the program, the computer and the project; for reports of faults."""

import json
from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap

import click

from generator.base.layout import settings_of
from generator.cli.console import say
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session, quick_ways
from generator.scaffold.doctor.fact import Fact
from generator.scaffold.doctor.program import program_facts
from generator.site.project import Project, find_root

_SEND = "Nothing private is in these lines. Send them with a report of a fault."
_WIDTH, _NAME = 100, 13


@click.command("doctor", cls=Command, examples=("goodword doctor", "goodword doctor --json"))
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.pass_obj
def command(session: Session, *, as_json: bool) -> int:
    """Say whether all is well: versions, folders, host files, Git, the cache.

    It works outside a project as well, and with one that is broken. Nothing private is printed, and nothing written.
    """
    facts = list(program_facts(quick_ways))
    project = _project(session)
    if project is None:
        facts.append(Fact("Project", "none here"))
    else:
        from generator.scaffold.doctor.project import project_facts

        facts += project_facts(project)
    wrong = [fact for fact in facts if fact.todo]
    if as_json:
        rows = [{"about": fact.about, "words": fact.words, "todo": fact.todo} for fact in facts]
        say(json.dumps({"well": not wrong, "facts": rows}, indent=2))
    else:
        for line in _lines(facts):
            say(line)
        say(f"\n{_summary(len(wrong))} {_SEND}")
    return CONTENT if wrong else 0


def _project(session: Session) -> Project | None:
    """Return the project here, or None."""
    try:
        start = (session.root or Path.cwd()).absolute()
    except OSError:
        return None
    root = start if session.root else find_root(start)
    return Project(root) if root is not None and settings_of(str(root)) else None


def _lines(facts: Iterable[Fact]) -> Iterable[str]:
    """Return the facts as lines; what is wrong has a mark before it, and what to do below it."""
    for fact in facts:
        first, *more = wrap(fact.words, _WIDTH - _NAME - 2, break_on_hyphens=False) or [""]
        yield f"{'! ' if fact.todo else '  '}{fact.about:{_NAME}}{first}"
        for line in (*more, *(wrap(f"To do: {fact.todo}", _WIDTH - _NAME - 2) if fact.todo else ())):
            yield f"  {'':{_NAME}}{line}"


def _summary(count: int) -> str:
    """Return how many things are wrong, as a sentence."""
    if not count:
        return "All is well."
    return "1 thing to mend, marked by !." if count == 1 else f"{count} things to mend, each marked by !."
