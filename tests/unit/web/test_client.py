"""By which way the client asks: directly, or by a proxy that the environment names."""

import ssl

import pytest

from generator.web.ask import Answer, ask
from generator.web.client import open_client, trusted
from tests.other_site import OtherSite, Reply, other_site


@pytest.fixture(scope="module")
def trust() -> ssl.SSLContext:
    return trusted()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def answer(address: str, trust: ssl.SSLContext, *, allow_private: bool = False) -> Answer:
    with open_client("Goodword/1", trust, allow_private=allow_private) as client:
        return ask(client, address)


def named(proxy: OtherSite, monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    """The environment names a proxy; it is not asked whether that is private, since its owner chose it."""
    monkeypatch.setenv("http_proxy", proxy.url)
    for name, value in more.items():
        monkeypatch.setenv(name, value)


def test_a_proxy_is_asked_for_what_only_it_can_resolve(trust: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with other_site({"http://nowhere.invalid/gone": Reply(404)}) as proxy:
        named(proxy, monkeypatch)
        assert answer("http://nowhere.invalid/x", trust).kind == "good"
        assert answer("http://nowhere.invalid/gone", trust).kind == "gone"
        assert proxy.lines()[:2] == ["HEAD http://nowhere.invalid/x", "HEAD http://nowhere.invalid/gone"]


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "127.0.0.1", "[::1]", "localhost", "localhost.", "127.1", "0x7f.1", "2130706433"],
)
def test_by_a_proxy_nothing_private_is_asked_either(
    host: str, trust: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with other_site({}) as proxy:
        named(proxy, monkeypatch)
        assert answer(f"http://{host}/", trust).kind == "private"
        proxy.replies["http://nowhere.invalid/x"] = Reply(302, f"http://{host}/")
        assert answer("http://nowhere.invalid/x", trust).kind == "private"
        assert proxy.lines() == ["HEAD http://nowhere.invalid/x"]


def test_exceptions_go_directly(trust: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with other_site({}) as proxy, other_site({}) as site:
        named(proxy, monkeypatch, no_proxy="other.example, .nowhere.invalid")
        assert answer("http://nowhere.invalid/", trust).kind == "no-host"
        assert answer("http://deep.nowhere.invalid/", trust).kind == "no-host"
        assert answer(f"{site.url}/", trust, allow_private=True).kind == "good"
        assert (proxy.asked, site.lines()) == ([], ["HEAD /"])
        named(proxy, monkeypatch, no_proxy="*")
        assert answer("http://somewhere.invalid/", trust).kind == "no-host"
        assert proxy.asked == []


def test_a_proxy_without_its_scheme(trust: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with other_site({}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removeprefix("http://"))
        assert answer("http://nowhere.invalid/x", trust).kind == "good"
