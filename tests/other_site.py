"""Another site on this computer, which answers each path as a test says, and remembers what it was asked."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from tests.support import ROOT

#: A certificate of localhost that nobody has signed, with its key; it guards nothing.
SELF_SIGNED = ROOT / "tests" / "cases" / "web" / "self-signed.pem"


class Reply(NamedTuple):
    """What is answered: to HEAD `head`, if that differs; with `location`, `wait` and `cookie` as headers, after `late` seconds."""

    status: int
    location: str = ""
    head: int = 0
    wait: str = ""
    late: float = 0
    cookie: str = ""
    #: Where given, it is answered when as many as it says have asked.
    meet: threading.Barrier | None = None


class Asked(NamedTuple):
    """What was asked, by which method, with which headers, and when."""

    method: str
    path: str
    headers: dict[str, str]
    at: float


class OtherSite(NamedTuple):
    url: str
    asked: list[Asked]
    #: The replies by path, which a test can change; all other paths are found.
    replies: dict[str, Reply | list[Reply]]

    def lines(self) -> list[str]:
        return [f"{one.method} {one.path}" for one in self.asked]


@contextmanager
def other_site(replies: dict[str, Reply | list[Reply]], *, tls: bool = False) -> Iterator[OtherSite]:
    """A site; of a list of replies to one path, each is given once, and the last for ever."""
    asked: list[Asked] = []
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.reply()

        def do_GET(self) -> None:
            self.reply()

        def reply(self) -> None:
            asked.append(Asked(self.command, self.path, dict(self.headers.items()), time.monotonic()))
            reply = replies.get(self.path, Reply(200))
            if isinstance(reply, list):
                reply = reply.pop(0) if len(reply) > 1 else reply[0]
            over.wait(reply.late)
            if reply.meet is not None:
                reply.meet.wait(20)
            self.send_response(reply.head if self.command == "HEAD" and reply.head else reply.status)
            if reply.location:
                self.send_header("Location", reply.location)
            if reply.cookie:
                self.send_header("Set-Cookie", reply.cookie)
            if reply.wait:
                self.send_header("Retry-After", reply.wait)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *values: object) -> None:  # noqa: A002 (the server's name for it)
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SELF_SIGNED)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield OtherSite(f"http{'s' if tls else ''}://localhost:{server.server_port}", asked, replies)
    finally:
        over.set()
        server.shutdown()
        server.server_close()
