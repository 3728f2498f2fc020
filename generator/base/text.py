"""Small functions on text: slugs, words, plain text of HTML."""

import html
import re
import unicodedata
from functools import lru_cache

from generator.base.patterns import Ends, lazily

#: Reading speed on a screen.
WORDS_A_MINUTE = 230

_NOT_WORD = re.compile(r"[\W_]+")
#: Thai and Lao letters that a compatibility decomposition would split into others.
_WHOLE = lazily("([\u0e33\u0eb3\u0edc\u0edd])")
_TAG = lazily(r"<[^<>]*>")
_HIDDEN = lazily(r"<(script|style|template)\b", re.IGNORECASE)
#: A numeric character reference that is too long to be valid; Python refuses to convert thousands of digits.
LONG_NUMBER = lazily(r"&#[0-9]{100,}+")
#: Its replacement, which is out of range as well, so it refers to no character.
NO_NUMBER = "&#1114112"
_BREAK = lazily(r"<br\b", re.IGNORECASE)
_CONTROL = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
#: Takes 2 ms to compile, so it is compiled for the first text that has such characters.
_CJK = "[\u2e80-\u9fff\uac00-\ud7af]"

# bytes.translate is five times as fast as a regular expression. So the bytes are looked at first, and the
# expression is used only where they have something.
#: Control characters in UTF-8, and the first bytes of the longer ones.
_CONTROL_BYTES = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2, 0xEF))
#: The upper bytes in UTF-16 of characters that are surely not CJK.
_NOT_CJK = bytes((*range(0x2E), *range(0xA0, 0xAC), *range(0xD8, 0x100)))
#: A table that maps white space to a space and all else to an x, to count words.
_SHAPE = bytes(0x20 if chr(code).isspace() else 0x78 for code in range(0x100))


@lru_cache(maxsize=16384)
def slugify(text: str) -> str:
    """Return the text as a part of an address: ``C++ für Eilige`` is ``cplusplus-fur-eilige``."""
    if text.isascii():
        return _NOT_WORD.sub("-", _spelled(text)).strip("-")
    # A regular expression does not count combining marks as letters, so characters are tested one by one.
    letters = [c if c.isalnum() or _is_mark(c) else "-" for c in _spelled(_folded(text))]
    return re.sub("-+", "-", "".join(letters)).strip("-")


def printable(text: str) -> str:
    """Return a text of one line with spaces for what a terminal acts on, and what cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def _spelled(text: str) -> str:
    return text.lower().replace("+", "plus").replace("#", "sharp")


def _folded(text: str) -> str:
    """Return the text in NFC without accents on Latin, Greek and Cyrillic letters; in other scripts they matter."""
    parts = [part if _WHOLE.match(part) else unicodedata.normalize("NFKD", part) for part in _WHOLE.split(text)]
    kept: list[str] = []
    base = ""
    for c in "".join(parts):
        if not _is_mark(c):
            base = c
        elif not base.isalpha() or _is_folded(base):
            if unicodedata.combining(c):
                continue
            # A mark that is no accent, such as the enclosing keycap.
            kept.append("-")
            continue
        elif _chooses_form(c):
            continue
        kept.append(c)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_mark(c: str) -> bool:
    return not c.isascii() and unicodedata.category(c)[0] == "M"


def _chooses_form(c: str) -> bool:
    """Return whether a character is a variation selector, which only says how the one before it is drawn."""
    return "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef"


@lru_cache(maxsize=4096)
def _is_folded(letter: str) -> bool:
    """Return whether accents on a letter are left out."""
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "CYRILLIC"))


def plain(markup: str) -> str:
    """Return the text of an HTML fragment, on one line."""
    if "<" in markup:
        if "<s" in markup or "<S" in markup or "<t" in markup:
            markup = without_elements(markup, _HIDDEN, " ")
        if "<br" in markup or "<BR" in markup:
            markup = _BREAK.sub(" <br", markup)
        if "<!--" in markup:
            markup = _without_comments(markup)
        markup = _TAG.sub("", markup)
    return " ".join(unescaped(markup).split())


def unescaped(text: str) -> str:
    """Return the text with its character references replaced by the characters."""
    if "&" not in text:
        return text
    return html.unescape(LONG_NUMBER.sub(NO_NUMBER, text) if "&#" in text else text)


def without_elements(markup: str, tag: re.Pattern[str], instead: str) -> str:
    """Return HTML with ``instead`` in place of elements; ``tag`` matches opening tags, its group is the name."""
    ends = Ends(markup)
    pieces: list[str] = []
    done = 0
    while opening := tag.search(markup, done):
        end = ends.after(opening[1], opening.end())
        if end is None:
            # No element of this name has an end from here on; those of other names may.
            pieces.append(markup[done : opening.end()])
            done = opening.end()
            continue
        pieces += (markup[done : opening.start()], instead)
        done = end.end()
    pieces.append(markup[done:])
    return "".join(pieces)


def _without_comments(markup: str) -> str:
    """Return HTML without its comments; an unterminated one stays."""
    pieces: list[str] = []
    done = 0
    while (start := markup.find("<!--", done)) >= 0 and (end := markup.find("-->", start + 4)) >= 0:
        pieces.append(markup[done:start])
        done = end + 3
    pieces.append(markup[done:])
    return "".join(pieces)


def count_words(text: str) -> int:
    """Return how many words a plain text has; a CJK character counts as half a word."""
    if text.isascii():
        return (b" " + text.encode().translate(_SHAPE)).count(b" x")
    cjk = len(re.findall(_CJK, text)) if text.encode("utf-16-le")[1::2].translate(None, _NOT_CJK) else 0
    return len(text.split()) + cjk // 2


def minutes(words: int) -> int:
    """Return how many minutes a text of so many words takes to read, at least one."""
    return max(1, -(-words // WORDS_A_MINUTE))


def spoken_seconds(words: int, rate: int) -> int:
    """Return how many seconds so many words take to say, at so many words a minute."""
    return round(words * 60 / rate)


def clip(text: str, limit: int) -> str:
    """Return the text; if longer than the limit, cut at the end of a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.–-") + "…"


def without_controls(text: str) -> tuple[str, int]:
    """Return the text without control characters, and where the first one was (-1 for none)."""
    data = text.encode()
    if len(data.translate(None, _CONTROL_BYTES)) == len(data):
        return text, -1
    found = _CONTROL.search(text)
    return (_CONTROL.sub("", text), found.start()) if found else (text, -1)
