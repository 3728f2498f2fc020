"""HTML as a tree, and back."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from generator.base.text import without_controls
from generator.importers.names import words

#: libxml2 goes no deeper, and what is nested like that is no text.
DEEPEST = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
_NUMBER = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,9})(?![0-9a-fA-F]);?")
_VOID = words("area base br col embed hr img input link meta param source track wbr")


def tree(html: str) -> Any:
    """Return a ``<div>`` with the elements of a piece of HTML; what is nested too deeply loses its tags."""
    from lxml import html as library  # noqa: PLC0415 (40 ms, and only imports need it)

    # The tree takes no control characters, neither as they are nor by their numbers.
    html = without_controls(html)[0]
    if "&#" in html:
        html = _NUMBER.sub(_shown, html)
    if _depth(html) > DEEPEST:
        html = _TAG.sub(" ", html)
    parser = library.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    document: Any = library.document_fromstring(f"<html><body><div>{html}</div></body></html>".encode(), parser=parser)
    body = document.find("body")
    if body is None:
        return library.fromstring("<div></div>")
    # A stray </div> ends the one around all: what follows it belongs to the text as well.
    body[0].drop_tag()
    body.tag = "div"
    return body


def _shown(found: re.Match[str]) -> str:
    """Return a character's number as it stands, or nothing for one that is no character of a text."""
    digits = found[1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    fine = number in {9, 10, 13} or 32 <= number < 127 or 128 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return found[0] if fine or 0x10000 <= number <= 0x10FFFF else ""


def _depth(html: str) -> int:
    """Return about how deeply elements are nested."""
    deepest = depth = 0
    for tag in _TAG.finditer(html):
        if tag[1]:
            depth = max(0, depth - 1)
        elif not tag[3] and tag[2].lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def written(element: Any) -> str:
    """Return an element as HTML, without what follows it."""
    from lxml import html as library  # noqa: PLC0415 (see above)

    text: str = library.tostring(element, encoding="unicode", with_tail=False)
    return text


def inner(element: Any) -> str:
    """Return what an element holds as HTML."""
    return escape(element.text or "", quote=False) + "".join(
        written(one) + escape(one.tail or "", quote=False) for one in element
    )


def elements(root: Any, *names: str) -> list[Any]:
    """Return the elements of some names below one, in order, as a list that survives changes."""
    return list(root.iter(*names))


def unwrap(element: Any) -> None:
    """Put what an element holds in its place."""
    element.drop_tag()


def drop(element: Any) -> None:
    """Take an element out, and keep what follows it."""
    element.drop_tree()


def classed(root: Any, *names: str) -> Iterator[Any]:
    """Yield the elements of some classes that are below one when their turn comes, from the outside in."""
    for one in list(root.iter()):
        if isinstance(one.tag, str) and not classes(one).isdisjoint(names) and is_below(one, root):
            yield one


def classes(element: Any) -> frozenset[str]:
    """Return the names of an element's classes."""
    return words(element.get("class") or "")


def is_below(element: Any, root: Any) -> bool:
    """Return whether an element is still below another."""
    return any(one is root for one in element.iterancestors())


def instead(element: Any, html: str) -> None:
    """Put a piece of HTML in an element's place, and keep what follows it."""
    for one in list(tree(html)):
        element.addprevious(one)
    element.drop_tree()


def said(element: Any) -> str:
    """Return the words of an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def ancestors(element: Any) -> Iterator[str]:
    """Yield the names of the elements around one, from the inside."""
    for one in element.iterancestors():
        if isinstance(one.tag, str):
            yield one.tag
