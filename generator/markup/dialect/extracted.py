"""Takes fenced code and blocks of HTML out of a text; placeholders replace them."""

import re

from generator.markup.dialect import elements, shape
from generator.markup.dialect.fences import closes, in_html, written
from generator.markup.dialect.marks import PLACEHOLDER

_NAME_ALONE = re.compile(r"(?<!.)(</?[\w-]+)\n", re.DOTALL)

FENCE, HTML = "fence", "html"


class Lifted:
    """The one block that is being taken out, line by line, and all that was."""

    def __init__(self, stash: list[str]) -> None:
        self.stash = stash
        self.kind = ""
        self.opening = ""  # the marks of the containers before it
        self.lines: list[str] = []
        self.mark = self.info = ""
        self.indent = 0
        self.end: re.Pattern[str] | None = None
        self.inner: tuple[str, int] | None = None  # the mark and the place of a fence that is open in HTML

    def begin_fence(self, found: re.Match[str], indent: int, opening: str) -> None:
        """Begins fenced code."""
        self.kind, self.lines, self.opening, self.indent = FENCE, [], opening, indent
        self.mark, self.info = found[1] or found[3], found[2] or found[4] or ""

    def begin_html(self, kind: elements.Kind, line: str, opening: str) -> bool:
        """Begins a block of HTML; whether its first line is all of it."""
        self.kind, self.lines, self.opening, self.end, self.inner = HTML, [line], opening, kind.end, None
        return kind.end is not None and kind.end.search(line) is not None

    def goes_on(self) -> bool:
        """Whether an empty line belongs to the block."""
        return self.kind == FENCE or (self.kind == HTML and (self.end is not None or self.inner is not None))

    def take(self, rest: str) -> bool:
        """Takes a line; whether it was the last."""
        if self.kind == FENCE:
            if self.closes(rest):
                return True
            self.lines.append(rest[min(shape.indent_of(rest), self.indent) :])
            return False
        if self.inner is not None:
            self.inner = None if closes(rest, *self.inner) else self.inner
        elif self.end is None and (found := shape.FENCE.match(rest.lstrip(" "))):
            self.inner = found[1] or found[3], shape.indent_of(rest)
        self.lines.append(rest)
        return self.end is not None and self.end.search(rest) is not None

    def closes(self, rest: str) -> bool:
        """Whether a line is the end of fenced code."""
        return self.kind == FENCE and closes(rest, self.mark, self.indent)

    def ended(self, *, closed: bool) -> str:
        """The placeholder of the block that is at its end."""
        text = "\n".join(in_html(self.lines) if self.kind == HTML and self.end is None else self.lines)
        if self.kind == HTML:
            # The library tells a block by its name, and the name by what follows it on its line.
            html = _NAME_ALONE.sub(r"\1 ", text) + "\n"
        else:
            # Where nothing closes it, empty lines at its end are not its own.
            text = text if closed else text.rstrip("\n")
            html = written(self.info, f"{text}\n" if self.lines else "")
        self.kind = ""
        return self.placeholder(html)

    def placeholder(self, html: str) -> str:
        """The placeholder for finished HTML."""
        self.stash.append(html)
        return PLACEHOLDER.format(len(self.stash) - 1)
