"""``goodword import``: a whole blog of another program, moved in."""

import contextlib
import gc
import re
from pathlib import Path

import click
import msgspec

from generator.base.atomic import write_file
from generator.base.problems import suggestion
from generator.base.system import relative
from generator.build.contents import Contents
from generator.cli.console import Bar, say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.import_comments import moved_in
from generator.cli.main import Session
from generator.cli.options import moment
from generator.edit.files import editing
from generator.importers.base import Export, Importer, UnreadableError, importers
from generator.importers.file_kinds import fault_of
from generator.importers.options import Options
from generator.importers.report import Result, counted, in_words, uncompared, written
from generator.importers.run import run
from generator.pulls.base import Pull, pulls
from generator.scaffold import unchanged
from generator.site.project import Project
from generator.web.download import Downloads

#: What other sites see of us.
_AGENT = "Goodword (moves a blog in for its owner)"
#: The report, in the project's own folder.
REPORT = "import-report.md"
#: When garbage is looked for. A build hardly ever does, as it is short; an export may be of a gigabyte.
_GARBAGE = 20_000, 5, 5


@click.command(
    "import",
    cls=Command,
    examples=(
        "goodword import wordpress my-blog.xml --dry-run",
        "goodword import substack my-export.zip --fetch",
        "goodword import folder ../my-old-blog",
    ),
)
@click.argument("source", required=False)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--media",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A copy of the blog's uploads: pictures and files.",
)
@click.option("--fetch", is_flag=True, help="Get pictures and files from the old blog.")
@click.option("--allow-private", is_flag=True, help="With --fetch, ask private networks, too.")
@click.option(
    "--program", metavar="NAME", help="What wrote a folder: jekyll, hugo, pelican, eleventy, goodword, plain."
)
@click.option("--address", metavar="URL", help="Where the blog was, if its export does not say.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would come.")
@click.option(
    "--strict",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Write nothing if pages would lose more.",
)
@click.pass_obj
def command(  # noqa: PLR0913 (options)
    session: Session,
    *,
    source: str | None,
    paths: tuple[Path, ...],
    media: Path | None,
    fetch: bool,
    allow_private: bool,
    program: str | None,
    address: str | None,
    dry: bool,
    strict: float | None,
) -> int:
    """Move in with a blog: texts, comments, addresses, and the names by which feed readers know them.

    SOURCE is where it comes from, PATHS is its export. Without both, the sources are listed. Nothing is overwritten;
    a second run adds what is new. What came and what was left stands in import-report.md.
    """
    if source is None:
        _list()
        return 0
    gc.set_threshold(*_GARBAGE)
    known = importers()
    chosen = known.get(source.lower())
    if chosen is None and (said := _said_only().get(source.lower())) is not None:
        return _comments(session, said, paths, dry=dry, other=media is not None or fetch or strict is not None)
    if chosen is None:
        every = sorted((*known, *_said_only()))
        raise click.UsageError(f'no source "{source}"{suggestion(source, every)}; there are: {", ".join(every)}')
    if not paths:
        raise click.UsageError(f"{chosen.label} needs {chosen.asks_for}: goodword import {chosen.name} FILE")
    if program is not None:
        chosen = _as_of(chosen, program)
    if address is not None:
        chosen = _at(chosen, address)
    project = session.project()
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"there is no {path}; {chosen.label} needs {chosen.asks_for}")
        if path.is_dir() and not chosen.takes_folder:
            raise click.UsageError(f"{path} is a folder; {chosen.label} needs {chosen.asks_for}")
    if allow_private and not fetch:
        raise click.UsageError("--allow-private goes with --fetch")
    if media is not None and not media.is_dir():
        raise click.UsageError(f"--media {media}: there is no such folder")
    try:
        with editing(project):
            getting = None
            if fetch and not dry:
                kept = project.work / "import"
                getting = Downloads(kept, _AGENT, allow_private=allow_private, fault=fault_of)
            with contextlib.closing(getting) if getting else contextlib.nullcontext():
                ways = Options(media=media, fetch=getting.get if getting else None, dry=dry, now=moment(None))
                return _carried_out(project, chosen, paths, ways, strict=strict)
    except UnreadableError as fault:
        say(f"{', '.join(map(str, paths))}: {fault}.", err=True)
        return CONTENT


def _as_of(chosen: Importer, program: str) -> Importer:
    """Return a source that takes its export for that of a program, which the person named."""
    known = chosen.programs
    if not known:
        raise click.UsageError(f"--program is for folders; {chosen.label} needs none")
    if program.lower() not in known:
        raise click.UsageError(f'no program "{program}"{suggestion(program, known)}; there are: {", ".join(known)}')
    return msgspec.structs.replace(chosen, read=known[program.lower()])


def _at(chosen: Importer, address: str) -> Importer:
    """Return a source that takes its export for that of a blog at an address, which the person named."""
    read = chosen.read_at
    if read is None:
        raise click.UsageError(
            f"--address is for exports that do not say where the blog was. For {chosen.label}, {chosen.address_in}"
        )
    found = re.fullmatch(r"(?i)(https?://)?([\w-]+(?:\.[\w-]+)+(?::\d+)?)/?", address.strip())
    if found is None:
        raise click.UsageError(f"--address {address}: it must be like https://NAME.example.com, without a path")
    home = f"{(found[1] or 'https://').lower()}{found[2].lower()}"
    return msgspec.structs.replace(chosen, read=lambda paths: read(paths, home))


def _list() -> None:
    """Print the sources."""
    say("goodword import SOURCE PATH, where SOURCE is one of:\n")
    for one in importers().values():
        say(f"  {one.name:<10} {one.label}: {one.asks_for}")
    for said in _said_only().values():
        say(f"  {said.name:<10} {said.label}, comments only: {said.file}")


def _said_only() -> dict[str, Pull]:
    """Return the sources that have comments and no texts."""
    return {name: one for name, one in pulls().items() if one.imports}


def _comments(session: Session, source: Pull, paths: tuple[Path, ...], *, dry: bool, other: bool) -> int:
    """Move in with comments alone."""
    if not paths:
        raise click.UsageError(f"{source.label} needs {source.file}: goodword import {source.name} FILE")
    if other:
        raise click.UsageError(f"{source.label} has comments only: --media, --fetch and --strict are for whole blogs")
    project = session.project()
    return moved_in(project, source, paths, project.root / REPORT, dry=dry)


def _carried_out(
    project: Project, chosen: Importer, paths: tuple[Path, ...], ways: Options, *, strict: float | None
) -> int:
    """Carry out an import and tell of it. Returns the exit code."""
    bar = Bar()
    bar("reading", 0, 1)
    export = chosen.read(paths)
    with export if isinstance(export, contextlib.AbstractContextManager) else contextlib.nullcontext():
        return _moved(project, chosen, export, ways, bar, strict=strict)


def _moved(project: Project, chosen: Importer, export: Export, ways: Options, bar: Bar, *, strict: float | None) -> int:
    dry = ways.dry

    def told(done: int, of: int) -> None:
        bar("moving in", done, of)

    def result(*, write: bool) -> Result | Contents:
        fresh = not _own_articles(project)
        return run(project, export, chosen.label, msgspec.structs.replace(ways, dry=not write, fresh=fresh), told)

    tried = result(write=not dry and strict is None)
    if isinstance(tried, Result) and strict is not None and not dry:
        if 100 * tried.loss.share > strict:
            bar.close()
            share = f"{100 * tried.loss.share:.2f} %, more than {strict:g} %"
            say(f"Lost would be {in_words(tried.loss)}: {share}. Nothing was written.", err=True)
            say("See it text by text with --dry-run.", err=True)
            return CONTENT
        tried = result(write=True)
    bar.close()
    if isinstance(tried, Contents):
        show(tried.errors, project.root)
        say("Nothing was moved in. Mend these first: goodword check", err=True)
        return CONTENT
    _tell(project, tried, dry=dry)
    return 0


def _own_articles(project: Project) -> bool:
    """Return whether the site has articles other than those that ``init`` wrote."""
    examples = set(unchanged(project.root))
    folder = project.root / "content" / "articles"
    files = (path.relative_to(project.root).as_posix() for path in folder.rglob("*.md")) if folder.is_dir() else ()
    return any(path not in examples for path in files)


def _tell(project: Project, result: Result, *, dry: bool) -> None:
    """Print what came and what was lost, and write the report."""
    for one in result.kept:
        if one.loss.share:
            say(f"{one.path}: {in_words(one.loss)} lost")
    text = written(result)
    if dry:
        say(text)
        say("Nothing was written.")
        return
    new = any(not what.endswith("already") for what in result.counts)
    counts = ", ".join(counted(what, count) for what, count in result.counts.items()) or "nothing"
    say(f"{'Moved in' if new else 'Nothing is new'}: {counts}.")
    if result.uncompared < len(result.kept) or not result.uncompared:
        say(f"Lost: {in_words(result.loss)} ({100 * result.loss.share:.2f} %).")
    if result.uncompared:
        say(uncompared(result))
    if result.broken:
        say(f"{len(result.broken):,} pictures and files did not come: the report says why. Run it again to try again.")
    if result.missing:
        say(f"{len(result.missing):,} pictures and files are not here. Bring them with --media or --fetch.")
    if new or result.broken:
        target = project.root / REPORT
        write_file(target, text.encode())
        say(f"All of it stands in {relative(target)}. Then: goodword check, and goodword serve --drafts")
