"""Small functions on text: slugs, words, plain text of HTML."""

import html
import re
import unicodedata
from functools import lru_cache

#: How fast people read on a screen.
WORDS_A_MINUTE = 230

_NOT_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"<(?:!--.*?--|[^<>]*)>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@lru_cache(maxsize=16384)
def slugify(text: str) -> str:
    """Return the text as it stands in an address: ``C++ für Eilige`` is ``cplusplus-fur-eilige``."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    spelled = text.lower().replace("+", "plus").replace("#", "sharp")
    return _NOT_WORD.sub("-", spelled).strip("-")


def plain(markup: str) -> str:
    """Return the text of an HTML fragment, on one line."""
    if "<" in markup:
        if "<s" in markup or "<S" in markup or "<t" in markup:
            markup = _HIDDEN.sub(" ", markup)
        markup = _TAG.sub("", markup)
    return _SPACE.sub(" ", html.unescape(markup)).strip()


def count_words(text: str) -> int:
    """Return how many words a plain text has; a CJK character counts as half a word's reading."""
    if text.isascii():
        return len(text.split())
    cjk = sum(1 for c in text if "\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af")
    return len(text.split()) + cjk // 2


def minutes(words: int) -> int:
    """Return how long a text of so many words takes to read, at least one minute."""
    return max(1, -(-words // WORDS_A_MINUTE))


def clip(text: str, limit: int) -> str:
    """Return the text, cut at a word's end with an ellipsis where it is longer than the limit."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.–-") + "…"


def without_controls(text: str) -> tuple[str, int]:
    """Return the text without control characters, and where the first one was (-1 for none)."""
    found = _CONTROL.search(text)
    return (_CONTROL.sub("", text), found.start()) if found else (text, -1)
