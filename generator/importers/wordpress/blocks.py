"""Blocks of WordPress' editor: comments around HTML that is mostly what was shown already."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape, unescape

import msgspec

from generator.importers.body.autop import autop
from generator.importers.ends import apart

_BLOCK = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+"
    r"(?:(?P<said>\{(?:(?!-->|<!--).)*?\})\s*)?(?P<alone>/)?-->",
    re.DOTALL,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_QUICK = re.compile(r"<!--\s*(?:more(?:\s(?:(?!-->).){0,200})?|(?:nextpage|noteaser)\s*)-->", re.DOTALL)
#: No blocks are that deep within each other.
_DEEPEST = 50
#: Blocks that hold nothing to be kept: their HTML is for the eye.
_EMPTY = frozenset(("spacer", "more", "nextpage"))


def has_blocks(text: str) -> bool:
    """Return whether a text was written in the editor with blocks."""
    return "<!-- wp:" in text


def unblocked(text: str, reused: Mapping[str, str], shortcodes: Callable[[str], str]) -> tuple[str, list[str]]:
    """Return a text's HTML without the blocks' comments, and the names of blocks that said nothing else.

    ``reused`` has the texts of blocks that several posts share, by their numbers. What stands outside of all blocks
    is of the classic editor.
    """
    return _flat(text, reused, shortcodes, ())


def _flat(
    text: str, reused: Mapping[str, str], shortcodes: Callable[[str], str], above: tuple[str, ...]
) -> tuple[str, list[str]]:
    made: list[str] = []
    unknown: list[str] = []
    open_blocks: list[tuple[str, int]] = []
    deeper: Counter[str] = Counter()
    end = 0
    for mark in _BLOCK.finditer(text):
        between = text[end : mark.start()]
        end = mark.end()
        made.append(
            between if open_blocks else autop(shortcodes(_QUICK.sub("\n\n", between))) if between.strip() else ""
        )
        name = mark["name"].removeprefix("core/")
        if mark["alone"]:
            ref = _said(mark["said"]).get("ref")
            if name == "block" and str(ref) in reused and str(ref) not in above and len(above) < 5:
                inner, more = _flat(reused[str(ref)], reused, shortcodes, (*above, str(ref)))
                made.append(inner)
                unknown += more
            elif name not in _EMPTY:
                unknown.append(name)
        elif not mark["end"]:
            if len(open_blocks) < _DEEPEST:
                open_blocks.append((name, len(made)))
            else:
                deeper[name] += 1
        elif deeper[name]:
            deeper[name] -= 1
        else:
            while any(name == one for one, _ in open_blocks):
                one, start = open_blocks.pop()
                if one == name:
                    made[start:] = [_closed(name, "".join(made[start:]), shortcodes)]
                    break
    rest = text[end:]
    made.append(rest if open_blocks else autop(shortcodes(_QUICK.sub("\n\n", rest))) if rest.strip() else "")
    return "".join(made), unknown


def _said(text: str | None) -> dict[str, object]:
    """Return a block's settings."""
    try:
        found = msgspec.json.decode(text or "{}")
    except (msgspec.DecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _closed(name: str, inner: str, shortcodes: Callable[[str], str]) -> str:
    """Return the HTML of a block that has ended."""
    if name in _EMPTY:
        return ""
    if name == "shortcode":
        return autop(shortcodes(inner))
    if name == "embed" or name.startswith("core-embed/"):
        parts = list(apart(inner, "figcaption"))
        captions = [part.partition(">")[2].rpartition("</")[0] for is_caption, part in parts if is_caption]
        address = _ADDRESS.search("".join(part for is_caption, part in parts if not is_caption))
        below = f"<p>{captions[0]}</p>" if captions else ""
        if address is None:
            return inner
        # In text and not in an attribute, an address has its ampersands escaped.
        url = escape(unescape(address[0]))
        return f'<p><a href="{url}">{url}</a></p>{below}'
    return inner
