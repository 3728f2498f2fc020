"""Tells one site about one link: by webmention, else by TrackBack."""

from collections.abc import Callable

import msgspec

from generator.mentions import trackback
from generator.mentions.discovery import endpoint, resolved
from generator.mentions.ledger import State, Told
from generator.mentions.plan import TRIES, Task
from generator.web.visit import LATER, Visit, Visitor

_WORDS = {
    "private": "it is in a private network",
    "no-host": "there is no such host, or no network",
    "unreachable": "it cannot be reached, or is too slow",
    "odd": "its address leads nowhere",
    "busy": "it asked for a pause",
}


class Blog(msgspec.Struct, frozen=True):
    """Who tells: the site's name, and whether an address is one of another site."""

    name: str
    is_elsewhere: Callable[[str], bool]


class _Ways(msgspec.Struct, frozen=True):
    """How a page wants to be told."""

    mention: str = ""
    ping: str = ""


def tell(task: Task, visitor: Visitor, blog: Blog, now: int) -> Told:
    """Return what came of telling a site; nothing is raised, whatever it answers."""
    before = task.told
    ways = _ways(task, visitor, blog)
    if isinstance(ways, Visit):
        if task.why == "gone" and before and before.endpoint:
            # The page that was linked to is gone as well, but its receiver may have kept the mention.
            ways = _Ways(before.endpoint)
        else:
            return _unheard(task, ways, now)
    if not ways.mention and task.why == "gone" and before:
        ways = _Ways(before.endpoint)
    if ways.mention:
        answer = visitor.post(ways.mention, {"source": task.page, "target": task.target})
        return _mentioned(task, ways.mention, answer, now)
    if ways.ping:
        form = trackback.form(task.page, task.title, task.excerpt, blog.name)
        return _pinged(task, ways.ping, visitor.post(ways.ping, form), now)
    return Told(state="none", page=task.page, digest=task.digest, at=now)


def _ways(task: Task, visitor: Visitor, blog: Blog) -> _Ways | Visit:
    """Return how a page wants to be told, or its answer where there is none to go by."""
    visit = visitor.get(task.target)
    if visit.kind != "answer":
        return visit
    if not blog.is_elsewhere(visit.url):
        # It leads back here, by a redirect.
        return _Ways()
    kind = visit.header("content-type").partition(";")[0].strip().lower()
    body = visit.body if kind in {"", "text/html", "application/xhtml+xml"} else b""
    links = visit.headers.get("link", ())
    found = endpoint(visit.url, links, body)
    if found:
        return _Ways(found)
    if not visit.is_good:
        return visit
    return _Ways("", trackback.address(visit.url, task.target, links, body))


def _mentioned(task: Task, address: str, answer: Visit, now: int) -> Told:
    """Return what an endpoint's answer means."""
    if not answer.is_good:
        return _unheard(task, answer, now, address)
    location = answer.header("location") if answer.status == 201 else ""
    return Told(
        state="sent",
        way="webmention",
        endpoint=address,
        location=resolved(answer.url, location) if location else "",
        detail=str(answer.status),
        page=task.page,
        digest=task.digest,
        heard=True,
        at=now,
    )


def _pinged(task: Task, address: str, answer: Visit, now: int) -> Told:
    """Return what the answer to a TrackBack means: it says in its text whether it was taken."""
    if not answer.is_good:
        return _unheard(task, answer, now, address, "trackback")
    fault = trackback.fault(answer.body)
    return Told(
        state="sent" if fault is None else "refused",
        heard=fault is None,
        way="trackback",
        endpoint=address,
        detail=fault or str(answer.status),
        page=task.page,
        digest=task.digest,
        at=now,
    )


def _unheard(task: Task, visit: Visit, now: int, address: str = "", way: str = "webmention") -> Told:
    """Return what it means that a site could not be told."""
    before = task.told
    words = _WORDS.get(visit.kind) or f"it answers {visit.status}"
    tries = (before.tries if before and before.state in {"later", "going"} else 0) + (visit.kind != "busy")
    old = before or Told(state="later")
    base = msgspec.structs.replace(
        old,
        endpoint=address or old.endpoint,
        way=("trackback" if way == "trackback" else "webmention") if address else old.way,
        detail=words,
        page=old.page if task.why == "gone" else task.page,
        digest=old.digest if task.why in {"gone", "changed"} else task.digest,
        tries=tries,
        at=now,
        after=0,
    )
    if visit.kind == "private":
        return msgspec.structs.replace(base, state="going" if task.why == "gone" else "private")
    if visit.may_come and tries < TRIES:
        state: State = "going" if task.why == "gone" else "later"
        return msgspec.structs.replace(base, state=state, after=now + int(visit.wait or LATER))
    if visit.may_come:
        return msgspec.structs.replace(base, state="refused", digest=task.digest, detail=f"{words}, {tries} times now")
    # A page that is gone, or no address at all, announces nothing; an endpoint that says no has been told.
    return msgspec.structs.replace(base, state="refused" if address else "none", digest=task.digest)
