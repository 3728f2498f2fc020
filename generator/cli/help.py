"""Commands whose help ends with examples.

``@click.command("due", cls=Command, examples=("goodword due --now 2026-12-01",))``. Examples stand there as they are.
"""

from collections.abc import Iterable
from typing import Any

import click

from generator.base.problems import suggestion
from generator.cli.console import say


class _WithExamples(click.Command):
    """What commands and groups have in common."""

    def __init__(self, *args: Any, examples: Iterable[str] = (), **options: Any) -> None:
        """Keep the examples; all else is as for a command of click."""
        super().__init__(*args, **options)
        # Not the program's alone: click keeps a command's option for help, also where no program is around it.
        self.context_settings.setdefault("help_option_names", ["-h", "--help"])
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what else stands at the end."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    # Not wrapped, so that it can be copied.
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
        super().format_epilog(ctx, formatter)


class Command(_WithExamples):
    """A command with examples."""


class Group(_WithExamples, click.Group):
    """A group of commands with examples. Alone it shows its help; a mistyped command gets the nearest one."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments that are left, or end with the help where there are none."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            say(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the command that the arguments name, or fail with the most similar one."""
        name, known = args[0] if args else "", sorted(self.list_commands(ctx))
        if name and not name.startswith("-") and name not in known and not ctx.resilient_parsing:
            every = ", ".join(known)
            ctx.fail(f'no command "{name}"{suggestion(name, known) or f"; there are {every}"}')
        return super().resolve_command(ctx, args)


def write_groups(formatter: click.HelpFormatter, groups: Iterable[tuple[str, dict[str, str]]]) -> None:
    """Write commands in three columns: the group they belong to, the name, what they do."""
    shown = [(title, commands) for title, commands in groups if commands]
    if not shown:
        return
    titles = max(len(title) for title, _ in shown)
    names = max(len(name) for _, commands in shown for name in commands)
    with formatter.section("Commands"):
        for title, commands in shown:
            for number, (name, said) in enumerate(commands.items()):
                first = "" if number else title
                formatter.write(f"{'':>{formatter.current_indent}}{first:<{titles}}  {name:<{names}}  {said}\n")
