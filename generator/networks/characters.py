"""What a text is made of as people and networks count it: graphemes, emoji, addresses."""

import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any


class _Lazy:
    """An expression of the library, which is loaded and compiles it on first use: pages ask networks for links only."""

    def __init__(self, pattern: str, flags: str = "") -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        with warnings.catch_warnings():
            # It asks for the system's encoding, which no text here depends on.
            warnings.simplefilter("ignore", EncodingWarning)
            import regex  # noqa: PLC0415 (25 ms, and few builds count)

            pattern, flags = self._source
            compiled = regex.compile(pattern, sum(getattr(regex, flag) for flag in flags.split()))
        for asked in ("findall", "sub", "search", "match"):
            setattr(self, asked, getattr(compiled, asked))
        return getattr(compiled, name)


#: One of what people take for a character, by Unicode's rules: https://www.unicode.org/reports/tr29/
_GRAPHEME = _Lazy(r"\X")

#: A character that can be drawn as a picture; one that is, by itself or by what follows it; and marks after it.
_PICTURE = r"(?:\p{Extended_Pictographic}|[\p{Emoji}--[0-9#*]])"
_BY_ITSELF = rf"(?=\p{{Emoji_Presentation}}){_PICTURE}(?!\ufe0e)"
_BY_A_MARK = rf"{_PICTURE}(?=\ufe0f|\p{{Emoji_Modifier}}|\u200d{_PICTURE})"
_MARKS = r"(?:\ufe0f|\p{Emoji_Modifier})?[\U000e0020-\U000e007f]*"
#: An emoji, of however many characters it is joined: https://www.unicode.org/reports/tr51/
_EMOJI = _Lazy(
    rf"[0-9#*]\ufe0f?\u20e3|\p{{RI}}{{2}}|(?:{_BY_ITSELF}|{_BY_A_MARK}){_MARKS}(?:\u200d{_PICTURE}{_MARKS})*",
    "VERSION1",
)

#: No address begins within a word or a name.
_BEFORE = r"(?<![A-Za-z0-9@＠$#＃])"
#: A part of a host: with a scheme in any script, without one in Latin letters.
_LABEL = r"[\p{L}\p{M}\p{N}\p{So}](?:[\p{L}\p{M}\p{N}\p{So}_-]{0,61}[\p{L}\p{M}\p{N}\p{So}])?"
_LATIN = r"[a-z0-9\u00c0-\u024f](?:[a-z0-9\u00c0-\u024f_-]{0,61}[a-z0-9\u00c0-\u024f])?"
#: A host has at most 127 of them.
_LABELS = "{1,126}"
_TOP = r"(?:xn--[a-z0-9-]{1,59}|[\p{L}\p{M}]{2,63})"
#: Letters in paths: Latin with its accents, and Cyrillic. Others stand there encoded.
_LETTERS = r"a-z0-9\u00c0-\u024f\u0400-\u04ff"
_IN_PATH = rf"[{_LETTERS}!*';:=+,.$/%#\[\]\u2013_~@|&-]"
_BRACKETS = rf"\((?:{_IN_PATH}|\({_IN_PATH}*+\))*+\)"
#: A sentence's full stop, comma or bracket after an address is none of it.
_PATH = rf"/(?:(?:{_IN_PATH}|{_BRACKETS})*(?:[{_LETTERS}+=_#/-]|{_BRACKETS}))?"
_QUERY = r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*[a-z0-9_&=#/-])?"
_PORT = r"(?::[0-9]{1,5})?"
_SCHEME = r"https?://"
_ADDRESS = _Lazy(
    rf"{_BEFORE}(?:{_SCHEME}(?P<host>(?:{_LABEL}\.){_LABELS}{_LABEL})|(?<![-_./])(?P<bare>(?:{_LATIN}\.){_LABELS}{_TOP}))",
    "IGNORECASE",
)
#: What follows a host; where there is no scheme, a port or a query needs a path.
_REST = _Lazy(rf"{_PORT}(?:{_PATH})?{_QUERY}", "IGNORECASE")
_REST_OF_BARE = _Lazy(rf"{_PORT}{_PATH}{_QUERY}", "IGNORECASE")
#: After the end of a host without a scheme comes nothing that would make it another word, or an e-mail address.
_GOES_ON = _Lazy(r"[0-9a-z@+-]", "IGNORECASE")


def graphemes(text: str) -> list[str]:
    """Return a text in what people take for characters: a flag is one, and so is a letter with its accents."""
    # In ASCII only the end of a line may be two.
    return list(text) if text.isascii() and "\r" not in text else list(_GRAPHEME.findall(text))


def split_emoji(text: str) -> tuple[list[str], str]:
    """Return the emoji of a text, each whole, and the text without them."""
    return ([], text) if text.isascii() else (list(_EMOJI.findall(text)), _EMOJI.sub("", text))


def split_addresses(text: str, *, bare: bool) -> tuple[list[str], str]:
    """Return the web addresses in a text, and the text without them.

    With ``bare``, they need no scheme: ``example.org/a`` is one, as networks take it, since ``org`` is a top-level
    domain. ``e.g.`` and ``ann@example.org`` are none.
    """
    found: list[str] = []
    rest: list[str] = []
    done = 0
    for start, end in _addresses(text, bare=bare):
        found.append(text[start:end])
        rest.append(text[done:start])
        done = end
    rest.append(text[done:])
    return found, "".join(rest)


def _addresses(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    """Return where each address begins and ends."""
    if "." not in text:
        return
    at = 0
    while match := _ADDRESS.search(text, at):
        start, at = match.span()
        with_scheme = match["host"] is not None
        end = (
            _end_of_host(text, match.start("host"), at) if with_scheme else _end_of_bare(text, start, at) if bare else 0
        )
        if not end:
            continue
        # A host that ends within what was found is followed by a letter: there is no more of it.
        if end == at and (rest := (_REST if with_scheme else _REST_OF_BARE).match(text, end)):
            end = rest.end()
        yield start, end
        at = end


def _end_of_host(text: str, start: int, end: int) -> int:
    """Return where a host after a scheme ends, or 0 if it is a number; its top-level domain may be one of tomorrow."""
    dot = text.rfind(".", start, end)
    return 0 if text[dot + 1 : end].isdigit() else _end_of_top(text, dot + 1, end) or end


def _end_of_bare(text: str, start: int, end: int) -> int:
    """Return where the longest host in a part of a text ends whose last part is a top-level domain, or 0."""
    while end > start:
        dot = text.rfind(".", start, end)
        if dot < 0:
            return 0
        if top := _end_of_top(text, dot + 1, end):
            return top
        end = dot
    return 0


def _end_of_top(text: str, start: int, end: int) -> int:
    """Return where the top-level domain ends that a part of a text begins with, or 0.

    In scripts without spaces, the next word follows at once: ``example.comで``.
    """
    for at in range(end, start, -1):
        if not _GOES_ON.match(text, at) and text[start:at].lower() in _domains():
            return at
    return 0


@cache
def _domains() -> frozenset[str]:
    """Return the top-level domains, those in other scripts in both ways to write them."""
    from importlib.resources import files  # noqa: PLC0415 (10 ms, see above)

    text = (files("generator.networks") / "domains.txt").read_text(encoding="ascii")
    names = [name for line in text.splitlines() if not line.startswith("#") for name in line.split()]
    return frozenset(names) | {name[4:].encode().decode("punycode") for name in names if name.startswith("xn--")}
