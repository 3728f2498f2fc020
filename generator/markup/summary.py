"""The excerpt of a text without a summary: its beginning as plain text."""

import re
from collections.abc import Iterator

from generator.base.model import Pieces
from generator.base.patterns import Ends, lazily
from generator.base.text import plain

#: What is looked at in turn: comments and code that nobody reads, boxes, and what holds a few words of its own.
_TAG = lazily(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<unread>script|style|template|textarea|title)\b"
    r"""|<(?P<name>p|li|dd|pre|div)(?P<attributes>\s(?:[^<>"']|"[^"]*"|'[^']*')*+)?>""",
    re.DOTALL | re.IGNORECASE,
)
_CLASS = lazily(r"""\sclass=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
#: What a paragraph may stand in that is no running text: what others made to be embedded is full of it.
_AROUND = lazily(
    r"<(/?)(?:blockquote|div|figure|section|aside|article|header|footer|nav|form|table|li|dd|details|center)\b",
    re.IGNORECASE,
)
_DIV = lazily(r"<(/?)div\b", re.IGNORECASE)
#: The end of the first words of an item: its own, or a block inside it.
_BLOCK = lazily(r"</?(?:li|dd|dt|ul|ol|dl|p|pre|div|table|blockquote|h[1-6])\b", re.IGNORECASE)
#: The number that links to a footnote, as the conversion or an author writes it.
_MARK = lazily(
    r"<sup\b[^<>]*>\s*<a\b[^<>]*>[^<>]*</a>\s*</sup>|<a\b[^<>]*>\s*<sup\b[^<>]*>[^<>]*</sup>\s*</a>"
    r'|<a\b[^<>]*class="footnote-backref"[^<>]*>[^<>]*</a>'
)

#: So many characters and pieces have the first paragraph of nearly every text.
_HEAD, _PIECES = 2000, 40


def summary(pieces: Pieces) -> str:
    """Return the first paragraph with text in it, else the first item of a list, else what a letter or notice says.

    One with attributes counts in running text, and in a box only where there is no other.
    """
    head = pieces[0] if len(pieces) == 1 or len(pieces[0]) > _HEAD else "".join(pieces[:_PIECES])
    if found := _at_once(head):
        return found
    found, whole = _first(head, second_best=len(pieces) == 1)
    if whole or len(pieces) == 1:
        return found
    return _first("".join(pieces), second_best=True)[0]


def _at_once(markup: str) -> str:
    """Return the words of a text's first paragraph, if it begins with one, as nearly all do; in doubt, ""."""
    end = markup.find("</p>") if markup.startswith("<p>") else -1
    first = markup[len("<p>") : end] if end >= 0 else ""
    return "" if "</p" in first or "</P" in first else _words(first)


def _first(markup: str, *, second_best: bool) -> tuple[str, bool]:
    """Return the first words, and whether they are a whole paragraph's.

    What is second to a paragraph is taken where ``second_best`` says that there is no more to come.
    """
    boxed = item = box = ""
    end = depth = counted = 0
    inside = -1
    ends, texts = Ends(markup), _Texts(markup)
    for tag in _tags(markup, ends):
        name = tag["name"].lower()
        if tag.start() < end:
            continue
        classes = _classes(tag["attributes"])
        if name == "div":
            if "footnote" in classes:
                # Nothing comes after the notes.
                break
            if "toc" in classes:
                end = _closed(markup, tag.end())
            elif classes & {"message", "notice"} and tag.start() >= inside:
                inside = _closed(markup, tag.end())
        elif name in {"li", "dd"}:
            if not item and tag.start() >= inside:
                block = _BLOCK.search(markup, tag.end())
                item = _words(markup[tag.end() : block.start() if block else None])
        elif name == "p" or tag.start() < inside:
            closed = ends.after(name, tag.end())
            until = closed.start() if closed else len(markup)
            if tag.start() < inside:
                if not box and not classes & {"message-subject", "notice-word"}:
                    box = texts.words(tag.end(), until)
            else:
                depth += _opened(markup, counted, tag.start()) if tag["attributes"] else 0
                counted = tag.start() if tag["attributes"] else counted
                second = tag["attributes"] and depth
                found = "" if second and boxed else texts.words(tag.end(), until)
                if found and not second:
                    return found, closed is not None
                boxed = boxed or found
            if not closed:
                # What began here takes in all the rest.
                break
    return (boxed or item or box if second_best else ""), False


class _Texts:
    """The words of paragraphs, which may stand in each other: what is in one without words has none either."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.empty = 0

    def words(self, start: int, end: int) -> str:
        """Return the words between two places."""
        found = _words(self.markup[start:end]) if start >= self.empty else ""
        if not found:
            self.empty = max(self.empty, end)
        return found


def _tags(markup: str, ends: Ends) -> Iterator[re.Match[str]]:
    """Yield the tags that something is looked for behind; what nobody reads is passed by."""
    place: int | None = 0
    while place is not None:
        for tag in _TAG.finditer(markup, place):
            if tag["name"]:
                yield tag
            elif tag["unread"] and (closing := ends.after(tag["unread"], tag.end())):
                place = closing.end()
                break
        else:
            place = None


def _words(markup: str) -> str:
    """Return an HTML fragment's words, without the marks of notes."""
    return plain(_MARK.sub("", markup) if "<sup" in markup or "footnote" in markup else markup)


def _classes(attributes: str | None) -> set[str]:
    """Return the classes of a tag."""
    found = _CLASS.search(attributes) if attributes else None
    return set((found[1] or found[2] or found[3] or "").split()) if found else set()


def _opened(markup: str, start: int, end: int) -> int:
    """Return how many boxes more one is in at the end than at the start."""
    return sum(-1 if tag[1] else 1 for tag in _AROUND.finditer(markup, start, end))


def _closed(markup: str, start: int) -> int:
    """Return where a box ends whose inside begins at ``start``."""
    depth = 1
    for tag in _DIV.finditer(markup, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(markup)
