"""``goodword give``: a line for the give-log."""

from collections import Counter
from collections.abc import Callable

import click

from generator.base.problems import nearest
from generator.cli.console import is_interactive, say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment
from generator.cli.values import people
from generator.edit.giving import Faulty, Log, Refused, Wanted, give, open_log, refusal
from generator.edit.values import one_line
from generator.kinds.give.log import LABELS
from generator.kinds.give.standing import said
from generator.scaffold import FILES

_EXAMPLE = FILES / "content" / "give-log.yaml"
_KINDS = ", ".join(LABELS)


@click.command(
    "give",
    cls=Command,
    examples=(
        "goodword give",
        'goodword give lead "Passed on an opening" --to "a former colleague"',
        'goodword give tip "Said when they post" --person dana --date yesterday',
    ),
)
@click.argument("kind", required=False, shell_complete=lambda _context, _option, word: _begun(word))
@click.argument("what", required=False)
@click.option("--to", metavar="TEXT", help="To whom, in words that name nobody.")
@click.option("--person", metavar="ID", shell_complete=people, help="Who it was, by the id in private/people.yaml.")
@click.option("--date", metavar="D", help="When, if not today: yesterday, 2026-11-02.")
@click.option("--link", metavar="URL", help="An address of the site or elsewhere.")
@click.option("--outcome", metavar="TEXT", help="What came of it. It is only counted, but with the next.")
@click.option("--outcome-consent", is_flag=True, help="They agreed that the outcome is published.")
@click.pass_obj
def command(  # noqa: PLR0913 (options)
    session: Session,
    *,
    kind: str | None,
    what: str | None,
    to: str | None,
    person: str | None,
    date: str | None,
    link: str | None,
    outcome: str | None,
    outcome_consent: bool,
) -> int:
    """Write one line into the give-log, content/give-log.yaml, and say where you stand.

    KIND is referral, introduction, lead, pitch, tip, resource, mentoring, endorsement or other; WHAT says it in a
    line. On a terminal, what is missing is asked for. All else in the file is kept.
    """
    project, now = session.project(), moment(None)
    if kind is not None:
        kind = _kind(kind)
    if outcome_consent and not outcome:
        raise click.UsageError("--outcome-consent goes with --outcome")
    if kind is None or what is None:
        if not is_interactive():
            raise click.UsageError(f'say what you gave: goodword give KIND "WHAT"; the kinds are {_KINDS}')
        log = open_log(project)
        if isinstance(log, Faulty):
            show(log.problems, project.root)
            return CONTENT
        kind = kind or _asked_kind(log)
        what = what or click.prompt("What you gave, in a line", value_proc=_text(log, "it"))
        if to is None and not person:
            ask = "To whom, without a name (or just Enter)"
            to = click.prompt(ask, default="", show_default=False, value_proc=_text(log, "it", may_be_empty=True))
    elif not one_line(what):
        raise click.UsageError("WHAT is empty; say in a line what you gave")
    wanted = Wanted(
        kind=kind,
        what=what,
        to=to or "",
        person=person or "",
        date=date or "",
        link=link or "",
        outcome=outcome or "",
        outcome_consent=outcome_consent,
    )
    done = give(project, wanted, now, _EXAMPLE)
    if isinstance(done, Refused):
        raise click.UsageError(done.why)
    if isinstance(done, Faulty):
        show(done.problems, project.root)
        return CONTENT
    say(f"{done.path}: {LABELS[done.give.kind][0]}, {done.give.id}")
    for note in done.notes:
        say(note)
    say(said(done.stands))
    return 0


def _begun(word: str) -> list[str]:
    """Return the kinds that begin with a word, for the shell."""
    return [kind for kind in LABELS if kind.startswith(word.lower())]


def _kind(text: str) -> str:
    """Return a valid kind of give: by its name or its number in the list."""
    words = text.strip().lower()
    kinds = list(LABELS)
    if words in kinds:
        return words
    if words.isascii() and words.isdigit() and 0 < int(words[:3]) <= len(kinds):
        return kinds[int(words[:3]) - 1]
    near = nearest(words, kinds)
    raise click.UsageError(
        f'"{one_line(text)[:40]}" is no kind of give'
        + (f'; did you mean "{near}"?' if near else f"; there are {_KINDS}")
    )


def _asked_kind(log: Log) -> str:
    """Return the kind that is chosen from a list; the most frequent one is proposed."""
    for number, (name, (label, _)) in enumerate(LABELS.items(), 1):
        say(f"{number:>3}  {name}" + (f" ({label.lower()})" if label.lower() != name else ""))
    usual = Counter(give.kind for give in log.fields.gives).most_common(1)
    return str(click.prompt("What kind, by number or name", default=usual[0][0] if usual else "tip", value_proc=_kind))


def _text(log: Log, words: str, *, may_be_empty: bool = False) -> Callable[[str], str]:
    """Return a function that returns a valid answer: a line that can be published."""

    def line(value: str) -> str:
        text = one_line(value)
        if not text and not may_be_empty:
            raise click.UsageError("that must be some text")
        if why := refusal(log, words, text):
            raise click.UsageError(why)
        return text

    return line
