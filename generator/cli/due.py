"""``goodword due``: whether a build is due. For scheduled jobs, which ask often, and mostly the answer is no."""

import datetime as dt
import os
from zoneinfo import ZoneInfo

import click

from generator.cli.console import counted, say
from generator.cli.main import Session
from generator.cli.options import moment
from generator.incremental.up_to_date import Before, noted
from generator.site.project import Project
from generator.site.visibility import Change

#: The exit code for no, which a shell's ``if`` takes for false.
NOT_DUE = 1


@click.command("due", short_help="Say whether a build is due.")
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
        return _due("there was no build yet")
    if since is None:
        return _by_note(project, here)
    last = moment(since, "--since")
    if last > here:
        # A clock was wrong. What is published before that moment would never be built.
        return _due("the last one is said to be in the future, so nobody can tell")
    return _by_content(project, last, here)


def _by_note(project: Project, here: dt.datetime) -> int:
    """Return the exit code for whether a build is due, by what the last one on this machine stored."""
    note = noted(str(project.root))
    # A .gitignore keeps an empty folder in Git, so it is no output.
    if note is None or not any(path.name != ".gitignore" for path in project.output.glob("*")):
        return _due("no earlier one is known here")
    inputs, due, source, zone = note
    if inputs != Before(os.path.abspath(project.root), []).inputs:  # noqa: PTH100 (as a build writes it)
        return _due("something in the project changed since the last one, or Goodword did")
    return _report([(dt.datetime.fromtimestamp(due, dt.UTC), source)] if due else [], zone, here)


def _by_content(project: Project, since: dt.datetime, here: dt.datetime) -> int:
    """Return the exit code for whether a build is due, by the dates in the content since a moment."""
    from generator.build.due import agenda

    found = agenda(project, since)
    if found.problems:
        # Not "no": the problems are only seen if a build runs.
        return _due(f"the content has problems ({counted(found.problems)}), and a build will list them")
    return _report(found.changes, found.zone, here)


def _report(changes: list[Change] | tuple[Change, ...], zone: str, here: dt.datetime) -> int:
    """Print whether any of the changes since the last build is due, else when the next is; return the exit code."""
    come = [change for change in changes if change[0] <= here]
    if come:
        more = f", and {len(come) - 1} more after it" if len(come) > 1 else ""
        return _due(f"{come[0][1]} has something that changed by itself {_at(come[0][0], zone)}{more}")
    if changes:
        say(f"No build is due. The next is {_at(changes[0][0], zone)}, by {changes[0][1]}.")
    else:
        say("No build is due, and nothing is scheduled.")
    return NOT_DUE


def _due(why: str) -> int:
    """Print that a build is due, and why; return the exit code."""
    say(f"A build is due: {why}.")
    return 0


def _at(when: dt.datetime, zone: str) -> str:
    """Return a moment as text, in the site's time zone."""
    return f"on {when.astimezone(ZoneInfo(zone)):%Y-%m-%d at %H:%M} ({zone})"
