"""The door to httpx: a client that connects only to addresses that were looked at before.

A name is resolved once, and the connection goes to the very address that was found public: a name that says another
thing the second time leads nowhere else.
"""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.request import getproxies

import httpx

from generator.web.addresses import PrivateError, is_public, public_ones

#: Seconds for a connection, and for each answer.
CONNECT, READ = 10.0, 20.0
#: How many addresses of one name are tried.
_TRIES = 3
_PORTS = {"http": 80, "https": 443}


def trusted() -> ssl.SSLContext:
    """Return the authorities whose certificates are believed."""
    return httpx.create_ssl_context()


def open_client(agent: str, trust: ssl.SSLContext, *, allow_private: bool) -> httpx.Client:
    """Return a client that follows no redirects by itself. Proxies of the environment are used."""
    # Connections are made by number, and one may have the pages of many names: so none is used twice.
    plain = httpx.HTTPTransport(verify=trust, limits=httpx.Limits(max_keepalive_connections=0))
    direct = _Pinned(plain, allow_private=allow_private)
    return httpx.Client(
        transport=direct,
        mounts=_proxies(getproxies(), direct, trust, allow_private=allow_private),
        timeout=httpx.Timeout(READ, connect=CONNECT),
        headers={"User-Agent": agent, "Accept": "*/*", "Accept-Language": "en, *;q=0.5"},
        follow_redirects=False,
    )


class _Pinned(httpx.BaseTransport):
    """Connects to the addresses of a host that may be asked, and to no others."""

    def __init__(self, inner: httpx.BaseTransport, *, allow_private: bool) -> None:
        self.inner, self.allow_private = inner, allow_private

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer of the first address that takes the connection."""
        url = request.url
        port = url.port or _PORTS.get(url.scheme, 80)
        # As it is asked for on the web: letters beyond ASCII have another form there.
        host = url.raw_host.decode("ascii")
        found = public_ones(host, port, allow_private=self.allow_private)[:_TRIES]
        for number, address in enumerate(found, 1):
            pinned = httpx.Request(
                request.method,
                url.copy_with(host=f"[{address}]" if ":" in address else address),
                headers=request.headers,
                stream=request.stream,
                # The certificate must be that of the name, not of the number.
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return self.inner.handle_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as fault:
                if number == len(found) or _is_tls(fault):
                    raise
        raise PrivateError(host)

    def close(self) -> None:
        """Close all connections."""
        self.inner.close()


class _Proxied(httpx.BaseTransport):
    """Asks by way of a proxy, which resolves names itself: only what is a number tells that it is private."""

    def __init__(self, inner: httpx.BaseTransport, *, allow_private: bool) -> None:
        self.inner, self.allow_private = inner, allow_private

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the proxy's answer."""
        host = request.url.raw_host.decode("ascii")
        if not self.allow_private and _is_private(host):
            raise PrivateError(host)
        return self.inner.handle_request(request)

    def close(self) -> None:
        """Close all connections."""
        self.inner.close()


def _proxies(
    environment: Mapping[str, str], direct: httpx.BaseTransport, trust: ssl.SSLContext, *, allow_private: bool
) -> dict[str, httpx.BaseTransport | None]:
    """Return which transport serves which addresses, by the proxies that the environment names."""
    without = [one.strip().lstrip(".") for one in environment.get("no", "").split(",") if one.strip()]
    if "*" in without:
        return {}
    found: dict[str, httpx.BaseTransport | None] = {}
    for scheme in ("http", "https", "all"):
        if address := environment.get(scheme):
            proxy = httpx.HTTPTransport(verify=trust, proxy=address if "://" in address else f"http://{address}")
            found[f"{scheme}://"] = _Proxied(proxy, allow_private=allow_private)
    if found:
        for host in ("localhost", "127.0.0.1", *without):
            if host.replace(".", "").replace("-", "").isalnum():
                found |= {f"all://{host}": direct} | ({} if _is_number(host) else {f"all://*.{host}": direct})
    return found


def _is_private(host: str) -> bool:
    """Return whether a host's name alone tells that it is private: as a number, in each of their forms, or as ours."""
    name = host.lower().rstrip(".")
    if name.rpartition(".")[2] == "localhost":
        return True
    try:
        # Some write ``127.1``, ``0x7f.1`` or ``2130706433``.
        return not is_public(name if _is_number(name) else socket.inet_ntoa(socket.inet_aton(name)))
    except OSError:
        return False


def _is_number(host: str) -> bool:
    """Return whether a host is an IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_tls(fault: BaseException) -> bool:
    """Return whether a connection failed by its encryption."""
    here: BaseException | None = fault
    while here is not None:
        if isinstance(here, ssl.SSLError):
            return True
        here = here.__cause__ or here.__context__
    return False
