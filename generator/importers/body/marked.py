"""Markdown in pieces: what is code, and what is text in which links and signs mean something."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from generator.importers.ends import Ends

_FENCE = re.compile(r"(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_TICKS = re.compile(r"`+")
_RAW = re.compile(r"<!--|<(?P<name>pre|code|script|style|textarea)\b[^<>]*>", re.IGNORECASE)


def lines(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the lines of a text, each with its end and with whether it is fenced code or the fence itself."""
    mark = ""
    for line in re.split(r"(?<=\n)", text):
        found = _FENCE.match(line)
        if mark:
            yield True, line
            if found and found["mark"].startswith(mark) and not found["info"].strip():
                mark = ""
        elif found and not (found["mark"][0] == "`" and "`" in found["info"]):
            mark = found["mark"]
            yield True, line
        else:
            yield False, line


def runs(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text in runs of lines, each with whether it is fenced code."""
    run: list[str] = []
    was = False
    for is_code, line in lines(text):
        if is_code != was and run:
            yield was, "".join(run)
            run = []
        was = is_code
        run.append(line)
    if run:
        yield was, "".join(run)


def outside(text: str, change: Callable[[str], str]) -> str:
    """Return a text of which everything that is no code was changed by a function, piece by piece."""
    made = []
    for is_code, run in runs(text):
        made.append(run if is_code else "".join(part if code else change(part) for code, part in _parts(run)))
    return "".join(made)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a text without fences in parts: code within lines or in elements, and the rest."""
    if "`" not in text and "<" not in text:
        yield False, text
        return
    left = Counter(len(found[0]) for found in _TICKS.finditer(text))
    ends = Ends(text)
    begin = at = border = 0
    ticks, raw = text.find("`"), _RAW.search(text)
    while at < len(text):
        # Each is looked for again only when it was passed, so that no part of the text is looked at often.
        if 0 <= ticks < at:
            ticks = text.find("`", at)
        if raw is not None and raw.start() < at:
            raw = _RAW.search(text, at)
        if ticks < 0 and raw is None:
            break
        if ticks >= 0 and border <= ticks:
            border = text.find("\n\n", ticks)
            border = len(text) if border < 0 else border
        if raw is None or 0 <= ticks < raw.start():
            found = _TICKS.match(text, ticks)
            size = len(found[0]) if found else 1
            left[size] -= 1
            stop = _closed(text, ticks, size, left, border)
            start = ticks
        else:
            start = raw.start()
            stop = ends.after(f"</{raw['name']}>" if raw["name"] else "-->", raw.end())
            size = len(raw[0])
            if stop == raw.end():
                stop = start
        if stop <= start:
            at = start + size
            continue
        if start > begin:
            yield False, text[begin:start]
        yield True, text[start:stop]
        begin = at = stop
    if begin < len(text):
        yield False, text[begin:]


def _closed(text: str, start: int, size: int, left: Counter[int], border: int) -> int:
    """Return where code within a line ends that begins with so many backticks, or its start if it does not end."""
    if left[size] <= 0:
        return start
    gone: list[int] = []
    for found in _TICKS.finditer(text, start + size, border):
        gone.append(len(found[0]))
        if len(found[0]) == size:
            left.subtract(gone)
            return found.end()
    return start
