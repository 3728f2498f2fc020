"""``goodword schema``: JSON Schemas of content files, for editors and other programs."""

from pathlib import Path

import click

from generator.base.atomic import write_file
from generator.base.problems import Report, suggestion
from generator.base.system import relative
from generator.cli.console import say, show
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import kept_folder
from generator.cli.values import kinds
from generator.scaffold.schemas import FOLDER, as_file, is_ours, schemas
from generator.scaffold.site_facts import kinds_here
from generator.site.project import Project


@click.command(
    "schema",
    cls=Command,
    examples=(
        "goodword schema",
        "goodword schema article > article.json",
        "goodword schema --all",
    ),
)
@click.argument("kind", required=False, shell_complete=kinds)
@click.option(
    "--all",
    "folder",
    metavar="[DIR]",
    is_flag=False,
    flag_value="",
    help=f"Write all of them into DIR; without DIR, into {FOLDER}/ of the project.",
)
@click.pass_obj
def command(session: Session, *, kind: str | None, folder: str | None) -> int:
    """Print the JSON Schema of a content file: of a KIND, of site (site.yaml) or of people (people.yaml).

    For Markdown files it describes the front matter. Without KIND, the names are listed.
    """
    project = session.any_project()
    report = Report()
    found = schemas(kinds_here(project, report))
    if project:
        # The kinds that could be read have their schemas all the same.
        show(report, project.root)
    if kind is not None and folder is not None:
        raise click.UsageError("one KIND, or --all")
    if folder is not None:
        files = {f"{name}.json": as_file(schema) for name, schema in found.items()}
        return _write(_target(project, folder), files)
    if kind is None:
        for name in found:
            say(name)
        return 0
    name = kind.strip().lower()
    if name not in found:
        raise click.UsageError(f'no kind "{kind}"{suggestion(name, found) or "; there are " + ", ".join(found)}')
    say(as_file(found[name]).decode(), end="")
    return 0


def _target(project: Project | None, folder: str) -> Path:
    """Return the folder for all schemas, or end with a usage error."""
    if not folder and project is None:
        raise click.UsageError("there is no project here whose schemas these could be; name a folder: --all DIR")
    target = Path(folder).absolute() if folder or project is None else project.root / FOLDER
    if project and (name := kept_folder(project, target)):
        raise click.BadParameter(f"{target} is in {name}/, where nothing is made", param_hint="--all")
    there = next((part for part in (target, *target.parents) if part.exists()), target)
    if not there.is_dir():
        raise click.BadParameter(f"{there} is a file, not a folder", param_hint="--all")
    return target


def _write(target: Path, files: dict[str, bytes]) -> int:
    """Write the files that differ, and return the exit code. Files that Goodword did not make are never overwritten."""
    before = {name: (target / name).read_bytes() for name in files if (target / name).is_file()}
    others = [name for name in files if (target / name).exists() and not is_ours(before.get(name, b""))]
    if others:
        raise click.UsageError(f"{target / others[0]} is no schema that Goodword made; move it, or name another folder")
    changed = [name for name, data in files.items() if before.get(name) != data]
    for name in changed:
        write_file(target / name, files[name])
    say(f"{relative(target)}/: {len(changed)} schemas written, {len(files) - len(changed)} unchanged.")
    return 0
