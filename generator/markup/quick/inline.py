"""The text inside a block, from Markdown to HTML."""

import re

from generator.markup.quick.emphasis import emphasize
from generator.markup.quick.escape import attribute
from generator.markup.quick.scan import (
    Context,
    check_left_over,
    find_links,
    scan_code,
    scan_footnotes,
    scan_images,
    scan_tags,
    title_of,
)
from generator.markup.quick.smart import smarten
from generator.markup.quick.tokens import BREAK, Doubt, Table

SPECIAL = re.compile(r"""[\\`\[<&*_{'"]|--|\.\.\.|  \n""")
BLANK_AFTER_BREAK = re.compile(BREAK + "\n\\s+(?=[\ue000-\uefff]|$)")


def render(text: str, context: Context) -> str:
    """The HTML of the text of one block; raises Doubt where the library has to decide."""
    if "\x02" in text:
        raise Doubt
    if SPECIAL.search(text) is None:
        return text.replace(">", "&gt;") if ">" in text else text
    table = Table()
    text = scan_code(text, table)
    if "[" in text:
        if context.numbers and "[^" in text:
            text = scan_footnotes(text, table, context)
        text = scan_links(text, table, context)
    return finish(text, table, context)


def scan_links(text: str, table: Table, context: Context) -> str:
    """The text with links as tokens; what a link shows is rendered as a text of its own."""
    pieces = []
    done = 0
    for start, end, target in find_links(text):
        pieces.append(text[done:start])
        html = finish(text[start + 1 : end], table, context)
        pieces.append(table.element(f'<a href="{attribute(target[1])}"{title_of(target[2])}>{html}</a>'))
        done = target.end()
    if not done:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


def finish(text: str, table: Table, context: Context) -> str:
    """The HTML of a text whose code, footnotes and links are tokens."""
    if "![" in text:
        text = scan_images(text, table)
    if "<" in text or "&" in text or "  \n" in text:
        text = scan_tags(text, table)
    check_left_over(text, context)
    if "*" in text or "_" in text:
        text = emphasize(text)
    if BREAK in text:
        text = BLANK_AFTER_BREAK.sub(BREAK + "\n", text.replace(BREAK, BREAK + "\n"))
    text = smarten(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text if text.isascii() else table.resolve(text)
