"""``goodword pitch``: fills a pitch, and tells how long it takes to say."""

import sys
from collections.abc import Mapping
from pathlib import PurePath

import click

from generator.base.model import Entry, holds
from generator.base.paths import nfc
from generator.base.problems import suggestion
from generator.base.text import count_words, spoken_seconds, without_controls
from generator.build.lookup import Lookup, look_up
from generator.cli.clipboard import copy_and_tell
from generator.cli.console import is_interactive, is_terminal, say, show
from generator.cli.faults import CONTENT, STOPPED
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.values import pitches
from generator.kinds.pitch import PitchFields, Slot, said
from generator.markup.typography import curled
from generator.site.project import Project

Pitch = Entry[PitchFields]


@click.command(
    "pitch",
    cls=Command,
    examples=(
        "goodword pitch",
        "goodword pitch thirty-seconds",
        "goodword pitch thirty --set name=Desmond --examples --timer",
    ),
)
@click.argument("name", metavar="[PITCH]", default="", shell_complete=pitches)
@click.option("--set", "given", multiple=True, metavar="SLOT=TEXT", help="What goes into a gap; once for each.")
@click.option("--examples", is_flag=True, help="Take the examples for all other gaps, and ask nothing.")
@click.option("--pace", type=click.IntRange(60, 300), metavar="N", help="How many words you say in a minute.")
@click.option("--copy", "copied", is_flag=True, help="Copy the text.")
@click.option("--timer", is_flag=True, help="Then count the seconds down, and scroll the text beside them.")
@click.pass_obj
def command(
    session: Session, *, name: str, given: tuple[str, ...], examples: bool, pace: int | None, copied: bool, timer: bool
) -> int:
    """Fill a pitch, and see how long it takes to say.

    PITCH is its address's last part, its title, or the beginning of either. Without one, all are listed.
    You are asked for each gap. Nothing is written.
    """
    project = session.project()
    found = look_up(project, lambda kind: issubclass(kind.schema, PitchFields))
    if found.site is None:
        show(found.problems, project.root)
        return CONTENT
    every = sorted(
        (one for one in found.entries if holds(one, PitchFields)), key=lambda pitch: (pitch.slug, pitch.source)
    )
    if not name.strip():
        return _list(every, found, project)
    pitch = _chosen(name, every, found, project)
    if pitch is None:
        return CONTENT
    if timer and not is_terminal(sys.stdout):
        raise click.UsageError("--timer needs a terminal to count down in; leave it out, or run this in one")
    # as its page has it
    fields = curled(pitch.fields)
    texts = _texts(fields, _set(given, fields.slots), examples=examples)
    text = said(fields, texts)
    rate = pace or found.site.pitch.words_per_minute
    say(text)
    say(f"\n{spoken_line(text, rate, fields.seconds)}")
    for slot in fields.slots:
        if slot.max_words and (words := count_words(texts[slot.name])) > slot.max_words:
            say(f"{slot.label}: {words} words; at most {slot.max_words} are meant.")
    code = copy_and_tell(text) if copied else 0
    if timer:
        from generator.cli.teleprompter import count_down

        taken = count_down(text, fields.title, rate, fields.seconds)
        say("Time." if taken >= fields.seconds else f"Stopped after {taken:.0f} of {fields.seconds} s.")
        return code if taken >= fields.seconds else STOPPED
    return code


def spoken_line(text: str, rate: int, target: int) -> str:
    """Return how long a text takes to say, as pages of pitches count it: ``78 words, about 33 s at 140 a minute``."""
    words = count_words(text)
    seconds = spoken_seconds(words, rate)
    over = seconds - target
    left = f"{over} s over" if over > 0 else f"{-over} s left" if over else f"just the {target} s"
    return f"{words} word{'' if words == 1 else 's'}, about {seconds} s at {rate} a minute; {left}"


def _list(every: list[Pitch], found: Lookup, project: Project) -> int:
    """Print all pitches, and what is wrong with those that cannot be read; return the exit code."""
    wide = max((len(pitch.slug) for pitch in every), default=0)
    for pitch in every:
        say(f"{pitch.slug:<{wide}}  {pitch.fields.title} ({pitch.fields.seconds} s)")
    errors = [problem for problem in found.problems if problem.severity == "error"]
    show(errors, project.root)
    if not every and not errors:
        say('There is no pitch yet. One begins with:  goodword new pitch "Thirty seconds"')
    return CONTENT if errors else 0


def _chosen(name: str, every: list[Pitch], found: Lookup, project: Project) -> Pitch | None:
    """Return the pitch of this name; None if its file cannot be read, after showing why."""
    wanted = nfc(name.strip()).casefold()
    exact = [one for one in every if wanted in {nfc(one.slug).casefold(), _title(one)}]
    begun = exact or [
        one for one in every if nfc(one.slug).casefold().startswith(wanted) or _title(one).startswith(wanted)
    ]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise click.UsageError(f'"{name}" may be {" or ".join(pitch.slug for pitch in begun)}; say more of it')
    broken = {one.place.path for one in found.problems if one.severity == "error"}
    for path in sorted(broken):
        if PurePath(path).stem.casefold().startswith(wanted):
            show(found.errors_of(path), project.root)
            return None
    known = ", ".join(pitch.slug for pitch in every) or "none yet"
    near = suggestion(name, [*(pitch.slug for pitch in every), *(pitch.fields.title for pitch in every)])
    raise click.UsageError(f'no pitch "{name}"{near or f"; there are: {known}"}')


def _title(pitch: Pitch) -> str:
    return " ".join(nfc(pitch.fields.title).casefold().split())


def _set(given: tuple[str, ...], slots: tuple[Slot, ...]) -> dict[str, str]:
    """Return the texts that the command line gives for the slots, or end with a usage error."""
    known = {slot.name: slot for slot in slots}
    texts = {}
    for one in given:
        name, mark, text = one.partition("=")
        name = name.strip()
        if not mark:
            raise click.BadParameter(f'it must be SLOT=TEXT, not "{one}"', param_hint="--set")
        if name not in known:
            near = suggestion(name, known) or f"; there are {', '.join(known)}"
            raise click.BadParameter(f'the pitch has no slot "{name}"{near}', param_hint="--set")
        if not _tidy(text) and not known[name].optional:
            raise click.BadParameter(f'the slot "{name}" cannot be left out', param_hint="--set")
        texts[name] = _tidy(text)
    return texts


def _texts(fields: PitchFields, given: Mapping[str, str], *, examples: bool) -> dict[str, str]:
    """Return a text for each slot: the given ones, else the examples or what the user answers."""
    missing = [slot for slot in fields.slots if slot.name not in given]
    if examples:
        return {slot.name: given.get(slot.name, slot.example) for slot in fields.slots}
    if missing and not is_interactive():
        needed = [slot.name for slot in missing if not slot.optional]
        if needed:
            raise click.UsageError(
                f"there is no terminal to ask questions on, and no text for {', '.join(needed)}; give each one, "
                f'as in --set {needed[0]}="…", or take the examples by --examples'
            )
        return {slot.name: given.get(slot.name, "") for slot in fields.slots}
    if missing:
        say(f"{fields.title}. Enter takes what stands in brackets.\n", err=True)
    return {slot.name: given[slot.name] if slot.name in given else _answer(slot) for slot in fields.slots}


def _answer(slot: Slot) -> str:
    """Return the user's text for a slot. A text with too many words is taken, and told of."""
    most = f" {slot.max_words} words at most." if slot.max_words else ""
    if slot.hint or most:
        say(f"{slot.hint}{most}".strip(), err=True)
    if slot.optional:
        say(f"For example: {slot.example}", err=True)
    default = "leave it out" if slot.optional else slot.example
    text = str(click.prompt(slot.label, default=default, err=True))
    say(err=True)
    return "" if slot.optional and text == default else _tidy(text)


def _tidy(text: str) -> str:
    """Return an answer on one line, without what a terminal would act on."""
    return without_controls(" ".join(text.split()))[0]
