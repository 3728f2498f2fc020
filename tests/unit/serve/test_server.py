"""The server ends whenever it is told to, also before it has begun."""

import threading
from typing import Any

from generator.serve.http.server import Server


def server() -> Server:
    # Nothing is asked of it here.
    nothing: Any = None
    return Server(("127.0.0.1", 0), nothing, nothing, nothing)


def test_it_can_end_before_it_begins() -> None:
    one = server()
    one.end()
    one.serve_forever()


def test_it_ends_while_it_answers() -> None:
    one = server()
    thread = threading.Thread(target=one.serve_forever, args=(0.01,))
    thread.start()
    one.end()
    thread.join(timeout=60)
    assert not thread.is_alive()
