"""HTML of strangers made harmless: what Markdown gives for a comment, through an allowlist."""

import re
from functools import cache
from typing import Any

_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "del"}
#: Taken out with all that is in them: their text is not meant for readers.
_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}
_SCHEMES = {"http", "https", "mailto"}
#: A link's tags as the cleaner writes them: a quote in a value is escaped, ``<`` in text too.
_LINK = re.compile(r'<a((?: [a-z]+="[^"]*")*)>|</a>')
_NO_TEXT = re.compile(r'<a(?: [a-z]+="[^"]*")+>\s*</a>')


def clean(html: str) -> str:
    """Return the HTML with nothing in it but plain paragraphs, lists, quotes, code and links.

    Links lead elsewhere by http, https or mailto, and tell search engines that the site does not
    vouch for them. Headings and images go, the text of headings stays.
    """
    return _NO_TEXT.sub("", _real_links(_cleaner().clean(html)))


@cache
def _cleaner() -> Any:
    """Return the cleaner, made once; nh3 is imported only where there are comments."""
    import nh3  # noqa: PLC0415 (most builds clean nothing)

    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        # Named, because the library allows "title" and "lang" everywhere by itself.
        attributes={"*": set(), "a": {"href"}},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="ugc nofollow",
        strip_comments=True,
        generic_attribute_prefixes=set(),
    )


def _real_links(html: str) -> str:
    """Return clean HTML without what is left of links whose address was refused, and without links in links."""
    open_links: list[bool] = []

    def keep(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0] if open_links and open_links.pop() else ""
        open_links.append('href="' in match[1] and True not in open_links)
        return match[0] if open_links[-1] else ""

    return _LINK.sub(keep, html) if "<a" in html else html
