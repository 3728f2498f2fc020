"""The scan: code, escapes, footnotes, links, images, addresses, tags and entities become tokens.

The order is the library's: each kind is looked for in the whole text before the next.  So a star in
a link's address is no emphasis, and a bracket in code no link.
"""

import re
import string
from bisect import bisect
from collections import OrderedDict
from collections.abc import Callable, Iterator
from html import escape

from generator.base.patterns import lazily
from generator.markup.dialect.autolinks import CLOSING, may_hold, patterns, target, trimmed
from generator.markup.dialect.marks import ATTRIBUTES, TEMPLATE_TAG
from generator.markup.engine.ids import footnote_label
from generator.markup.quick.escape import attribute, text_content
from generator.markup.quick.tokens import ANY, BREAK, EDGE, Doubt, Table, check_plain

CODE = re.compile(rf"(``*+)([^`{EDGE}]+)\1(?!`)")
TICKS = lazily("`+")
ESCAPE = lazily(r"\\(.)", re.DOTALL)
ESCAPED = {mark: escape(mark, quote=False) for mark in string.punctuation}
TEMPLATE = lazily(TEMPLATE_TAG)
ANCHOR = lazily(r"<(/?)a[\s>]", re.IGNORECASE)
# Where it is not closed, no other is behind it in the same text: so it ends there too.
FOOTNOTE = lazily(rf"\[\^([^\]{EDGE}]*+)\]?")

TARGET = (
    rf"\(\s*([^\s()<>\"'\\{EDGE}]*(?:\([^\s()<>\"'\\{EDGE}]*\)[^\s()<>\"'\\{EDGE}]*)*)"
    rf"(?:\s+\"([^\"()\\{EDGE}]*)\"[ ]*|\s*)\)"
)
LINK_TARGET = lazily(TARGET)
LINK = lazily(rf"\[(?<!!\[)([^\[\]{EDGE}]*)\]{TARGET}")
IMAGE = lazily(rf"!\[([^\[\]\\{EDGE}]*)\]" + TARGET)
SPACE = lazily(r"\s")
RAW_OR_EDGE = lazily(f"[\uf000-\uf7ff{EDGE}]")
BRACKET = lazily(rf"[\[\]{EDGE}]")

ADDRESS = lazily(rf"<([A-Za-z][A-Za-z0-9+.-]*://[^<>{EDGE}]*)>")
TAG = lazily(
    r"</?([a-zA-Z][a-zA-Z0-9]*)"
    rf"(?:\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:=(?:\"[^\"<>{EDGE}]*\"|'[^'<>{EDGE}]*'|[a-zA-Z0-9%#_.-]+))?)*"
    r"\s*/?>"
)
ENTITY = lazily(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);")
ODD_ENTITY = lazily(r"&(?:#|[^\x00-\x7f])")
LEFT_OVER_TAG = lazily(r"<[a-zA-Z/!?]|<[^<> ]+@")

# Elements inside a paragraph.  A tag of any other name, alone in a paragraph, might undo the <p>.
INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q rp rt ruby s samp small span"  # noqa: SIM905 - so it can be read
    " strike strong sub sup time tt u var wbr".split()
)


class Context:
    """What a text needs to know of its document."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.footnotes: OrderedDict[str, str] = OrderedDict()  # label: text, in the order of definition
        self.references: dict[str, tuple[str, str | None]] = {}
        self.numbers: dict[str, int] = {}  # label of a footnote: its number


def scan_code(text: str, table: Table) -> str:
    """The text with code spans and escaped characters as tokens."""
    if "`" in text:
        if "\\" in text and "\\`" in text:
            raise Doubt

        def code(content: str) -> str:
            return table.element(f"<code>{escape_code(content.strip())}</code>")

        # A run of many would be tried from each of its ticks.
        quick = text if "````" in text else CODE.sub(lambda match: code(match[2]), text)
        text = quick if "`" not in quick else EDGE.join(code_with_ticks(part, code) for part in text.split(EDGE))
    if "{" in text:
        text = TEMPLATE.sub(lambda tag: table.raw(escape(tag[0], quote=False)), text)
    if "\\" in text:
        if "&\\#" in text:
            raise Doubt  # the library sees an entity when it has put the escaped characters back

        def escaped(match: re.Match[str]) -> str:
            if match[1] == "\n":
                return BREAK
            return table.raw(ESCAPED[match[1]]) if match[1] in ESCAPED else match[0]

        text = ESCAPE.sub(escaped, text)
    return text


def code_with_ticks(text: str, code: Callable[[str], str]) -> str:
    """The text with code as tokens: it ends at the next run of as many backticks; raises Doubt where there is none."""
    runs = [found.span() for found in TICKS.finditer(text)]
    after: dict[int, int] = {}  # for each length, the next run of it
    ends = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        ends[number] = after.get(end - start, 0)
        after[end - start] = number
    pieces: list[str] = []
    done = number = 0
    while number < len(runs):
        if not ends[number]:
            raise Doubt
        (start, end), (closing, behind) = runs[number], runs[ends[number]]
        pieces += (text[done:start], code(text[end:closing]))
        done, number = behind, ends[number] + 1
    return "".join((*pieces, text[done:]))


def escape_code(code: str) -> str:
    """Code as HTML: here even `&amp;` is shown as it is written."""
    return code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def scan_footnotes(text: str, table: Table, context: Context) -> str:
    """The text with references to footnotes as tokens; the numbers are those of the definitions."""

    def reference(match: re.Match[str]) -> str:
        label = match[1]
        number = context.numbers.get(label) if match[0][-1] == "]" else None
        if number is None:
            return match[0]
        key = context.prefix + footnote_label(label)
        return table.element(
            f'<sup id="fnref:{key}"><a class="footnote-ref" href="#fn:{key}">{number}</a></sup>',
        )

    return FOOTNOTE.sub(reference, text)


def closing_brackets(text: str) -> dict[int, int]:
    """For each opening bracket that is closed in the same text, where."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for match in BRACKET.finditer(text):
        if match[0] == "[":
            stack.append(match.start())
        elif match[0] == EDGE:
            stack.clear()
        elif stack:
            closing[stack.pop()] = match.start()
    return closing


def find_links(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Each link, from left to right: start, end of what it shows, end of all, and its tag.

    A bracket that starts no link may still have links inside it; what stands in a link's text is
    left to that text.
    """
    if "![" not in text:
        plain = list(LINK.finditer(text))
        if len(plain) == text.count("]("):
            for link in plain:
                check_plain(text[link.end(1) : link.end()])
                yield link.start(), link.end(1), link.end(), f'<a href="{attribute(link[2])}"{title_of(link[3])}>'
            return
    closing = closing_brackets(text)
    done = 0
    for start in sorted(closing):
        if start < done or (start and text[start - 1] == "!"):
            continue
        target = LINK_TARGET.match(text, closing[start] + 1)
        if target is not None:
            check_plain(target[0])
            done = target.end()
            yield start, closing[start], done, f'<a href="{attribute(target[1])}"{title_of(target[2])}>'


def scan_images(text: str, table: Table) -> str:
    """The text with images as tokens."""

    def image(match: re.Match[str]) -> str:
        check_plain(match[0])
        return table.element(f'<img alt="{attribute(match[1])}" src="{attribute(match[2])}"{title_of(match[3])}>')

    return IMAGE.sub(image, text)


def title_of(title: str | None) -> str:
    """The title attribute of a link or image, white space as spaces, or an empty string."""
    if title is None:
        return ""
    title = title.strip()
    if title[:1] in {"'", '"'} or not title:
        raise Doubt
    return f' title="{attribute(SPACE.sub(" ", title))}"'


def scan_tags(text: str, table: Table) -> str:
    """The text with addresses in angle brackets, line breaks and tags as tokens."""
    if "<" in text and "://" in text:

        def address(match: re.Match[str]) -> str:
            check_plain(match[0])
            return table.element(f'<a href="{attribute(match[1])}">{text_content(match[1])}</a>')

        text = ADDRESS.sub(address, text)
    if "  \n" in text:
        text = text.replace("  \n", BREAK)
    if "<" in text:

        def tag(match: re.Match[str]) -> str:
            if match[1].lower() not in INLINE_TAGS:
                raise Doubt
            check_plain(match[0])
            return table.raw(match[0])

        text = TAG.sub(tag, text)
    return text


def scan_entities(text: str, table: Table) -> str:
    """The text with entities as tokens."""
    if "&" not in text:
        return text
    text = ENTITY.sub(lambda match: table.raw(match[0]), text)
    if "&" in text and ODD_ENTITY.search(text):
        raise Doubt  # the library takes some letters for others here
    return text


def scan_bare(text: str, table: Table) -> str:
    """The text with bare addresses as tokens, but for those inside a link that is written as HTML."""
    if not may_hold(text):
        return text

    def link(match: re.Match[str]) -> str:
        if anchors and in_anchor(match.start()):
            if marked:
                raise Doubt  # the library looks again at what is emphasized, and sees only a part
            return match[0]
        shown = trimmed(match[0])
        written = f'<a href="{attribute(target(shown))}">{text_content(shown)}</a>'
        after = match[0][len(shown) :]
        if after[:1] in CLOSING:
            after = table.raw(CLOSING[after[0]]) + after[1:]
        return table.element(written) + after

    def in_anchor(place: int) -> bool:
        last = bisect([start for start, _ in anchors], place)
        return last > 0 and anchors[last - 1][1]

    marked = "*" in text or "_" in text or "~~" in text
    for pattern in patterns():
        # Where each one begins or ends, and which.
        anchors = [
            (token.start(), tag is not None and not tag[1])
            for token in RAW_OR_EDGE.finditer(text)
            if (tag := ANCHOR.match(table.get(token[0], ""))) or token[0] == EDGE
        ]
        text = pattern.sub(link, text)
    return text


def check_left_over(text: str, context: Context) -> None:
    """Raises Doubt where something is left that the library might still take for markup."""
    if ("{" in text and ATTRIBUTES.search(text)) or ("<" in text and LEFT_OVER_TAG.search(text)):
        raise Doubt
    if "[" in text:
        # What the library passes by it may meet again in a smaller text, between two elements.
        again = "](" in text or "][" in text or (context.numbers and "[^" in text)
        if again or (context.references and ("*" in text or "_" in text or ANY.search(text))):
            raise Doubt
