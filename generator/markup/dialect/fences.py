"""Fenced code as HTML."""

from collections.abc import Sequence
from importlib import import_module

from generator.base.patterns import lazily
from generator.markup.dialect import shape

#: A language, as the first word of what stands behind a fence.
_LANGUAGE = lazily(r"[.{]*(?![\d,\s-]*\}$)([^\s{},;:=\"'`<>&]+)")
LETTER = "message"
_ATTRIBUTES = lazily(r"\{(?:[ ]*:|[ ]*[.#]|[ ]*[\w:-]+=).*\}$")


def written(info: str, code: str) -> str:
    """The HTML of fenced code; ``info`` is what stands behind the fence."""
    info = info.strip()
    if info.startswith("{") and _ATTRIBUTES.match(info):
        opening = import_module("generator.markup.engine.attributes").opening_tags(info[1:-1])
    else:
        found = _LANGUAGE.match(info) if info else None
        language = found[1] if found else ""
        if language.lower() == LETTER:
            language = LETTER
        opening = f'<pre><code class="language-{language}">' if language else "<pre><code>"
    return f"{opening}{escaped(code)}</code></pre>"


def closes(line: str, mark: str, indent: int) -> bool:
    """Whether a line ends the fence that began with a mark, so far to the right: four spaces more are code in it."""
    text = line.strip()
    return len(text) >= len(mark) and text == mark[0] * len(text) and shape.indent_of(line) < indent + 4


def in_html(lines: Sequence[str]) -> list[str]:
    """The lines of a block of HTML, with the fenced code in it as HTML."""
    written_lines: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        found = shape.FENCE.match(line.lstrip(" "))
        if found is None:
            written_lines.append(line)
            continue
        mark, info, indent = found[1] or found[3], found[2] or found[4] or "", shape.indent_of(line)
        code: list[str] = []
        while place < len(lines) and not closes(lines[place], mark, indent):
            code.append(lines[place][min(shape.indent_of(lines[place]), indent) :])
            place += 1
        while place == len(lines) and code and not code[-1].strip():
            code.pop()  # nothing closes it
        place += 1
        written_lines.append(written(info, "".join(f"{one}\n" for one in code)))
    return written_lines


def escaped(code: str) -> str:
    """Code as HTML, quotes too."""
    code = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return code.replace('"', "&quot;")
