"""What one address holds, and what is answered to a form: redirects, pauses, and what is not asked at all."""

import socket
from collections.abc import Iterator

import pytest

from generator.web.visit import LATER, Visitor
from tests.telling import Answer, Site, listening


@pytest.fixture
def site() -> Iterator[Site]:
    with listening() as found:
        yield found


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    found = Visitor("test", allow_private=True, pause=0)
    yield found
    found.close()


def moved(to: str, status: int) -> Answer:
    return Answer(status=status, headers=(("Location", to),))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_form_is_sent_again_where_it_has_moved(visitor: Visitor, site: Site, status: int) -> None:
    site.takes.update({"/old": moved("new?x=1", status), "/new?x=1": Answer(status=202)})
    found = visitor.post(f"{site.url}/old", {"source": "a b", "target": "ü&="})
    assert (found.status, found.url) == (202, f"{site.url}/new?x=1")
    assert [one.form for one in site.sent] == [{"source": "a b", "target": "ü&="}] * 2


def test_a_form_that_was_taken_is_not_sent_again(visitor: Visitor, site: Site) -> None:
    site.takes.update({"/old": moved("/thanks", 303), "/thanks": Answer(status=202)})
    assert visitor.post(f"{site.url}/old", {"a": "b"}).is_good
    assert (len(site.sent), site.asked) == (1, [])


def test_one_host_is_asked_with_pauses_between(site: Site) -> None:
    visitor = Visitor("test", allow_private=True, pause=0.2)
    for _ in range(3):
        visitor.post(f"{site.url}/x", {"a": "b"})
    visitor.close()
    first, second, third = (one.at for one in site.sent)
    assert min(second - first, third - second) > 0.15


def test_a_host_that_fails_is_not_asked_again_at_once(visitor: Visitor, site: Site) -> None:
    site.pages["/a"] = Answer(status=500)
    first = visitor.get(f"{site.url}/a")
    assert (first.status, first.wait, first.may_come) == (500, LATER, True)
    second = visitor.get(f"{site.url}/b")
    assert (second.kind, second.may_come, site.asked) == ("busy", True, ["/a"])
    assert 0 < second.wait <= LATER


@pytest.mark.parametrize(
    "url", ["ftp://a.net/", "https://", "https://[::1", "http://a.net:0/", "x", "http://a.net:99999/"]
)
def test_what_is_no_address_is_not_asked(visitor: Visitor, url: str) -> None:
    assert visitor.get(url).kind == "odd"


@pytest.mark.parametrize("status", [302, 307])
def test_what_leads_to_a_private_network_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    # Here, the other site is the public one.
    monkeypatch.setattr("generator.web.addresses.is_public", lambda one: one in {"127.0.0.1", "::1"})
    visitor = Visitor("test", allow_private=False, pause=0)
    site.pages["/a"] = site.takes["/a"] = moved("http://10.1.2.3/x", status)
    assert visitor.get(f"{site.url}/a").kind == "private"
    assert visitor.post(f"{site.url}/a", {"a": "b"}).kind == "private"
    visitor.close()


def test_a_name_that_leads_to_a_private_network_is_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        "generator.web.addresses.socket.getaddrinfo", lambda _host, port, **more: real("127.0.0.1", port, **more)
    )
    visitor = Visitor("test", allow_private=False)
    port = site.url.rpartition(":")[2]
    assert visitor.get(f"http://public.example:{port}/").kind == "private"
    assert visitor.post(f"http://public.example:{port}/", {}).kind == "private"
    visitor.close()
    assert (site.asked, site.sent) == ([], [])


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254", "0"]
)
def test_private_networks_are_refused(host: str) -> None:
    visitor = Visitor("test", allow_private=False)
    assert visitor.get(f"http://{host}/").kind == "private"
    assert visitor.post(f"http://{host}/", {}).kind == "private"
    visitor.close()
