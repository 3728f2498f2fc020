"""A countdown in the terminal, with the text scrolling beside it at the pace at which it is said."""

import os
import signal
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from math import ceil

import msgspec

from generator.base.text import count_words
from generator.cli.console import cells, colours, say

#: Seconds before the countdown begins, and between two looks at the clock.
LEAD, TICK = 3, 0.1
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"
_ENTER, _LEAVE = "\033[?1049h\033[?25l", "\033[?25h\033[?1049l"


class Speech(msgspec.Struct, frozen=True):
    """A text to be said: its words by paragraph, and when each has been said, in seconds from the beginning."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    ends: tuple[float, ...]
    target: int


#: The lines of a text, each with its words and their numbers.
Lines = list[list[tuple[int, str]]]


def speech(text: str, title: str, rate: int, target: int) -> Speech:
    """Return a text as a speech. A word takes as long as those that it counts for, as in Chinese."""
    paragraphs = tuple(tuple(part.split()) for part in text.split("\n\n"))
    words = [max(1, count_words(word)) for words in paragraphs for word in words]
    return Speech(title, paragraphs, tuple(accumulate(count * 60 / rate for count in words)), target)


def laid_out(paragraphs: Sequence[Sequence[str]], columns: int) -> Lines:
    """Return the text in lines, an empty line between paragraphs."""
    lines: Lines = []
    number = 0
    for words in paragraphs:
        lines += [[], []] if lines else [[]]
        used = 0
        for whole in words:
            word = _fitting(whole, columns)
            wide = cells(word)
            if used and used + 1 + wide > columns:
                lines.append([])
                used = 0
            lines[-1].append((number, word))
            used += wide + bool(used)
            number += 1
    return lines


def frame(speech: Speech, lines: Lines, elapsed: float, columns: int, rows: int, *, colour: bool) -> list[str]:
    """Return the screen at a moment: the seconds, and the lines around the word that is being said."""
    left = max(0, ceil(speech.target - elapsed))
    clock = f"begins in {ceil(-elapsed)}" if elapsed < 0 else f"{left // 60}:{left % 60:02}"
    said = bisect_right(speech.ends, elapsed)
    current = next((number for number, line in enumerate(lines) if line and line[-1][0] >= said), len(lines) - 1)
    room = max(1, rows - 2)
    first = max(0, min(current - room // 3, len(lines) - room))
    shown = [
        _line(line, said, now=number == current, colour=colour)
        for number, line in enumerate(lines[first : first + room], first)
    ]
    return [_fitting(f"{clock}   {speech.title}", columns), "", *shown][:rows]


def _line(words: Sequence[tuple[int, str]], said: int, *, now: bool, colour: bool) -> str:
    """Return a line: what was said is dim, and the line that is being said is marked."""
    text = " ".join(f"{_DIM}{word}{_PLAIN}" if colour and number < said else word for number, word in words)
    if colour and now:
        text = " ".join(f"{_BOLD if number >= said else _DIM}{word}{_PLAIN}" for number, word in words)
    return f"{'>' if now else ' '} {text}" if words else ""


def _fitting(text: str, columns: int) -> str:
    """Return the beginning of a text that fits in a line."""
    if cells(text) <= columns:
        return text
    wide = 0
    for number, c in enumerate(text):
        wide += cells(c)
        if wide > columns - 1:
            return text[:number] + "…"
    return text


def count_down(
    text: str,
    title: str,
    rate: int,
    target: int,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> float:
    """Return how many seconds were counted: the target, or fewer where Ctrl-C ended it. The screen is as before."""
    said = speech(text, title, rate, target)
    colour = colours(sys.stdout)
    began, elapsed = clock() + LEAD, 0.0
    before: list[str] = []
    lines, wide = Lines(), 0
    say(_ENTER, end="")
    try:
        with _suspends() as asked:
            while (elapsed := clock() - began) < target:
                if asked:
                    asked.clear()
                    # The time in between does not count, and the screen is drawn anew.
                    began += _suspended(clock)
                    before = []
                    continue
                columns, rows = _size()
                if columns != wide:
                    lines, wide = laid_out(said.paragraphs, max(8, columns - 2)), columns
                now = frame(said, lines, elapsed, columns, rows, colour=colour)
                if now != before:
                    say("\033[H" + "\r\n".join(f"{line}\033[K" for line in now) + "\033[J", end="")
                    sys.stdout.flush()
                    before = now
                wait(TICK)
    except KeyboardInterrupt:
        return max(0.0, elapsed)
    finally:
        say(_LEAVE, end="")
        sys.stdout.flush()
    return target


@contextmanager
def _suspends() -> Iterator[list[int]]:
    """Within a ``with``, Ctrl-Z only leaves a note in the list: the screen must be as before when the shell has it."""
    asked: list[int] = []
    if sys.platform == "win32":
        yield asked
        return
    old = signal.signal(signal.SIGTSTP, lambda number, _frame: asked.append(number))
    try:
        yield asked
    finally:
        signal.signal(signal.SIGTSTP, old)


def _suspended(clock: Callable[[], float]) -> float:
    """Return how many seconds the shell had the terminal, until it was told to go on."""
    began = clock()
    if sys.platform != "win32":
        say(_LEAVE, end="")
        sys.stdout.flush()
        ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, ours)
        say(_ENTER, end="")
    return clock() - began


def _size() -> tuple[int, int]:
    """Return the columns and rows of the terminal now, which may have been resized."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return 80, 24
    return size.columns or 80, size.lines or 24
