"""Scripts with which shells ask for completions: those of click for bash, zsh and fish, and one for PowerShell."""

import os
from collections.abc import Callable
from typing import Any, ClassVar

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from generator.cli.commands import NAME, VARIABLE

#: Where each shell's script belongs.
HOW = {
    "bash": "For ~/.bashrc: goodword completion bash >> ~/.bashrc",
    "zsh": "For ~/.zshrc, below the line with compinit: goodword completion zsh >> ~/.zshrc",
    "fish": "goodword completion fish > ~/.config/fish/completions/goodword.fish",
    "powershell": "For $PROFILE: goodword completion powershell >> $PROFILE",
}

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
    $env:COMP_LINE = $line
    $env:COMP_WORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    try {
        & %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if ($kind -eq "plain") {
                [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
            } else {
                Get-ChildItem -Path "$wordToComplete*" -Directory:($kind -eq "dir") | ForEach-Object {
                    $path = Resolve-Path -Relative -LiteralPath $_.FullName
                    [System.Management.Automation.CompletionResult]::new($path, $path, "ProviderItem", $path)
                }
            }
        }
    } finally {
        Remove-Item Env:COMP_LINE, Env:COMP_WORD, Env:%(complete_var)s
    }
}
"""


class PowerShellComplete(ShellComplete):
    """Completion for PowerShell, both that of Windows and the newer one of all systems."""

    name: ClassVar[str] = "powershell"
    source_template: ClassVar[str] = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that one as far as it is typed."""
        incomplete = os.environ.get("COMP_WORD", "")
        words = split_arg_string(os.environ.get("COMP_LINE", ""))[1:]
        return words[:-1] if incomplete and words else words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line for the script: what it is, the word, what it stands for."""
        told = " ".join((item.help or "").split()) or item.value
        return f"{item.type}\t{item.value}\t{told}"


def prepare() -> None:
    """Make the completion for PowerShell known to click."""
    add_completion_class(PowerShellComplete)


def _source(kind: type[ShellComplete]) -> Callable[[click.Command], str]:
    """Return a function that returns a shell's script."""

    def source(command: click.Command) -> str:
        made: Any = kind(command, {}, NAME, VARIABLE)
        # Not by its own method: bash's asks the bash of this computer for its version.
        return str(ShellComplete.source(made))

    return source


SCRIPTS: dict[str, Callable[[click.Command], str]] = {
    kind.name: _source(kind) for kind in (BashComplete, ZshComplete, FishComplete, PowerShellComplete)
}
