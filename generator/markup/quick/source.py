"""The text before it is cut into blocks: line ends and tabs, and fenced code.

Fences and blocks of HTML are taken out and leave a placeholder, the library's own, with the number
of their place in the stash.
"""

import re

from generator.markup.quick.html import PLACEHOLDER
from generator.markup.quick.scan import escape_code

BLANK_LINE = re.compile(r"\n +(?=\n)")

# Fences with attributes or marked lines are left to the library.
FENCE = re.compile(r"\n(`{3,}|~{3,})[ ]*(?:\.?([\w#.+-]*)[ ]*)?\n((?:.*\n)*?)\1[ ]*$", re.MULTILINE)
ODD_FENCE = re.compile(r"\n(?:```|~~~)[^\n]*(?:\{|hl_lines)")


def normalized(text: str) -> str:
    """The text with line ends as newlines, tabs as spaces, and nothing in blank lines."""
    if "\x02" in text or "\x03" in text:
        text = text.replace("\x02", "").replace("\x03", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(4)
    return BLANK_LINE.sub("\n", text) if " \n" in text else text


def without_fences(text: str, stash: list[str]) -> str | None:
    """The text with placeholders for its fenced code, or None where the library has to do it."""
    if "```" not in text and "~~~" not in text:
        return text
    text = "\n" + text  # a pattern that begins with one certain character is quicker than one for lines
    if ODD_FENCE.search(text):
        return None

    def fence(match: re.Match[str]) -> str:
        language = f' class="language-{match[2]}"' if match[2] else ""
        code = escape_code(match[3]).replace('"', "&quot;")
        stash.append(f"<pre><code{language}>{code}</code></pre>")
        return f"\n\n{PLACEHOLDER.format(len(stash) - 1)}\n"

    return FENCE.sub(fence, text)[1:]
