"""Classifies a single line: CommonMark's patterns, slightly more tolerant for common habits."""

from generator.base.patterns import lazily

MARKER = lazily(r"([-+*]|\d{1,9}[.)])(?: +|$)")
FENCE = lazily(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
HEADING = lazily(r"#{1,6}(?: |$)")
RULE = lazily(r"(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
UNDERLINE = lazily(r"(?:=+|-+)[ ]*$")
QUOTE = lazily(r" {0,3}> ?")
NOTE = lazily(r"\[\^[^\]]+\]:[ ]?")
MEANING = lazily(r":[ ]{1,3}(?=\S)")
SEPARATOR = lazily(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
CELL_END = lazily(r"(?<!\\)\|")


def indent_of(line: str) -> int:
    """The number of spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def columns(row: str) -> int:
    """The number of cells in a row of a table."""
    return len(CELL_END.split(row.strip().removeprefix("|").removesuffix("|")))


def begins_table(row: str, below: str) -> bool:
    """Whether a line is the head of a table and the one below its separator."""
    if "|" not in row or "-" not in below or SEPARATOR.match(below.strip()) is None:
        return False
    return ("|" in below or ":" in below) and columns(row) == columns(below)


def may_interrupt(marker: str, rest: str) -> bool:
    """Whether a list may begin right after a line of text: a bullet, or the number 1, and something in it."""
    return bool(rest.strip()) and (not marker[0].isdigit() or int(marker[:-1]) == 1)
