"""``goodword comments pull``: what was said elsewhere, into files."""

import contextlib
from pathlib import Path

import click

from generator.base.problems import Report, suggestion
from generator.build.contents import read_contents
from generator.cli.console import Bar, say, show
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment
from generator.comments.choose import choose
from generator.edit.files import editing
from generator.moderation.said import suspicious
from generator.pulls.articles import Articles
from generator.pulls.base import Pull, pulls
from generator.pulls.choose import asked, errand, fetcher, lacks
from generator.pulls.remembered import Remembered
from generator.pulls.run import Outcome, Ways, carry_out, code_of
from generator.pulls.told import as_json as in_json
from generator.pulls.told import faults, lines
from generator.site.project import Project


@click.command(
    "pull",
    cls=Command,
    short_help="Bring comments home from elsewhere, to be looked at.",
    examples=(
        "goodword comments pull",
        "goodword comments pull isso comments.db",
        "goodword comments pull email answers.mbox --dry-run",
    ),
)
@click.argument("source", required=False)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--from", "named", metavar="SOURCE", help="The same as SOURCE.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would come.")
@click.option("--allow-private", "private", is_flag=True, help="Ask servers in private networks as well.")
@click.option("--all-gone", is_flag=True, help="Take the texts off even if most are deleted at their source.")
@click.option("--json", "as_json", is_flag=True, help="Print what came for programs.")
@click.pass_obj
def command(  # noqa: PLR0913 (options)
    session: Session,
    *,
    source: str | None,
    files: tuple[Path, ...],
    named: str | None,
    dry: bool,
    private: bool,
    all_gone: bool,
    as_json: bool,
) -> int:
    """Bring comments from SOURCE into content/comments/. They wait there: you decide which are shown.

    Without SOURCE, the site's live system and the posts in "syndicated" are asked. FILE is an export. What is there
    stays as it is; only what was deleted at its source loses its text.
    """
    project = session.project()
    if named is not None:
        files = (Path(source), *files) if source is not None else files
        source = named
    known = pulls()
    if source is not None and source.lower() not in known:
        raise click.UsageError(f'no source "{source}"{suggestion(source, known)}; there are: {", ".join(known)}')
    chosen = known[source.lower()] if source is not None else None
    bar = Bar()
    ways = _ways(bar, dry=dry, all_gone=all_gone)
    outcomes = carried_out(project, chosen, files, ways, private=private)
    bar.close()
    return outcomes if isinstance(outcomes, int) else _tell(outcomes, dry=dry, as_json=as_json)


def _ways(bar: Bar, *, dry: bool, all_gone: bool) -> Ways:
    return Ways(now=moment(None), dry=dry, all_gone=all_gone, told=lambda count: bar(f"{count} comments", 0, 1))


def carried_out(
    project: Project, chosen: Pull | None, files: tuple[Path, ...], ways: Ways, *, private: bool = False
) -> list[Outcome] | int:
    """Return what came from each source; or the exit code, where the site has problems."""
    _look(files)
    with editing(project):
        contents = read_contents(project)
        report = Report()
        report.add(contents.errors)
        site = contents.site
        live = choose(site, report) if site is not None else None
        if site is None or report.failed:
            show(report, project.root)
            say("Nothing was brought. Mend these first: goodword check", err=True)
            return CONTENT
        articles = Articles(contents, site)
        known = pulls()
        sources = [chosen] if chosen is not None else asked(known, live, articles)
        if not sources:
            raise click.UsageError(
                "there is nobody to ask: the site has no live system that can be asked, and no article's"
                f' "syndicated" names a post. A file can be named: goodword comments pull SOURCE FILE, where SOURCE is'
                f" one of {', '.join(known)}"
            )
        outcomes: list[Outcome] = []
        remembered = Remembered(project.work)
        for one in sources:
            for file in files or (None,):
                if lacking := lacks(one, live, file):
                    raise click.UsageError(f"{lacking}: goodword comments pull {one.name}{' FILE' * bool(one.file)}")
                with contextlib.closing(fetcher([one], live, private=private)) as web:
                    # What an earlier one wrote is read again.
                    if outcomes and not ways.dry:
                        articles = Articles(read_contents(project), site)
                    outcomes.append(
                        carry_out(project, one, errand(one, site, articles, live, file, web), remembered, ways)
                    )
        if not ways.dry:
            remembered.write()
        new = suspicious(contents, {name: words for one in outcomes for name, words in one.words.items()})
        for outcome in outcomes:
            outcome.looks_like_spam = {name: new[name] for name in outcome.words if name in new}
    return outcomes


def _look(files: tuple[Path, ...]) -> None:
    for file in files:
        if not file.exists():
            raise click.UsageError(f"there is no {file}")
        if file.is_dir():
            raise click.UsageError(f"{file} is a folder, and not a file")


def _tell(outcomes: list[Outcome], *, dry: bool, as_json: bool) -> int:
    if as_json:
        say(in_json(outcomes, dry=dry))
    else:
        for line in lines(outcomes, dry=dry):
            say(line)
    for line in faults(outcomes):
        say(line, err=True)
    if not as_json and not dry and any(one.new for one in outcomes):
        say("They wait, and nobody sees them yet. To decide, one after the other: goodword comments review")
    return code_of(outcomes)
