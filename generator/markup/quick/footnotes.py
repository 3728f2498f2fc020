"""Footnotes: their definitions, and the list of them at the end."""

from generator.base.patterns import lazily
from generator.markup.engine.ids import BACKLINK_TEXT, footnote_label
from generator.markup.quick.blocks import has_claimed_line, is_paragraph
from generator.markup.quick.inline import render
from generator.markup.quick.lists import detabbed
from generator.markup.quick.scan import Context
from generator.markup.quick.tokens import BACKLINK_SPACE, FIXED, Doubt

DEFINITION = lazily(r" {0,3}\[\^([^\]]*)\]: *(.*)$")


def define(block: str, context: Context) -> bool:
    """Whether the block has only definitions, which are then recorded."""
    found: list[list[str]] = []
    if "\n" in block and has_claimed_line(block):
        return False
    for line in block.split("\n"):
        match = DEFINITION.match(line)
        if match:
            found.append([match[1], match[2]])
        elif not found or "[" in line:
            return False
        else:
            found[-1].append(line)
    for label, first, *more in found:
        text = "\n".join((first, detabbed("\n".join(more)))) if more else first
        context.footnotes[label] = text.strip("\n").rstrip()
    return True


def write_footnotes(context: Context) -> str:
    """The list of footnotes as HTML; empty where there are none."""
    if not context.footnotes:
        return ""
    notes = "".join(
        write_footnote(number, label, text, context)
        for number, (label, text) in enumerate(context.footnotes.items(), start=1)
    )
    return f'<div class="footnote">\n<hr>\n<ol>\n{notes}</ol>\n</div>\n'


def write_footnote(number: int, label: str, text: str, context: Context) -> str:
    """One footnote of plain paragraphs, with the way back at the end of the last."""
    key = context.prefix + footnote_label(label)
    paragraphs = [piece.strip("\n") for piece in text.split("\n\n")]
    if not all(piece.strip() and is_paragraph(piece) for piece in paragraphs):
        raise Doubt
    paragraphs[-1] += BACKLINK_SPACE
    html = "".join(f"<p>{render(piece.lstrip(), context)}</p>\n" for piece in paragraphs)
    back = (
        f'{FIXED[BACKLINK_SPACE]}<a class="footnote-backref" href="#fnref:{key}"'
        f' title="Jump back to footnote {number} in the text">{BACKLINK_TEXT}</a></p>\n'
    )
    html = html.replace(BACKLINK_SPACE, FIXED[BACKLINK_SPACE])
    return f'<li id="fn:{key}">\n' + html.removesuffix(f"{FIXED[BACKLINK_SPACE]}</p>\n") + back + "</li>\n"
