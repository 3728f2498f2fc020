"""The text of a Blogger post: paragraphs where there are only line breaks, pictures as they were uploaded."""

import re
from typing import Any

from generator.importers.body.autop import autop
from generator.importers.body.making import figure, picture
from generator.importers.body.parse import classed, drop, elements, inner, instead, said, tree
from generator.importers.ends import apart

_MORE = re.compile(r"<a\s+name=[\"']?more[\"']?\s*>\s*(?:</a>)?|<!--\s*more\s*-->", re.IGNORECASE)
#: What keeps its line ends.
_RAW = ("pre", "script", "style", "textarea")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
#: A size in the address of a picture: a part of its path, or what ends it.
_SIZED = re.compile(r"/(?:s\d+|w\d+-h\d+|w\d+|h\d+)(?:-[\w-]+)?(?=/[^/]*$)")
_ENDED = re.compile(r"=(?:s\d+|w\d+(?:-h\d+)?|h\d+)(?:-[\w-]+)?$")
_HOSTS = re.compile(r"https?://(?:[\w.-]+\.)?(?:blogspot\.com|googleusercontent\.com|ggpht\.com)/", re.IGNORECASE)
_TEASER = 300


def text_of(html: str) -> tuple[str, str, tuple[str, ...]]:
    """Return a post's text as HTML, what stands before "more" as a summary, and the addresses of its pictures."""
    more = _MORE.search(html)
    summary = summary_of(html[: more.start()]) if more else ""
    root = tree(autop(_lines(_MORE.sub("", html))))
    for one in classed(root, "tr-caption-container"):
        _captioned(one)
    for one in classed(root, "separator"):
        if elements(one, "img") and not said(one):
            instead(one, "".join(_figure(each) for each in elements(one, "img")))
    for one in elements(root, "img"):
        one.set("src", _whole(one))
        for name in ("border", "data-original-height", "data-original-width"):
            one.attrib.pop(name, None)
    for one in classed(root, "blogger-post-footer"):
        drop(one)
    return inner(root), summary, tuple(dict.fromkeys(one.get("src") for one in elements(root, "img") if one.get("src")))


def summary_of(html: str) -> str:
    """Return the beginning of a text as plain words, whole ones."""
    words = said(tree(re.sub(r"<(?:br|/p|/div)\b[^<>]*>", " ", html))).split()
    made = ""
    for word in words:
        if len(made) + len(word) > _TEASER:
            return f"{made} …"
        made = f"{made} {word}".strip()
    return made


def _lines(html: str) -> str:
    """Return a text in which only blank lines end paragraphs, and line ends mean nothing."""
    return "".join(
        part if is_raw else _BREAKS.sub("\n\n", _SPACES.sub(lambda found: " " if "\n" in found[0] else found[0], part))
        for is_raw, part in apart(html, *_RAW)
    )


def original(url: str) -> str:
    """Return the address of a picture as it was uploaded."""
    if not _HOSTS.match(url):
        return url
    return _ENDED.sub("=s0", _SIZED.sub("/s1600", url))


def _whole(image: Any) -> str:
    """Return the address of a picture: of the larger one that it leads to, if it does."""
    around = image.getparent()
    href = (around.get("href") or "") if around is not None and around.tag == "a" else ""
    if around is not None and _HOSTS.match(href) and not said(around):
        around.drop_tag()
        return original(href)
    return original(image.get("src") or "")


def _figure(image: Any, caption: str = "") -> str:
    url = _whole(image)
    around = image.getparent()
    href = (around.get("href") or "") if around is not None and around.tag == "a" else ""
    return figure(picture(url, image.get("alt") or "", href), caption) or f"<p>{caption}</p>"


def _captioned(table: Any) -> None:
    """Make figures of a table that only holds a picture and its caption."""
    caption = "".join(inner(one) for one in classed(table, "tr-caption"))
    images = elements(table, "img")
    if images:
        instead(table, "".join(_figure(one, caption if one is images[-1] else "") for one in images))
