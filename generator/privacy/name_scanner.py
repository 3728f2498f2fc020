"""The scanner for private names and addresses in texts, however they are written.

A name is looked for as a whole, in any case, with or without its accents, with any kind of
apostrophe, hyphen or white space, across line ends and markup, and in the form it has in an address
or a file's name. The cost grows with the text, not with the number of names: only a text that has a
name's words is searched closely.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import msgspec

from generator.base.patterns import lazily

#: Suffixes of pictures, which are re-encoded without metadata before they are published.
REDRAWN = frozenset((".jpg", ".jpeg", ".png", ".webp"))

_WORD = lazily(r"[^\W_]+")
_PART = lazily(r"\s*\S+")
_ENCODED = lazily(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPED = lazily(r"\\u([0-9A-Fa-f]{4})")
_MARKS = lazily("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
#: Invisible characters: soft hyphens, joiners, direction marks, byte order marks.
_UNSEEN = lazily("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHE = lazily(r"(?<=[^\W_])['’‘ʼ`´](?=[^\W_])")
#: Letters that many write without their stroke; Unicode takes it for no accent.
_STROKES = str.maketrans("øØłŁđĐħĦŧŦıð", "oOlLdDhHtTid")
#: Letters that are written as two where a keyboard has none of them.
_TWO = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
#: Scripts without spaces between words. Compiled on use, which takes 2 ms, since few sites have private names.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_GAP = r"(?:[\s_.'’‘ʼ`*~+‐–—-]++|<[^<>]{0,300}>){1,20}+"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
#: Readable text in a binary file, such as the tags of a recording.
_LEGIBLE = lazily(rb"[\t\n\r\x20-\x7e\xa0-\xff]{4,}")
_ENDS = lazily(rb"\x00{2,}")


class Secret(msgspec.Struct, frozen=True):
    """A private text: whose it is (a person's id), what it is (``name``), and the words."""

    owner: str
    what: str
    words: str


class Found(msgspec.Struct, frozen=True):
    """A secret in a text, with its line and column counted from 1."""

    secret: Secret
    line: int
    column: int


class _Phrase(msgspec.Struct, frozen=True):
    """One way to write a secret: the words that a text must have to contain it, the longest first, and its pattern."""

    secret: Secret
    words: tuple[str, ...]
    pattern: str
    #: Whether it is case-sensitive: a name of one word may also be a common word.
    exact: bool = False


class Guard:
    """Finds secrets in texts."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        """Prepare the search for the secrets."""
        self.secrets = tuple(secrets)
        self._always: list[_Phrase] = []
        self._by_word: dict[str, list[_Phrase]] = {}
        for secret in self.secrets:
            for phrase in (phrase for words in _spellings(secret) for phrase in _phrases(secret, words)):
                where = self._by_word.setdefault(phrase.words[0], []) if phrase.words else self._always
                where.append(phrase)

    def __bool__(self) -> bool:
        """Return whether there are any secrets."""
        return bool(self._always or self._by_word)

    def __reduce__(self) -> tuple[type["Guard"], tuple[tuple[Secret, ...]]]:
        """Return how to recreate the guard in a worker: only the secrets are pickled."""
        return Guard, (self.secrets,)

    def hits(self, text: str) -> list[Secret]:
        """Return the secrets that a text contains."""
        spelled = _spelled(text)
        folded = spelled.casefold()
        near = self._near(folded)
        found = (phrase.secret for phrase in near if re.search(phrase.pattern, spelled if phrase.exact else folded))
        return list(dict.fromkeys(found))

    def hits_in(self, data: bytes) -> list[Secret]:
        """Return the secrets that a file's bytes contain, whether text or binary."""
        return list(dict.fromkeys(secret for text in legible(data) for secret in self.hits(text)))

    def places(self, text: str) -> list[Found]:
        """Return the secrets in a text with their positions, in order; its line ends must be line feeds."""
        near = self._near(_spelled(text).casefold())
        if not near:
            return []
        lines = text.split("\n")
        found: set[tuple[int, int, Secret]] = set()
        for exact in {phrase.exact for phrase in near}:
            shown = [_one_line(line, exact=exact) for line in lines]
            starts = [0]
            for line in shown:
                starts.append(starts[-1] + len(line) + 1)
            whole = "\n".join(shown)
            columns: dict[int, tuple[list[int], list[int]]] = {}
            for phrase in near:
                if phrase.exact == exact:
                    for match in re.finditer(phrase.pattern, whole):
                        number = bisect_right(starts, match.start()) - 1
                        if number not in columns:
                            columns[number] = _columns(lines[number], exact=exact)
                        column = _column(columns[number], match.start() - starts[number])
                        found.add((number + 1, column, phrase.secret))
        return [
            Found(secret, line, column)
            for line, column, secret in sorted(found, key=lambda one: (one[0], one[1], one[2].what))
        ]

    def _near(self, folded: str) -> list[_Phrase]:
        """Return the candidate phrases for a text."""
        words = set(_WORD.findall(folded))
        known = words.intersection(self._by_word) if len(words) < len(self._by_word) else self._by_word.keys() & words
        near = [phrase for word in known for phrase in self._by_word[word] if words.issuperset(phrase.words)]
        return [*self._always, *near]


def legible(data: bytes) -> list[str]:
    """Return the readable text in a file's bytes: all of a text file, or the strings in a binary one."""
    if b"\0" not in data:
        try:
            return [data.decode()]
        except UnicodeDecodeError:
            pass
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(mark, b" ")
    texts = [b"\n".join(_LEGIBLE.findall(data))]
    if b"\0" in data:
        # Latin text in UTF-16, as in the tags of recordings, has a NUL after each letter.
        texts.append(b"\n".join(_LEGIBLE.findall(_ENDS.sub(b" ", data).replace(b"\0", b""))))
    return [text.decode(encoding, "replace") for text in texts for encoding in ("latin-1", "utf-8")]


def _spellings(secret: Secret) -> Iterable[str]:
    """Return the words of a secret, and a name's without apostrophes, and with two letters for one: ae for ä."""
    words = unicodedata.normalize("NFC", secret.words)
    if secret.what != "name":
        return (words,)
    plain = _APOSTROPHE.sub("", words)
    return dict.fromkeys(
        ("".join(_TWO.get(c, c) for c in one) if two else one) for one in (words, plain) for two in (0, 1)
    )


def _phrases(secret: Secret, words_of: str) -> Iterable[_Phrase]:
    """Return the ways in which a spelling of a secret may be written."""
    spelled = _spelled(words_of).strip()
    folded = spelled.casefold()
    words = _WORD.findall(folded)
    if not words:
        return
    longest = tuple(sorted(words, key=len, reverse=True))
    if "@" in folded:
        local = set(_WORD.findall(folded.partition("@")[0]))
        # The domain of an e-mail address is shared by many people.
        rarest = tuple(sorted(longest, key=lambda word: word not in local))
        yield _Phrase(secret, rarest, rf"(?<![\w.+-]){re.escape(folded)}(?![\w-]|\.\w)")
        return
    if re.search(_UNSPACED, folded):
        # There may be a space or a dot between parts of the name, which nobody can tell.
        yield _Phrase(secret, (), r"[\s・·]*".join(re.escape(c) for c in folded if not re.match(r"[\s・·]", c)))
        return
    if len(words) == 1:
        yield _Phrase(
            secret,
            longest,
            f"{_BEFORE}(?:{re.escape(spelled)}|{re.escape(spelled.upper())}){_AFTER}",
            exact=True,
        )
        return
    gaps = [gap.strip() for gap in _WORD.split(folded)[1:-1]]
    joined = re.escape(words[0])
    for gap, word in zip(gaps, words[1:], strict=True):
        joined += (rf"(?:{_GAP}|\s*{re.escape(gap)}\s*)" if gap else _GAP) + re.escape(word)
    yield _Phrase(secret, longest, _BEFORE + joined + _AFTER)
    parts = [_GAP.join(map(re.escape, _WORD.findall(part))) for part in folded.split()]
    if len(parts) > 1:
        last = rf"{parts[-1]}\s*,\s*{_GAP.join(parts[:-1])}"
        yield _Phrase(secret, longest, _BEFORE + last + _AFTER)
    run = "".join(words)
    yield _Phrase(secret, (run,), _BEFORE + re.escape(run) + _AFTER)


def _spelled(text: str) -> str:
    """Return a text normalized for the search: unescaped, without accents and invisible characters."""
    for _ in range(3):
        # A feed's HTML is escaped twice, an attribute in it three times.
        if "&" not in text:
            break
        text = html.unescape(text)
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if "%" in text:
        text = _ENCODED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text)
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text))).translate(_STROKES)


def _one_line(line: str, *, exact: bool) -> str:
    """Return a line normalized for the search; it stays one line."""
    spelled = _spelled(line).replace("\n", " ")
    return spelled if exact else spelled.casefold()


def _columns(line: str, *, exact: bool) -> tuple[list[int], list[int]]:
    """Return the position of each word in a normalized line, and its column in the original line."""
    places: list[int] = []
    columns: list[int] = []
    length = 0
    # What normalization replaces, such as "&eacute;", has no space in it.
    for part in _PART.finditer(line):
        plain = _one_line(part[0], exact=exact)
        same = len(plain) == len(part[0])
        for word in _WORD.finditer(part[0]):
            before = word.start() if same and plain == part[0] else len(_one_line(part[0][: word.start()], exact=exact))
            # A part of an escaped sequence may be longer than the normalized whole.
            places.append(max([length + before, *places[-1:]]))
            columns.append(part.start() + word.start() + 1)
        length += len(plain)
    return places, columns


def _column(words: tuple[list[int], list[int]], at: int) -> int:
    """Return the original column of the first word at or after a position of the normalized line."""
    places, columns = words
    number = bisect_left(places, at)
    return columns[number] if number < len(columns) else 1
