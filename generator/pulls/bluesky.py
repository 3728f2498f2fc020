"""Bluesky: the replies to the posts in articles' ``syndicated``, without what their author or they themselves hide."""

import re
from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from generator.pulls.articles import Article
from generator.pulls.base import CONTENT, Errand, Heard, Pull, Thread
from generator.pulls.values import at, items, moment, number, text
from generator.web.fetch import FetchError

#: The public interface: what it shows, it shows to everybody. The variable names another server of that kind.
API, VARIABLE = "https://public.api.bsky.app", "BLUESKY_API_URL"
_POST = re.compile(r"/profile/([\w.:%-]+)/post/([\w.~:-]+)/?")
#: How deep a thread is told at once, how often deeper ones are asked for, and how many posts are asked for at once.
_DEPTH, _DEEPER, _MANY = 1000, 40, 25
_VIEW, _NOT_FOUND = "app.bsky.feed.defs#threadViewPost", "app.bsky.feed.defs#notFoundPost"
#: Says that strangers are not to see something.
_ONLY_MEMBERS = "!no-unauthenticated"
_HIDDEN, _MEMBERS = "that you hid there", "whose authors show them to members only"
_WISHES = frozenset((_HIDDEN, _MEMBERS))
#: Labels that say nothing against anybody.
_HARMLESS = frozenset(("", "bot"))
_OWNER = re.compile(r"https://bsky\.app/profile/(did:[\w.:%-]+)")


def post_of(url: str) -> tuple[str, str] | None:
    """Return a post's account and its key, or None for an address that is none of a post there."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    match = _POST.fullmatch(parts.path)
    if not match or parts.scheme != "https" or (parts.hostname or "") not in {"bsky.app", "www.bsky.app"}:
        return None
    return match[1], match[2]


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield the replies to each post."""
    for article in errand.articles.all:
        heard: list[Heard] = []
        roots: list[str] = []
        withheld: set[str] = set()
        for url in article.syndicated:
            if (place := post_of(url)) is None:
                continue
            try:
                root, found = _asked(errand, f"at://{place[0]}/app.bsky.feed.post/{place[1]}", withheld)
            except FetchError as fault:
                # What is gone is answered with 400 and a word.
                errand.fail(f"{url}: {fault}", CONTENT if fault.is_gone or fault.status == 400 else 3)
                continue
            if root is None:
                errand.fail(f"{url}: the post is not there, or not shown to everybody", CONTENT)
                continue
            roots.append(root)
            heard += found
        if roots:
            yield Thread(article=article, heard=heard, gone=_Gone(errand, article, withheld))


def _asked(errand: Errand, uri: str, withheld: set[str]) -> tuple[str | None, list[Heard]]:
    """Return a post's own address, None for one that is not shown, and the replies to it.

    What somebody does not want to be seen goes to ``withheld``. Raises :class:`FetchError`.
    """
    answer = _thread(errand, uri)
    top = at(answer, "thread")
    if text(top, "$type") != _VIEW:
        return None, []
    root, author = text(top, "post", "uri"), text(top, "post", "author", "did")
    hidden = _hidden(at(answer, "threadgate")) | _hidden(at(top, "post", "threadgate"))
    heard: list[Heard] = []
    waiting = [top]
    asked = 0
    while waiting:
        node = waiting.pop()
        replies = list(items(node, "replies"))
        here = text(node, "post", "uri")
        if not replies and number(node, "post", "replyCount") and here != root and asked < _DEEPER:
            asked += 1
            try:
                replies = list(items(_thread(errand, here), "thread", "replies"))
            except FetchError as fault:
                errand.fail(f"Bluesky: {fault}: some replies are left out")
        for reply in replies:
            if why := _left(reply, hidden):
                # With all below it.
                errand.leave(why)
                if why in _WISHES:
                    withheld.update(_keys(reply))
                continue
            waiting.append(reply)
            heard.append(_heard(reply, "" if here == root else here, author))
    return root, heard


def _thread(errand: Errand, uri: str, depth: int = _DEPTH) -> Any:
    asked = f"app.bsky.feed.getPostThread?uri={quote(uri, safe='')}&depth={depth}&parentHeight=0"
    return errand.web.get(f"{_api(errand)}/{asked}").json()


def _api(errand: Errand) -> str:
    return f"{errand.secret(VARIABLE).rstrip('/') or API}/xrpc"


def _hidden(gate: Any) -> frozenset[str]:
    """Return the replies that the thread's author hid."""
    found = at(gate, "record", "hiddenReplies")
    return frozenset(one for one in found if isinstance(one, str)) if isinstance(found, list) else frozenset()


def _left(node: Any, hidden: frozenset[str]) -> str:
    """Return why a reply is left out, or an empty string."""
    if text(node, "$type") != _VIEW:
        return "that are blocked or gone there"
    if text(node, "post", "uri") in hidden:
        return _HIDDEN
    post = at(node, "post")
    account = {text(one, "val") for one in items(post, "author", "labels") if at(one, "neg") is not True}
    labels = {text(one, "val") for one in items(post, "labels") if at(one, "neg") is not True}
    labels |= {text(one, "val") for one in items(post, "record", "labels", "values")}
    if _ONLY_MEMBERS in labels | account:
        return _MEMBERS
    if (labels | account) - _HARMLESS:
        return "that carry a warning or a label"
    return ""


def _keys(node: Any) -> Iterator[str]:
    """Yield the names of a reply and of all below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield _key(text(here, "post", "uri"))
        waiting += items(here, "replies")


def _key(uri: str) -> str:
    return uri.rpartition("/")[2]


def _heard(node: Any, parent: str, author: str) -> Heard:
    post = at(node, "post")
    did, handle = text(post, "author", "did"), text(post, "author", "handle")
    return Heard(
        id=_key(text(post, "uri")),
        author=text(post, "author", "displayName") or handle,
        date=moment(text(post, "record", "createdAt")) or moment(text(post, "indexedAt")),
        body=_body(post),
        url=f"https://bsky.app/profile/{quote(did or handle, safe=':')}" if did or handle else "",
        reply_to=_key(parent),
        own=did == author != "",
    )


def _body(post: Any) -> str:
    """Return a post's text as HTML: its links, mentions and tags as links, and what it shows by name."""
    data = text(post, "record", "text").encode()
    parts: list[str] = []
    done = 0
    facets = sorted(items(post, "record", "facets"), key=lambda one: number(one, "index", "byteStart"))
    for one in facets:
        start, end = number(one, "index", "byteStart"), number(one, "index", "byteEnd")
        target = next(filter(None, map(_target, items(one, "features"))), "")
        if not target or not done <= start < end <= len(data):
            continue
        said = escape(data[start:end].decode(errors="replace"))
        parts += (escape(data[done:start].decode(errors="replace")), f'<a href="{escape(target)}">{said}</a>')
        done = end
    parts.append(escape(data[done:].decode(errors="replace")))
    lines = "".join(parts).replace("\n", "<br>")
    return f"<p>{lines}</p>{''.join(_shown(at(post, 'embed')))}"


def _target(feature: Any) -> str:
    if uri := text(feature, "uri"):
        return uri
    if did := text(feature, "did"):
        return f"https://bsky.app/profile/{quote(did, safe=':')}"
    tag = text(feature, "tag")
    return f"https://bsky.app/hashtag/{quote(tag, safe='')}" if tag else ""


def _shown(embed: Any) -> Iterator[str]:
    """Yield what a post shows beside its text, as links: pictures by what they show, and pages by their titles."""
    media = at(embed, "media") if isinstance(at(embed, "media"), dict) else embed
    for one in items(media, "images"):
        if url := text(one, "fullsize"):
            yield f'<p><a href="{escape(url)}">{escape(text(one, "alt") or "picture")}</a></p>'
    if url := text(media, "external", "uri"):
        yield f'<p><a href="{escape(url)}">{escape(text(media, "external", "title") or url)}</a></p>'


class _Gone:
    """Says which replies are there no more, or are not to be seen: what was not told is asked for by its address."""

    def __init__(self, errand: Errand, article: Article, withheld: Collection[str]) -> None:
        self._errand, self._article, self._withheld = errand, article, withheld

    def __call__(self, ids: Sequence[str]) -> Collection[str]:
        """Return the ids of those that are certainly deleted, and of those that are hidden."""
        found = {one for one in ids if one in self._withheld}
        # Whose a reply is stands in the address of its author, where that was not changed.
        owners = {one.id.partition("-")[2]: _OWNER.fullmatch(one.url) for one in self._article.said}
        uris = {}
        for one in ids:
            owner = owners.get(one)
            if owner and one not in found:
                uris[f"at://{owner[1]}/app.bsky.feed.post/{one}"] = one
        every = list(uris)
        for start in range(0, len(every), _MANY):
            part = every[start : start + _MANY]
            asked = "&".join(f"uris={quote(uri, safe='')}" for uri in part)
            try:
                answer = self._errand.web.get(f"{_api(self._errand)}/app.bsky.feed.getPosts?{asked}").json()
            except FetchError:
                continue
            if isinstance(at(answer, "posts"), list):
                there = {text(one, "uri") for one in items(answer, "posts")}
                # A server in trouble may give a part of the posts: what it left out is asked for by itself.
                found |= {uris[uri] for uri in part if uri not in there and self._is_gone(uri)}
        return found

    def _is_gone(self, uri: str) -> bool:
        try:
            return text(_thread(self._errand, uri, 0), "thread", "$type") == _NOT_FOUND
        except FetchError as fault:
            # The answer for what is not there is 400 and a word.
            return fault.is_gone or fault.status == 400


PULL = Pull(
    name="bluesky",
    label="Bluesky",
    pull=pull,
    needs_settings=False,
    finds=lambda url: post_of(url) is not None,
    proves=True,
)
