"""Servers on this computer for tests: one thread each, at a free port, and without a word on the screen."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Silent:
    """A part of what answers."""

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 (the server's name for it)
        pass


@contextmanager
def at_a_port(answers: Callable[..., BaseHTTPRequestHandler]) -> Iterator[int]:
    """The port of a server on 127.0.0.1 that answers so."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
