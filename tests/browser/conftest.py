"""A real browser, a server for a folder, and a page in which nothing goes wrong unseen."""

import functools
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.isso_server import install

# install-chromium.sh looks for the same ones.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)

# The browser is here to show the test's pages, and has no business of its own.
ARGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Where there is none the test is skipped, which tests/conftest.py does not let pass quietly."""
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium or Google Chrome that starts")
    # Chromium's sandbox refuses to run as root.
    args = [*ARGS, "--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [*ARGS]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=args)
        yield chromium
        chromium.close()


@contextmanager
def fresh_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of a fresh profile. At the end, it is checked for console messages and requests to other hosts."""
    faults: list[str] = []

    def keep_home(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            faults.append(f"asked another host: {route.request.url}")
            route.abort()

    context = browser.new_context(**options)
    context.route("**/*", keep_home)
    opened = context.new_page()
    opened.on("console", lambda message: faults.append(f"{opened.url}: {message.text}"))
    opened.on("pageerror", lambda error: faults.append(f"{opened.url}: a script failed: {error}"))
    yield opened
    context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh profile."""
    with fresh_page(browser) as opened:
        yield opened


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """`serve(folder)`: the URL, without a slash at its end, under which a server shows the folder until the tests end."""
    with ExitStack() as servers:
        yield functools.cache(lambda folder: servers.enter_context(serving(folder)))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The URL of a server for folder, on a port that is free."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps quiet about it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library names it so
        pass


def find_browser() -> str | None:
    """The program that CHROMIUM names, else the first browser of the system; none if it does not start.

    Some systems install a `chromium` that only says how to get one.
    """
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else BROWSERS:
        program = shutil.which(name)
        if program and subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    return None


@pytest.fixture(scope="session")
def isso(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The Isso program, installed once and kept in the test cache."""
    cache = getattr(request.config, "cache", None)
    folder = Path(cache.mkdir("isso")) if cache else tmp_path_factory.mktemp("isso")
    program = install(folder)
    if program is None:
        pytest.skip("Isso cannot be installed: it needs the package index and a C compiler")
    return program
