"""Asks a receiver of webmentions for all that it has kept, page by page."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from generator.mentions.received import NotAListError, Received, read
from generator.site.settings import Site
from generator.web.fetch import Fetcher, FetchError

#: The receiver that most static sites have, and where it hands out what it kept.
_KNOWN, _API = "webmention.io", "https://webmention.io/api/mentions.jf2"
#: The environment variable with the token by which a receiver knows the site's owner. It is written nowhere.
TOKEN = "WEBMENTION_TOKEN"  # noqa: S105 (its name)
_EACH, _PAGES = 100, 2000
#: The largest file.
LARGEST = 30_000_000


class ReceiverError(Exception):
    """A receiver that gave nothing that can be used: why, for a person."""


def bytes_of(file: Path) -> bytes:
    """Return a file's bytes. Raises :class:`NotAListError` for one that is too large, and OSError."""
    if file.stat().st_size > LARGEST:
        raise NotAListError(f"it is larger than {LARGEST // 1_000_000} MB")
    return file.read_bytes()


def default(site: Site) -> str:
    """Return where the receiver in the settings hands out what it kept, or an empty string if that is not known."""
    host = (urlsplit(site.comments.webmention).hostname or "").removeprefix("www.")
    return _API if host == _KNOWN or (not host and os.environ.get(TOKEN, "").strip()) else ""


def asked(url: str, site: Site, web: Fetcher, since: int, date: str) -> Iterator[list[Received | None]]:
    """Yield what a receiver kept, page by page. Raises :class:`ReceiverError`."""
    token = os.environ.get(TOKEN, "").strip()
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if (parts.hostname or "") == _KNOWN and not given.keys() & {"domain", "target", "target[]"}:
        given["domain"] = urlsplit(site.url).hostname or ""
    given |= {"per-page": str(_EACH)} | ({"since_id": str(since)} if since else {}) | ({"since": date} if date else {})
    if token:
        given["token"] = token
    seen: set[object] = set()
    for number in range(_PAGES):
        query = urlencode({**given, "page": str(number)})
        try:
            answer = web.get(urlunsplit(parts._replace(query=query, fragment="")), {"Accept": "application/json"})
            found = read(answer.body)
        except FetchError as fault:
            hint = ""
            if fault.status in {400, 401, 403}:
                hint = f"; is its token in the environment variable {TOKEN}?" if not token else "; is the token right?"
            raise ReceiverError(_without(f"{fault}{hint}", token)) from None
        except NotAListError as fault:
            raise ReceiverError(_without(f"{parts.hostname} gives no list of mentions: {fault}", token)) from None
        # One that knows no pages gives the same again.
        fresh = [one for one in found if one is None or (one.page, one.target, one.number) not in seen]
        if not any(fresh):
            return
        seen.update((one.page, one.target, one.number) for one in fresh if one is not None)
        yield fresh


def _without(said: str, token: str) -> str:
    return said.replace(token, "…") if token else said
