"""`goodword serve`, run as people run it, and asked as browsers and programs ask."""

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.support import ROOT

#: However slow the machine is, what must come comes within this many seconds.
LONG = 60.0


class Served:
    """A running preview: its address, the lines that it says, and a way to end it as people do."""

    def __init__(self, root: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        words = options if "--port" in options else ("--port", "0", *options)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "--root", str(root), "serve", *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self.url = self.line(r"http://127\.0\.0\.1:\d+\S*").rstrip("/")
        except AssertionError:
            self.process.kill()
            raise
        self.port = urlsplit(self.url).port or 0

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self, pattern: str) -> str:
        """What a pattern finds in the next line that has it; it is waited for."""
        end = time.monotonic() + LONG
        while True:
            try:
                line = self._lines.get(timeout=0.2)
            except queue.Empty:
                if time.monotonic() > end or (self.process.poll() is not None and self._lines.empty()):
                    raise AssertionError(f"nothing like {pattern} in: " + "\n".join(self.said)) from None
                continue
            self.said.append(line)
            if found := re.search(pattern, line):
                return found[0]

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The status, headers and body of an answer; `_` in a header's name is a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def raw(self, data: bytes) -> bytes:
        """All that comes back for some bytes, until the other side ends."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONG) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def until(self, path: str, holds: Callable[[int, bytes], bool], **headers: str) -> bytes:
        """The body at an address once it holds."""
        end = time.monotonic() + LONG
        while True:
            status, _, body = self.get(path, **headers)
            if holds(status, body):
                return body
            assert time.monotonic() < end, (status, body[:2000])
            time.sleep(0.01)

    def stop(self) -> int:
        """The exit code after Ctrl-C."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=LONG)
        while not self._lines.empty():
            self.said.append(self._lines.get())
        return code


@contextmanager
def serving(root: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """A preview of a project, ended in the end."""
    served = Served(root, *options, environment=environment)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.process.kill()
        served.process.wait(timeout=LONG)
        if served.process.stdout:
            served.process.stdout.close()
