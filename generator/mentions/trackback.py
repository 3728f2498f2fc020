"""TrackBack, which old blogs have in place of webmentions: where it is announced, what is sent, what is answered."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.base.patterns import lazily
from generator.base.text import clip
from generator.mentions.discovery import endpoint

#: Bounded in all, so that a page made to be slow is not.
_RDF = lazily(r"""<rdf:Description\b((?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,200})/?>""", re.IGNORECASE)
_KEY = lazily(r"""([a-zA-Z:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ERROR = lazily(r"<error>\s*(-?\d+)\s*</error>", re.IGNORECASE)
_MESSAGE = lazily(r"<message>(.{0,2000}?)</message>", re.IGNORECASE | re.DOTALL)
#: How much of a text is sent along.
_EXCERPT = 255


def address(url: str, asked: str, headers: tuple[str, ...], body: bytes) -> str:
    """Return the address to which a TrackBack about a page is sent, or an empty string.

    It stands in RDF, mostly in a comment, for each entry of the page; ``asked`` is the address as it was linked to.
    Some themes have a link in its place.
    """
    wanted = {_plain(url), _plain(asked)}
    text = body.decode("utf-8", "replace")
    for found in _RDF.finditer(text):
        keys = {one[1].lower(): unescape(one[2] or one[3] or "").strip() for one in _KEY.finditer(found[1])}
        ping = keys.get("trackback:ping", "")
        if ping.lower().startswith(("http://", "https://")) and _plain(keys.get("dc:identifier", "")) in wanted:
            return ping
    return endpoint(url, headers, body, "trackback")


def _plain(url: str) -> str:
    """Return an address as they are compared: some name theirs with another scheme, or without the last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}?{parts.query}" if host else ""


def form(url: str, title: str, excerpt: str, blog: str) -> dict[str, str]:
    """Return what is sent."""
    values = {"url": url, "title": title, "excerpt": clip(" ".join(excerpt.split()), _EXCERPT), "blog_name": blog}
    return {name: value for name, value in values.items() if value}


def fault(body: bytes) -> str | None:
    """Return why a TrackBack was not taken, or None if it was. What is no answer at all is a fault."""
    text = body.decode("utf-8", "replace")
    error = _ERROR.search(text)
    if error and int(error[1][:9]) == 0:
        return None
    said = _MESSAGE.search(text)
    words = unescape(re.sub(r"<[^<>]*>|<!\[CDATA\[|\]\]>", " ", said[1])) if said else ""
    words = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return clip(words, 200) or ("it says that there was an error" if error else "its answer is none")
