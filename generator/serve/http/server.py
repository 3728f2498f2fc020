"""The server: sockets, threads and the bytes of HTTP/1.1. What is answered, the router decides."""

import io
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from generator.base.system import WINDOWS
from generator.serve.http.events import Events
from generator.serve.http.message import SAFE, Answer, Request, plain
from generator.serve.http.router import Router

#: The longest head of a request, and how long it may take to come, in seconds.
LONGEST_HEAD, PATIENCE = 32 * 1024, 10.0
#: How long a connection stays open between two requests, and how long a reader may take for a part of an answer.
IDLE, STUCK = 60.0, 30.0
#: So many connections at once; the next waits until one ends.
MOST_CONNECTIONS = 200
_PART = 256 * 1024


class Told(msgspec.Struct, frozen=True):
    """Who is told that a request was answered, and of a fault of the program."""

    asked: Callable[[], object]
    fault: Callable[[Exception], object]


class Server(ThreadingHTTPServer):
    """A server at one address of this machine, with a thread for each connection."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    # On Windows this would let two programs have one port.
    allow_reuse_address = not WINDOWS

    def __init__(self, address: tuple[str, int], router: Router, events: Events, told: Told) -> None:
        """Listen. Raises OSError if the address is taken."""
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.router, self.events, self.told = router, events, told
        self._begun = False
        self._ended, self._turn = False, threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__(address, Handler)

    def server_bind(self) -> None:
        """Take the address, without asking for this machine's name, which can take seconds."""
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # text and number

    def serve_forever(self, poll_interval: float = 0.1) -> None:
        """Answer until :meth:`end`, which may come before this thread has begun."""
        with self._turn:
            if self._ended:
                return
            self._begun = True
        super().serve_forever(poll_interval)

    def end(self) -> None:
        """End, and give the address back."""
        with self._turn:
            self._ended = True
        if self._begun:
            self.shutdown()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection in a thread of its own, if there is a place for it."""
        if not self._places.acquire(timeout=1):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer a connection, and free its place."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 (the library's)
        """Say nothing of a reader who went away; any other fault is one of ours."""
        wrong = sys.exception()
        if isinstance(wrong, Exception) and not isinstance(wrong, OSError):
            self.told.fault(wrong)


class Handler(BaseHTTPRequestHandler):
    """A connection: one request after the other, until one side has enough."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Begin without bytes of a next request."""
        super().setup()
        self._left = b""

    def handle_one_request(self) -> None:
        """Read a request's head within its limits, and answer it."""
        self.close_connection = True
        head, wrong = self._head()
        if wrong:
            self._send(wrong, body=True)
            return
        if not head:
            return
        self.raw_requestline, _, rest = head.partition(b"\n")
        if len(self.raw_requestline.split()) != 3:
            self._send(
                plain(400, "this is no request that a browser sends; the address begins with http://"), body=True
            )
            return
        self.rfile = io.BytesIO(rest)
        # A fault it finds is answered by send_error below.
        if self.parse_request():
            self._answer()

    def _head(self) -> tuple[bytes, Answer | None]:
        """Return the bytes up to the empty line, or what is wrong with them; nothing if the other side is gone."""
        got, end = self._left, 0.0
        while b"\r\n\r\n" not in got and b"\n\n" not in got:
            if len(got) > LONGEST_HEAD:
                return b"", plain(431, "this request is too long")
            now = time.monotonic()
            if got.strip() and not end:
                end = now + PATIENCE
            if end and now > end:
                return b"", plain(408, "this request took too long")
            try:
                self.connection.settimeout(max(0.01, end - now) if end else IDLE)
                more = self.connection.recv(65536)
            except TimeoutError:
                return b"", plain(408, "this request took too long") if end else None
            if not more:
                return b"", None
            got += more
        lines = got.lstrip(b"\r\n")
        cut = min((at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := lines.find(mark)) >= 0), default=0)
        self._left = lines[cut:]
        return lines[:cut], plain(431, "this request is too long") if cut > LONGEST_HEAD else None

    def _answer(self) -> None:
        """Answer a request that was read."""
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            low = name.lower()
            headers[low] = f"{headers[low]}, {value}" if low in headers else value
        if "content-length" in headers or "transfer-encoding" in headers:
            # What follows the head is not read, and must not be taken for the next request.
            self.close_connection = True
        target = self.path
        if target.lower().startswith("http://"):
            # As it is sent to a proxy: the host stands in the address as well.
            host, slash, path = target[len("http://") :].partition("/")
            headers["host"], target = host, slash + path or "/"
        request = Request(method=self.command, target=target, headers=headers)
        try:
            answer = self.server.router.answer(request)
        except Exception as wrong:  # noqa: BLE001 (one page must not end the preview)
            self.server.told.fault(wrong)
            answer = plain(500, "the preview failed here; the terminal says more")
        if isinstance(answer, Answer):
            self._send(answer, body=self.command != "HEAD")
            self.server.told.asked()
        else:
            self._stream()

    def _send(self, answer: Answer, *, body: bool) -> None:
        """Send an answer in as few pieces as can be."""
        headers = dict(answer.headers)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            headers["Content-Length"] = str(len(answer.body))
        if self.close_connection:
            headers["Connection"] = "close"
        head = self._written(answer.status, headers)
        self.connection.settimeout(STUCK)
        self._put([head + answer.body[:_PART] if body else head])
        if body and len(answer.body) > _PART:
            rest = memoryview(answer.body)[_PART:]
            self._put(rest[at : at + _PART] for at in range(0, len(rest), _PART))

    def _stream(self) -> None:
        """Send events as long as the page is there."""
        self.close_connection = True
        headers = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", **SAFE}
        self.connection.settimeout(STUCK)
        self._put([self._written(200, headers | {"Connection": "close"})])
        if self.command != "HEAD":
            self._put(self.server.events.stream())

    def _put(self, parts: Iterable[bytes | memoryview]) -> None:
        """Send parts; a reader who is gone, or takes none, ends the connection."""
        try:
            for part in parts:
                self.connection.sendall(part)
        except OSError:
            self.close_connection = True

    def _written(self, status: int, headers: dict[str, str]) -> bytes:
        """Return the head of an answer. No value breaks out of its line."""
        words = HTTPStatus(status).phrase
        all_ = {"Date": self.date_time_string(), **headers}
        lines = [f"HTTP/1.1 {status} {words}", *(f"{name}: {value}" for name, value in all_.items())]
        lines = ["".join(one for one in line if one.isprintable()) for line in lines]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 (the library's)
        """Answer a request that the library cannot read."""
        self.close_connection = True
        self._send(plain(code, f"this request cannot be read: {message or HTTPStatus(code).phrase}"), body=True)

    def handle_expect_100(self) -> bool:
        """Take no body, whatever is announced."""
        return True
