"""A static host that reads `_headers` and `_redirects` as Netlify and Cloudflare Pages say they do, written for the tests."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

CODES = {"200", "301", "302", "303", "307", "308"}


class Redirect(NamedTuple):
    source: str
    target: str
    status: int
    forced: bool
    #: What the query has to hold; only Netlify looks at it.
    query: tuple[tuple[str, str], ...] = ()


def parse_headers(text: str) -> list[tuple[str, dict[str, str]]]:
    """Each rule's path and headers. Anything that a host would ignore is an error here."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            assert re.fullmatch(r"/[\x21-\x7e]*", line), line
            assert line.count("*") <= 1, line
            rules.append((line, {}))
            continue
        name, separator, value = line.strip().partition(": ")
        assert separator, line
        assert re.fullmatch(r"[A-Za-z-]+", name), line
        assert value.strip() == value != "", line
        assert value.isascii(), line
        assert name not in rules[-1][1], line
        rules[-1][1][name] = value
    assert all(headers for _, headers in rules)
    return rules


def parse_redirects(text: str, *, cloudflare: bool = False) -> list[Redirect]:
    """The redirects, in order. Cloudflare knows no `!`, and leaves such lines and second ones for a path out."""
    rules: list[Redirect] = []
    for line in text.splitlines():
        assert re.fullmatch(r"/[\x21-\x7e]*( [^\s=:/]+=[^\s:/]*)* (?:/|https?://)[\x21-\x7e]* \d{3}!?", line), line
        source, *query, target, status = line.split(" ")
        if cloudflare and (query or status not in CODES or source in {rule.source for rule in rules}):
            continue
        assert status.rstrip("!") in CODES
        asked = tuple((name, value) for name, _, value in (one.partition("=") for one in query))
        rules.append(Redirect(source, target, int(status.rstrip("!")), status.endswith("!"), asked))
    return rules


def matches(pattern: str, path: str) -> bool:
    """Whether a rule's path is that of a request: `*` is anything, `:name` one part."""
    parts = re.split(r"(\*|:[a-z]\w*)", pattern)
    written = "".join(
        ".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(unquote(part)) for part in parts
    )
    return re.fullmatch(written, unquote(path)) is not None


def headers_of(rules: list[tuple[str, dict[str, str]]], path: str) -> dict[str, str]:
    """The headers for a path. No header may come from two rules: Cloudflare would join them."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if matches(pattern, path):
            assert not found.keys() & headers.keys(), (path, pattern)
            found |= headers
    return found


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a path, with its headers and redirects, and its page for what is not there."""

    def __init__(self, *args: object, folder: Path, base: str = "", **kwargs: object) -> None:
        self.folder, self.base = folder, base
        self.rules = parse_headers((folder / "_headers").read_text("ascii"))
        self.moved = parse_redirects((folder / "_redirects").read_text("ascii"))
        super().__init__(*args, directory=str(folder), **kwargs)  # type: ignore[arg-type]  # whatever the base takes

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        for rule in self.moved:
            asked = parse_qs(urlsplit(self.path).query)
            if not all(asked.get(name) == [value] for name, value in rule.query):
                continue
            if matches(rule.source, path) and (rule.forced or not self.file(path)):
                self.send_response(rule.status)
                self.send_header("Location", rule.target)
                self.end_headers()
                return
        file = self.file(path)
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")) if file else None
        self.send_response(206 if part else 200 if file else 404)
        file = file or self.folder / "404.html"
        own = headers_of(self.rules, path)
        for name, value in ({"Content-Type": self.guess_type(file.name)} | own).items():
            self.send_header(name, value)
        data = file.read_bytes() if file.exists() else b""
        if part:
            # Without this a browser cannot jump within a sound.
            first, last = int(part[1]), min(int(part[2] or len(data)), len(data) - 1)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
            data = data[first : last + 1]
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def file(self, path: str) -> Path | None:
        """The file that a path leads to."""
        if not path.startswith(f"{self.base}/"):
            return None
        target = self.folder / unquote(path.removeprefix(self.base)).lstrip("/")
        if target.is_dir():
            target /= "index.html"
        return target if target.is_file() and target.resolve().is_relative_to(self.folder.resolve()) else None

    def log_message(self, *_: object) -> None:
        """Keep quiet about it."""


@contextmanager
def hosting(folder: Path, base: str = "", port: int = 0) -> Iterator[str]:
    """The URL, with the path and without a slash at its end, under which the host shows the folder."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, folder=folder, base=base)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()
