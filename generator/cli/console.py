"""Problems and progress as people see them."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO
from unicodedata import combining, east_asian_width

import click

from generator.base.problems import Problem
from generator.base.source_lines import Lines
from generator.base.system import nobody_reads

_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
_WIDTH = 110


def say(text: str = "", *, err: bool = False, end: str = "\n") -> None:
    """Print a text, to standard error if ``err`` is set. A broken pipe is ignored."""
    # The stream is passed, since click would choose an encoding of its own.
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return
    try:
        click.echo(text + end, file=stream, nl=False, color=colours(stream) or None)
    except OSError as fault:
        # If standard error fails, there is nowhere left to report it.
        if not err and not nobody_reads(fault):
            raise


def problem_text(problem: Problem, lines: Lines, *, colour: bool) -> str:
    """Return a problem as text: its place and message, the source line with a mark below it, and the hint."""
    place = problem.place
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True) if colour else problem.severity
    shown = [f"{place.written}: {severity}: {problem.message}"]
    source = lines.get(place.path, place.line) if place.line else ""
    start = max(0, place.column - _WIDTH + 30)
    # A line may be a megabyte long, and have thousands of problems.
    part = _printable(source[start : start + _WIDTH])
    if part.strip() or (len(source) > _WIDTH and not source.isspace()):
        shown.append(f"    {part}")
        if place.column:
            shown.append("    " + " " * cells(part[: place.column - 1 - start]) + "^")
    if problem.hint:
        shown.append(f"    {problem.hint}")
    return "\n".join(shown)


def cells(text: str) -> int:
    """Return a text's width in terminal cells: some characters take two, and combining accents none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _printable(text: str) -> str:
    """Return a line without control characters that a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)


def show(problems: Iterable[Problem], root: Path, *, err: bool = True) -> None:
    """Print problems, each with its line of source."""
    stream = sys.stderr if err else sys.stdout
    lines, colour = Lines(root), colours(stream)
    for problem in problems:
        say(problem_text(problem, lines, colour=colour), err=err)


def colours(stream: TextIO | None) -> bool:
    """Return whether to write to a stream in colours: to terminals, unless the environment says otherwise.

    The variables are those of https://no-color.org and https://force-color.org: any text in them counts.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal that can show colours and progress."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def is_interactive() -> bool:
    """Return whether questions can be asked: a person sits at a terminal."""
    return bool(sys.stdin and sys.stdin.isatty())


def is_utf_8(stream: TextIO | None) -> bool:
    """Return whether a stream's encoding is UTF-8, so that all characters can be printed."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-") in {"utf-8", "utf8"}


def counted(problems: Iterable[Problem]) -> str:
    """Return how many problems there are: ``2 errors, 1 warning``."""
    found = list(problems)
    parts = []
    for severity in ("error", "warning"):
        count = sum(problem.severity == severity for problem in found)
        if count:
            parts.append(f"{count} {severity}{'s' if count > 1 else ''}")
    return ", ".join(parts)


class Bar:
    """A progress line of a build, shown only on a terminal."""

    def __init__(self) -> None:
        """Check whether standard error is a terminal."""
        self.on = is_terminal(sys.stderr)
        self._last = ""

    def __call__(self, step: str, done: int, of: int) -> None:
        """Show the progress of a step."""
        if not self.on:
            return
        line = f"{step} {100 * done // max(1, of)} %"
        if line != self._last:
            self._last = line
            say(f"\r\033[K{line}", err=True, end="")

    def close(self) -> None:
        """Clear the line."""
        if self.on and self._last:
            self._last = ""
            say("\r\033[K", err=True, end="")
