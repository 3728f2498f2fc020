"""Disqus: its export, an XML file of threads and of what was said in them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.comments.disqus import PROVIDER
from generator.importers.base import UnreadableError
from generator.importers.xml_stream import Stream, children, local, text_of
from generator.pulls.articles import Article
from generator.pulls.base import CONTENT, Errand, Heard, Pull, PullError, Thread
from generator.pulls.values import moment

_THREAD, _POST = "thread", "post"


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield what was said, without what is spam there; what was deleted has nothing but its place."""
    file = errand.file
    if file is None:
        raise PullError("Disqus gives its comments as a file only: Admin, Moderate, Export", CONTENT)
    threads: dict[str, tuple[Article | None, str]] = {}
    found: dict[str, list[Heard]] = {}
    unknown: dict[str, int] = {}
    left: dict[str, str] = {}
    stream = Stream(file, frozenset((_THREAD, _POST)))
    try:
        for one in stream:
            if local(one.tag) == _THREAD:
                threads[_id(one)] = _article(errand, one)
                continue
            article, where = threads.get(_reference(one, _THREAD), (None, ""))
            if _is(one, "isDeleted"):
                errand.leave("that were deleted")
            elif _is(one, "isSpam"):
                errand.leave("that are spam")
                left[_id(one)] = _reference(one, "parent")
                continue
            elif article is None:
                unknown[where] = unknown.get(where, 0) + 1
            if article is not None:
                found.setdefault(article.guid, []).append(_heard(one))
    except UnreadableError as fault:
        raise PullError(f"{file}: {fault}", CONTENT) from None
    if local(stream.root) != "disqus":
        raise PullError(f"{file} is no export of Disqus", CONTENT)
    if stream.cut_off:
        errand.fail(f"{file}: the file ends too early; what was there is taken", CONTENT)
    for where, count in unknown.items():
        errand.unknown(where or "no thread", count)
    for article in errand.articles.all:
        if article.guid in found:
            yield Thread(article=article, heard=[_moved(one, left) for one in found[article.guid]])


def _article(errand: Errand, thread: Any) -> tuple[Article | None, str]:
    """Return what a thread is about, by the identifier that the page gave it or by its address, and the address."""
    link, name = text_of(thread, "link").strip(), text_of(thread, "id").strip()
    for one in (name, link, name.partition(" ")[2]):
        # WordPress' plug-in wrote ``123 https://old.example/?p=123``.
        if one and (article := errand.articles.find(one)) is not None:
            return article, link
    return errand.articles.by_slug(name) if name else None, link or name


def _id(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(key) == "id"), "")


def _reference(element: Any, name: str) -> str:
    return next((_id(one) for one in children(element, name)), "")


def _is(post: Any, name: str) -> bool:
    return text_of(post, name).strip() == "true"


def _heard(post: Any) -> Heard:
    author = next(children(post, "author"), None)
    return Heard(
        id=_id(post),
        author=text_of(author, "name") if author is not None else "",
        date=moment(text_of(post, "createdAt")),
        body=text_of(post, "message"),
        reply_to=_reference(post, "parent"),
        gone=_is(post, "isDeleted"),
        approved=text_of(post, "isApproved").strip() != "false",
    )


def _moved(one: Heard, left: dict[str, str]) -> Heard:
    """Return a comment that answers what the one that is left out answered."""
    parent, steps = one.reply_to, 0
    while parent in left and steps <= len(left):
        parent, steps = left[parent], steps + 1
    if parent == one.reply_to:
        return one
    return msgspec.structs.replace(one, reply_to=parent)


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    file="the .xml or .xml.gz file of Admin, Moderate, Export",
    imports=True,
    online=False,
)
