"""The order of titles, from A to Z and in the letters of other scripts, as the site's language has it."""

import re
import unicodedata
from functools import cache

from generator.base.patterns import lazily

#: Letters that a language counts as letters of their own, each after the letter before it. All other letters with a
#: mark are sorted with the plain one.
_OWN = {
    "bs": "cčć dđ sš zž",
    "cs": "cč rř sš zž",
    "da": "zæøå",
    "es": "nñ",
    "et": "sš zž wõäöü",
    "fi": "zåäö",
    "hr": "cčć dđ sš zž",
    "hu": "oö uü",
    "is": "dð zþæö",
    "lt": "cč sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "nb": "zæøå",
    "nn": "zæøå",
    "no": "zæøå",
    "pl": "cć lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "cč sš zž",
    "sl": "cč sš zž",
    "sq": "cç eë",
    "sr": "cčć dđ sš zž",
    "sv": "zåäö",
    "tr": "cç gğ hı oö sş uü",
    "az": "cç eə gğ hı oö sş uü",
    "ru": "ий",
    "uk": "гґ иії",
    "be": "ий уў",
}
#: Letters that have a mark for the eye only: Unicode does not take them apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_DIGITS, OTHER = "0–9", "#"
#: Where I is the capital of another letter.
_DOTTED = "İ"
#: The first consonants of Korean syllables, the plain ones; doubled ones stand with them.
_KOREAN = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
#: Thousands of letters that no index lists one by one.
_CHARACTERS = lazily("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN = "漢字"

#: The key of a title, and its first letter's label.
Sorted = tuple[tuple[int, str, str], str]


def sorting(title: str, language: str) -> Sorted:
    """Return the key by which a title is sorted, and the letter under which it stands."""
    own = _own(language)
    plain = title.casefold() if language[:2] not in {"tr", "az"} else _turkish(title)
    key = "".join([own.get(one) or _bare(one) for one in unicodedata.normalize("NFC", plain)])
    key = re.sub(r"^[^\w]+", "", key)
    label = _label(key, own)
    rank = 0 if label == OTHER else 1 if label == _DIGITS else 2
    return (rank, key, title), label


@cache
def _own(language: str) -> dict[str, str]:
    """Return a language's own letters, each with what it is sorted as: its neighbour, and a sign behind all letters."""
    found: dict[str, str] = {}
    for group in _OWN.get(language[:2].lower(), "").split():
        for number, letter in enumerate(group[1:], 1):
            # A private sign is behind every letter, and does not stand in titles.
            found[letter] = group[0] + chr(0xE000 + number)
    return found


@cache
def _bare(letter: str) -> str:
    """Return a letter without its marks."""
    if letter.isascii():
        return letter
    apart = unicodedata.normalize("NFKD", letter)
    kept = "".join(one for one in apart if not unicodedata.combining(one)).translate(_PLAIN)
    # The kana are sorted as one row.
    return "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in kept)


def _turkish(title: str) -> str:
    """Return a title in small letters, where I is not the capital of i."""
    return title.replace("I", "ı").replace("İ", "i").casefold()


def _label(key: str, own: dict[str, str]) -> str:
    """Return the letter under which a key stands."""
    if not key:
        return OTHER
    pair = key[:2]
    if letter := next((letter for letter, sorted_as in own.items() if sorted_as == pair), ""):
        return letter.upper()
    first = key[0]
    if first == "i" and "ı" in own:
        return _DOTTED
    if first.isdecimal():
        return _DIGITS
    if _CHARACTERS.match(first):
        return _HAN
    # Korean was taken apart into its sounds.
    if "\u1100" <= first <= "\u1112":
        return _KOREAN[ord(first) - 0x1100]
    return first.upper() if first.isalpha() else OTHER


def slug(label: str) -> str:
    """Return a letter's part of an address."""
    return {_DIGITS: "0-9", OTHER: "other", _HAN: "han", _DOTTED: "i-dotted"}.get(label, label.lower())
