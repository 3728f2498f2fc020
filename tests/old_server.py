"""The server of an old blog, on this computer: it has files, goes on where one broke off, and can be unkind."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Unkind(NamedTuple):
    """How a file is answered other than as it is."""

    status: int = 200
    location: str = ""
    kind: str = "application/octet-stream"
    #: After so many bytes the connection ends, as often as it says.
    ends_after: int = 0
    times: int = 1
    wait: str = ""
    #: The length that is told; the file's own without it.
    length: int = 0


class OldServer(NamedTuple):
    url: str
    #: What was asked: the path, and the range.
    asked: list[tuple[str, str]]
    #: When.
    moments: list[float]
    files: dict[str, bytes]
    unkind: dict[str, Unkind]


@contextmanager
def old_server(files: dict[str, bytes], unkind: dict[str, Unkind] | None = None) -> Iterator[OldServer]:
    """A server with files by their paths. What a test changes of them counts at once."""
    asked: list[tuple[str, str]] = []
    moments: list[float] = []
    ways = dict(unkind or {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            asked.append((self.path, wanted))
            moments.append(time.monotonic())
            way = ways.get(self.path, Unkind())
            data = files.get(self.path)
            if data is None and way == Unkind():
                self.send_error(404)
                return
            data = data or b""
            tag = f'"{len(data)}-{data[:8].hex()}"'
            start = 0
            if wanted and self.headers.get("If-Range", tag) == tag:
                start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.send_response(206 if start else way.status)
            self.send_header("Content-Type", way.kind)
            self.send_header("Content-Length", str(way.length or len(data) - start))
            self.send_header("ETag", tag)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            if way.location:
                self.send_header("Location", way.location)
            if way.wait:
                self.send_header("Retry-After", way.wait)
                ways.pop(self.path)
            self.end_headers()
            if way.ends_after and way.times:
                ways[self.path] = way._replace(times=way.times - 1)
                self.wfile.write(data[start : start + way.ends_after])
                self.wfile.flush()
                self.close_connection = True
                self.connection.close()
                return
            self.wfile.write(data[start:])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield OldServer(f"http://127.0.0.1:{server.server_port}", asked, moments, files, ways)
        finally:
            server.shutdown()
            thread.join()
