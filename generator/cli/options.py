"""Values of options that several commands take."""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.base.system import is_same
from generator.site.project import Project
from generator.site.visibility import Clock

#: Folders of a project whose files are not generated, so the output must not go there.
_KEPT = ("content", "templates", "private", ".git", ".github")


def moment(text: str | None, option: str = "--now") -> dt.datetime:
    """Return the moment to build for: what the option says, else SOURCE_DATE_EPOCH, else now."""
    from generator.schema.scalars import parse_time

    if text:
        try:
            return parse_time(text, ZoneInfo("UTC"))
        except ValueError as wrong:
            raise click.BadParameter(f'it must be {wrong.args[0]}, not "{text}"', param_hint=option) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError):
            raise click.UsageError(f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{epoch}"') from None
    return dt.datetime.now(dt.UTC)


def clock(now: str | None, *, drafts: bool, future: bool) -> Clock:
    """Return the clock that the options describe."""
    return Clock(moment(now), drafts, future)


def base_url(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """Return the option's absolute address, or fail with a usage error."""
    from generator.site.settings import is_address

    if value is not None and not is_address(value):
        raise click.BadParameter(f'it must be an address such as https://example.org/blog/, not "{value}"')
    return value or ""


def kept_folder(project: Project, path: Path) -> str:
    """Return the folder of the project's own files in which a path lies, or an empty string."""
    real, root = path.resolve(), project.root.resolve()
    for name in _KEPT:
        kept = (root / name).resolve()
        # On a case-insensitive file system, a path in other capitals may be the same folder.
        if any(part == kept or is_same(part, kept) for part in (real, *real.parents)):
            return name
    return ""


def output_folder(project: Project, wanted: Path | None) -> Path:
    """Return the folder to build in, or fail if it has files of the project itself."""
    output = (wanted if wanted is not None else project.output).absolute()
    real, root = output.resolve(), project.root.resolve()
    hint = "--output"
    if any(real == part or is_same(real, part) for part in (root, *root.parents)):
        raise click.BadParameter(f"{output} is the project's own folder, or above it", param_hint=hint)
    if name := kept_folder(project, output):
        raise click.BadParameter(f"{output} is in {name}/, which a build must not change", param_hint=hint)
    work = project.work.resolve()
    notes = (work / "stage", work / "outputs")
    parts = (real, *real.parents)
    if (
        real == work
        or is_same(real, work)
        or any(one in parts or is_same(one, part) for one in notes for part in parts)
    ):
        raise click.BadParameter(f"{output} is where builds keep their notes", param_hint=hint)
    for part in (real, *real.parents):
        if part.exists():
            if not part.is_dir():
                raise click.BadParameter(f"{part} is a file, not a folder", param_hint=hint)
            break
    return output
