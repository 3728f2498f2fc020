"""The addresses in a text of Markdown, given anew: of links, pictures, references, and of the HTML in it."""

import re
from collections.abc import Callable
from html import escape, unescape

from generator.importers.body.marked import outside

_LINK = re.compile(
    r"(?P<before>\]\([ \t]*(?:\n[ \t]*)?)"
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()<>\\]|\\.|\([^\s()<>]{0,500}\))+))"
)
_REFERENCE = re.compile(
    r"^(?P<before> {0,3}\[(?!\^)[^\[\]\n]{1,500}\]:[ \t]*)(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))", re.MULTILINE
)
_AUTO = re.compile(r"<(?P<url>https?://[^<>\s]+)>")
_TAG = re.compile(r"<(?P<name>a|img|source|video|audio|iframe|embed|object|link)\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?P<before>(?<![\w-])(?P<name>href|src|poster|data)\s*=\s*)"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?<!\\)(?:!?\[|\])")
_PICTURED = frozenset(("img", "source", "video", "audio", "embed"))

Given = Callable[[str], str]


def relinked(text: str, link: Given, picture: Given) -> str:
    """Return a text with the addresses that functions give for those of its links and pictures; code stays."""

    def change(piece: str) -> str:
        if "<" in piece:
            piece = _TAG.sub(tag, piece)
            piece = _AUTO.sub(auto, piece)
        if "](" in piece:
            pictures = _ends_of_pictures(piece)
            piece = _LINK.sub(lambda found: inline(found, pictures), piece)
        return _REFERENCE.sub(reference, piece) if "]:" in piece else piece

    def inline(found: re.Match[str], pictures: frozenset[int]) -> str:
        url = _unescaped(found["angled"] if found["angled"] is not None else found["plain"])
        new = (picture if found.start() in pictures else link)(url)
        return found[0] if new == url else found["before"] + _written(new)

    def reference(found: re.Match[str]) -> str:
        url = _unescaped(found["angled"] if found["angled"] is not None else found["plain"])
        new = link(url)
        return found[0] if new == url else found["before"] + _written(new)

    def auto(found: re.Match[str]) -> str:
        new = link(found["url"])
        # An address that is shown as such stays; where it leads to a text of the site, the words stay.
        return found[0] if new == found["url"] else f"[{found['url']}]({_written(new)})"

    def tag(found: re.Match[str]) -> str:
        give = picture if found["name"].lower() in _PICTURED else link

        def attribute(one: re.Match[str]) -> str:
            url = unescape(one["double"] if one["double"] is not None else one["single"] or one["bare"] or "")
            new = (picture if one["name"].lower() == "poster" else give)(url)
            return one[0] if new == url else f'{one["before"]}"{escape(new)}"'

        return f"<{found['name']}{_ATTRIBUTE.sub(attribute, found['rest'])}>"

    return outside(text, change)


def _ends_of_pictures(text: str) -> frozenset[int]:
    """Return the places of the brackets that close the words of a picture."""
    found = []
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] != "]":
            opened.append(len(bracket[0]))
        elif opened and opened.pop() > 1:
            found.append(bracket.start())
    return frozenset(found)


def _unescaped(url: str) -> str:
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", url)) if "\\" in url or "&" in url else url


def _written(url: str) -> str:
    """Return an address as it can stand in brackets."""
    if re.search(r"[\s()<>]", url):
        return "<" + re.sub(r"[<>\n]", lambda found: f"%{ord(found[0]):02X}", url) + ">"
    return url
