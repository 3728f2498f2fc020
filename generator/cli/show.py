"""Problems and progress as people see them."""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.problems import Problem

_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
_WIDTH = 110


class Lines:
    """The lines of a project's files, read when one is shown."""

    def __init__(self, root: Path) -> None:
        """Begin with the project's root."""
        self.root = root
        self._files: dict[str, list[str]] = {}

    def get(self, path: str, line: int) -> str:
        """Return a file's line, counted from 1, or nothing."""
        if path not in self._files:
            try:
                data = (self.root / path).read_bytes()
                text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
                self._files[path] = text.split("\n")
            except OSError:
                self._files[path] = []
        lines = self._files[path]
        return lines[line - 1] if 0 < line <= len(lines) else ""


def problem_text(problem: Problem, lines: Lines, *, colour: bool) -> str:
    """Return a problem: its place and message, the source line with a mark below it, and what to do."""
    place = problem.place
    where = place.path
    if place.line:
        where += f":{place.line}" + (f":{place.column}" if place.column else "")
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True) if colour else problem.severity
    shown = [f"{where}: {severity}: {problem.message}"]
    source = _printable(lines.get(place.path, place.line)) if place.line else ""
    if source.strip():
        start = max(0, place.column - _WIDTH + 30)
        part = source[start : start + _WIDTH]
        shown.append(f"    {part}")
        if place.column:
            shown.append("    " + " " * (place.column - 1 - start) + "^")
    if problem.hint:
        shown.append(f"    {problem.hint}")
    return "\n".join(shown)


def _printable(text: str) -> str:
    """Return a line without what a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)


def show(problems: Iterable[Problem], root: Path) -> None:
    """Print problems to the standard error stream."""
    lines, colour = Lines(root), sys.stderr.isatty() and "NO_COLOR" not in os.environ
    for problem in problems:
        click.echo(problem_text(problem, lines, colour=colour), err=True)


def counted(problems: Iterable[Problem]) -> str:
    """Return how many problems there are: ``2 errors, 1 warning``."""
    found = list(problems)
    parts = []
    for severity in ("error", "warning"):
        count = sum(problem.severity == severity for problem in found)
        if count:
            parts.append(f"{count} {severity}{'s' if count > 1 else ''}")
    return ", ".join(parts)


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as JSON."""
    rows = [
        {"path": p.place.path, "line": p.place.line, "column": p.place.column, "severity": p.severity, "message": p.message, "hint": p.hint}
        for p in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=1)


def as_github(problems: Iterable[Problem]) -> list[str]:
    """Return problems as GitHub's workflow commands, which mark the lines of a change."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    names = {"error": "error", "warning": "warning", "advice": "notice"}
    return [
        f"::{names[p.severity]} file={escaped(p.place.path).replace(',', '%2C').replace(':', '%3A')},line={p.place.line or 1},col={p.place.column or 1}::{escaped(p.message + (f' ({p.hint})' if p.hint else ''))}"
        for p in problems
    ]


class Bar:
    """A line that says what a build is at, on a terminal and nowhere else."""

    def __init__(self) -> None:
        """Look whether anyone watches."""
        self.on = sys.stderr.isatty()
        self._last = ""

    def __call__(self, step: str, done: int, of: int) -> None:
        """Say how far a step is."""
        if not self.on:
            return
        line = f"{step} {100 * done // max(1, of)} %"
        if line != self._last:
            self._last = line
            click.echo(f"\r\033[K{line}", nl=False, err=True)

    def close(self) -> None:
        """Take the line away."""
        if self.on and self._last:
            click.echo("\r\033[K", nl=False, err=True)
