"""HTML of strangers made harmless: what Markdown gives for a comment, through an allowlist."""

import re
from functools import cache
from typing import Any

_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "del"}
#: Taken out with all that is in them: their text is not meant for readers.
_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}
_SCHEMES = {"http", "https", "mailto"}
#: What is left of a link whose address was refused, and a link with nothing to click on.
_NO_ADDRESS = re.compile(r"<a(?: rel=\"[^\"]*\")?>(.*?)</a>", re.DOTALL)
_NO_TEXT = re.compile(r"<a [^<>]*>\s*</a>")


def clean(html: str) -> str:
    """Return the HTML with nothing in it but plain paragraphs, lists, quotes, code and links.

    Links lead elsewhere by http, https or mailto, and tell search engines that the site does not
    vouch for them. Headings and images go, the text of headings stays.
    """
    return _NO_TEXT.sub("", _NO_ADDRESS.sub(r"\1", _cleaner().clean(html)))


@cache
def _cleaner() -> Any:
    """Return the cleaner, made once; nh3 is imported only where there are comments."""
    import nh3  # noqa: PLC0415 (most builds clean nothing)

    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="ugc nofollow",
        strip_comments=True,
        generic_attribute_prefixes=set(),
    )
