"""Who is let in. What a browser sends is what Chromium, Firefox and Safari send."""

import pytest

from generator.serve.http.guard import LOOPBACK, refusal
from generator.serve.http.message import Request


def asked(host: str = "127.0.0.1:8000", *, own: bool = False, method: str = "GET", **headers: str) -> int:
    """The status of the refusal; 0 if there is none."""
    named = {name.replace("_", "-"): value for name, value in headers.items()} | ({"host": host} if host else {})
    refused = refusal(Request(method=method, target="/", headers=named), LOOPBACK, own=own)
    return refused.status if refused else 0


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1"])
def test_names_of_this_machine(host: str) -> None:
    assert asked(host) == 0


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "0.0.0.0:8000",
        "192.168.1.2",
        "a.localhost",
    ],
)
def test_other_names_that_may_lead_here(host: str) -> None:
    assert asked(host) == 403


@pytest.mark.parametrize(
    "host", ["", "a b", "localhost:8000:1", "localhost, evil.example", "localhost/", "user@localhost"]
)
def test_hosts_that_are_none(host: str) -> None:
    assert asked(host) == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_only_reading(method: str) -> None:
    assert asked(method=method) == 405
    refused = refusal(Request(method=method, target="/", headers={"host": "localhost"}), LOOPBACK, own=False)
    assert refused
    assert refused.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8000", 0),
        ("http://127.0.0.1:9000", 403),
        ("http://localhost:8000", 403),
        ("https://127.0.0.1:8000", 403),
        ("https://evil.example", 403),
        ("null", 403),
        ("http://[", 403),
    ],
)
def test_origins(origin: str, status: int) -> None:
    assert asked(origin=origin) == status
    assert asked(origin=origin, own=True) == status


@pytest.mark.parametrize(
    ("site", "mode", "dest", "page", "own"),
    [
        # Typed, or from a bookmark.
        ("none", "navigate", "document", 0, 403),
        # A page of ours asks.
        ("same-origin", "cors", "empty", 0, 0),
        ("same-origin", "no-cors", "image", 0, 0),
        # A link elsewhere, also on another port of this machine.
        ("cross-site", "navigate", "document", 0, 403),
        ("same-site", "navigate", "document", 0, 403),
        # Anything else from elsewhere.
        ("cross-site", "no-cors", "script", 403, 403),
        ("cross-site", "no-cors", "image", 403, 403),
        ("same-site", "no-cors", "script", 403, 403),
        ("same-site", "cors", "empty", 403, 403),
        ("cross-site", "navigate", "iframe", 403, 403),
        ("same-site", "navigate", "embed", 403, 403),
        ("else", "navigate", "document", 403, 403),
    ],
)
def test_from_where_a_browser_asks(site: str, mode: str, dest: str, page: int, own: int) -> None:
    assert asked(sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest) == page
    assert asked(own=True, sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest) == own
