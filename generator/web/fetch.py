"""Answers of other programs' interfaces: with limits of size, time and redirects, and the pauses they ask for."""

import json
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from generator.web.addresses import NoHostError, PrivateError
from generator.web.ask import pause_of
from generator.web.client import open_client, trusted

#: The bytes of the largest answer.
LARGEST = 30_000_000
_HOPS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
#: What asks for a pause, how long one is without a number, how long it may be, and how long all of them together.
_BUSY, _PAUSE, _LONGEST, _ALL = frozenset((429, 503)), 2.0, 60.0, 180.0
_TRIES = 3
#: The seconds for one answer, however slowly it comes.
_SLOWEST = 120.0


class FetchError(Exception):
    """There is no answer that can be used: why, in a few words. ``status`` is the server's, if it gave one."""

    def __init__(self, said: str, *, status: int = 0) -> None:
        super().__init__(said)
        self.status = status

    @property
    def is_gone(self) -> bool:
        """Return whether the server says that there is no such thing."""
        return self.status in {404, 410}


class Answer(msgspec.Struct, frozen=True):
    """An answer's body, and its headers by their names in small letters."""

    body: bytes
    headers: Mapping[str, str]

    def json(self) -> Any:
        """Return the body's value. Raises :class:`FetchError`."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise FetchError("what it sends is no JSON") from None


class Fetcher:
    """Asks servers, one question after the other.

    ``allowed`` are origins that may be on this computer or in a private network; with ``private``, all may.
    """

    def __init__(
        self,
        agent: str,
        allowed: Collection[str] = (),
        *,
        private: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        pause: float = 0.0,
    ) -> None:
        """Keep how to ask; nothing is connected yet. ``pause`` is that between two questions to a public server."""
        self._agent, self._allowed, self._sleep, self._pause = agent, frozenset(allowed), sleep, pause
        self._private = private
        self._clients: dict[bool, httpx.Client] = {}
        self._waited = 0.0
        self._asked: set[str] = set()

    def get(self, url: str, headers: Mapping[str, str] | None = None, data: object = None) -> Answer:
        """Return an address' answer: by GET, or by POST with a value as JSON. Raises :class:`FetchError`."""
        for number in range(_TRIES):
            answer, status, wait = self._followed(url, dict(headers or {}), data)
            if answer is not None:
                return answer
            if number + 1 < _TRIES and wait <= _LONGEST and self._waited + wait <= _ALL:
                self._waited += wait
                self._sleep(wait)
                continue
            break
        minutes = f" for {round(wait / 60)} minutes" if wait >= 120 else ""
        raise FetchError(f"{_host(url)} asks to wait{minutes} ({status}); try again later", status=status)

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            client.close()

    def _followed(self, url: str, headers: dict[str, str], data: object) -> tuple[Answer | None, int, float]:
        """Return the answer; or None, the status and the seconds to wait."""
        here = url
        for _ in range(_HOPS + 1):
            response, body = self._once(here, headers, data)
            status, moved = response.status_code, response.headers.get("location", "")
            if status in _REDIRECTS and moved:
                try:
                    there = urljoin(here, moved)
                except ValueError:
                    raise FetchError(f"{_host(here)} leads to no address of the web") from None
                if origin_of(there) != origin_of(here):
                    # What proves who asks is for that server alone.
                    headers, data = {}, None
                here = there
                continue
            if status in _BUSY:
                return None, status, _wait(response)
            if not 200 <= status < 300:
                raise FetchError(f"{_host(here)} {_said(status)}", status=status)
            return Answer(body, {key.lower(): value for key, value in response.headers.items()}), status, 0.0
        raise FetchError(f"{_host(url)} leads on again and again")

    def _once(self, url: str, headers: Mapping[str, str], data: object) -> tuple[httpx.Response, bytes]:
        host = _host(url)
        private = self._private or origin_of(url) in self._allowed
        if self._pause and not private:
            if host in self._asked:
                self._sleep(self._pause)
            self._asked.add(host)
        if private not in self._clients:
            self._clients[private] = open_client(self._agent, trusted(), allow_private=private)
        client = self._clients[private]
        end = time.monotonic() + _SLOWEST
        try:
            method = "GET" if data is None else "POST"
            with client.stream(method, url, headers=headers, json=data) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > LARGEST:
                        raise FetchError(f"{host} sends more than {LARGEST // 1_000_000} MB")
                    if time.monotonic() > end:
                        raise FetchError(f"{host} takes too long")
                return response, bytes(body)
        except PrivateError:
            said = f"{host} is on this computer or in a private network; if it is yours: --allow-private"
            raise FetchError(said) from None
        except NoHostError:
            raise FetchError(f"there is no host {host}, or no network") from None
        except httpx.TimeoutException:
            raise FetchError(f"{host} takes too long") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
            raise FetchError(f"{url[:200]} is no address of the web") from None
        except httpx.DecodingError:
            raise FetchError(f"what {host} sends cannot be unpacked") from None
        except httpx.HTTPError:
            raise FetchError(f"{host} cannot be reached") from None


def _wait(response: httpx.Response) -> float:
    asked = response.headers.get("retry-after", "")
    return pause_of(asked) if asked else _PAUSE


def origin_of(url: str) -> str:
    """Return an address' scheme, host and port, as :class:`Fetcher` compares them."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{port}"


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2] or url[:100]
    except ValueError:
        return url[:100]


def _said(status: int) -> str:
    if status in {401, 403}:
        return f"refuses ({status})"
    if status in {404, 410}:
        return f"has nothing there ({status})"
    return f"answers {status}"
