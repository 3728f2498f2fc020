"""``goodword build``: content to site."""

import datetime as dt
import os
from pathlib import Path

import click
import msgspec

from generator.build.lock import locked
from generator.build.pipeline import build
from generator.build.terms import Options, Outcome
from generator.cli.console import Bar, counted, say, show
from generator.cli.example import example_line
from generator.cli.faults import CONTENT
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import base_url as check_base_url
from generator.cli.options import clock, output_folder
from generator.cli.waiting import waiting_line
from generator.incremental.up_to_date import Before, note, remember
from generator.site.project import Project


@click.command(
    "build", cls=Command, examples=("goodword build --strict", "goodword build --drafts --future --output ../preview")
)
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Where to build; site/ by default.")
@click.option("--drafts", is_flag=True, help="Show drafts as well.")
@click.option("--future", is_flag=True, help="Show what is scheduled as well.")
@click.option("--now", metavar="TIME", help='Build as if it were this time, such as "2026-11-02 07:30" (UTC).')
@click.option(
    "--base-url", callback=check_base_url, metavar="URL", help="Build for this address, not the settings' url."
)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--clean", is_flag=True, help="Forget what earlier builds remembered.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes to use; one a core by default.")
@click.option("--explain", default="", metavar="PATH", help="Say why this file or address was made again, or not.")
@click.pass_obj
def command(  # noqa: PLR0913 (options)
    session: Session,
    *,
    output: Path | None,
    drafts: bool,
    future: bool,
    now: str | None,
    base_url: str,
    strict: bool,
    clean: bool,
    jobs: int | None,
    explain: str,
) -> int:
    """Build the site: content/ to site/.

    With an error in the content nothing is published, and the site stays as it was.
    """
    project = session.project()
    options = Options(
        clock=clock(now, drafts=drafts, future=future),
        output=output_folder(project, output),
        base_url=base_url,
        strict=strict,
        clean=clean,
        jobs=jobs or 0,
        explain=explain,
        environment=os.environ,
    )
    bar = Bar()
    # --clean and --explain skip the fast path, so the state is taken here, before the build changes anything.
    before = session.before or Before(os.path.abspath(project.root), [])  # noqa: PTH100 (as the fast path writes it)
    # A build of another moment, with drafts, or into another folder must not affect the schedule.
    counts = options.output == project.output and not (now or drafts or future or os.environ.get("SOURCE_DATE_EPOCH"))
    try:
        with locked(project.work) as at_once:
            if at_once and session.before is not None and session.before.root == str(project.root):
                options = msgspec.structs.replace(options, seen=session.before.seen)
            outcome = build(project, options, bar)
            last = closing(project, outcome, options.clock.now)
            if outcome.written is not None:
                sure = before.sure()
                if session.before is not None:
                    _remember(before, outcome, options, last, sure=sure)
                if counts:
                    _note(before, outcome, sure=sure)
    finally:
        bar.close()
    show(outcome.problems, project.root)
    if outcome.written is None:
        say(_refused(outcome), err=True)
        return CONTENT
    _summary(outcome, options)
    if outcome.explained:
        say(outcome.explained)
    for line in last:
        say(line)
    return 0


def closing(project: Project, outcome: Outcome, now: dt.datetime) -> list[str]:
    """Return the last lines: what is not published, what is near a host's limit, which examples are unchanged."""
    if outcome.site is None:
        return []
    waiting = waiting_line(outcome.waiting, now, outcome.site.zone)
    still = example_line(project.root, outcome.site, told=bool(outcome.asked))
    return [line for line in (waiting and f"Not out: {waiting}.", *outcome.notes, still) if line]


def _remember(before: Before, outcome: Outcome, options: Options, last: list[str], *, sure: bool) -> None:
    """Store the build's result, for the next run if nothing has changed by then."""
    due = outcome.next[0].timestamp() if outcome.next else None
    folder, count = options.output.name, len(outcome.files)
    said = f"{folder}/: nothing changed; {files(count)} as they should be.\n"
    if warned := counted(outcome.problems):
        stand, them = ("stands", "it") if warned.startswith("1 ") else ("stand", "them")
        said += f"{warned} {stand}: goodword check lists {them}.\n"
    said += "".join(f"{line}\n" for line in last)
    remember(before, str(options.output), outcome.files, due, said, outcome.asked, sure=sure)


def _note(before: Before, outcome: Outcome, *, sure: bool) -> None:
    """Store when the next build is due, for schedules."""
    when, source = (outcome.next[0].timestamp(), outcome.next[1]) if outcome.next else (0.0, "")
    note(before, when, source, outcome.site.timezone if outcome.site else "UTC", sure=sure)


def _refused(outcome: Outcome) -> str:
    """Return why nothing was published."""
    found = counted(outcome.problems)
    if any(problem.severity == "error" for problem in outcome.problems):
        return f"{found}. Nothing was published."
    return f"{found}, which --strict takes for errors. Nothing was published."


def _summary(outcome: Outcome, options: Options) -> None:
    """Print a summary of the build, in a line or two."""
    written = outcome.written
    if written is None:
        return
    folder = options.output.name
    say(
        f"{folder}/: {files(written.written)} written, {written.unchanged} unchanged, "
        f"{written.removed} removed, in {outcome.seconds:.2f} s."
    )
    if warned := counted(outcome.problems):
        say(f"{warned}. The site is published all the same.")
    if others := written.foreign:
        some = ", ".join(others[:5]) + (" …" if len(others) > 5 else "")
        stay = "is not from a build and stays" if len(others) == 1 else "are not from a build and stay"
        say(f"{files(len(others))} in {folder}/ {stay}: {some}")


def files(count: int) -> str:
    """Return a number of files as text: ``1 file``, ``2 files``."""
    return f"{count} file{'' if count == 1 else 's'}"
