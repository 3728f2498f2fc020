"""The nesting depth of a Markdown text, determined without parsing it.

The library is recursive, so a text without a limit could exhaust Python's stack.
"""

import re
from collections.abc import Iterator

from generator.base.patterns import lazily

LIMIT = 100  # levels of quotes, lists and elements
INLINE_LIMIT = 1000  # levels of emphasis within emphasis
HTML_LIMIT = 5000  # elements that are open at once: cleaning takes the square of that, and this many take no time yet
# More than LIMIT levels need a line with at least so many of its own: see `deep_blocks`.
SUSPECT = 18

# At each place only one of these can match, so a hostile line is not tried in many ways.
# The look ahead is over at the first letter, where almost all lines begin.
SUSPECT_LINE = re.compile(
    rf"\n(?=[ \t>*+0-9.-]{{{SUSPECT}}})(?:[ ]{{4}}|[ ]{{0,3}}(?:\t|>|[*+-][ \t]|[0-9]++\.[ \t])){{{SUSPECT}}}"
)
PREFIX = lazily(r"(?:[ ]*(?:>|(?:[*+-]|[0-9]+\.)(?=[ ])))*")
FENCE = lazily(r"(`{3,}+|~{3,}+)")
RUN = lazily(r"\*+|_+")
TAG = lazily(r"<(/?)([a-zA-Z][^\s>/]*)")
#: Elements that end where another of their kind begins.
CLOSED_BY_NEXT = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
CODE = lazily(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def too_deep(text: str) -> int | None:
    """The 1-based line where nesting passes the limit of 100 levels, or None.

    Counted are quotes and lists, and HTML elements where Markdown stands inside them; emphasis
    within emphasis has a limit of its own, which only a hostile text reaches.
    """
    suspect = SUSPECT_LINE.search("\n" + text) or "\r" in text or "\x02" in text or "\x03" in text
    if suspect and (line := deep_blocks(normalized(text))):
        return line
    if text.count("*") + text.count("_") > INLINE_LIMIT and (line := deep_emphasis(normalized(text))):
        return line
    if text.count("<") > LIMIT and "markdown" in text.lower():
        return deep_elements(text, LIMIT)
    return None


def deep_html(text: str) -> int | None:
    """The 1-based line where a text's HTML passes the limit of 5,000 elements within elements, or None.

    What stands in code is no HTML. An element that is never closed counts, as it does in a browser.
    """
    if text.count("<") <= HTML_LIMIT:
        return None
    lines = without_fences(normalized(text).split("\n"))
    return deep_elements(CODE.sub(lambda code: "\n" * code[0].count("\n"), "\n".join(lines)), HTML_LIMIT)


def normalized(text: str) -> str:
    """The text as the library sees it after its first step, with the same lines."""
    text = text.replace("\x02", "").replace("\x03", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)


def deep_blocks(text: str) -> int | None:
    """The line where quotes and lists pass the limit.

    A line without its own marks continues the innermost block of the line before, so levels add
    up over several lines; but a later line can only get deeper than an earlier one by more quote
    marks.  So a region (up to an empty line and a line that is not indented) is at most as deep as
    its quotes, and for each number of quotes the most list levels that a line has there.
    """
    items: dict[int, int] = {}
    after_blank = False
    for number, line in enumerate(without_fences(text.split("\n")), start=1):
        if not line.strip():
            after_blank = True
            continue
        prefix = PREFIX.match(line)
        marks = prefix[0] if prefix else ""
        if after_blank and not marks and not line.startswith("    "):
            items = {}
        after_blank = False
        if not marks:
            continue
        quotes = marks.count(">")
        indent = (len(marks) - len(marks.lstrip())) // 2
        # Indentation only reaches into lists that are there; else it is code.
        levels = len(marks.replace(">", " ").split()) + min(indent, max(items.values(), default=0))
        items[quotes] = max(items.get(quotes, 0), levels)
        if max(items) + sum(items.values()) > LIMIT:
            return number
    return None


def without_fences(lines: list[str]) -> Iterator[str]:
    """The lines, with nothing on those of fenced code that is closed."""
    closing: dict[str, int] = {}  # for each line that may close some, the last place of it
    for place, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            closing[line.rstrip(" ")] = place
    inside = ""
    for place, line in enumerate(lines):
        if inside:
            inside = "" if line.rstrip(" ") == inside else inside
            yield ""
            continue
        opening = FENCE.match(line)
        if opening and closing.get(opening[1], -1) > place:
            inside = opening[1]
        yield "" if inside else line


def deep_emphasis(text: str) -> int | None:
    """The line where emphasis within emphasis passes its limit, by a rough simulation."""
    number = 1
    for block in text.split("\n\n"):
        if block.count("*") + block.count("_") > INLINE_LIMIT:
            depth = max(emphasis_depths(block), default=0)
            if depth > INLINE_LIMIT:
                return number
        number += block.count("\n") + 2
    return None


def emphasis_depths(block: str) -> Iterator[int]:
    """The number of open runs of stars or underscores after each run."""
    stack: list[str] = []
    for match in RUN.finditer(block):
        run = match[0]
        closes = match.start() > 0 and not block[match.start() - 1].isspace()
        opens = match.end() < len(block) and not block[match.end()].isspace()
        if closes and stack and (not opens or stack[-1] == run):
            stack.pop()
        elif opens:
            stack.append(run)
        yield len(stack)


def deep_elements(text: str, limit: int) -> int | None:
    """The line where HTML elements within elements pass a limit."""
    open_tags: list[str] = []
    for match in TAG.finditer(text):
        name = match[2].lower()
        if not match[1]:
            if name not in VOID and not (name in CLOSED_BY_NEXT and open_tags[-1:] == [name]):
                open_tags.append(name)
                if len(open_tags) > limit:
                    return text.count("\n", 0, match.start()) + 1
        elif name in open_tags[-10:]:
            while open_tags.pop() != name:
                pass
    return None
