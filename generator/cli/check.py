"""``goodword check``: everything that is wrong, all at once, and nothing written."""

import io
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import click

from generator.base.model import Entry, Prose
from generator.base.problems import Problem
from generator.build.outside_links import External, Links, outside_links
from generator.build.terms import Outcome
from generator.build.trial import tried
from generator.cli.build import closing
from generator.cli.console import Bar, counted, is_utf_8, say, show
from generator.cli.faults import CONTENT, MACHINE
from generator.cli.formats import as_github, as_json
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.mending import marked, mend, mendable
from generator.cli.options import clock
from generator.site.project import Project
from generator.site.settings import Site
from generator.site.visibility import Clock

#: How often --fix looks again for what was hidden by what it mended.
_ROUNDS = 10


@click.command(
    "check",
    cls=Command,
    examples=("goodword check", "goodword check --fix", "goodword check --external", "goodword check --format json"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print what is found: for people, for programs, or as marks on a change on GitHub.",
)
@click.option("--external", "ask", is_flag=True, help="Ask the sites that links lead to, too.")
@click.option("--allow-private", is_flag=True, help="With --external: ask this computer and private networks as well.")
@click.option("--fix", is_flag=True, help="Mend what has one right answer, and say what was done.")
@click.pass_obj
def command(session: Session, *, form: str, ask: bool, allow_private: bool, fix: bool) -> int:
    """Find everything that is wrong, all at once. Nothing is written but by --fix.

    Warnings count as failures here. Advice does not.
    """
    project = session.project()
    if allow_private and not ask:
        raise click.UsageError("--allow-private says which sites may be asked, so it needs --external")
    moment = clock(None, drafts=False, future=False)
    links: Links = {}
    outcome = _outcome(project, moment, links if ask else None)
    for _ in range(_ROUNDS if fix else 0):
        if not mend(project, outcome.problems, err=form != "text"):
            break
        links.clear()
        outcome = _outcome(project, moment, links if ask else None)
    found = External()
    if ask:
        from generator.cli.external import OFFLINE, external

        found = external(project, links, allow_private=allow_private)
    problems = tuple(sorted((*outcome.problems, *found.problems)))
    can = mendable(project, problems)
    if form == "json":
        # Every other encoding has ASCII at least, which is enough for JSON.
        say(as_json(problems, can, only_ascii=not is_utf_8(sys.stdout)))
    elif form == "github":
        if isinstance(sys.stdout, io.TextIOWrapper):
            # GitHub expects UTF-8, also on Windows.
            sys.stdout.reconfigure(encoding="utf-8")
        for line in as_github(problems, _in_repository(project.root)):
            say(line)
    else:
        _text(problems, project.root, found.moved, can, offline=found.offline)
        for line in (*closing(project, outcome, moment.now), found.note):
            if line:
                say(line)
    if found.offline:
        say(f"goodword: {OFFLINE}", err=True)
    if any(problem.severity != "advice" for problem in problems):
        return CONTENT
    return MACHINE if found.offline else 0


def _outcome(project: Project, moment: Clock, links: Links | None) -> Outcome:
    """Return the outcome of a build that publishes nothing; the links to other sites are added to ``links``, if any."""

    def watch(site: Site, entries: Sequence[Entry], texts: Mapping[str, Prose]) -> None:
        if links is not None:
            links.update(outside_links(site, entries, texts))

    bar = Bar()
    try:
        return tried(project, moment, os.environ, bar, None if links is None else watch)
    finally:
        bar.close()


def _in_repository(root: Path) -> str:
    """Return the project's path in its repository: that of Git, or the one that a GitHub workflow has checked out."""
    real = root.resolve()
    top = next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), None)
    if top is None and (workspace := os.environ.get("GITHUB_WORKSPACE", "")):
        top = Path(workspace).resolve()
    if top is None or not real.is_relative_to(top):
        return ""
    below = real.relative_to(top).as_posix()
    return "" if below == "." else below + "/"


def _text(
    problems: Sequence[Problem],
    root: Path,
    full: AbstractSet[Problem],
    can: AbstractSet[Problem],
    *,
    offline: bool = False,
) -> None:
    """Print problems for people: errors, warnings and those in ``full`` each by itself, other advice in one line.

    ``can`` are those that can be mended; ``offline`` is whether other sites were to be asked and could not be.
    """
    wrong = [problem for problem in problems if problem.severity != "advice"]
    single = [problem for problem in problems if problem.severity != "advice" or problem in full]
    show([marked(problem) if problem in can else problem for problem in single], root, err=False)
    if advice := advice_line([problem for problem in problems if problem not in full]):
        say(advice)
    fine = "Nothing is wrong but for links to other sites, which are not known." if offline else "Nothing is wrong."
    say(f"{counted(wrong)}." if wrong else fine)
    if can:
        some = "all" if len(can) == len(problems) else f"{len(can):,}"
        say(f"goodword check --fix can mend {'it' if len(problems) == 1 else f'{some} of them'}.")


def advice_line(problems: Sequence[Problem]) -> str:
    """Return all advice in one line: each message once, with its first file and the number of others."""
    places: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.severity == "advice":
            places[problem.message].append(problem.place.path)
    parts = []
    for message, paths in places.items():
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        parts.append(f"{message} ({paths[0]}{more})")
    return "advice: " + "; ".join(parts) if parts else ""
