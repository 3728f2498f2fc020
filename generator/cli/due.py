"""``goodword due``: whether a build is due. For scheduled jobs, which ask often, and mostly the answer is no."""

import datetime as dt
from zoneinfo import ZoneInfo

import click

from generator.build.verdict import Verdict, by_changes, by_note
from generator.cli.console import counted, say
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment
from generator.site.project import Project

#: The exit code for no, which a shell's ``if`` takes for false.
NOT_DUE = 1


@click.command(
    "due",
    cls=Command,
    examples=("goodword due && goodword build --strict", "goodword due --since 2026-11-02T05:17:00Z"),
)
@click.option(
    "--since",
    metavar="TIME",
    help="When the last build was, where that is not known here; an empty one says that there was none.",
)
@click.option("--now", metavar="TIME", help='Ask as if it were this time, such as "2026-11-02 07:30" (UTC).')
@click.pass_obj
def command(session: Session, *, since: str | None, now: str | None) -> int:
    """Say whether a build is due: exit code 0 if it is, 1 if it is not.

    It is if something came out or went by itself since the last build, or if it cannot be told.
    """
    project, here = session.project(), moment(now)
    if since is not None and not since.strip():
        return _said(Verdict(due=True, why="there was no build yet"))
    if since is None:
        return _said(by_note(project, here))
    last = moment(since, "--since")
    if last > here:
        # A clock was wrong. What is published before that moment would never be built.
        return _said(Verdict(due=True, why="the last one is said to be in the future, so nobody can tell"))
    return _said(_by_content(project, last, here))


def _by_content(project: Project, since: dt.datetime, here: dt.datetime) -> Verdict:
    """Return whether a build is due, by the dates in the content since a moment."""
    from generator.build.due import agenda

    found = agenda(project, since)
    if found.problems:
        # Not "no": the problems are only seen if a build runs.
        why = f"the content has problems ({counted(found.problems)}), and a build will list them"
        return Verdict(due=True, why=why)
    return by_changes(found.changes, found.zone, here)


def _said(verdict: Verdict) -> int:
    """Print a verdict, and return its exit code."""
    if verdict.due:
        say(f"A build is due: {verdict.why}.")
        return 0
    if verdict.next:
        when, source = verdict.next
        at = f"on {when.astimezone(ZoneInfo(verdict.zone)):%Y-%m-%d at %H:%M} ({verdict.zone})"
        say(f"No build is due. The next is {at}, by {source}.")
    else:
        say("No build is due, and nothing is scheduled.")
    return NOT_DUE
