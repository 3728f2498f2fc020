"""The text of a Ghost post as its readers saw it: its cards as plain HTML, without what asked them to sign up."""

import re
from collections import Counter
from html import escape
from typing import Any

from generator.importers.body.making import gallery, link, paragraph, picture, player
from generator.importers.body.parse import classed, drop, elements, inner, instead, said, tree

#: Cards that ask readers for something, or that need Ghost itself.
_ASKS = ("kg-signup-card", "kg-cta-card", "kg-email-card", "kg-email-cta-card", "kg-before-after-card")
#: What begins and ends a part that some readers see only, and what says that visitors are among them.
_GATE = re.compile(r"<!--\s*kg-gated-block:(begin|end)\b((?:(?!-->).){0,1000})(?:-->)?", re.IGNORECASE | re.DOTALL)
_VISITORS = re.compile(r"\bnonMember:[\"']?true\b", re.IGNORECASE)
#: What is drawn by scripts of the theme beside a player.
_MACHINERY = (
    "kg-video-overlay",
    "kg-video-player-container",
    "kg-audio-player-container",
    "kg-audio-thumbnail",
    "kg-toggle-card-icon",
    "kg-bookmark-thumbnail",
    "kg-bookmark-icon",
    "kg-file-card-icon",
    "kg-product-card-rating",
)


def text_of(html: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return a text as HTML, the addresses of its pictures, and what is to be told of it."""
    told: Counter[str] = Counter()
    root = tree(_for_everyone(html, told))
    _without_asking(root, told)
    for one in classed(root, "kg-bookmark-card"):
        instead(one, _bookmark(one))
    for one in classed(root, "kg-file-card"):
        instead(one, _file(one))
    for one in classed(root, "kg-audio-card"):
        instead(one, _player(one, "audio", said_in(one, "kg-audio-title")))
    for one in classed(root, "kg-video-card"):
        caption = next((said(each) for each in elements(one, "figcaption")), "")
        instead(one, _player(one, "video", caption))
    for one in classed(root, "kg-toggle-card"):
        instead(one, _toggle(one))
    for one in classed(root, "kg-callout-card"):
        for emoji in classed(one, "kg-callout-emoji"):
            emoji.tag = "span"
        instead(one, f"<blockquote><p>{' '.join(filter(None, map(_line, one)))}</p></blockquote>")
    for one in classed(root, "kg-button-card"):
        links = "".join(link(each.get("href") or "", said(each)) for each in elements(one, "a"))
        instead(one, links)
    for one in classed(root, "kg-gallery-card"):
        _gallery(one)
    for one in classed(root, *_MACHINERY):
        drop(one)
    for one in classed(root, "kg-header-card", "kg-product-card"):
        for button in elements(one, "button", "form"):
            drop(button)
    for one in elements(root, "img"):
        one.set("src", original(one.get("src") or ""))
    found = dict.fromkeys(one.get("src") for one in elements(root, "img") if one.get("src"))
    notes = tuple(f"{what} ({count} times)" if count > 1 else what for what, count in told.items() if count)
    return inner(root), tuple(found), notes


def _for_everyone(html: str, told: Counter[str]) -> str:
    """Return what visitors saw of a text: without the parts that are for some members only."""
    kept: list[str] = []
    gates: list[bool] = []
    at = 0
    for mark in _GATE.finditer(html):
        if all(gates):
            kept.append(html[at : mark.start()])
        at = mark.end()
        if mark[1].lower() == "begin":
            gates.append(_VISITORS.search(mark[2]) is not None)
            told["a part that was for some members only is left out"] += not gates[-1]
        elif gates:
            gates.pop()
    if all(gates):
        kept.append(html[at:])
    return "".join(kept)


def _without_asking(root: Any, told: Counter[str]) -> None:
    for one in classed(root, *_ASKS):
        told["a form or button to sign up is left out"] += 1
        drop(one)
    for one in elements(root, "a"):
        if "#/portal" in (one.get("href") or ""):
            told["a link to sign up or in is words alone"] += 1
            one.drop_tag()


def said_in(root: Any, name: str) -> str:
    """Return the words of the first element of a class."""
    return next((said(one) for one in classed(root, name)), "")


def _line(element: Any) -> str:
    return inner(element).strip() if element.tag in {"p", "div", "span"} else ""


def _bookmark(one: Any) -> str:
    """Return a link to what is bookmarked, with what is said of it."""
    url = next((each.get("href") or "" for each in elements(one, "a")), "")
    about, caption = said_in(one, "kg-bookmark-description"), next(iter(map(said, elements(one, "figcaption"))), "")
    made = link(url, said_in(one, "kg-bookmark-title"))
    return made + paragraph(about) + paragraph(caption)


def _file(one: Any) -> str:
    url = next((each.get("href") or "" for each in elements(one, "a")), "")
    title = said_in(one, "kg-file-card-title") or said_in(one, "kg-file-card-filename")
    about = said_in(one, "kg-file-card-caption")
    return link(url, title) + paragraph(about)


def _player(one: Any, name: str, caption: str) -> str:
    """Return a player with its caption; a link, where there is nothing to play."""
    source = next((each.get("src") or "" for each in elements(one, name)), "")
    return player(name, source, escape(caption))


def _toggle(one: Any) -> str:
    content = next((inner(each) for each in classed(one, "kg-toggle-content")), "")
    return f"<p><strong>{escape(said_in(one, 'kg-toggle-heading-text'))}</strong></p>{content}"


def _gallery(one: Any) -> None:
    """Make a figure of each picture; the last has the caption of all."""
    caption = "".join(inner(each) for each in elements(one, "figcaption"))
    pictures = [picture(each.get("src") or "", each.get("alt") or "") for each in elements(one, "img")]
    instead(one, gallery([each for each in pictures if each], caption))


#: A picture as it was uploaded, for one in another size.
_SIZED = re.compile(r"(/content/images/)(?:size/w\d+(?:h\d+)?/)(?:format/\w+/)?")


def original(url: str) -> str:
    """Return the address of a picture as it was uploaded."""
    return _SIZED.sub(r"\1", url)
