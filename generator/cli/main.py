"""The group of commands, and what is common to them."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from generator.project import Project, find_root

#: Exit codes: the content has problems, the command line is wrong, the machine failed us.
CONTENT, USAGE, MACHINE = 1, 2, 3


class Session:
    """What the commands share: the project that ``--root`` or the current folder says."""

    def __init__(self, root: Path | None) -> None:
        """Keep the root that was asked for."""
        self.root = root

    def project(self) -> Project:
        """Return the project, or end with a usage error that says how to get one."""
        start = (self.root or Path.cwd()).absolute()
        root = find_root(start) if self.root is None else start
        if root is None or not (root / "content" / "site.yaml").is_file():
            where = start if self.root else f"{start} or above it"
            message = f"there is no content/site.yaml in {where}; make a site with: goodword init FOLDER"
            raise click.UsageError(message)
        return Project(root)


def _version() -> str:
    """Return the version that is installed."""
    return version("goodword")


class _Lazy(click.Group):
    """A group that imports a command when it is called: the others cost nothing."""

    COMMANDS = ("build", "check", "init")

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the commands' names."""
        return sorted(self.COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return a command."""
        if name not in self.COMMANDS:
            return None
        from importlib import import_module  # noqa: PLC0415

        command: click.Command = import_module(f"generator.cli.{name}").command
        return command

    def resolve_command(self, context: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the command that the words name, or say which is near."""
        from generator.problems import suggestion  # noqa: PLC0415

        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.COMMANDS:
            context.fail(f'no command "{name}"{suggestion(name, self.COMMANDS)}')
        return super().resolve_command(context, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(file_okay=False, exists=True, path_type=Path), help="The project's folder.")
@click.version_option(message="goodword %(version)s", package_name="goodword")
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Turn a folder of text files into a site for people who give job-search help."""
    context.obj = Session(root)
