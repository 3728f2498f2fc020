"""``goodword build``: content to site."""

from pathlib import Path

import click

from generator.cli.main import CONTENT, MACHINE, Session
from generator.cli.options import base_url as check_base_url
from generator.cli.options import clock
from generator.cli.show import Bar, counted, show
from generator.pipeline import Options, Outcome, build
from generator.pool import WorkerDiedError


@click.command("build")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to build; site/ by default.")
@click.option("--drafts", is_flag=True, help="Show drafts as well.")
@click.option("--future", is_flag=True, help="Show what is scheduled as well.")
@click.option("--now", metavar="TIME", help="Build as if it were this time.")
@click.option("--base-url", callback=check_base_url, metavar="URL", help="Build for this address instead of the settings' url.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--clean", is_flag=True, help="Forget what earlier builds remembered.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="How many processes to use; all cores by default.")
@click.pass_obj
def command(session: Session, output: Path | None, drafts: bool, future: bool, now: str | None, base_url: str, strict: bool, clean: bool, jobs: int | None) -> None:  # noqa: FBT001, PLR0913 (options)
    """Build the site."""
    project = session.project()
    options = Options(clock=clock(now, drafts=drafts, future=future), output=output.absolute() if output else project.output, base_url=base_url, strict=strict, clean=clean, jobs=jobs or 0)
    bar = Bar()
    try:
        outcome = build(project, options, bar)
    except (OSError, WorkerDiedError) as fault:
        bar.close()
        click.echo(f"goodword: {_said(fault)}", err=True)
        raise SystemExit(MACHINE) from None
    bar.close()
    show(outcome.problems, project.root)
    if outcome.written is None:
        click.echo(f"{counted(outcome.problems)}. Nothing was published.", err=True)
        raise SystemExit(CONTENT)
    _summary(outcome, options)


def _summary(outcome: Outcome, options: Options) -> None:
    """Print what was done, in a line or two."""
    written = outcome.written
    assert written  # noqa: S101 (asked before)
    folder = options.output.name
    click.echo(f"{folder}/: {written.written} files written, {written.unchanged} unchanged, {written.removed} removed, in {outcome.seconds:.2f} s.")
    if warned := counted(outcome.problems):
        click.echo(f"{warned}. The site is published all the same.")
    if written.foreign:
        some = ", ".join(written.foreign[:5]) + (" …" if len(written.foreign) > 5 else "")
        click.echo(f"{len(written.foreign)} files in {folder}/ are not from this build and stay: {some}")


def _said(fault: Exception) -> str:
    """Return what failed, in a line."""
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault.strerror or fault)
    return str(fault)
