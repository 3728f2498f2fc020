"""The sitemap and the rules for robots."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape

import msgspec

#: The maximum number of addresses in a sitemap: https://www.sitemaps.org/protocol.html
MAX_ADDRESSES = 50_000
#: The one that robots.txt names.
INDEX = "sitemap.xml"
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Listed(msgspec.Struct, frozen=True):
    """A page in the sitemap: its absolute address, and when it last changed, if that is known."""

    url: str
    changed: dt.datetime | None = None


def parted(pages: Sequence[Listed]) -> dict[str, Sequence[Listed]]:
    """Return the pages by the path of the sitemap that lists them: several if there are too many for one."""
    if len(pages) <= MAX_ADDRESSES:
        return {INDEX: pages}
    return {
        f"sitemap-{number + 1}.xml": pages[start : start + MAX_ADDRESSES]
        for number, start in enumerate(range(0, len(pages), MAX_ADDRESSES))
    }


def sitemap_index(paths: Iterable[str], home: str) -> bytes:
    """Return the index of several sitemaps; ``home`` is the site's absolute address."""
    rows = "".join(f"<sitemap><loc>{escape(home + path, quote=False)}</loc></sitemap>\n" for path in paths)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n".encode()


def sitemap(pages: Iterable[Listed]) -> bytes:
    """Return a sitemap."""
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(map(_row, pages))}</urlset>\n".encode()


def _row(page: Listed) -> str:
    changed = f"<lastmod>{page.changed.isoformat()}</lastmod>" if page.changed else ""
    return f"<url><loc>{escape(page.url, quote=False)}</loc>{changed}</url>\n"


def robots(sitemap: str) -> bytes:
    """Return a robots.txt that allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
