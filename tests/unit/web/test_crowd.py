"""Many addresses: in which order and how often each host is asked, and what ends it."""

import contextlib
import socket
import threading
from collections.abc import Iterable
from itertools import pairwise

import pytest

from generator.web.addresses import NoHostError, resolve
from generator.web.crowd import Crowd, Manners, host_of
from tests.other_site import OtherSite, Reply, other_site

QUICK = Manners(agent="Goodword/1", allow_private=True, pause=0.01, usual_pause=0.05, longest_pause=1.5)


def crowd(addresses: Iterable[str], manners: Manners = QUICK) -> Crowd:
    found = Crowd(addresses, manners)
    found.run(lambda _done, _of: None)
    return found


def kinds(found: Crowd, site: OtherSite) -> dict[str, str]:
    return {address.removeprefix(site.url): answer.kind for address, answer in found.answers.items()}


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause() -> None:
    with other_site({f"/{number}": Reply(200, late=0.05) for number in range(4)}) as site:
        manners = Manners(agent="Goodword/1", allow_private=True, pause=0.2)
        found = crowd([f"{site.url}/{number}" for number in range(4)], manners)
        assert kinds(found, site) == {f"/{number}": "good" for number in range(4)}
        assert site.lines() == [f"HEAD /{number}" for number in range(4)]
        starts = [one.at for one in site.asked]
        assert all(later - earlier >= 0.25 for earlier, later in pairwise(starts))


def test_who_asks_for_a_pause_gets_it_and_is_asked_again() -> None:
    with other_site({"/a": [Reply(429, wait="1"), Reply(200)], "/b": [Reply(503, wait="1"), Reply(404)]}) as site:
        found = crowd([f"{site.url}/a", f"{site.url}/b"])
        assert kinds(found, site) == {"/a": "good", "/b": "gone"}
        assert site.asked[1].at - site.asked[0].at >= 1


def test_who_asks_for_a_long_pause_is_asked_no_more() -> None:
    for reply in (Reply(429, wait="3600"), Reply(429)):
        with other_site({"/a": reply}) as site:
            found = crowd([f"{site.url}/a", f"{site.url}/b", f"{site.url}/c"])
            assert kinds(found, site) == {"/a": "unsure", "/b": "unsure", "/c": "unsure"}
            assert site.lines() == ["HEAD /a"] * (1 if reply.wait else 2)


def test_what_is_wrong_with_a_host_is_wrong_with_all_its_addresses() -> None:
    with other_site({}) as closed:
        pass
    # If each was asked for by itself, there would be a pause before the second.
    manners = Manners(agent="G", allow_private=True, pause=60, all=30)
    found = crowd([f"{closed.url}/{number}" for number in range(500)], manners)
    assert set(kinds(found, closed).values()) == {"unreachable"}
    assert len(found.answers) == 500


def test_a_server_that_drips_is_left_and_the_next_address_asked() -> None:
    """A byte now and then: no single wait is too long, but all of them together."""
    listener, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            if b" /slow " not in connection.recv(1000):
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
                connection.sendall(bytes([byte]))
                if over.wait(0.05):
                    return

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    found = crowd([f"{base}/slow", f"{base}/next"], Manners(agent="G", allow_private=True, pause=0.01, one=3))
    over.set()
    listener.close()
    assert {one: found.answers[one].kind for one in found.answers} == {f"{base}/slow": "slow", f"{base}/next": "good"}


def test_what_there_is_no_time_for_is_left_for_later() -> None:
    with other_site({}) as site:
        manners = Manners(agent="G", allow_private=True, pause=2, all=3)
        found = crowd([f"{site.url}/{number}" for number in range(50)], manners)
        assert 1 <= len(found.answers) <= 2
        assert not found.offline


def test_several_hosts_are_asked_at_once() -> None:
    with other_site({"/": Reply(200, meet=threading.Barrier(2))}) as site:
        other = site.url.replace("localhost", "127.0.0.1")
        found = crowd([f"{site.url}/", f"{other}/"])
        assert [answer.kind for answer in found.answers.values()] == ["good", "good"]


def test_a_computer_without_a_network_is_told() -> None:
    """One that has a network says that the hosts are not there."""
    try:
        resolve("example.com", 443)
        offline = False
    except NoHostError:
        offline = True
    addresses = [f"https://no{number}.invalid/" for number in range(9)]
    assert crowd(addresses).offline is offline
    with other_site({}) as site:
        found = crowd([*addresses, f"{site.url}/"])
        assert found.offline is False or f"{site.url}/" not in found.answers
    # One host that is reached is enough to know.
    with other_site({}) as site:
        found = crowd([f"{site.url}/", addresses[0]])
        assert (found.offline, len(found.answers)) == (False, 2)


def test_nothing_is_asked_for_nothing() -> None:
    found = crowd([])
    assert (found.answers, found.offline) == ({}, False)


def test_private_addresses_say_nothing_of_the_network() -> None:
    found = crowd(["http://127.0.0.1/", "http://10.0.0.1/"], Manners(agent="G"))
    assert {answer.kind for answer in found.answers.values()} == {"private"}
    assert not found.offline


@pytest.mark.parametrize(("address", "host"), [("https://A.Example:8/x", "a.example"), ("http://[::1", ""), ("", "")])
def test_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


def test_what_is_wrong_at_one_port_is_not_said_of_another() -> None:
    with other_site({}) as closed:
        pass
    with other_site({"/a": Reply(200)}) as site:
        # The same host: the one port refuses, the other answers.
        found = crowd([f"{closed.url}/1", f"{site.url}/a", f"{closed.url}/2", f"{site.url}/b"])
        assert [answer.kind for answer in found.answers.values()] == ["unreachable", "good", "unreachable", "good"]
        assert not found.offline
        assert site.lines() == ["HEAD /a", "HEAD /b"]
