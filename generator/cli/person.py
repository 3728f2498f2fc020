"""``goodword person``: the people whom one helped, and what they agreed to."""

import sys

import click

from generator.base.problems import Report, suggestion
from generator.base.system import shell_word
from generator.cli.clipboard import copy
from generator.cli.console import is_interactive, say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Group
from generator.cli.main import Session
from generator.cli.options import moment
from generator.cli.values import people
from generator.cli.withdrawn import still_shown
from generator.edit.consent_letter import letter
from generator.edit.files import editing
from generator.edit.giving import Faulty, Log, open_log
from generator.edit.history import state_of
from generator.edit.people import add, change, problem_of
from generator.edit.values import one_line
from generator.privacy.name_scanner import Guard, Secret
from generator.privacy.people import SOURCE, Person
from generator.site.project import Project

#: From nothing to all.
_LEVELS = ("none", "role", "initials", "name")


@click.group(
    "person",
    cls=Group,
    examples=(
        'goodword person add dana --name "Dana Exemplar" --role "a project manager"',
        "goodword person ask dana",
        "goodword person consent dana role",
        "goodword person withdraw dana",
    ),
)
def command() -> None:
    """Keep private/people.yaml: whom you helped, and what of them may be shown in public.

    The file stays on this computer. Names are printed on a terminal only.
    """


@command.command("list", short_help="List the people and what they agreed to.", examples=("goodword person list",))
@click.pass_obj
def listed(session: Session) -> int:
    """List the people by their ids, with what they agreed to and when they were asked."""
    project = session.project()
    log = _log(project)
    if isinstance(log, int):
        return log
    if not log.people.people:
        say("Nobody is in the list. Begin it with: goodword person add ID")
    width = max((len(name) for name in log.people.people), default=0)
    for name, person in log.people.people.items():
        shown = (
            (person.name, person.asked and f"asked {person.asked}") if _is_seen() else ("asked" * bool(person.asked),)
        )
        say(f"{name:<{width}}  {person.consent:<8}  {'  '.join(filter(None, shown))}".rstrip())
    return 0


@command.command(
    "add",
    short_help="Add a person.",
    examples=(
        "goodword person add dana",
        'goodword person add dana --name "Dana Exemplar" --role "a project manager"',
    ),
)
@click.argument("name", metavar="ID")
@click.option("--name", "full", metavar="NAME", help="Their name, as it must not be published.")
@click.option("--email", metavar="ADDRESS", help="Their e-mail address. It is never published.")
@click.option("--role", metavar="TEXT", help="What they are, in words that name nobody.")
@click.option("--initials", metavar="TEXT", help="Their initials.")
@click.option("--note", metavar="TEXT", help="A note for yourself.")
@click.pass_obj
def added(
    session: Session,
    *,
    name: str,
    full: str | None,
    email: str | None,
    role: str | None,
    initials: str | None,
    note: str | None,
) -> int:
    """Add a person under ID, a word of yours that a give names them by. Nothing of them may be shown yet.

    On a terminal, the name is asked for.
    """
    project = session.project()
    log = _log(project)
    if isinstance(log, int):
        return log
    if name in log.people.people:
        raise click.UsageError(f'there is a person "{name}" already; take another id')
    if full is None:
        if not is_interactive():
            raise click.UsageError(f'say who it is: goodword person add {shell_word(name)} --name "…"')
        full = str(click.prompt("Their name, which stays private"))
    given = {"name": full, "email": email, "role": role, "initials": initials, "note": note}
    values = {key: one_line(value or "") for key, value in given.items() if value or key == "name"}
    if wrong := problem_of(name, values):
        raise click.UsageError(wrong)
    if Guard([Secret(name, "name", values["name"])]).hits(name):
        # A give that names the person has the id in the site's source.
        raise click.UsageError("the id spells the name, and ids stand in public files; take a nickname, or a number")
    report = Report()
    with editing(project):
        done = add(project.root, name, values, report)
    if not done:
        show(report, project.root)
        return CONTENT
    say(f"{SOURCE}: {name} is in. Nothing of them may be shown yet; to ask them: goodword person ask {name}")
    _warn_of_git(project)
    return 0


@command.command("ask", short_help="Write the message that asks a person.", examples=("goodword person ask dana",))
@click.argument("name", metavar="ID", shell_complete=people)
@click.pass_obj
def asked(session: Session, *, name: str) -> int:
    """Write the message that asks a person what of them may be shown, and note the day.

    It is printed, and copied where there is a way. It is never sent: that is for you to do. Only on a terminal does
    it have the person's name.
    """
    project = session.project()
    with editing(project):
        log = _log(project)
        if isinstance(log, int):
            return log
        person = _person(log, name)
        today = moment(None).astimezone(log.site.zone).date().isoformat()
        if today not in person.asked:
            report = Report()
            if not change(project.root, name, {"asked": f"{person.asked}; {today}" if person.asked else today}, report):
                show(report, project.root)
                return CONTENT
    message = letter(log.site, person if _is_seen() else None)
    say(message)
    if not (person.role and person.initials):
        say(f"With a role and initials in {SOURCE}, there is more to choose from.", err=True)
    if _is_seen():
        say("It was not sent. " + ("It is on the clipboard." if not copy(message) else "Copy it from here."), err=True)
    say(f"When the answer is there: goodword person consent {name} none|role|initials|name", err=True)
    _warn_of_git(project)
    return 0


@command.command(
    "consent",
    short_help="Note what a person agreed to.",
    examples=(
        "goodword person consent dana role",
        'goodword person consent dana role --as "a nurse"',
    ),
)
@click.argument("name", metavar="ID", shell_complete=people)
@click.argument("what", type=click.Choice(_LEVELS))
@click.option("--as", "words", metavar="TEXT", help="The role or the initials that may be shown.")
@click.pass_obj
def consented(session: Session, *, name: str, what: str, words: str | None) -> int:
    """Note what of a person may be shown: their role, initials or name, or none of it.

    If that is less than before, what still shows more is listed, as by `withdraw`.
    """
    return _set(session.project(), name, what, words)


@command.command(
    "withdraw",
    short_help="Take a consent back, and list what still shows the person.",
    examples=("goodword person withdraw dana",),
)
@click.argument("name", metavar="ID", shell_complete=people)
@click.pass_obj
def withdrawn(session: Session, *, name: str) -> int:
    """Note that nothing of a person may be shown any more, and list what still does.

    That is gives, lines of files, files of the output, and commits of Git, with how to take them out of its history.
    """
    return _set(session.project(), name, "none", None)


def _set(project: Project, name: str, what: str, words: str | None) -> int:
    """Return the exit code after noting a consent."""
    with editing(project):
        log = _log(project)
        if isinstance(log, int):
            return log
        before = _person(log, name)
        values = {what: one_line(words)} if words is not None else {}
        if words is not None and what not in {"role", "initials"}:
            raise click.UsageError("--as goes with role and initials")
        if what != "none" and not (values.get(what) or getattr(before, what)):
            raise click.UsageError(f'their {what} is not known; say it: goodword person consent {name} {what} --as "…"')
        values |= {"consent": what}
        if wrong := problem_of(name, {"name": before.name, **values}):
            raise click.UsageError(wrong)
        report = Report()
        # What stands there already is not written again.
        values = {key: value for key, value in values.items() if getattr(before, key) != value}
        if values and not change(project.root, name, values, report):
            show(report, project.root)
            return CONTENT
    say(
        f'{SOURCE}: the consent of {name} is "{what}"'
        + (f', was "{before.consent}".' if before.consent != what else ".")
    )
    if _LEVELS.index(what) < _LEVELS.index(before.consent) or what == "none":
        still_shown(project, log, name, before, what, seen=_is_seen())
    elif what != "none":
        say(f"Gives can name them from now on: goodword give KIND WHAT --person {name}")
    _warn_of_git(project)
    return 0


def _log(project: Project) -> Log | int:
    """Return the site's people with its log, or the exit code after showing the errors of its files."""
    log = open_log(project)
    if isinstance(log, Faulty):
        show(log.problems, project.root)
        return CONTENT
    return log


def _person(log: Log, name: str) -> Person:
    """Return a person, or end with a usage error."""
    person = log.people.people.get(name)
    if person is None:
        near = suggestion(name, log.people.people)
        raise click.UsageError(f'there is no person "{one_line(name)[:60]}" in {SOURCE}{near}')
    return person


def _is_seen() -> bool:
    """Return whether what is printed goes to a terminal, and not into a file or a log."""
    return bool(sys.stdout and sys.stdout.isatty())


def _warn_of_git(project: Project) -> None:
    """Warn if Git would take the private file, or has it."""
    state = state_of(project.root, SOURCE)
    if state == "taken":
        say(f"Warning: Git would take {SOURCE}. Add a line /private/ to .gitignore before the next commit.", err=True)
    elif state == "there":
        say(
            f"Warning: Git has {SOURCE}. Add a line /private/ to .gitignore, run: git rm --cached {SOURCE}\n"
            "and take it out of the history, as docs/privacy.md says.",
            err=True,
        )
