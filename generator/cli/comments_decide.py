"""``goodword comments approve``, ``spam`` and ``remove``: one decision for one or more, for scripts and by hand."""

import click

from generator.base.problems import Report
from generator.cli.console import say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.said import Unreadable, found, read
from generator.cli.values import said_ids

#: Each command: the status it gives, its line in the help, what it says, and what its help says.
_DECISIONS = {
    "approve": (
        "approved",
        "Show comments or mentions.",
        "will be shown",
        "Show what has these IDs, from the next build on.",
    ),
    "spam": (
        "spam",
        "Mark comments or mentions as spam.",
        "marked as spam",
        "Mark what has these IDs as spam. It stays in its file, and is never shown; what is like it is remarked on.",
    ),
    "remove": (
        "removed",
        "Take the text away for good.",
        "removed",
        "Take the text and the author out of the file, for good. The place stays for the answers and the next pull.",
    ),
}


def _command(name: str) -> click.Command:
    status, short, _, help_text = _DECISIONS[name]

    @click.command(
        name,
        cls=Command,
        short_help=short,
        help=help_text + "\n\nIf one of them cannot be changed, nothing is.",
        examples=(f"goodword comments {name} how-to-ask/c7", f"goodword comments {name} how-to-ask/c7 how-to-ask/c9"),
    )
    @click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=said_ids)
    @click.pass_obj
    def command(session: Session, *, ids: tuple[str, ...]) -> int:
        return carried_out(session, ids, name, status)

    return command


def carried_out(session: Session, ids: tuple[str, ...], name: str, status: str) -> int:
    """Return the exit code after giving a status to what has these IDs, all of it or nothing."""
    from generator.edit.files import editing
    from generator.moderation.change import decide

    project, report = session.project(), Report()
    with editing(project):
        try:
            _, said = read(project)
        except Unreadable as told:
            return told.code
        chosen = found(said, ids)
        gone = [one.id for one in chosen if one.status == "removed" != status]
        if gone:
            raise click.UsageError(f"removed already, and without a text: {', '.join(gone)}")
        new = [one for one in chosen if one.status != status]
        done = decide(project, new, status, report)
    if done is None or report.failed:
        show(report, project.root)
        say("Nothing was changed." if not done else "The others were changed.", err=True)
        return CONTENT
    for one in chosen:
        say(f"{one.id}: {_DECISIONS[name][2]}" if one.status != status else f"{one.id}: it was so already")
    if new and (status == "approved" or any(one.status == "approved" for one in new)):
        say("To publish that: goodword build")
    return 0


commands: tuple[click.Command, ...] = tuple(_command(name) for name in _DECISIONS)
