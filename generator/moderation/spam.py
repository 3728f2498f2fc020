"""Why a comment looks like spam: plain rules, each with its words. Nothing is hidden or deleted by them.

The rules look at links and at what repeats, and at no single word: what spam sells changes, and people may speak of it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

#: From so many links on, a comment says so.
_LINKS = 3
#: A text of so many letters is not said by two people; one of so many comments links to the same place by chance.
_LETTERS, _TIMES = 24, 3
#: A comment with a link and fewer words than this is nothing but the link.
_FEW = 3

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"']+", re.IGNORECASE)
_FORUM = re.compile(r"\[(?:url|link|img)\b[^\]]{0,200}\]", re.IGNORECASE)
_HTML = re.compile(r"<a\s[^>]{0,300}href", re.IGNORECASE)
_WORD = re.compile(r"\w+")
#: Where networks have the pages of a person. Replies that were brought home have them as their authors' own sites.
_PERSON = re.compile(r"/(?:@|users/|profile/)[^/]+")


class Words(msgspec.Struct, frozen=True):
    """What the rules look at."""

    author: str
    body: str
    url: str
    status: str
    is_mention: bool = False


class Crowd:
    """All that was said: what repeats in it, and what was approved or marked as spam before."""

    def __init__(self, every: Iterable[Words], own: str = "") -> None:
        """Count texts and linked hosts. ``own`` is the site's address: links to it are no sign."""
        self._own = host(own)
        self._texts: Counter[str] = Counter()
        self._hosts: Counter[str] = Counter()
        self._good: set[str] = set()
        self._bad: set[str] = set()
        for one in every:
            text, hosts = _bare(one.body), self._hosts_of(one)
            if len(text) >= _LETTERS and not one.is_mention:
                self._texts[text] += 1
            for name in hosts:
                self._hosts[name] += 1
            if one.status == "approved":
                self._good |= {text, *hosts}
            elif one.status == "spam":
                self._bad |= {text, *hosts} if len(text) >= _LETTERS else hosts

    def reasons(self, one: Words) -> tuple[str, ...]:
        """Return why something looks like spam, in words that follow "looks like spam:"."""
        text, hosts = _bare(one.body), self._hosts_of(one)
        found = [] if one.is_mention else list(_own_signs(one))
        if not one.is_mention and self._texts[text] > 1:
            found.append(f"the same text {self._texts[text]} times")
        new = sorted(hosts - self._good)
        found += [
            f"{self._hosts[name]} link to {name}" for name in new if self._hosts[name] >= _TIMES and "/" not in name
        ]
        if one.status != "spam" and text not in self._good and (text in self._bad or self._bad & set(new)):
            found.append("like one that you marked as spam")
        return tuple(found)

    def _hosts_of(self, one: Words) -> set[str]:
        # What ends a sentence does not belong to a host.
        found = {_place(one.url), *(_place(address.rstrip(".,;:!?*_")) for address in _ADDRESS.findall(one.body))}
        return found - {"", self._own}


def _own_signs(one: Words) -> Iterable[str]:
    """Return what can be seen in a comment alone."""
    links = len(_ADDRESS.findall(one.body))
    if _FORUM.search(one.body):
        yield "links as forums write them"
    elif _HTML.search(one.body):
        yield "links in HTML"
    elif links >= _LINKS:
        yield f"{links} links"
    elif links and len(_WORD.findall(_ADDRESS.sub(" ", one.body))) < _FEW:
        yield "a link, and nothing else"
    if _ADDRESS.search(one.author):
        yield "an address as a name"


def _place(url: str) -> str:
    """Return where somebody is: a host, or their own place on one that many share, such as ``social.example/@ann``."""
    name = host(url)
    shared = _PERSON.match(urlsplit(url).path) if name else None
    return f"{name}{shared[0]}" if shared else name


def host(url: str) -> str:
    """Return an address' host, without ``www.``; "" for what has none."""
    try:
        name = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def _bare(text: str) -> str:
    """Return a text's letters and digits, by which two are the same."""
    return "".join(filter(str.isalnum, text)).casefold()
