"""Which computers an address leads to, and whether the public can reach them."""

import ipaddress
import socket

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
#: The prefixes below which an IPv4 address stands in an IPv6 one, as its last bytes: RFC 6052 and RFC 8215.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


class NoHostError(Exception):
    """A host's name has no address; ``sure`` says whether that was an answer, and not only a failure to ask."""

    def __init__(self, host: str, *, sure: bool) -> None:
        super().__init__(host)
        self.sure = sure


class PrivateError(Exception):
    """A host is on this computer or in a private network."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host as numbers, in the order to try them. Raises :class:`NoHostError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as wrong:
        unknown = {getattr(socket, name, None) for name in ("EAI_NONAME", "EAI_NODATA")}
        raise NoHostError(host, sure=wrong.errno in unknown) from None
    except (OSError, UnicodeError, ValueError):
        raise NoHostError(host, sure=False) from None
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def public_ones(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the addresses of a host that may be asked. Raises :class:`NoHostError` and :class:`PrivateError`."""
    every = resolve(host, port)
    found = every if allow_private else [one for one in every if is_public(one)]
    if not found:
        raise PrivateError(host)
    return found


def is_public(address: str) -> bool:
    """Return whether an IP address is one that anybody can reach."""
    try:
        ip: _IP = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (ip, *_inside(ip)))


def _inside(ip: _IP) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address leads to."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if any(ip in network for network in _NAT64):
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
