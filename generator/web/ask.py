"""Asks one address whether it is still there."""

import ssl
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from generator.web.addresses import NoHostError, PrivateError

#: How many redirects are followed.
_HOPS = 10
_REDIRECTS, _FOR_GOOD = frozenset((301, 302, 303, 307, 308)), frozenset((301, 308))
#: What HEAD is answered with where the page itself may be there: only GET can tell.
_GONE = frozenset((404, 410))
#: The longest pause, in seconds, that anybody is taken to ask for.
_CENTURY = 100 * 366 * 86_400.0
#: What says that somebody may not ask, or has to prove who they are; not that there is nothing.
_REFUSES = frozenset((401, 402, 403, 406, 407, 418, 425, 429, 451, 999))

#: ``good``; ``gone`` (no such page); ``failed`` (the server does); ``unsure`` (it does not tell programs);
#: ``no-host``, ``unreachable``, ``slow``, ``tls``, ``private``, ``loop``, ``odd`` (no address at all).
Kind = Literal["good", "gone", "failed", "unsure", "no-host", "unreachable", "slow", "tls", "private", "loop", "odd"]
#: The kinds that are the same for all addresses of a host, and for those with the same scheme and port as well.
OF_HOST, OF_PORT = frozenset(("no-host", "private")), frozenset(("unreachable", "tls"))


class Answer(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What came of asking an address. ``moved`` is its new one if it moved for good, ``last`` the one that answered."""

    kind: Kind
    status: int = 0
    moved: str = ""
    last: str = ""
    detail: str = ""
    #: How many seconds the server asks to wait.
    wait: float = 0


def ask(client: httpx.Client, address: str) -> Answer:
    """Return what an address answers: by HEAD, and by GET where HEAD does not tell."""
    answer = _follow(client, "HEAD", address)
    # A server asks for a pause, or is not there at all: GET would be no other.
    if answer.kind in {"good", "odd", *OF_HOST, *OF_PORT} or answer.status == 429 or answer.wait:
        return answer
    return _follow(client, "GET", address)


def _follow(client: httpx.Client, method: str, address: str) -> Answer:
    """Return the answer at the end of the redirects."""
    here, moved, for_good = address, "", True
    seen = {(address, _cookies(client))}
    for _ in range(_HOPS):
        answer = _once(client, method, here)
        if isinstance(answer, Answer):
            last = here if here != address else ""
            return msgspec.structs.replace(answer, moved=moved if answer.kind == "good" else "", last=last)
        status, target = answer
        try:
            here = urljoin(here, target).partition("#")[0]
        except ValueError:
            return Answer("failed", status, last=here, detail="it leads to no address")
        # Some send a reader to the same page again, who then has a cookie.
        now = (here, _cookies(client))
        if now in seen:
            return Answer("loop", status, last=here)
        seen.add(now)
        for_good = for_good and status in _FOR_GOOD
        if for_good:
            moved = here
    return Answer("loop", last=here)


def _once(client: httpx.Client, method: str, address: str) -> Answer | tuple[int, str]:
    """Return the answer of one address, or the status and target of its redirect."""
    try:
        parts = urlsplit(address)
        # The port is only looked at when it is asked for: one that cannot be raises ValueError.
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.port == 0:
            return Answer("odd", detail=address)
        # Of the answer's body nothing is read.
        with client.stream(method, address) as response:
            target = _target(response)
            if response.status_code in _REDIRECTS and target:
                return response.status_code, target
            return _read(response)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError) as wrong:
        return Answer("odd", detail=str(wrong))
    except NoHostError as wrong:
        return Answer("no-host", detail="" if wrong.sure else "unsure")
    except PrivateError as wrong:
        return Answer("private", detail=str(wrong))
    except httpx.TimeoutException:
        return Answer("slow")
    except (httpx.HTTPError, OSError) as fault:
        return _fault(fault)


def _cookies(client: httpx.Client) -> frozenset[tuple[str, str, str, str | None]]:
    """Return the cookies that a client has."""
    return frozenset((one.domain, one.path, one.name, one.value) for one in client.cookies.jar)


def _target(response: httpx.Response) -> str:
    """Return where a redirect leads, or an empty string; bytes that are no UTF-8 are asked for as they are."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)


def _read(response: httpx.Response) -> Answer:
    """Return what a response says that is no redirect."""
    status = response.status_code
    if 200 <= status < 300:
        return Answer("good", status)
    wait = pause_of(response.headers.get("retry-after", "")) if status in {429, 503} else 0
    if status in _REFUSES:
        return Answer("unsure", status, wait=wait)
    if status in _GONE or 400 <= status < 500:
        # 405 and 501 are what some say to HEAD; to GET they are as good as nothing.
        return Answer("gone", status)
    return Answer("failed", status, wait=wait)


def pause_of(text: str) -> float:
    """Return how many seconds ``Retry-After`` asks to wait: it is a number or a date. 0 where it says neither."""
    try:
        wait = float(text) if text.strip().isdecimal() else _until(text)
        return min(max(0.0, wait), _CENTURY)
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0


def _until(text: str) -> float:
    return parsedate_to_datetime(text).timestamp() - time.time() if text else 0


def _fault(fault: BaseException) -> Answer:
    """Return what a failed connection means."""
    for cause in _causes(fault):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Answer("tls", detail=cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return Answer("tls", detail=(cause.reason or "").lower().replace("_", " "))
    for cause in _causes(fault):
        if isinstance(cause, OSError) and cause.strerror:
            return Answer("unreachable", detail=cause.strerror.lower())
    # A server that closes without a word, or speaks something else.
    return Answer("failed", detail="it ended the connection" if isinstance(fault, httpx.NetworkError) else _said(fault))


def _said(fault: BaseException) -> str:
    return "what it sends is no answer" if isinstance(fault, httpx.ProtocolError) else type(fault).__name__


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    """Return an exception and those behind it."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


#: Asks one address.
Asks = Callable[[str], Answer]
