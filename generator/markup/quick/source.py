"""The text before it is cut into blocks: line ends and tabs, fenced code, and whether HTML is safe.

Fences and blocks of HTML are taken out and leave a placeholder, the library's own, with the number
of their place in the stash.
"""

import re

from generator.markup.quick.scan import INLINE_TAGS, escape_code

PLACEHOLDER = "\x02wzxhzdk:{}\x03"
BLANK_LINE = re.compile(r"\n +(?=\n)")

# Fences with attributes or marked lines are left to the library.
FENCE = re.compile(r"\n(`{3,}|~{3,})[ ]*(?:\.?([\w#.+-]*)[ ]*)?\n((?:.*\n)*?)\1[ ]*$", re.MULTILINE)
ODD_FENCE = re.compile(r"\n(?:```|~~~)[^\n]*(?:\{|hl_lines)")

ATTRIBUTE = r"(?:\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:=(?:\"[^\"<>`]*\"|'[^'<>`]*'|[a-zA-Z0-9%#_.-]+))?)*"
# What may be a tag, and with it a name if it is a whole one, or all of an address in angle brackets.
TAG = re.compile(rf"<(?=[a-zA-Z/!?])(?:/?([a-zA-Z][a-zA-Z0-9]*){ATTRIBUTE}\s*/?>|[a-z]+://[^\s<>\"'`]*>)?")
NOT_PLAIN = frozenset(
    "script style textarea title iframe noembed noframes noscript xmp plaintext math svg canvas option template".split()  # noqa: SIM905 - so it can be read
)
# A tag at the beginning of a line, and its name.
LINE_TAG = re.compile(r"\n[^\S\n]{0,3}</?(?![a-z]+://)(?=[a-zA-Z])(?:([a-zA-Z0-9]+)[\s/>])?")


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


def has_html(text: str) -> bool:
    """Whether the library has to look for blocks of HTML."""
    if "&#" in text:
        return True
    if "<" not in text:
        return False
    odd = any(tag[0] == "<" or (tag[1] or "").lower() in NOT_PLAIN for tag in TAG.finditer(text))
    return odd or any((tag[1] or "").lower() not in INLINE_TAGS for tag in LINE_TAG.finditer("\n" + text))
