"""A text to be posted, made to fit a network: shortened at the end of a sentence or a word, its address whole."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from generator.base.patterns import lazily
from generator.networks.base import Count, Network, fits
from generator.networks.characters import graphemes

_SENTENCE = lazily(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*")
_WORD = lazily(r"(?<=\S)(?=\s)")
#: Where a sentence ends before this part of what would fit, a word of a later one is the better end.
_ENOUGH = 0.5
#: Texts are looked at no further than this many characters for each one that a network takes.
_FAR = 40


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be posted: a title or none, a text or none, the address, and tags as the site writes them."""

    title: str = ""
    text: str = ""
    address: str
    tags: tuple[str, ...] = ()


class Draft(msgspec.Struct, frozen=True):
    """A text for a network, how it counts, and whether something of the title or text had to go."""

    text: str
    counts: tuple[Count, ...]
    shortened: bool = False

    @property
    def fits(self) -> bool:
        """Return whether it is within all limits; an address may be too long by itself."""
        return all(count.fits for count in self.counts)


def draft(post: Post, network: Network) -> Draft:
    """Return the text for a network: with fewer hashtags, then with less text, then with less of the title."""
    title, text = post.title.strip(), post.text.strip()
    tags = hashtags(post.tags)[: network.hashtags]
    far = _FAR * _limit(network)

    def joined(*parts: str) -> str:
        return "\n\n".join(part for part in parts if part)

    def fit(*parts: str) -> bool:
        return fits(network, joined(*parts))

    if len(title) + len(text) <= far:
        for number in range(len(tags), -1, -1):
            whole = joined(title, text, post.address, " ".join(tags[:number]))
            made = Draft(whole, network.count(whole))
            if made.fits:
                return made
    if len(title) <= far and fit(title, post.address):
        kept = joined(title, _longest(text[:far], lambda part: fit(title, part, post.address)), post.address)
    else:
        kept = joined(_longest(title[:far], lambda part: fit(part, post.address)), post.address)
    return Draft(kept, network.count(kept), shortened=kept != joined(title, text, post.address))


@cache
def _limit(network: Network) -> int:
    """Return the main limit of a network, or another that is larger."""
    return max(count.limit for count in network.count(""))


def hashtags(tags: Iterable[str]) -> list[str]:
    """Return tags as hashtags: ``Career change`` is ``#CareerChange``. What would lose its meaning is left out.

    So is what consists of digits, which no network takes for one.
    """
    return list(dict.fromkeys(filter(None, map(_hashtag, tags))))


@lru_cache(maxsize=1024)
def _hashtag(tag: str) -> str:
    """Return a tag as a hashtag, or an empty string."""
    words = re.split(r"[\s_-]+", tag.strip().replace("'", "").replace("’", ""))
    joined = "".join(word[:1].upper() + word[1:] for word in words) if len(words) > 1 else words[0]
    return f"#{joined}" if joined and not joined.isdigit() and all(_in_hashtag(c) for c in joined) else ""


def _in_hashtag(c: str) -> bool:
    """Return whether a character may stand in a hashtag: a letter, a mark on one, a digit."""
    import unicodedata  # noqa: PLC0415 (of ASCII it is known)

    return c.isalnum() if c.isascii() else unicodedata.category(c)[0] in "LMN"


def _longest(text: str, fit: Callable[[str], bool]) -> str:
    """Return the longest beginning of a text that fits, up to the end of a sentence or a word, or an empty string."""
    by_word = _cut([match.start() for match in _WORD.finditer(text)], text, fit, "…")
    if not by_word:
        sizes = [len(one) for one in graphemes(text)]
        ends = [sum(sizes[:number]) for number in range(1, len(sizes))] if len(sizes) < 5_000 else []
        by_word = _cut(ends, text, fit, "…")
    by_sentence = _cut([match.end() for match in _SENTENCE.finditer(text)], text, fit, "")
    return by_sentence if len(by_sentence) >= _ENOUGH * len(by_word) else by_word


def _cut(ends: Sequence[int], text: str, fit: Callable[[str], bool], mark: str) -> str:
    """Return a text up to the last of some places so that it fits, with a mark, or an empty string."""

    def part(end: int) -> str:
        kept = text[:end].rstrip()
        return kept.rstrip(" ,;:–—-") + mark if mark else kept

    number = bisect_right(ends, 0, key=lambda end: int(not fit(part(end))))
    # A longer beginning can count less, where it completes an address, so the last that fits is looked for from there.
    return next((part(end) for end in reversed(ends[:number]) if fit(part(end))), "")
