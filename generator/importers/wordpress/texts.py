"""The text of a WordPress post as the blog showed it: paragraphs, blocks, shortcodes, smilies."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

import msgspec

from generator.importers.base import Picture
from generator.importers.body.autop import autop
from generator.importers.body.blocks import teaser
from generator.importers.body.parse import tree
from generator.importers.ends import Ends, without_comments
from generator.importers.wordpress.blocks import has_blocks, unblocked
from generator.importers.wordpress.shortcodes import Shortcodes

_MORE = re.compile(r"<!--\s*more(?:\s(?:(?!-->).){0,200})?-->", re.DOTALL)
_NEXT = re.compile(r"(?:(?<!\s)\s+)?<!--\s*nextpage\s*-->\s*")
_MARKS = re.compile(r"<!--\s*(?:more(?:\s(?:(?!-->).){0,200})?|noteaser\s*)-->", re.DOTALL)
_SIGN = re.compile(r"<!--|<(?P<raw>pre|code|script|style|textarea)\b[^<>]*>|<[^<>]*>", re.IGNORECASE)
_ALONE = re.compile(r"<p>\s*(https?://[^\s<>\"]+)\s*</p>")
#: The signs of https://wordpress.org/documentation/article/what-are-smilies/, as the characters that stand for them.
_SMILIES = {
    ":)": "🙂", ":-)": "🙂", ":smile:": "🙂", ":D": "😀", ":-D": "😀", ":grin:": "😀", ":(": "🙁", ":-(": "🙁",
    ":sad:": "🙁", ":o": "😮", ":-o": "😮", ":eek:": "😮", "8O": "😯", "8-O": "😯", ":shock:": "😯", ":?": "😕",
    ":-?": "😕", ":???:": "😕", "8)": "😎", "8-)": "😎", ":cool:": "😎", ":lol:": "😆", ":x": "😡", ":-x": "😡",
    ":mad:": "😡", ":P": "😛", ":-P": "😛", ":razz:": "😛", ":oops:": "😳", ":cry:": "😥", ":evil:": "👿",
    ":twisted:": "😈", ":roll:": "🙄", ";)": "😉", ";-)": "😉", ":wink:": "😉", ":!:": "❗", ":?:": "❓",
    ":idea:": "💡", ":arrow:": "➡", ":|": "😐", ":-|": "😐", ":neutral:": "😐", ":mrgreen:": "😃",
}  # fmt: skip
_SMILEY = re.compile(
    rf"(?<!\S)(?:{'|'.join(re.escape(sign) for sign in sorted(_SMILIES, key=len, reverse=True))})(?!\S)"
)


class Unknown(msgspec.Struct, frozen=True):
    """What in a text was not understood: shortcodes that stay as words, and blocks that are left out."""

    words: tuple[str, ...]
    blocks: tuple[str, ...]


class Source:
    """Makes HTML of texts, with what else the export has of the blog."""

    def __init__(
        self, reused: Mapping[str, str], attachments: Mapping[str, Picture], attached: Mapping[str, Sequence[str]]
    ) -> None:
        """Keep the shared blocks, the attachments by their numbers, and these by what they belong to."""
        self._reused, self._attachments, self._attached = reused, attachments, attached

    def html(self, text: str, post: str) -> tuple[str, Unknown]:
        """Return the HTML of a post's text, by the post's number."""

        def pictures(ids: Sequence[str]) -> list[Picture]:
            return [self._attachments[one] for one in ids or self._attached.get(post, ()) if one in self._attachments]

        shortcodes = Shortcodes(pictures)
        text = _NEXT.sub("\n\n", text.replace("\r\n", "\n"))
        blocks: list[str] = []
        if has_blocks(text):
            html, blocks = unblocked(text, self._reused, shortcodes)
        else:
            html = autop(shortcodes(_MARKS.sub("\n\n", text)))
        html = _ALONE.sub(r'<p><a href="\1">\1</a></p>', html)
        return _smiling(html), Unknown(tuple(shortcodes.unknown), tuple(blocks))


def summary_of(excerpt: str, text: str) -> str:
    """Return a post's excerpt as plain text, else the beginning of what stands before "more"."""
    if excerpt.strip():
        return _smiling(_plain(excerpt))
    more = _MORE.search(text)
    if more is None:
        return ""
    before = re.sub(r"\[/?\w[^\[\]]*\]", "", without_comments(text[: more.start()]))
    return _smiling(teaser(tree(autop(before))))


def _plain(html: str) -> str:
    return (
        " ".join("".join(tree(html.replace("\n", " ")).itertext()).split())
        if "<" in html
        else " ".join(unescape(html).split())
    )


def _smiling(html: str) -> str:
    """Return HTML with smilies as characters, but for those in code."""
    made: list[str] = []
    ends = Ends(html)
    end = 0
    while sign := _SIGN.search(html, end):
        made.append(_SMILEY.sub(lambda found: _SMILIES[found[0]], html[end : sign.start()]))
        end = sign.end()
        if sign["raw"]:
            end = ends.after(f"</{sign['raw']}>", end)
        elif sign[0] == "<!--":
            end = ends.after("-->", end)
        made.append(html[sign.start() : end])
    made.append(_SMILEY.sub(lambda found: _SMILIES[found[0]], html[end:]))
    return "".join(made)
