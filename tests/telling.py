"""Other sites on this computer that take webmentions and TrackBacks, and remember what they were sent."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple
from urllib.parse import parse_qsl

from tests.loopback import Silent, at_a_port


class Answer(NamedTuple):
    """What a path answers: headers as they are sent, `HOST` in them and in the body is the server's own address."""

    body: str = ""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    status: int = 200


class Sent(NamedTuple):
    """A form that was sent to a path."""

    path: str
    form: dict[str, str]
    type: str
    at: float


class Site(NamedTuple):
    url: str
    #: What paths answer to GET and to POST, which a test can change.
    pages: dict[str, Answer]
    takes: dict[str, Answer]
    asked: list[str]
    sent: list[Sent]

    def forms(self) -> list[tuple[str, str, str]]:
        """Path, source and target of the webmentions that were sent, sorted."""
        return sorted((one.path, one.form.get("source", ""), one.form.get("target", "")) for one in self.sent)


@contextmanager
def listening(pages: dict[str, Answer] | None = None, takes: dict[str, Answer] | None = None) -> Iterator[Site]:
    """A site with these pages, which takes forms where `takes` says how it answers."""
    site = Site("", pages if pages is not None else {}, takes if takes is not None else {}, [], [])

    class Handler(Silent, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            self.answer(site.pages.get(self.path, Answer(status=404)))

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            form = dict(parse_qsl(data.decode(), keep_blank_values=True))
            site.sent.append(Sent(self.path, form, self.headers.get("Content-Type", ""), time.monotonic()))
            self.answer(site.takes.get(self.path, Answer(status=404)))

        def answer(self, answer: Answer) -> None:
            here = f"http://{self.headers['Host']}"
            data = answer.body.replace("HOST", here).encode()
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value.replace("HOST", here))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with at_a_port(Handler) as port:
        yield site._replace(url=f"http://localhost:{port}")
