"""Cloudflare Pages: reads the same two files as Netlify, and not all of a long one."""

from generator.hosts.base import Deployment, Host
from generator.hosts.rules import headers, redirects, static_redirects

#: As its documentation has them (https://developers.cloudflare.com/pages/configuration/, 2026-11).
MAX_HEADER_RULES = 100
MAX_LINE = 2000
#: Of 2,000 lines; each redirect takes two, because the one that it refuses is counted as well.
MAX_REDIRECTS = 1000


def files(deployment: Deployment) -> dict[str, bytes]:
    """Return ``_headers`` and ``_redirects``."""
    return {"_headers": headers(deployment), "_redirects": redirects(deployment)}


def limits(deployment: Deployment) -> tuple[str, ...]:
    """Return what it will ignore."""
    found = []
    lines = headers(deployment).decode().splitlines()
    rules = sum(line.startswith("/") for line in lines)
    moved = static_redirects(deployment)
    if rules > MAX_HEADER_RULES:
        found.append(f"it takes {MAX_HEADER_RULES} rules in _headers, and there are {rules}")
    if any(len(line) > MAX_LINE for line in lines):
        found.append(f"it takes lines of {MAX_LINE} characters in _headers, and the security policy is longer")
    if len(moved) > MAX_REDIRECTS:
        found.append(f"it takes {MAX_REDIRECTS} aliases, and there are {len(moved)}; pages redirect the others")
    if deployment.queries:
        found.append("it takes no aliases with a query; a script on the first page leads on from them")
    if any(len(f"{old} {new} 301!") > MAX_LINE for old, new in moved):
        found.append(f"it takes lines of {MAX_LINE} characters in _redirects, and an alias is longer")
    return tuple(found)


HOST = Host(name="cloudflare", label="Cloudflare Pages", files=files, address="CF_PAGES_URL", limits=limits)
