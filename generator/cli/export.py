"""``goodword export``: everything of a site for other programs."""

import json
import os
from pathlib import Path

import click

from generator.cli.console import Bar, say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment
from generator.leaving.folder import RefusedError, Target
from generator.leaving.run import EXPORT, export
from generator.leaving.told import Told

#: The form of what ``--json`` prints.
FORM = 1


@click.command(
    "export", cls=Command, examples=("goodword export ../my-site-export", "goodword export ../my-site-export --json")
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what was written for programs.")
@click.option("--now", metavar="TIME", help='Export as if it were this time, such as "2026-11-02 07:30" (UTC).')
@click.pass_obj
def command(session: Session, *, folder: Path, as_json: bool, now: str | None) -> int:
    """Write everything into a new folder, to leave with it, or to keep it.

    DIR gets export.xml, which WordPress imports, and all texts as Markdown for Hugo, Jekyll and others, with comments
    and pictures. It is your own copy: drafts are in it, as drafts. The site itself stays as it is.
    """
    project, here = session.project(), moment(now)
    try:
        target = Target(folder, project.root)
    except RefusedError as fault:
        raise click.UsageError(f"{fault}") from None
    bar = Bar()
    try:
        found = export(project, target, here, os.environ, bar)
    finally:
        bar.close()
    if not isinstance(found, Told):
        show(found, project.root)
        say("Nothing was exported. Mend these first: goodword check", err=True)
        return CONTENT
    if as_json:
        say(json.dumps(_values(target, found), ensure_ascii=True, indent=2))
    else:
        _tell(target, found)
    return 0


def _values(target: Target, told: Told) -> dict[str, object]:
    """Return what was written as JSON values. Its form is documented, and stays."""
    return {
        "form": FORM,
        "folder": str(target.folder),
        "wordpress": EXPORT,
        "became": [
            {"what": one.what, "count": one.count, "wordpress": one.wordpress, "files": one.plain.replace("`", "")}
            for one in told.became
        ],
        "hidden": {"drafts": told.drafts, "scheduled": told.scheduled, "waiting": told.waiting},
        "notes": told.notes,
    }


def _tell(target: Target, told: Told) -> None:
    """Print what each thing became."""
    for one in told.became:
        say(f"{one.counted}: {one.wordpress}; {one.plain.replace('`', '')}")
    for note in told.notes:
        say(note)
    if told.hidden:
        say(f"Not for everybody, and in it all the same: {told.hidden}.")
    say(f"All of it is in {target.folder}. README.md there says how to go on.")
