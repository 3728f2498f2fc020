"""Adapts HTML for feed readers: the same text, without what only works on a page.

Readers show many sites in one document. So ids would clash, classes have no effect, roles and labels
belong to a page's own design, and scripts, styles and frames are removed by readers and criticized
by validators.
"""

import re
from functools import cache
from typing import Any

from generator.base.patterns import Ends, lazily

_EVERYWHERE = {"title", "lang", "dir"}
_ATTRIBUTES = {
    "a": {"href", "hreflang", "rel"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "audio": {"src", "controls", "preload"},
    "video": {"src", "controls", "preload", "poster", "width", "height"},
    "track": {"src", "kind", "label", "srclang"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "time": {"datetime"},
    "data": {"value"},
    "details": {"open"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
}
_BARE = (
    "abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hr i kbd mark p picture pre rp rt ruby s samp section small span strong sub"
    " summary sup table tbody tfoot thead tr u ul var wbr"
)
# Removed with their content, which is not meant to be read.
_WITH_TEXT = {"script", "style", "template", "object", "svg", "math", "iframe", "textarea", "select", "button"}
# Without `data:`, which no reader fetches, and without `javascript:`.
_SCHEMES = {"http", "https", "mailto", "tel", "sms", "geo", "xmpp", "irc", "ircs", "gemini", "magnet"}
_EMPTY = lazily(r' (?:href|src|srcset|poster|cite)=""')
_FRAME = lazily(r"<iframe\b(?:(?!<iframe\b)[^>])*+>", re.IGNORECASE)
_SOURCE = lazily(r"""\ssrc=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

#: What has a meaning only by the theme's style, or is a control.
_DRAWN = lazily(
    r'<p class="(?:notice-word|message-subject)">(?P<word>[^<]*)</p>'
    r'|<pre class="message-text">(?P<letter>[^<]*)</pre>'
    r'|<input type="checkbox"(?P<box>[^<>]*)>'
)
_TAG = lazily(r'<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)+>')
#: An attribute with a scheme-relative address; a `srcset` has several.
_NO_SCHEME = lazily(r' (?:src|href|poster|cite)="\s*//| srcset="(?:[^"]*,)?\s*//[^"]*')
_BEGIN = lazily(r'(["\s,])//')


def for_readers(html: str) -> str:
    """Return the HTML for a feed, well-formed, with links in place of frames; its addresses must be absolute."""
    if "<iframe" in html.lower():
        html = _with_links(html)
    if 'class="message-' in html or 'class="notice-' in html or 'type="checkbox"' in html:
        html = _DRAWN.sub(_in_plain_html, html)
    cleaned: str = _cleaner().clean(html)
    if ('"//' in cleaned or "srcset=" in cleaned) and _NO_SCHEME.search(cleaned):
        cleaned = _TAG.sub(_schemed, cleaned)
    # An empty address means the page itself, which a reader does not have.
    return _TAG.sub(_without_empty, cleaned) if '=""' in cleaned else cleaned


def _in_plain_html(found: re.Match[str]) -> str:
    """Return plain HTML for what the theme renders by a class: a letter, a notice's label, a task's box."""
    if found["word"] is not None:
        return f"<p><strong>{found['word']}</strong></p>"
    if found["letter"] is not None:
        paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", found["letter"])]
        lines = ("<br>\n".join(part.split("\n")) for part in paragraphs if part.strip())
        return "<blockquote>" + "".join(f"<p>{part}</p>\n" for part in lines) + "</blockquote>"
    return "\u2611" if "checked" in found["box"] else "\u2610"


def _schemed(tag: re.Match[str]) -> str:
    """Return a tag with a scheme added to each scheme-relative address."""
    return _NO_SCHEME.sub(lambda found: _BEGIN.sub(r"\1https://", found[0]), tag[0])


def _without_empty(tag: re.Match[str]) -> str:
    return _EMPTY.sub("", tag[0])


def _with_links(html: str) -> str:
    """Return the HTML with a link in place of each frame that has an address."""
    ends = Ends(html)
    pieces: list[str] = []
    done = 0
    while frame := _FRAME.search(html, done):
        source, end = _SOURCE.search(frame[0]), ends.after("iframe", frame.end())
        if source and end:
            pieces += (html[done : frame.start()], _linked(source))
            done = end.end()
        else:
            pieces.append(html[done : frame.end()])
            done = frame.end()
    pieces.append(html[done:])
    return "".join(pieces)


def _linked(source: re.Match[str]) -> str:
    address = source[1] or source[2] or ""
    address = f"https:{address}" if address.startswith("//") else address
    return f'<a href="{address}">{address}</a>' if '"' not in address else ""


@cache
def _cleaner() -> Any:
    """Return the cleaner, created once; nh3 is imported only if a feed is written."""
    import nh3  # noqa: PLC0415 (most builds write no feed)

    return nh3.Cleaner(
        tags={*_BARE.split(), *_ATTRIBUTES},
        clean_content_tags=_WITH_TEXT,
        attributes={**_ATTRIBUTES, "*": _EVERYWHERE},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        generic_attribute_prefixes=set(),
    )
