"""Links by reference: `[text][name]`, `[name][]` and `[name]`, and the definitions of the names."""

from collections.abc import Iterator

from generator.base.patterns import lazily
from generator.markup.dialect.marks import NO_TEXT
from generator.markup.quick.blocks import has_claimed_line
from generator.markup.quick.escape import attribute
from generator.markup.quick.scan import Context, closing_brackets

DEFINITION = lazily(
    r" {0,3}\[([^\[\]^][^\[\]]*)\]: *(<[^<>]*>|\S+)(?: +(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)))? *$",
)
NAME = lazily(r"\s?\[([^\]]*)\]")
GAP = lazily(r"\s+")

Found = tuple[int, int, int, str]  # start, end of what is shown, end of all, the opening tag


def define_references(block: str, context: Context) -> bool:
    """Whether the block has only definitions, which are then recorded."""
    if "\n" in block and has_claimed_line(block):
        return False
    found = [DEFINITION.match(line) for line in block.split("\n")]
    if not all(found):
        return False
    for match in found:
        if match:
            title = match[3] or match[4] or match[5] or None
            context.references[match[1].strip().lower()] = (match[2].lstrip("<").rstrip(">"), title)
    return True


def find_full(text: str, context: Context) -> Iterator[Found]:
    """Each `[text][name]` of a known name."""
    closing = closing_brackets(text)
    done = 0
    for start in sorted(closing):
        if start < done or (start and text[start - 1] == "!"):
            continue
        end = closing[start]
        name = NAME.match(text, end + 1)
        if name is None:
            continue
        shown = text[start + 1 : end]
        if text[end + 1] != "[" and (NO_TEXT.fullmatch(shown) or opening_tag(shown, context)):
            continue
        if tag := opening_tag(name[1] or shown, context):
            done = name.end()
            yield start, end, done, tag


def find_short(text: str, context: Context) -> Iterator[Found]:
    """Each `[name]` of a known name."""
    closing = closing_brackets(text)
    done = 0
    for start in sorted(closing):
        if start < done or (start and text[start - 1] == "!"):
            continue
        if tag := opening_tag(text[start + 1 : closing[start]], context):
            done = closing[start] + 1
            yield start, done - 1, done, tag


def opening_tag(name: str, context: Context) -> str | None:
    """The tag of a link to a known name, or None."""
    target = context.references.get(GAP.sub(" ", name.lower()))
    if target is None:
        return None
    title = f' title="{attribute(target[1])}"' if target[1] else ""
    return f'<a href="{attribute(target[0])}"{title}>'
