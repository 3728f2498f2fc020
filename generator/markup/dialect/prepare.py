"""The preparation of a text for both ways, and whether a text needs it."""

from importlib import import_module

import msgspec

from generator.base.patterns import lazily
from generator.markup.dialect.fences import written
from generator.markup.dialect.marks import PLACEHOLDER
from generator.markup.dialect.plain import is_plain

BLANK_LINE = lazily(r"\n +(?=\n)")
#: The first line of a fence that both the library and everybody else see alike.
_PLAIN_FENCE = lazily(r"\n(`{3,}+|~{3,}+)([^`\n]*+)\n")
_REST_OF_FENCE = lazily(r"[ ]*+(?=\n|\Z)")
_ANY_FENCE = lazily(r"\n[ >]*(?:(?:[-+*]|\d+[.)]) +[ >]*)*(?:```|~~~)")
#: An underscore with a backslash in an address: some editors write it, and no address has it.
_URL = lazily(r"(?:https?|ftp)://[^\s<>\"`]++")
_ESCAPED_IN_URL = lazily(r"(?<=\w)\\_(?=\w)")


class Prepared(msgspec.Struct, frozen=True):
    """A text as both ways read it, and the HTML that its placeholders stand for."""

    text: str
    stash: tuple[str, ...] = ()


def prepare(text: str) -> Prepared:
    """The text as both ways read it: line ends and tabs, fences, lists, quotes, HTML."""
    text = normalized(text)
    stash: list[str] = []
    bare = without_fences(text, stash)
    if bare is not None and is_plain(bare):
        return Prepared(bare, tuple(stash))
    stash.clear()
    # Loaded when a text first needs it, since few do.
    canon = import_module("generator.markup.dialect.normalize").Canon(text.split("\n"), stash).text()
    return Prepared(canon.rstrip("\n") + "\n\n" if canon.strip() else "", tuple(stash))


def normalized(text: str) -> str:
    """The text with line ends as newlines, tabs as spaces, and nothing in blank lines."""
    if "\x02" in text or "\x03" in text:
        text = text.replace("\x02", "").replace("\x03", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(4)
    if "\\" in text and "\\_" in text and "://" in text:
        text = _URL.sub(lambda url: _ESCAPED_IN_URL.sub("_", url[0]), text)
    return BLANK_LINE.sub("\n", text) if " \n" in text else text


def without_fences(text: str, stash: list[str]) -> str | None:
    """The text with placeholders for its fenced code, or None where it has to be looked at line by line."""
    if ("`" not in text or "```" not in text) and ("~" not in text or "~~~" not in text):
        return text
    text = "\n" + text  # a pattern that begins with it takes a tenth of the instructions of one for lines
    pieces: list[str] = []
    done = place = 0
    while opening := _PLAIN_FENCE.search(text, place):
        mark, info = opening.groups()
        end = text.find(f"\n{mark}", opening.end() - 1)
        rest = _REST_OF_FENCE.match(text, end + 1 + len(mark)) if end >= 0 else None
        code = text[opening.end() : end + 1]
        if rest is None or mark[:3] in code:
            # It has no end, or another fence is inside: which one ends it is not said by its length alone.
            return None
        stash.append(written(info, code))
        pieces += (text[done : opening.start()], f"\n\n{PLACEHOLDER.format(len(stash) - 1)}\n")
        done = place = rest.end()
    bare = "".join((*pieces, text[done:]))
    left = "```" in bare or "~~~" in bare
    return None if left and _ANY_FENCE.search(bare) else bare[1:]
