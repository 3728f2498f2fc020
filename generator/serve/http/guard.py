"""Who may ask: programs on this machine, and pages of this very origin.

A page of the web can make a browser send requests to this machine, and by a name that it lets point here (DNS
rebinding) even read the answers. So the name that was asked for counts, and from where a browser says it asks.
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from generator.serve.http.message import Answer, Request, plain

#: The names of this machine for itself. A page elsewhere cannot take them.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?", re.IGNORECASE)
#: By these requests a browser shows a page of its own. Nothing else can come from another site.
_SHOWN = ("navigate", "document")


def refusal(request: Request, hosts: Collection[str], *, own: bool) -> Answer | None:
    """Return the answer to a request that is not let in, or None.

    ``own`` are addresses of the preview itself, such as the event stream, which only its own pages ask for.
    """
    if request.method not in {"GET", "HEAD"}:
        return plain(405, "only GET and HEAD are answered here", Allow="GET, HEAD")
    host = request.header("host")
    named = _HOST.fullmatch(host)
    if not named:
        return plain(400, "which host is meant? The request says none that can be read")
    if named[1].lower() not in hosts:
        return plain(403, f"this preview does not answer for the host {named[1]}")
    origin = request.header("origin")
    if origin and not _same(origin, host):
        return plain(403, "this preview does not answer other sites")
    if not _from_here(request, own=own):
        return plain(403, "this preview does not answer other sites")
    return None


def _same(origin: str, host: str) -> bool:
    """Return whether an origin is that of the address that was asked for."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.lower() == host.lower()


def _from_here(request: Request, *, own: bool) -> bool:
    """Return whether a browser asks for itself, or for a page of this origin, or does not say.

    Another port of the same machine is the same *site* to a browser, but another origin.
    """
    site = request.header("sec-fetch-site")
    if site in {"", "same-origin"}:
        return True
    shown = (request.header("sec-fetch-mode"), request.header("sec-fetch-dest")) == _SHOWN
    return not own and (site == "none" or shown) if site in {"none", "same-site", "cross-site"} else False
