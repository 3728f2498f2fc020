"""Which addresses are public, and what a name leads to."""

import pytest

from generator.web.addresses import NoHostError, PrivateError, is_public, public_ones, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 (nothing is bound to it)
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "localhost",
        "",
    ],
)
def test_what_the_public_cannot_reach_is_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_what_anybody_reaches_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1"])
def test_this_computer_is_found_under_each_of_its_names(host: str) -> None:
    with pytest.raises(PrivateError):
        public_ones(host, 80, allow_private=False)
    assert "127.0.0.1" in public_ones(host, 80, allow_private=True)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example", "", "a b"])
def test_what_is_no_host_is_an_error_of_its_own(host: str) -> None:
    if host:
        with pytest.raises(NoHostError):
            resolve(host, 80)
