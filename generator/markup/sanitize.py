"""HTML of strangers made harmless: what Markdown gives for a comment, through an allowlist."""

import re
from functools import cache
from typing import Any

from generator.base.patterns import lazily

_BLOCKS = {"p", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _BLOCKS | {"br", "em", "strong", "code", "a", "del", "sup", "sub"}
#: Taken out with all that is in them: their text is not meant for readers.
_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}
_SCHEMES = {"http", "https", "mailto"}
#: A link's tags as the cleaner writes them: a quote in a value is escaped, ``<`` in text too.
_LINK = lazily(r'<a((?: [a-z]+="[^"]*")*)>|</a>')
#: A link elsewhere, or from the site's root: neither what a browser takes for another host, nor what it mends.
_GOOD_HREF = lazily(r' href="(?:(?:https?|mailto):|/(?![/\\])[^"\\\x00-\x1f]*")', re.IGNORECASE)
#: A heading is a line of strong text: those of the page are the site's own.
_HEADING = lazily(r"<(/?)h[1-6]\b[^>]*>", re.IGNORECASE)
#: A box to tick is a sign: nobody ticks it here.
_BOX = lazily(r'<input type="checkbox" disabled(?P<done>(?: checked)?)>')
#: A picture, as Markdown writes it: its words stay, in which the cleaner looks for tags like everywhere.
_PICTURE = lazily(r'<img alt="([^"]*)" src="[^"]*"(?: title="[^"]*")?>')
#: The way back from a footnote leads to a mark that has lost its name.
_BACK = lazily(r'(?:&#160;)?<a class="footnote-backref"[^>]*>[^<]*</a>')
_BLOCK = lazily(f"(</?(?:{'|'.join(sorted(_BLOCKS))})>)")
_LINE_END = lazily(r"(?:<br>)?[ \t]*\n[ \t]*")
_NO_TEXT = lazily(r'<a(?: [a-z]+="[^"]*")+>\s*</a>')


def clean(html: str) -> str:
    """Return the HTML with nothing in it but plain paragraphs, lists, quotes, code, tables and links.

    Links lead elsewhere by http, https or mailto, or to a path of the site, and tell search engines
    that the site does not vouch for them. Each line stays a line. Headings become strong text, and images their words.
    """
    html = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", _BACK.sub("", html))
    html = _BOX.sub(lambda box: "☑" if box["done"] else "☐", html)
    html = _PICTURE.sub(r"\1", html)
    return _with_lines(_NO_TEXT.sub("", _real_links(_cleaner().clean(html))))


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
        # Those that lead to a path of the site stay, see below.
        url_relative="pass_through",
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
        open_links.append(_GOOD_HREF.search(match[1]) is not None and True not in open_links)
        return match[0] if open_links[-1] else ""

    return _LINK.sub(keep, html) if "<a" in html else html


def _with_lines(html: str) -> str:
    """Return clean HTML with a break at the end of each line of text: who comments ends lines where they end."""
    if "\n" not in html:
        return html
    parts = _BLOCK.split(html)
    inside = 0
    for at, part in enumerate(parts):
        if at % 2:
            inside += (part == "<pre>") - (part == "</pre>")
        elif not inside and "\n" in part.strip():
            text = part.strip()
            before, _, after = part.partition(text)
            parts[at] = before + _LINE_END.sub("<br>\n", text) + after
    return "".join(parts)
