"""Mastodon, and what else answers as it does: the replies to the posts in articles' ``syndicated``."""

import re
from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from generator.comments.mastodon import PROVIDER
from generator.pulls.base import CONTENT, Errand, Heard, Pull, Thread
from generator.pulls.values import at, items, moment, number, text
from generator.web.fetch import FetchError

#: Posts of Mastodon and its like, of Pleroma and Akkoma, of Misskey's kin and of GoToSocial.
_POST = re.compile(
    r"/(?:web/|deck/)?(?:@[\w.@-]+/(\d+)|@[\w.@-]+/statuses/(\w+)|users/[\w.-]+/statuses/(\w+)|statuses/(\w+)"
    r"|notice/(\w+)|notes/(\w+)|@[\w.@-]+/posts/(\w+))/?"
)
_SHOWN = frozenset(("public", "unlisted"))
#: How often deeper replies are asked for, and how many missing ones are looked at, for each post.
_DEEPER, _LOOKED_AT = 40, 60
#: Bounded, so that a post made to be slow is not.
_MENTIONS = re.compile(
    r"""^(\s*<p>)?(?:\s*(?:<span class="h-card"[^>]{0,200}>)?"""
    r"""<a [^>]{0,1000}class="[^"]{0,60}\bmention\b(?![^"]{0,60}hashtag)[^"]{0,60}"[^>]{0,1000}>"""
    r"""@(?:<span>)?[^<]{0,200}(?:</span>)?</a>(?:</span>)?)+[\s,:]*""",
    re.IGNORECASE,
)


class _Post(msgspec.Struct):
    """What is known of a post and the replies to it."""

    host: str
    author: str
    found: dict[str, Any]
    wanted: int
    #: Replies that are nobody's business, with all below them.
    private: set[str]


def post_of(url: str) -> tuple[str, str] | None:
    """Return a post's server and its name there, or None for an address that is none of a post."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    match = _POST.fullmatch(parts.path)
    if not match or parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return f"{parts.scheme}://{parts.netloc}", next(filter(None, match.groups()))


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield the public replies to each post."""
    for article in errand.articles.all:
        heard: list[Heard] = []
        posts = []
        servers = []
        for url in article.syndicated:
            if (place := post_of(url)) is None:
                continue
            servers.append(place[0])
            try:
                post = _asked(errand, *place)
            except FetchError as fault:
                gone = fault.is_gone
                errand.fail(f"{url}: {fault}", CONTENT if gone else 3)
                continue
            if len(post.found) < post.wanted:
                errand.notes.append(
                    f"{url}: the server gives {len(post.found)} of at least {post.wanted} replies."
                    " It may not know the others, or not show them to everybody"
                )
            posts.append(post)
            heard += _heard(post, place[1])
            errand.leave("that are not public", len(post.private))
        if posts:
            yield Thread(article=article, heard=heard, gone=_Gone(errand, posts, servers), servers=servers)


def _asked(errand: Errand, host: str, name: str) -> _Post:
    """Return a post with the replies to it, deeper ones as far as the server leads. Raises :class:`FetchError`."""
    api = f"{host}/api/v1/statuses"
    own = errand.web.get(f"{api}/{quote(name, safe='')}").json()
    post = _Post(host, text(own, "account", "id"), {}, number(own, "replies_count"), set())
    waiting, asked, seen = [name], 0, set()
    while waiting and asked <= _DEEPER:
        here = waiting.pop(0)
        asked += 1
        seen.add(here)
        try:
            context = errand.web.get(f"{api}/{quote(here, safe='')}/context").json()
        except FetchError:
            if here == name:
                raise
            continue
        for one in items(context, "descendants"):
            if text(one, "id"):
                post.found[text(one, "id")] = one
        # A server shows strangers a part of a long thread: what has answers, and none that is known, is asked again.
        answered = {text(one, "in_reply_to_id") for one in post.found.values()}
        waiting = [
            key for key, one in post.found.items() if number(one, "replies_count") and not {key} & (answered | seen)
        ]
    below: dict[str, list[str]] = {}
    for key, one in post.found.items():
        below.setdefault(text(one, "in_reply_to_id"), []).append(key)
        if text(one, "visibility") not in _SHOWN or at(one, "account", "suspended") is True:
            post.private.add(key)
    waiting = list(post.private)
    while waiting:
        fresh = [one for one in below.get(waiting.pop(), ()) if one not in post.private]
        post.private.update(fresh)
        waiting += fresh
    return post


def _heard(post: _Post, root: str) -> Iterator[Heard]:
    for key, one in post.found.items():
        if key in post.private:
            continue
        parent = text(one, "in_reply_to_id")
        own = text(one, "account", "id") == post.author != ""
        yield Heard(
            id=key,
            author=text(one, "account", "display_name") or text(one, "account", "acct"),
            date=moment(text(one, "created_at")),
            body=_body(one),
            url=text(one, "account", "url"),
            reply_to="" if parent == root else parent,
            own=own,
            server=post.host,
        )


def _body(one: Any) -> str:
    """Return a post's HTML: without the names that it begins with, with its warning, its pictures and its question."""
    body = _MENTIONS.sub(lambda found: found[1] or "", text(one, "content"))
    more = [
        f'<p><a href="{escape(text(each, "url"))}">'
        f"{escape(text(each, 'description') or text(each, 'type') or 'file')}</a></p>"
        for each in items(one, "media_attachments")
        if text(each, "url")
    ]
    choices = "".join(f"<li>{escape(text(each, 'title'))}</li>" for each in items(one, "poll", "options"))
    body += "".join(more) + (f"<ul>{choices}</ul>" if choices else "")
    warning = text(one, "spoiler_text").strip()
    if warning or at(one, "sensitive") is True:
        said = escape(warning or "Sensitive content")
        return f"<details><summary>{said}</summary>\n{body}\n</details>"
    return body


class _Gone:
    """Says which replies their server knows no more: each that was not told is asked for by its name."""

    def __init__(self, errand: Errand, posts: Sequence[_Post], servers: Sequence[str]) -> None:
        self._errand, self._servers = errand, tuple(dict.fromkeys(servers))
        self._private = {one for post in posts for one in post.private}

    def __call__(self, ids: Sequence[str]) -> Collection[str]:
        """Return the ids of which no server of the article's posts knows anything, also none that did not answer."""
        if len(ids) > _LOOKED_AT:
            self._errand.notes.append(f"{len(ids)} replies were not told; {_LOOKED_AT} of them were looked for")
        asked = ids[:_LOOKED_AT]
        return [
            one for one in asked if one in self._private or all(self._is_gone(server, one) for server in self._servers)
        ]

    def _is_gone(self, host: str, name: str) -> bool:
        try:
            known = self._errand.web.get(f"{host}/api/v1/statuses/{quote(name, safe='')}").json()
        except FetchError as fault:
            return fault.is_gone
        # An answer that does not say so says nothing.
        return (text(known, "visibility") or "public") not in _SHOWN


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    needs_settings=False,
    finds=lambda url: post_of(url) is not None,
    server=lambda settings: str(settings.host),
    proves=True,
)
