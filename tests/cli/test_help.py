"""The help: all commands in the order of a day, and for each a screen at most, with examples that can be typed."""

import pkgutil
import re
import shlex
from importlib import import_module

import click
import pytest

import generator.cli
from generator.cli.commands import COMMANDS, GROUPS
from generator.cli.main import _Lazy, cli
from tests.conftest import Run
from tests.test_any_command import COMMANDS as LEAVES

ROWS, COLUMNS = 24, 80

every = pytest.mark.parametrize("words", [*dict.fromkeys((*((name,) for name in COMMANDS), *LEAVES))], ids=" ".join)


def command(words: tuple[str, ...]) -> click.Command:
    found: click.Command | None = cli
    for word in words:
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(cli), word)
    assert found
    return found


def test_table_has_every_command_once() -> None:
    modules = {
        one.name
        for one in pkgutil.iter_modules(generator.cli.__path__)
        if hasattr(import_module(f"generator.cli.{one.name}"), "command")
    }
    # A group's commands are in modules that begin with its name.
    own = {one for one in modules if "_" not in one or one.partition("_")[0] not in COMMANDS}
    assert own - {"help"} == set(COMMANDS)
    assert sum(len(group) for group in GROUPS.values()) == len(COMMANDS)
    assert tuple(sorted(COMMANDS)) == _Lazy.COMMANDS


def test_without_a_command_all_are_shown_in_their_groups(run: Run) -> None:
    result = run()
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert max(map(len, lines)) <= COLUMNS
    rows = lines[lines.index("Commands:") + 1 :]
    for row, (name, said) in zip(rows, COMMANDS.items(), strict=False):
        assert re.search(rf" {name} +{re.escape(said)}$", row)
    for title, group in GROUPS.items():
        assert any(row.startswith(f"  {title} ") and f" {next(iter(group))} " in row for row in rows)
    assert run("--help").out == result.out


@every
def test_help_fits_a_screen_and_ends_with_examples(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, "--help")
    assert (result.code, result.err) == (0, "")
    lines = result.out.rstrip("\n").splitlines()
    assert len(lines) <= ROWS, result.out
    assert max(map(len, lines)) <= COLUMNS, result.out
    examples = lines[lines.index("Examples:") + 1 :]
    assert examples
    assert all(line.startswith("  goodword ") for line in examples)
    assert run(*words, "-h").out == result.out


@every
def test_sentences_are_whole(words: tuple[str, ...]) -> None:
    found = command(words)
    assert found.help
    assert found.help.rstrip().endswith(".")
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help[:1].isupper(), parameter.name
            assert parameter.help.endswith("."), parameter.name
    if len(words) == 1:
        assert COMMANDS[words[0]].endswith(".")


@every
def test_examples_can_be_typed(words: tuple[str, ...]) -> None:
    for example in getattr(command(words), "examples", ()):
        for part in example.split("&&"):
            typed = shlex.split(part.partition(">")[0])
            assert typed.pop(0) == "goodword"
            name = typed.pop(0)
            found = command((name,))
            while isinstance(found, click.Group):
                name = typed.pop(0)
                inner = found.get_command(click.Context(found), name)
                assert inner, example
                found = inner
            found.make_context(name, typed).close()


@pytest.mark.parametrize("name", COMMANDS)
def test_mistyped_command_is_guessed(name: str, run: Run) -> None:
    result = run(f"{name}s")
    assert (result.code, result.out) == (2, "")
    assert f'no command "{name}s"; did you mean "{name}"?' in result.err


@pytest.mark.parametrize("name", [name for name in COMMANDS if isinstance(command((name,)), click.Group)])
def test_group_alone_shows_its_help(name: str, run: Run) -> None:
    result = run(name)
    assert (result.code, result.err) == (0, "")
    assert result.out == run(name, "--help").out


def test_unknown_command_is_told_what_there_is(run: Run) -> None:
    assert f'no command "qqqqqq"; there are {", ".join(sorted(COMMANDS))}' in run("qqqqqq").err
