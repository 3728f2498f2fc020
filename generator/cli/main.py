"""The group of commands, and what is common to them."""

import contextlib
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator.base.layout import settings_of
from generator.cli.commands import COMMANDS, GROUPS, NAME, VARIABLE
from generator.cli.console import say
from generator.cli.faults import STOPPED, USAGE, end_output, told
from generator.cli.help import Group, write_groups
from generator.incremental.up_to_date import Before
from generator.site.project import Project, find_root

#: The last line of the help of ``goodword`` without a command.
_START = "A site of your own begins with:  goodword init my-site"


class Session:
    """What the commands share: the project given by ``--root`` or the current folder."""

    def __init__(self, root: Path | None, before: Before | None = None) -> None:
        """Keep the given root, and the state of the project before a build."""
        self.root, self.before = root, before

    def project(self) -> Project:
        """Return the project, or end with a usage error that says how to get one."""
        start = (self.root or Path.cwd()).absolute()
        root = find_root(start) if self.root is None else start
        if root is None or not settings_of(str(root)):
            where = start if self.root else f"{start} or above it"
            message = f"there is no content/site.yaml in {where}; make a site with: goodword init FOLDER"
            raise click.UsageError(message)
        return Project(root)

    def any_project(self) -> Project | None:
        """Return the project, or None without one; a folder given by ``--root`` that is none is a usage error."""
        return self.project() if self.root or find_root(Path.cwd()) else None


def installed_version() -> str:
    """Return the installed version, or an empty string if the program runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("goodword")
    except PackageNotFoundError:
        return ""


class _Lazy(Group):
    """A group that imports a command's module only when the command is called."""

    COMMANDS = tuple(sorted(COMMANDS))

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the commands' names, in the order of a day."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return a command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"generator.cli.{name}").command
        command.short_help = COMMANDS[name]
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by their groups, without importing them."""
        write_groups(formatter, GROUPS.items())

    def shell_complete(self, context: click.Context, incomplete: str) -> list[Any]:
        """Return the commands that begin so, without importing them, and the options."""
        from click.shell_completion import CompletionItem

        commands = [CompletionItem(name, help=said) for name, said in COMMANDS.items() if name.startswith(incomplete)]
        return [*commands, *click.Command.shell_complete(self, context, incomplete)]

    def invoke(self, context: click.Context) -> Any:
        """Return what the command returns: its exit code. Ctrl-C ends it in one line."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            raise click.Abort from None


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 (click's)
    """Print the version and end."""
    if wanted and not context.resilient_parsing:
        say(f"goodword {installed_version() or '(not installed)'} ({', '.join(quick_ways())})")
        context.exit()


def quick_ways() -> list[str]:
    """Return the Python version, and for each library with a fast path whether it is used."""
    import platform

    ways = [f"Python {platform.python_version()}"]
    for module in ("generator.markup.markdown", "generator.theme.quick_code"):
        try:
            ways.append(import_module(module).quick_way())
        except ImportError as missing:
            ways.append(f"no {missing.name}")
    return ways


@click.group(
    cls=_Lazy, invoke_without_command=True, epilog=_START, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    metavar="DIR",
    help="The project's folder, if it is not this one or one above it.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Turn a folder of text files into a site for people who give job-search help."""
    context.obj = Session(root, context.obj)
    if context.invoked_subcommand is None:
        say(context.get_help())


def _show(wrong: click.UsageError) -> None:
    """Print what is wrong with the command line."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            wrong.show(file=sys.stderr)


def run(args: list[str], before: Before | None = None) -> int:
    """Return the exit code of a command line. Any error is reported as a message, never as a traceback.

    ``before`` is the state of the project before a build, if the fast path has taken it.
    """
    if os.environ.get(VARIABLE):
        from generator.cli.shells import prepare

        prepare()
    try:
        code = cli.main(args, prog_name=NAME, complete_var=VARIABLE, standalone_mode=False, obj=before)
    except click.Abort:
        say("goodword: stopped.", err=True)
        code = STOPPED
    except click.UsageError as wrong:
        _show(wrong)
        code = USAGE
    except Exception as fault:  # noqa: BLE001 (the last place to turn it into a message)
        code = told(fault)
    return end_output(code if isinstance(code, int) else 0)
