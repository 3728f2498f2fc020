"""``goodword import`` of a source that has nothing but comments: they come to the articles that are here."""

from pathlib import Path

from generator.base.atomic import write_file
from generator.base.system import relative
from generator.cli.comments_pull import carried_out
from generator.cli.console import Bar, say
from generator.cli.options import moment
from generator.pulls.base import Pull
from generator.pulls.run import Ways, code_of
from generator.pulls.told import faults, lines, report
from generator.site.project import Project


def moved_in(project: Project, source: Pull, files: tuple[Path, ...], target: Path, *, dry: bool) -> int:
    """Move comments in, tell of it, and write the report to ``target``. Returns the exit code."""
    bar = Bar()
    ways = Ways(now=moment(None), dry=dry, as_there=True, told=lambda count: bar(f"{count} comments", 0, 1))
    outcomes = carried_out(project, source, files, ways)
    bar.close()
    if isinstance(outcomes, int):
        return outcomes
    for line in lines(outcomes, dry=dry):
        say(line)
    for line in faults(outcomes):
        say(line, err=True)
    if not dry and any(one.new for one in outcomes):
        write_file(target, report(outcomes).encode())
        say(f"All of it stands in {relative(target)}. Then: goodword check, and goodword serve")
    return code_of(outcomes)
