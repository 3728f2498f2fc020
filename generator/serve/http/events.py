"""The event stream: every open page learns of each new state."""

import threading
from collections.abc import Iterator

#: After so many seconds without an event, a line that says nothing shows whether the page is still there.
BEAT = 15.0


class Events:
    """The latest event, and who waits for the next. An event is a name and a text of one line."""

    def __init__(self) -> None:
        """Begin without an event."""
        self._changed = threading.Condition()
        self._latest: tuple[str, str] = ("", "")
        self._ended = False

    def publish(self, name: str, text: str) -> None:
        """Tell all pages."""
        with self._changed:
            self._latest = (name, text)
            self._changed.notify_all()

    def end(self) -> None:
        """Let all streams end."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def stream(self) -> Iterator[bytes]:
        """Return the parts of a stream: the latest event at once, then each new one.

        A page that was away, or the server, needs no history: the latest state says all.
        """
        sent = ""
        yield b"retry: 500\n\n"
        while True:
            with self._changed:
                if not self._ended and self._latest[0] == sent:
                    self._changed.wait(BEAT)
                if self._ended:
                    return
                name, text = self._latest
            if name == sent:
                yield b": still here\n\n"
                continue
            sent = name
            yield f"id: {name}\ndata: {text}\n\n".encode()
