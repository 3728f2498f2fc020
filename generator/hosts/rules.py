"""``_headers`` and ``_redirects``: the two files that Netlify and Cloudflare Pages both read."""

import posixpath
from urllib.parse import quote, urlsplit

from generator.hosts.base import Deployment

#: A year, the maximum by convention.
FOREVER = "public, max-age=31536000, immutable"
_HEADERS = (
    # Browsers must not guess the type of a file, which might make it a script.
    ("X-Content-Type-Options", "nosniff"),
    # Other sites see which site a reader came from, but not which page.
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    # No page needs any of these, so nothing on it may ask for them.
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    # For browsers that do not know the policy's frame-ancestors.
    ("X-Frame-Options", "DENY"),
    # Comment systems open a pop-up window to sign in.
    ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
)
#: Characters that a rule's path may have unescaped. ``*`` and ``:`` are patterns on both hosts.
_SAFE = "/-._~!$&'()+,;=@"


def headers(deployment: Deployment) -> bytes:
    """Return ``_headers``: rules for all pages, for immutable files, and for feeds.

    No header is set by two rules that match the same path, since Cloudflare would join their values.
    """
    base = escape(deployment.base)
    everywhere = [("Content-Security-Policy", deployment.policy)] if deployment.policy else []
    everywhere += _HEADERS
    if deployment.speculation:
        # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Speculation-Rules
        everywhere.append(("Speculation-Rules", f'"{base}{escape(deployment.speculation)}"'))
    if deployment.https and not deployment.base:
        # Only if the site has a domain of its own. A year, and without subdomains: those may not be ours.
        everywhere.append(("Strict-Transport-Security", "max-age=31536000"))
    rules = [(f"{base}/*", everywhere)]
    rules += [(f"{base}{escape(folder)}*", [("Cache-Control", FOREVER)]) for folder in deployment.immutable]
    if deployment.speculation:
        rules.append((base + escape(deployment.speculation), [("Content-Type", "application/speculationrules+json")]))
    for path in deployment.texts:
        kind = [("Content-Type", "text/plain; charset=utf-8"), ("Access-Control-Allow-Origin", "*")]
        rules.append((base + escape(path), kind))
    for pattern, media_type in feed_patterns(deployment):
        # Any page may read a feed, as feed readers that run in a browser do.
        kind = [("Content-Type", f"{media_type}; charset=utf-8"), ("Access-Control-Allow-Origin", "*")]
        rules.append((base + pattern, kind))
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in kind) for path, kind in rules
    ).encode()


def feed_patterns(deployment: Deployment) -> list[tuple[str, str]]:
    """Return a pattern for each file name and depth of feeds, with their media type.

    A site may have thousands of feeds and a host accepts a hundred rules: ``/tags/x/feed.xml``
    becomes ``/tags/:a/feed.xml``. If a pattern would match two media types, each path is listed.
    """
    found: dict[str, dict[str, str]] = {}
    for path, media_type in deployment.feeds:
        folder, name = posixpath.split(path)
        parts = folder.strip("/").split("/") if folder.strip("/") else []
        gaps = "".join(f"/:{'abcdefgh'[number]}" for number in range(min(len(parts), 8)))
        found.setdefault(f"{gaps}/{escape(name)}", {})[path] = media_type
    patterns: list[tuple[str, str]] = []
    for pattern, types in sorted(found.items()):
        if len(set(types.values())) == 1:
            patterns.append((pattern, next(iter(types.values()))))
        else:
            patterns += [(escape(path), media_type) for path, media_type in sorted(types.items())]
    return patterns


def redirects(deployment: Deployment) -> bytes:
    """Return ``_redirects``: each old path twice, once for each host; then those that differ in the query.

    There are HTML redirect pages at the old paths, for hosts without redirects. Netlify shows them
    instead of its own redirect unless the rule ends in ``!``, which Cloudflare rejects; that uses
    the second line, which Netlify never reaches.
    """
    lines = []
    for source, target in static_redirects(deployment):
        lines += [f"{source} {target} 301!\n", f"{source} {target} 301\n"]
    # Cloudflare rejects these in any form, since it does not support queries.
    for old, new in sorted(dict(reversed(deployment.queries)).items()):
        path, _, query = old.partition("?")
        lines.append(
            f"{escape(deployment.base)}/{path} {query.replace('&', ' ')} {escape(deployment.base + new)} 301!\n"
        )
    return "".join(lines).encode()


def static_redirects(deployment: Deployment) -> list[tuple[str, str]]:
    """Return old and new addresses, escaped for rules; redirects to themselves are left out."""
    base = deployment.base
    found: dict[str, str] = {}
    for old, new in deployment.aliases:
        source = escape(base + old)
        target = escape_url(new) if urlsplit(new).scheme else escape(base + new)
        if source.rstrip("/") != target.rstrip("/"):
            found.setdefault(source, target)
    return sorted(found.items())


def escape(path: str) -> str:
    """Return a path escaped for a rule: without spaces, non-ASCII characters and patterns."""
    return quote(path, safe=_SAFE)


def escape_url(url: str) -> str:
    """Return an absolute address escaped for a rule; what is escaped already stays."""
    return quote(url, safe=_SAFE + ":?#[]%*")
