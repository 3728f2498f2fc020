"""Asks one address for what it holds, or sends it a form: limited in size, time and redirects, politely per host."""

import threading
import time
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from generator.web.addresses import NoHostError, PrivateError
from generator.web.ask import pause_of
from generator.web.client import open_client, trusted

#: How many redirects are followed, how many bytes of an answer are read, and how many seconds that may take.
_HOPS, LARGEST, _SECONDS = 8, 1_000_000, 40.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
#: The pause between two questions to one host, and the longest that is waited for.
PAUSE, _LONGEST_PAUSE = 1.0, 20.0
#: Servers that ask for a pause without saying how long, or that fail, are asked again after this.
LATER = 600.0
#: Nobody is believed to need a longer pause than this.
_LONGEST = 30 * 86_400.0

#: ``answer`` (of whatever status), ``private``, ``no-host``, ``unreachable`` (also slow ones), ``odd`` (no address, or
#: redirects without end), ``busy`` (the host asked for a pause that is not over).
Kind = Literal["answer", "private", "no-host", "unreachable", "odd", "busy"]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. ``url`` is the address that answered, after all redirects."""

    kind: Kind
    url: str
    status: int = 0
    #: The values of headers, by their names in small letters.
    headers: dict[str, tuple[str, ...]] = {}
    body: bytes = b""
    #: Whether that is all of it, and not only what came in the time and up to the size that is read.
    whole: bool = True
    #: How many seconds to wait before this host is asked again.
    wait: float = 0

    @property
    def is_good(self) -> bool:
        """Return whether it was answered as one hopes."""
        return self.kind == "answer" and 200 <= self.status < 300

    @property
    def may_come(self) -> bool:
        """Return whether the same question may be answered better another time."""
        return self.kind in {"no-host", "unreachable", "busy"} or self.status in {408, 425, 429} or _fails(self.status)

    def header(self, name: str) -> str:
        """Return the first value of a header, or an empty string."""
        return next(iter(self.headers.get(name, ())), "")


class Visitor:
    """Asks, from several threads at once; each host one thing at a time with a pause between."""

    def __init__(self, agent: str, *, allow_private: bool, pause: float = PAUSE) -> None:
        """Open no connection yet."""
        self._client = open_client(agent, trusted(), allow_private=allow_private)
        self._pause = pause
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, url: str, *, accept: str = "text/html, */*;q=0.5", headers: Mapping[str, str] | None = None) -> Visit:
        """Return what an address holds."""
        return self._follow("GET", url, None, {"Accept": accept, **(headers or {})})

    def post(self, url: str, form: Mapping[str, str]) -> Visit:
        """Return what is answered to a form. One that has moved is sent to the new address."""
        return self._follow("POST", url, form, {"Accept": "*/*"})

    def _follow(self, method: str, url: str, form: Mapping[str, str] | None, headers: Mapping[str, str]) -> Visit:
        here, end = url.partition("#")[0], time.monotonic() + _SECONDS
        for _ in range(_HOPS):
            found = self._once(method, here, form, headers, end)
            target = found.header("location")
            if found.kind != "answer" or found.status not in _REDIRECTS or not target:
                return found
            if found.status == 303 and method == "POST":
                # The form was taken, and the answer stands elsewhere: there is nothing to be sent again.
                return msgspec.structs.replace(found, status=200)
            try:
                here = urljoin(here, target).partition("#")[0]
            except ValueError:
                break
            # A secret is for the host that was asked, and for no other.
            headers = {name: value for name, value in headers.items() if name == "Accept"}
        return Visit(kind="odd", url=here)

    def _once(
        self, method: str, url: str, form: Mapping[str, str] | None, headers: Mapping[str, str], end: float
    ) -> Visit:
        """Return the answer of one address."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            if parts.scheme.lower() not in {"http", "https"} or not host or parts.port == 0:
                return Visit(kind="odd", url=url)
            if wait := self._turn(host):
                return Visit(kind="busy", url=url, wait=wait)
            given = {**headers, "Accept-Encoding": "identity"}
            with self._client.stream(method, url, data=form, headers=given) as response:
                return self._read(response, url, host, end)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
            return Visit(kind="odd", url=url)
        except PrivateError:
            return Visit(kind="private", url=url)
        except NoHostError:
            return Visit(kind="no-host", url=url)
        except (httpx.HTTPError, OSError):
            return Visit(kind="unreachable", url=url)

    def _turn(self, host: str) -> float:
        """Wait until a host may be asked; or return how many seconds are left, where that is too long."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next.get(host, now))
            if start - now > _LONGEST_PAUSE:
                return start - now
            self._next[host] = start + self._pause
        time.sleep(start - now)
        return 0

    def _read(self, response: httpx.Response, url: str, host: str, end: float) -> Visit:
        headers: dict[str, tuple[str, ...]] = {}
        for name, value in response.headers.raw:
            key = name.decode("latin-1").lower()
            headers[key] = (*headers.get(key, ()), value.decode("utf-8", "replace"))
        wait = 0.0
        if response.status_code == 429 or _fails(response.status_code):
            wait = min(pause_of(response.headers.get("retry-after", "")) or LATER, _LONGEST)
            with self._lock:
                self._next[host] = max(self._next.get(host, 0), time.monotonic() + wait)
        body, whole = bytearray(), True
        if response.status_code not in _REDIRECTS:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST or time.monotonic() > end:
                    whole = False
                    break
        return Visit(
            kind="answer",
            url=url,
            status=response.status_code,
            headers=headers,
            body=bytes(body[:LARGEST]),
            whole=whole,
            wait=wait,
        )


def _fails(status: int) -> bool:
    """Return whether a server says that it fails; some have numbers of their own beyond these, for a no."""
    return 500 <= status < 600
