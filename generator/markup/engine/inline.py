"""What is written inside a line, beyond the library's own: struck words, bare addresses, breaks, template tags."""

import re
import string
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    AUTOMAIL_RE,
    BACKTICK_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    AutomailInlineProcessor,
    DelimiterProcessor,
    EscapeInlineProcessor,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import AtomicString

from generator.markup.dialect.autolinks import CLOSING, patterns, target, trimmed
from generator.markup.dialect.marks import NO_TEXT, STRUCK, TEMPLATE_TAG
from generator.markup.engine.brackets import Backticks, Linear
from generator.markup.engine.cost_limit import Meter

_INLINE, _STASHED = "\x02klzzwxh:", re.compile("\x02wzxhzdk:([0-9]+)\x03")
_ESCAPED_STASH = re.compile("\\\\(\x02wzxhzdk:([0-9]+)\x03)")
_RUN = re.compile(r"\*+|_+")
_ANCHOR = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)

Found = tuple[Element | str | None, int | None, int | None]


class Escapes(EscapeInlineProcessor):
    """A backslash before any punctuation; at the end of a line it breaks the line."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 (the library's)
        """What stands for the character."""
        if m[1] == "\n":
            return Element("br"), m.start(), m.end()
        if m[1] == "&":
            # Put back as a mere character, it would begin an entity.
            return self.md.htmlStash.store("&amp;"), m.start(), m.end()
        return super().handleMatch(m, data)


class TemplateTags(InlineProcessor):
    """A tag that another generator's templates would have replaced: it stays as it is written."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """The tag as text that nothing else looks at."""
        return self.md.htmlStash.store(escape(m[0], quote=False)), m.start(), m.end()


class Tags(HtmlInlineProcessor):
    """HTML inside a line; a template's tag in it stays as it is written, too."""

    def unescape(self, text: str) -> str:
        """The tag with what was taken out of it put back."""
        blocks = self.md.htmlStash.rawHtmlBlocks

        def plain(found: re.Match[str]) -> str:
            # The library sees an escaped character in it, and would put the backslash back.
            return found[1] if str(blocks[int(found[2])]).startswith("{") else found[0]

        return _ESCAPED_STASH.sub(plain, super().unescape(text))


class Link(Linear, LinkInlineProcessor):
    """`[text](address)`."""


class Image(Linear, ImageInlineProcessor):
    """`![text](address)`."""


class ImageReference(Linear, ImageReferenceInlineProcessor):
    """`![text][name]`."""


class ShortImageReference(Linear, ShortImageReferenceInlineProcessor):
    """`![name]`."""


class Reference(Linear, ReferenceInlineProcessor):
    """`[text][name]`; where the name is unknown, what stands in the brackets may still be links."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 (the library's)
        """The link."""
        found = super().handleMatch(m, data)
        return (None, None, None) if found[0] is None else found

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802 (the library's)
        """The name, the place behind it, and whether there is one: after a space, not for a box or another name."""
        if data[index : index + 1] != "[" and data[index + 1 : index + 2] != "[":
            return None, index, False
        self.marks.meter.spend(len(text), data)
        if data[index : index + 1] != "[":
            known = self.NEWLINE_CLEANUP_RE.sub(" ", text.lower()) in self.md.references
            if known or NO_TEXT.fullmatch(text):
                return None, index, False
        return super().evalId(data, index, text)


class ShortReference(Linear, ShortReferenceInlineProcessor):
    """`[name]`, not in a link; where it is unknown, other names may stand in it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 (the library's)
        """The link."""
        if not self.md.references:
            return None, None, None
        found = super().handleMatch(m, data)
        return (None, None, None) if found[0] is None else found

    def evalId(self, data: str, index: int, text: str) -> tuple[str, int, bool]:  # noqa: N802 (the library's)
        """The name, the place behind it, and that there is one."""
        self.marks.meter.spend(len(text), data)
        return text.lower(), index, True


class Emphasis(DelimiterProcessor):
    """Emphasis; a mark that can begin none is passed by.

    The library keeps what it has found, and takes the next mark for the beginning of the next find,
    be it the one in `snake_case`: the words from there on would be lost.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 (the library's)
        """The element."""
        if self.regions:
            run = _RUN.match(data, m.start())
            start, end = run.span() if run else m.span()
            before, after = data[start - 1 : start] or " ", data[end : end + 1] or " "
            in_word = data[start] == "_" and before.isalnum()
            if after.isspace() or in_word:
                return None, start, end
        return super().handleMatch(m, data)


class Mail(AutomailInlineProcessor):
    """`<me@example.org>`, if nothing in it is already rendered: the library would write its own marks out."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 (the library's)
        """The link."""
        return (None, None, None) if "\x02" in m[0] else super().handleMatch(m, data)


class Struck(InlineProcessor):
    """`~~words~~`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """The element."""
        element = Element("del")
        element.text = m[1]
        return element, m.start(), m.end()


class BareAddress(InlineProcessor):
    """An address without any mark, if it is not in a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: re.Pattern[str], md: Markdown) -> None:
        super().__init__(pattern.pattern, md)
        self.compiled_re = pattern
        # What is known of links that were written as HTML: up to where, and whether one is open there.
        self.data, self.known, self.open = "", 0, False

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """The link."""
        shown = trimmed(m[0])
        if self.in_anchor(data, m.start()):
            return None, None, None
        element = Element("a")
        element.set("href", target(shown))
        element.text = AtomicString(shown)
        end = m.start() + len(shown)
        if (quote := CLOSING.get(m[0][len(shown) : len(shown) + 1])) is not None:
            # After an element the library takes a quote for an opening one.
            element.tail = self.md.htmlStash.store(quote)
            end += 1
        return element, m.start(), end

    def in_anchor(self, data: str, end: int) -> bool:
        """Whether a link that was written as HTML is open at a place."""
        if data is not self.data:
            # A new text is the one before with its last find replaced, or another paragraph.
            if self.known > end or not data.startswith(self.data[: self.known]):
                self.known, self.open = 0, False
            self.data = data
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]  # untyped in the library
        place = data.find(_INLINE, self.known, end)
        while place >= 0:
            node = nodes.get(data[place + len(_INLINE) : data.index("\x03", place)])
            stashed = _STASHED.fullmatch(node) if isinstance(node, str) else None
            html = self.md.htmlStash.rawHtmlBlocks[int(stashed[1])] if stashed else None
            if isinstance(html, str) and (anchor := _ANCHOR.match(html)):
                self.open = not anchor[1]
            place = data.find(_INLINE, place + 1, end)
        self.known = end
        return self.open


def register(md: Markdown, meter: Meter) -> None:
    """Adds all of them to the library's instance."""
    md.ESCAPED_CHARS = list(string.punctuation)
    md.inlinePatterns.register(TemplateTags(TEMPLATE_TAG, md), "template_tag", 185)
    md.inlinePatterns.register(Escapes(r"\\(.)", md), "escape", 180)
    backticks = Backticks(BACKTICK_RE)
    backticks.meter = meter
    md.inlinePatterns.register(backticks, "backtick", 190)
    for link, name, priority in (
        # Before links, or the name in `![desk][1] [2]` would be the text of a link.
        (ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 172),
        (Reference(REFERENCE_RE, md), "reference", 170),
        (Link(LINK_RE, md), "link", 160),
        (Image(IMAGE_LINK_RE, md), "image_link", 150),
        (ShortReference(REFERENCE_RE, md), "short_reference", 130),
        (ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125),
    ):
        md.inlinePatterns.register(link.metered(meter), name, priority)
    md.inlinePatterns.register(Tags(HTML_RE, md), "html", 90)
    md.inlinePatterns.register(Mail(AUTOMAIL_RE, md), "automail", 110)
    for number, pattern in enumerate(patterns()):
        md.inlinePatterns.register(BareAddress(pattern, md), f"bare_address_{number}", 86 - number)
    emphasis = Emphasis("*", "strong,em", md)
    emphasis.add("_", "strong,em", smart=True)
    md.inlinePatterns.register(emphasis, "em_strong", 60)
    md.inlinePatterns.register(Struck(STRUCK, md), "struck", 65)
