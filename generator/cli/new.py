"""``goodword new``: a new content file, with the keys of its kind."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.base.atomic import write_file
from generator.base.problems import Report, suggestion
from generator.base.system import relative
from generator.base.text import slugify
from generator.cli.console import say, show
from generator.cli.editor import EditorError, edit
from generator.cli.faults import CONTENT, MACHINE
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment
from generator.cli.values import kinds
from generator.content.entry_reader import read_entry
from generator.pages.kind import Kind
from generator.scaffold.new_file import TakenError, new_file, title_of
from generator.scaffold.schemas import FOLDER, as_file, is_ours, kind_schema, schema_name
from generator.scaffold.site_facts import settings_here


@click.command(
    "new",
    cls=Command,
    examples=(
        "goodword new",
        'goodword new article "Why networking fails"',
        'goodword new pitch "Thirty seconds" --edit',
    ),
)
@click.argument("kind", required=False, shell_complete=kinds)
@click.argument("title", nargs=-1)
@click.option("--edit", "wanted", is_flag=True, help="Open it in the editor that VISUAL or EDITOR names.")
@click.option("--folder", is_flag=True, help="Put it into a folder of its own, for a text with pictures.")
@click.pass_obj
def command(session: Session, *, kind: str | None, title: tuple[str, ...], wanted: bool, folder: bool) -> int:
    """Begin a new file of a KIND, as a draft, and say where it is. Nothing is ever overwritten.

    All keys of the kind are in it, those that need not be there as notes. Without KIND, the kinds are listed.
    """
    project = session.project()
    report = Report()
    settings = settings_here(project, report)
    kinds = settings.kinds()
    if kind is None:
        show(report, project.root)
        _list(kinds)
        return 0
    chosen = _kind(kind, kinds)
    site = settings.site
    if site is None or (report.failed and settings.declared.unread):
        show(report, project.root)
        say(f"{relative(project.root)}: nothing was made. Mend the settings first, which say what a file is called.")
        return CONTENT
    words = title_of(" ".join(title) or _asked(chosen))
    if not words:
        raise click.UsageError("the title must be some text")
    if folder and not chosen.is_markdown:
        raise click.UsageError(f"--folder is for texts; {chosen.label.lower()} files are YAML")
    today = moment(None).astimezone(site.zone).date()
    try:
        made = new_file(project.root, chosen, words, site, today, folder=folder)
    except TakenError as taken:
        raise click.UsageError(str(taken)) from None
    target = project.root / made.path
    _inside(target, project.root)
    _write(target, made.text.encode())
    _schema(project.root, chosen)
    say(relative(target))
    _tell(target, made.path, chosen, site.zone)
    if wanted:
        try:
            edit(target)
        except EditorError as fault:
            say(f"goodword: {fault}. The file is made; open it yourself.", err=True)
            return MACHINE
    return 0


def _list(kinds: Mapping[str, Kind]) -> None:
    """Print the kinds of which files can be made."""
    rows = [(name, kind) for name, kind in kinds.items() if not kind.about]
    width = max(len(name) for name, _ in rows)
    say("goodword new KIND TITLE, where KIND is one of:\n")
    for name, kind in rows:
        say(f"  {name:<{width}}  {kind.label.lower()}, in content/{kind.folder}{'' if '.' in kind.folder else '/'}")


def _kind(word: str, kinds: Mapping[str, Kind]) -> Kind:
    """Return the kind that a word means: its name, its folder's, or what it is called; else end with a usage error."""
    wanted = slugify(word)
    names: dict[str, Kind] = {}
    for kind in kinds.values():
        for name in (kind.name, kind.folder.partition(".")[0], kind.label, kind.plural):
            names.setdefault(slugify(name), kind)
    found = names.get(wanted)
    possible = [name for name, kind in kinds.items() if not kind.about]
    if found is None:
        near = suggestion(wanted, names) or f"; there are {', '.join(possible)}"
        raise click.UsageError(f'no kind "{word}"{near}')
    if found.about:
        raise click.UsageError(
            f"{found.plural.lower()} are about something that is there: "
            f"content/{found.folder}/{{slug of the {found.about}}}{found.suffix}; the documentation has their keys"
        )
    return found


def _asked(kind: Kind) -> str:
    """Return the title that the person types, or end with a usage error where there is no terminal."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError(f'a TITLE is missing: goodword new {kind.name} "What it is called"')
    answer: str = click.prompt("Its title", err=True)
    return answer


def _inside(target: Path, root: Path) -> None:
    """End with a usage error if a path leads out of the project, by a link, or a file is in the way."""
    if not target.resolve().is_relative_to(root.resolve()):
        raise click.UsageError(f"{target.parent} leads out of the project, by a link; copy the folder here instead")
    there = next(part for part in target.parents if os.path.lexists(part))
    if not there.is_dir():
        raise click.UsageError(f"{there} is a file, and should be a folder; rename it")


def _write(target: Path, data: bytes) -> None:
    """Write a file that is not there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        file.write(data)


def _schema(root: Path, kind: Kind) -> None:
    """Write the schema that the new file names, if it is not there or out of date."""
    target = root / FOLDER / f"{schema_name(kind)}.json"
    data = as_file(kind_schema(kind))
    in_the_way = any(part.exists() and not part.is_dir() for part in target.parents)
    if in_the_way or target.is_dir() or not target.resolve().is_relative_to(root.resolve()):
        # Something of the writer's own has this name. The new file is made all the same.
        return
    before = target.read_bytes() if target.is_file() else None
    if before is None or (before != data and is_ours(before)):
        write_file(target, data)


def _tell(target: Path, path: str, kind: Kind, zone: ZoneInfo) -> None:
    """Print what to do next."""
    report = Report(read_entry(path, target.read_bytes(), kind, zone, texts=False).problems)
    if report.failed:
        # A kind of another package may ask for more than its types say.
        show(report, target.parents[path.count("/")])
    if kind.is_markdown:
        say('It is a draft. Write below the second "---", and look at it with: goodword serve --drafts')
        say('When it is ready, take the line "draft: true" out.')
    else:
        say("Take out the # before what you want to use, and write. Then: goodword check")
