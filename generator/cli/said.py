"""Comments and mentions for commands: read, found by their IDs, and shown where a terminal acts on nothing in them."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator

import click

from generator.base.problems import suggestion
from generator.base.text import printable
from generator.build.contents import read_contents
from generator.cli.console import say, show
from generator.cli.faults import CONTENT
from generator.content.said import COMMENT, MENTION
from generator.moderation.said import Said, every, named
from generator.site.project import Project
from generator.site.settings import Site

_NARROWEST, _WIDEST = 24, 88


class Unreadable(Exception):  # noqa: N818 (it ends a command, and was told)
    """What was said cannot be read, and that was told."""

    code = CONTENT


def read(project: Project) -> tuple[Site, list[Said]]:
    """Return the settings and all that was said. Raises :class:`Unreadable` after telling what is wrong.

    Errors elsewhere in the content do not matter here.
    """
    contents = read_contents(project)
    folders = tuple(f"content/{kind.folder}/" for name, kind in contents.kinds.items() if name in {COMMENT, MENTION})
    wrong = [one for one in contents.errors if contents.site is None or one.place.path.startswith(folders)]
    if contents.site is None or wrong:
        show(wrong, project.root)
        say("Mend these first: a file with errors cannot be changed safely.", err=True)
        raise Unreadable
    return contents.site, every(contents)


def found(said: Iterable[Said], ids: Iterable[str]) -> list[Said]:
    """Return what IDs mean, each once. An unknown one is a usage error, with a similar one."""
    known, chosen = named(said), {}
    for name in ids:
        one = known.get(name.strip())
        if one is None:
            near = suggestion(name, known) or ". See them all: goodword comments list --status all"
            raise click.UsageError(f'nothing was said that is called "{printable(name)}"{near}')
        chosen[one.id] = one
    return list(chosen.values())


def width() -> int:
    """Return how wide a text is set."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns - 1))


def set_in(text: str, indent: str = "    ", most: int = 0) -> Iterator[str]:
    """Return the lines of a text as it is set, in at most so many lines."""
    lines = [
        line
        for part in text.strip().splitlines()
        for line in textwrap.wrap(printable(part), width() - len(indent), break_on_hyphens=False) or [""]
    ]
    shown = lines if not most or len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
    yield from (f"{indent}{line}".rstrip() for line in shown)


def head(one: Said, site: Site) -> str:
    """Return who said something, when, and from where."""
    when = one.date.astimezone(site.zone)
    who = one.author or ("Somebody" if one.kind == "comment" else one.url)
    parts = [printable(who), f"{when.day} {when:%B %Y}", *([printable(one.url)] if one.url and one.url != who else [])]
    return ", ".join(parts)


def looks(one: Said) -> str:
    """Return what is to be known of something before it is decided of, in sentences, or an empty string."""
    spam = f"Looks like spam: {printable('; '.join(one.reasons))}." if one.reasons else ""
    author = f"{printable(one.author)} is an author's name: approved, this is shown as theirs." if one.as_author else ""
    return " ".join(filter(None, (author, spam)))
