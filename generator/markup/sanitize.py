"""Sanitizes untrusted HTML, as Markdown gives it for a comment, with an allowlist."""

import re
from functools import cache
from typing import Any

from generator.base.patterns import lazily

_BLOCKS = {"p", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _BLOCKS | {"br", "em", "strong", "code", "a", "del", "sup", "sub"}
#: Removed with their content, which is not meant for readers.
_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}
_SCHEMES = {"http", "https", "mailto"}
#: A link's tags as the cleaner writes them: a quote in a value is escaped, ``<`` in text too.
_LINK = lazily(r'<a((?: [a-z]+="[^"]*")*)>|</a>')
#: An external link, or one from the site's root; not forms that browsers take for another host, or repair.
_GOOD_HREF = lazily(r' href="(?:(?:https?|mailto):|/(?![/\\])[^"\\\x00-\x1f]*")', re.IGNORECASE)
#: A heading is a line of strong text: those of the page are the site's own.
_HEADING = lazily(r"<(/?)h[1-6]\b[^>]*>", re.IGNORECASE)
#: A task's checkbox becomes a character, since it cannot be ticked.
_BOX = lazily(r'<input type="checkbox" disabled(?P<done>(?: checked)?)>')
#: A picture, as Markdown writes it: its words stay, in which the cleaner looks for tags like everywhere.
_PICTURE = lazily(r'<img alt="([^"]*)" src="[^"]*"(?: title="[^"]*")?>')
#: The link back from a footnote, whose target has lost its id.
_BACK = lazily(r'(?:&#160;)?<a class="footnote-backref"[^>]*>[^<]*</a>')
_BLOCK = lazily(f"(</?(?:{'|'.join(sorted(_BLOCKS))})>)")
_LINE_END = lazily(r"(?:<br>)?[ \t]*\n[ \t]*")
_NO_TEXT = lazily(r'<a(?: [a-z]+="[^"]*")+>\s*</a>')


def clean(html: str) -> str:
    """Return the HTML reduced to plain paragraphs, lists, quotes, code, tables and links.

    Links lead elsewhere by http, https or mailto, or to a path of the site, and tell search engines
    that the site does not vouch for them. Each line stays a line. Headings become strong text, and images their words.
    """
    html = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", _BACK.sub("", html))
    html = _BOX.sub(lambda box: "☑" if box["done"] else "☐", html)
    html = _PICTURE.sub(r"\1", html)
    return _with_lines(_NO_TEXT.sub("", _real_links(_cleaner().clean(html))))


@cache
def _cleaner() -> Any:
    """Return the cleaner, created once; nh3 is imported only if there are comments."""
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
    """Return clean HTML without the tags of links whose address was refused, and without nested links."""
    open_links: list[bool] = []

    def keep(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0] if open_links and open_links.pop() else ""
        open_links.append(_GOOD_HREF.search(match[1]) is not None and True not in open_links)
        return match[0] if open_links[-1] else ""

    return _LINK.sub(keep, html) if "<a" in html else html


def _with_lines(html: str) -> str:
    """Return clean HTML with a ``<br>`` at the end of each line of text, since commenters mean their line ends."""
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
