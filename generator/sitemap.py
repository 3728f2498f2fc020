"""The sitemap and the rules for robots."""

from collections.abc import Sequence
from html import escape

import msgspec

#: A sitemap may hold no more addresses: https://www.sitemaps.org/protocol.html
MAX_ADDRESSES = 50_000
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Listed(msgspec.Struct, frozen=True):
    """A page that search engines are told of, absolute, with the moment it last changed (may be empty)."""

    url: str
    changed: str = ""


def sitemaps(pages: Sequence[Listed], home: str) -> dict[str, bytes]:
    """Return the sitemap by its path; with more addresses than one may hold, an index and its parts."""
    if len(pages) <= MAX_ADDRESSES:
        return {"sitemap.xml": _sitemap(pages)}
    parts = {
        f"sitemap-{number + 1}.xml": _sitemap(pages[start : start + MAX_ADDRESSES])
        for number, start in enumerate(range(0, len(pages), MAX_ADDRESSES))
    }
    rows = "".join(f"<sitemap><loc>{escape(home + path, quote=False)}</loc></sitemap>\n" for path in parts)
    index = f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n"
    return {"sitemap.xml": index.encode(), **parts}


def _sitemap(pages: Sequence[Listed]) -> bytes:
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(map(_row, pages))}</urlset>\n".encode()


def _row(page: Listed) -> str:
    changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
    return f"<url><loc>{escape(page.url, quote=False)}</loc>{changed}</url>\n"


def robots(sitemap: str) -> bytes:
    """Return rules that allow everything and name the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
