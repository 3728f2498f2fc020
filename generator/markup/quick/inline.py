"""The text inside a block, from Markdown to HTML."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from generator.base.patterns import lazily
from generator.markup.dialect.autolinks import may_hold
from generator.markup.dialect.marks import STRUCK
from generator.markup.quick.emphasis import emphasize
from generator.markup.quick.references import Found, find_full, find_short
from generator.markup.quick.scan import (
    Context,
    check_left_over,
    find_links,
    scan_bare,
    scan_code,
    scan_entities,
    scan_footnotes,
    scan_images,
    scan_tags,
)
from generator.markup.quick.smart import smarten
from generator.markup.quick.tokens import BREAK, EDGE, Doubt, Table

SPECIAL = re.compile(r"""[\\`\[<>&*_{'"]|--|\.\.\.|  \n|~~""")
STRIKE = lazily(STRUCK.replace("(?!~~).", f"(?!~~)[^{EDGE}]"))  # several texts stand together here
BLANK_AFTER_BREAK = lazily(BREAK + "\n\\s+(?=[\ue000-\uefff]|" + EDGE + "|$)")


def render_together(texts: list[str], context: Context) -> list[str]:
    """The HTML of several texts; raises Doubt where the library has to decide about one of them.

    What is looked for is looked for in all of them at once, which takes a third of the time.
    """
    if context.references:
        raise Doubt  # their names are looked for in one text
    if not texts:
        return []
    rendered = render(EDGE.join(texts), context).split(EDGE)
    if len(rendered) != len(texts):
        raise Doubt
    return rendered


def render(text: str, context: Context) -> str:
    """The HTML of a text; raises Doubt where the library has to decide."""
    if "\x02" in text:
        raise Doubt
    if SPECIAL.search(text) is None and not may_hold(text):
        return text
    table = Table()
    text = scan_code(text, table)
    if "[" in text:
        if context.numbers and "[^" in text:
            text = scan_footnotes(text, table, context)
        if context.references:
            shown_links = partial(links, table=table, context=context, linked=True)
            text = put_links(text, find_full(text, context), shown_links, table)
    return links(text, table, context, linked=False)


def put_links(text: str, found: Iterable[Found], render_shown: Callable[[str], str], table: Table) -> str:
    """The text with links as tokens; what a link shows is rendered as a text of its own."""
    pieces = []
    done = 0
    for start, end, after, tag in found:
        pieces.append(text[done:start])
        shown = text[start + 1 : end]
        if not shown.isascii() or SPECIAL.search(shown):
            shown = render_shown(shown)
        pieces.append(table.element(f"{tag}{shown}</a>"))
        done = after
    if not done:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


def links(text: str, table: Table, context: Context, *, linked: bool) -> str:
    """The HTML of a text whose code, footnotes and full references are tokens."""
    if "[" in text and "](" in text:
        text = put_links(text, find_links(text), lambda shown: short_links(shown, table, context, linked=True), table)
    return short_links(text, table, context, linked=linked)


def short_links(text: str, table: Table, context: Context, *, linked: bool) -> str:
    """The HTML of a text whose links are tokens, but for those that are only a name in brackets."""
    if "[" not in text:
        return finish(text, table, context, linked=linked)
    if "![" in text:
        text = scan_images(text, table)
    if "](" in text:
        raise Doubt  # the library may see a link in it
    if context.references and "[" in text:
        if "![" in text:
            raise Doubt
        if not linked:
            text = put_links(
                text, find_short(text, context), lambda shown: finish(shown, table, context, linked=True), table
            )
    return finish(text, table, context, linked=linked)


def finish(text: str, table: Table, context: Context, *, linked: bool) -> str:
    """The HTML of a text in which all that stands in brackets is tokens; `linked` if it stands in a link."""
    if "<" in text or "  \n" in text:
        text = scan_tags(text, table)
    check_left_over(text, context)
    if not linked:
        text = scan_bare(text, table)
    text = scan_entities(text, table)
    if "~" in text and "~~" in text:
        text = STRIKE.sub(lambda struck: table.element(f"<del>{settle(struck[1], table)}</del>"), text)
    return settle(text, table)


def settle(text: str, table: Table) -> str:
    """The HTML of a text with nothing left but emphasis, breaks and punctuation."""
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
