"""Emphasis: stars and underscores become tokens where they pair without question.

The library has long rules for runs that do not pair.  Here only properly nested pairs of runs of
equal length are taken; a run that must be a mark but finds no partner gives up.

Most texts have nothing but pairs with no other mark between them, which two patterns find.
"""

import re

from generator.base.patterns import lazily
from generator.markup.quick.tokens import EDGE, EM, EM_END, STRONG, STRONG_END, Doubt

RUN = lazily(r"\*+|_+")
# A run, what it marks, and the run again.  Stars come first, so what underscores mark may hold tokens.
STARS = re.compile(rf"(\*\*{{0,2}}+)(?!\s)([^*_{EDGE}]+)(?<!\s)(\1)(?!\*)")
UNDERSCORES = re.compile(rf"(_(?<!\w_)_{{0,2}}+)(?!\s)([^*_{EDGE}]+)(?<!\s)(\1)(?!\w)")
OPEN = {1: EM, 2: STRONG, 3: STRONG + EM}
CLOSE = {1: EM_END, 2: STRONG_END, 3: EM_END + STRONG_END}
DEEPEST = 2

START, END, EITHER, NEITHER = range(4)


def emphasize(text: str) -> str:
    """The text with its emphasis as tokens; it may hold several texts with edges between them."""
    paired = pair(UNDERSCORES, pair(STARS, text, "*"), "_")
    if "*" not in paired and "_" not in paired:
        return paired
    both = zip(paired.split(EDGE), text.split(EDGE), strict=True)
    return EDGE.join(nest(one) if "*" in quick or "_" in quick else quick for quick, one in both)


def pair(pattern: re.Pattern[str], text: str, mark: str) -> str:
    """The text with the pattern's pairs as tokens."""
    if mark not in text:
        return text
    pieces = pattern.split(text)
    pieces[1::4] = [OPEN[len(run)] for run in pieces[1::4]]
    pieces[3::4] = [CLOSE[len(run)] for run in pieces[3::4]]
    return "".join(pieces)


def nest(text: str) -> str:
    """One text with its emphasis as tokens, run by run."""
    pieces: list[str] = []
    done = 0
    # Open marks: the run, its length, and where it stands in `pieces`.
    stack: list[tuple[str, int, int]] = []
    for match in RUN.finditer(text):
        kind = classify(text, match.start(), match.end())
        if kind == NEITHER:
            continue
        run = match[0]
        same = [length for other, length, _ in stack if other[0] == run[0]]
        if kind == END and not same:
            continue
        if len(run) > 3:
            raise Doubt
        pieces.append(text[done : match.start()])
        done = match.end()
        if kind != START and same and same[-1] == len(run):
            opener, _, place = stack.pop()
            if opener != run:
                raise Doubt
            pieces[place] = OPEN[len(run)]
            pieces.append(CLOSE[len(run)])
            continue
        if kind == END or (kind == EITHER and same and (len(run) in same or 3 in (len(run), same[-1]))):
            raise Doubt
        stack.append((run, len(run), len(pieces)))
        pieces.append(run)
        if len(stack) > DEEPEST:
            raise Doubt
    if stack:
        raise Doubt
    pieces.append(text[done:])
    return "".join(pieces)


def classify(text: str, start: int, end: int) -> int:
    """What a run can be, by the characters on both sides of it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = not after.isspace()
    closes = not before.isspace()
    if text[start] == "_":
        # Inside a word an underscore is only itself.
        opens = opens and not before.isalnum()
        closes = closes and not after.isalnum()
    if opens:
        return EITHER if closes else START
    return END if closes else NEITHER
