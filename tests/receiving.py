"""A receiver of webmentions on this computer: it takes them, looks at their sources, and hands them out as webmention.io does."""

import datetime as dt
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Silent, at_a_port

TOKEN = "canary-token-5417"  # noqa: S105 (a test's)


class Receiver(NamedTuple):
    url: str
    #: What it kept, oldest first, which a test can change.
    kept: list[dict[str, Any]]
    asked: list[str]

    @property
    def api(self) -> str:
        return f"{self.url}/api/mentions.jf2"


@contextmanager
def receiving() -> Iterator[Receiver]:
    kept: list[dict[str, Any]] = []
    asked: list[str] = []

    class Handler(Silent, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            source, target = form["source"][0], form["target"][0]
            try:
                with urllib.request.urlopen(source) as answer:  # noqa: S310 (the test's own address)
                    there = f'"{target}"' in answer.read().decode()
            except OSError:
                there = False
            known = [one for one in kept if (one["wm-source"], one["wm-target"]) == (source, target)]
            if not there:
                # That it is gone counts only for what was there.
                for one in known:
                    kept.remove(one)
                self.answer(200 if known else 400, {})
                return
            if not known:
                kept.append(mention(len(kept) + 1, source, target))
            self.answer(202, {})

        def do_GET(self) -> None:
            asked.append(self.path)
            wanted = parse_qs(urlsplit(self.path).query)
            if wanted.get("token") != [TOKEN]:
                self.answer(401, {"error": "forbidden", "error_description": "Access token was not valid"})
                return
            since = int(wanted.get("since_id", ["0"])[0])
            found = [one for one in reversed(kept) if one["wm-id"] > since]
            # Its pages are smaller than what it is asked for.
            each, number = min(3, int(wanted.get("per-page", ["20"])[0])), int(wanted.get("page", ["0"])[0])
            page = found[number * each : (number + 1) * each]
            self.answer(200, {"type": "feed", "name": "Webmentions", "children": page})

        def answer(self, status: int, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with at_a_port(Handler) as port:
        yield Receiver(f"http://localhost:{port}", kept, asked)


def mention(
    number: int, source: str, target: str, kind: str = "mention-of", *, private: bool = False, **more: Any
) -> dict[str, Any]:
    """A mention in webmention.io's JF2."""
    return {
        "type": "entry",
        "author": {"type": "card", "name": "", "photo": "https://photos.test/face.jpg", "url": source},
        "url": source,
        "published": None,
        "wm-received": f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "wm-id": number,
        "wm-source": source,
        "wm-target": target,
        "wm-protocol": "webmention",
        kind: target,
        "wm-property": kind,
        "wm-private": private,
        **more,
    }
