"""From a request to its answer: what a host would send, from the live site."""

import hashlib
from collections.abc import Collection, Mapping
from importlib.resources import files
from posixpath import splitext

import msgspec

from generator.serve.base import Live, State
from generator.serve.http import ranges, rules
from generator.serve.http.guard import refusal
from generator.serve.http.injected import OWN, injected
from generator.serve.http.media_types import media_type
from generator.serve.http.message import SAFE, Answer, Request, moved, plain
from generator.serve.http.policy import widened
from generator.serve.http.target import Target, read
from generator.serve.telling import problems_page, ribbon_text

#: Headers that only hold on the web, or that are the server's own: an answer from here is never kept, and no other
#: origin may read it, whatever the host allows.
_NOT_HERE = frozenset(
    {
        *("access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-headers"),
        *("access-control-allow-methods", "access-control-expose-headers", "access-control-max-age"),
        *("cache-control", "connection", "content-encoding", "content-length", "cross-origin-resource-policy", "date"),
        *("etag", "expires", "keep-alive", "last-modified", "location", "server", "strict-transport-security"),
        *("trailer", "transfer-encoding", "upgrade", "basic-auth", "x-content-type-options", "clear-site-data"),
    }
)
#: What the preview itself is made of.
_PARTS = ("live.js", "morph.js", "panel.js", "idiomorph.js", "live.css")


#: Where there is no page yet, the script says why.
_EMPTY = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Not yet</title>\n</head>\n'
    b"<body></body>\n</html>\n"
)


class Stream(msgspec.Struct, frozen=True):
    """Asks for the event stream instead of an answer."""


class Found(msgspec.Struct, frozen=True):
    """A file of the output and the status to send it with."""

    file: str
    body: bytes
    status: int = 200


class Router:
    """Answers requests with what the live site has."""

    def __init__(self, live: Live, run: str, hosts: Collection[str]) -> None:
        """Keep the site, a name for this run of the server, and the hosts that it answers for."""
        self.live, self.run, self.hosts = live, run, hosts

    def answer(self, request: Request) -> Answer | Stream:
        """Return the answer to a request."""
        target = read(request.target)
        # However it is encoded: "/%2egoodword/events" is the event stream as well.
        if refused := refusal(request, self.hosts, own=target is not None and target.path.startswith(OWN)):
            return refused
        if target is None:
            return plain(400, "this address cannot be read")
        if target.path.startswith(OWN):
            return self._own(request, target)
        return self.page(request, target, shown=request.from_browser)

    def _own(self, request: Request, target: Target) -> Answer | Stream:
        """Return what an address of the preview itself has: its parts, the events, a page that replaces another."""
        name = target.path.removeprefix(OWN)
        if name == "events":
            return Stream()
        if name.startswith("page/"):
            return self.page(request, Target(f"/{name.removeprefix('page/')}", target.query), shown=True)
        if name not in _PARTS:
            return plain(404, "the preview has nothing of this name")
        body = (files("generator.serve") / "browser" / name).read_bytes()
        return _sent(request, {"Content-Type": media_type(name)}, body)

    def page(self, request: Request, target: Target, *, shown: bool) -> Answer:
        """Return what an address has; ``shown`` in a browser, with the preview's script and the page's ribbon."""
        state = self.live.state()
        if state.site is None:
            return self._unready(request, state, shown=shown)
        base = state.site.base
        if base and target.path == "/":
            return moved(302, f"{base}/")
        found = self._found(target, base)
        if isinstance(found, Answer):
            return found
        headers = rules.headers_for(self.live.file("_headers") or b"", target.path)
        headers = {name: value for name, value in headers.items() if name.lower() not in _NOT_HERE}
        if not any(name.lower() == "content-type" for name in headers):
            headers["Content-Type"] = media_type(found.file)
        kind = next(value for name, value in headers.items() if name.lower() == "content-type")
        if not kind.startswith("text/html"):
            return _sent(request, headers, found.body, found.status)
        headers["Vary"] = "Accept"
        if not shown:
            return _sent(request, headers, found.body, found.status)
        return self._shown(request, state, found, headers)

    def _found(self, target: Target, base: str) -> Found | Answer:
        """Return the file of an address, or where it leads, in the order in which hosts look."""
        moves = rules.redirect_for(self.live.file("_redirects") or b"", target.path, target.query)
        if moves and moves.forced and (led := self._led(moves, target, base)):
            return led
        if found := self._file(target, base):
            return found
        if moves and not moves.forced and (led := self._led(moves, target, base)):
            return led
        body = self.live.file("404.html")
        return Found("404.html", body, 404) if body is not None else plain(404, "there is no such page")

    def _file(self, target: Target, base: str) -> Found | Answer | None:
        """Return the file of an address; a folder without its slash leads to the one with it."""
        if target.path == base:
            return moved(301, f"{base}/{target.asked}") if base else None
        if not target.path.startswith(f"{base}/"):
            return None
        path = target.path[len(base) + 1 :]
        if not path or path.endswith("/"):
            return self._read(f"{path}index.html")
        if found := self._read(path):
            return found
        if (page := self._read(f"{path}.html")) and not splitext(path)[1]:
            return page
        return moved(301, f"{target.encoded}/{target.asked}") if self._read(f"{path}/index.html") else None

    def _read(self, path: str) -> Found | None:
        """Return a file of the output."""
        body = self.live.file(path)
        return Found(path, body) if body is not None else None

    def _led(self, moves: rules.Met, target: Target, base: str) -> Found | Answer | None:
        """Return where a rule leads: to another address, or to another file under this one."""
        if moves.status in {301, 302, 303, 307, 308}:
            place = moves.target.partition("?")[0].rstrip("/")
            return (
                None
                if place == target.encoded.rstrip("/") and "?" not in moves.target
                else moved(moves.status, moves.target)
            )
        there = read(moves.target)
        if there is None:
            return plain(502, f"the host would fetch {moves.target}; the preview does not")
        found = self._file(there, base)
        return Found(found.file, found.body, moves.status) if isinstance(found, Found) else None

    def _shown(self, request: Request, state: State, found: Found, headers: dict[str, str]) -> Answer:
        """Return a page for a browser. A page is another one if its bytes, its status or its ribbon is."""
        site, ribbon = state.site, self.live.ribbon(found.file) if found.status == 200 else None
        words = ribbon_text(ribbon, site.zone, site.timezone) if ribbon and site else ""
        tag = _tag(found.body, f"{found.status} {words}".encode())
        origin = f"http://{request.header('host')}"
        told = {
            "state": f"{self.run}-{state.number}",
            "tag": tag,
            "status": found.status,
            "ribbon": words,
            "source": ribbon.source if ribbon else "",
            "site": site.url.rstrip("/") if site else "",
            "base": site.base if site else "",
        }
        for name, value in headers.items():
            if name.lower() == "content-security-policy":
                headers[name] = widened(value, origin + OWN)
        body = injected(found.body, told, origin)
        return _sent(request, headers, body, found.status, tag)

    def _unready(self, request: Request, state: State, *, shown: bool) -> Answer:
        """Return the problems of a site that was never whole since the start."""
        words = problems_page(state)
        if not shown:
            return plain(503, words)
        told: dict[str, object] = {"state": f"{self.run}-{state.number}", "tag": "", "status": 503, "ribbon": ""}
        headers = {"Content-Type": "text/html; charset=utf-8"}
        return _sent(request, headers, injected(_EMPTY, told, f"http://{request.header('host')}"), 503)


def _tag(body: bytes, more: bytes = b"") -> str:
    """Return an entity tag for some bytes."""
    return f'"{hashlib.blake2b(body, digest_size=12, key=hashlib.sha256(more).digest()).hexdigest()}"'


def _sent(request: Request, headers: Mapping[str, str], body: bytes, status: int = 200, tag: str = "") -> Answer:
    """Return a file as an answer: all of it, a part, or that the browser has it already."""
    tag = tag or _tag(body)
    sent = {**headers, **SAFE, "Cache-Control": "no-cache", "ETag": tag}
    if status != 200:
        return Answer(status=status, headers=sent, body=body)
    known = [one.strip().removeprefix("W/") for one in request.header("if-none-match").split(",")]
    if tag in known or "*" in known:
        return Answer(status=304, headers={name: value for name, value in sent.items() if name != "Content-Type"})
    sent["Accept-Ranges"] = "bytes"
    part = request.header("range") if request.header("if-range") in {"", tag} and request.method == "GET" else ""
    try:
        wanted = ranges.wanted(part, len(body))
    except LookupError:
        return plain(416, "the file has no such part", Content_Range=f"bytes */{len(body)}")
    if wanted is None:
        return Answer(status=200, headers=sent, body=body)
    first, end = wanted
    sent["Content-Range"] = f"bytes {first}-{end - 1}/{len(body)}"
    return Answer(status=206, headers=sent, body=body[first:end])
