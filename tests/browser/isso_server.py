"""A real Isso server on the loopback, from PyPI, in a virtual environment of its own.

It is no dependency of the tests: it brings libraries of its own, one of which has to be compiled.
"""

import os
import socket
import subprocess
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

REQUIREMENT = "isso==0.14.0"
CONFIG = """\
[general]
dbpath = {folder}/comments.db
host = {site}
[server]
listen = http://127.0.0.1:{port}
[guard]
enabled = false
"""


def install(folder: Path) -> Path | None:
    """The program, installed into folder; none where it cannot be (no network, no compiler)."""
    program = folder / "bin" / "isso"
    if not program.exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, REQUIREMENT], check=False, capture_output=True, timeout=300)
    return program if program.exists() else None


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(program: Path, folder: Path, site: str) -> Iterator[str]:
    """The URL of an Isso that takes comments for the site and keeps them in folder."""
    port = free_port()
    config = folder / "isso.cfg"
    config.write_text(CONFIG.format(folder=folder, site=site, port=port), encoding="utf-8")
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with (folder / "isso.log").open("wb") as log:
        server = subprocess.Popen([program, "-c", config, "run"], stdout=log, stderr=log, env=environment)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/js/embed.min.js", server, folder / "isso.log")
            yield url
        finally:
            server.terminate()
            server.wait(timeout=10)


def wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers; fail with what it said if it does not."""
    for _ in range(200):
        try:
            with urlopen(url, timeout=5):  # noqa: S310 (on this machine)
                return
        except URLError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise AssertionError(f"Isso does not answer:\n{log.read_text(errors='replace')}")
