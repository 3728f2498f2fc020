"""Where a page wants to be told that it is linked to: its webmention endpoint, as the W3C's recommendation finds it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.base.patterns import lazily

_RELATION = "webmention"
#: A link of a ``Link`` header: the address, and its parameters with whatever stands in quotes.
_LINK = lazily(r"""<([^<>]*)>((?:[^,"<]|"(?:[^"\\]|\\.)*")*)""")
_PARAMETER = lazily(r""";\s*([^\s=;,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))""")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def endpoint(url: str, headers: Iterable[str], body: bytes, relation: str = _RELATION) -> str:
    """Return the endpoint that a page announces, or an empty string.

    ``url`` is where the page was found after all redirects, ``headers`` are the values of its ``Link`` headers. These
    come first, then the first ``<link>`` or ``<a>`` in the order of the document.
    """
    for value in headers:
        for target, rels in _linked(value):
            if relation in rels and (found := resolved(url, target)):
                return found
    if relation.encode() not in body.lower():
        return ""
    return _in_document(url, body, relation)


def _linked(value: str) -> Iterator[tuple[str, list[str]]]:
    """Return the links of a header: each address with its relations."""
    for link in _LINK.finditer(value[:20_000]):
        rels: list[str] | None = None
        for parameter in _PARAMETER.finditer(link[2]):
            # Only the first one counts.
            if parameter[1].lower() == "rel" and rels is None:
                rels = (parameter[2] or parameter[3] or "").lower().split()
        yield link[1].strip(), rels or []


def _in_document(url: str, body: bytes, relation: str) -> str:
    tree = parsed(body)
    if tree is None:
        return ""
    base = url
    for element in tree.iter("base", "link", "a"):
        address = element.get("href")
        if address is None:
            # An empty one is the page itself, but without any there is no link.
            continue
        if element.tag == "base":
            if base == url:
                base = resolved(url, address) or url
        elif relation in (element.get("rel") or "").lower().split() and (found := resolved(base, address, url)):
            return found
    return ""


def parsed(body: bytes) -> Any:
    """Return a page as a tree, or None where there is nothing in it. Comments are none of it."""
    from lxml import etree  # noqa: PLC0415 (30 ms, and only this needs it)
    from lxml import html as library  # noqa: PLC0415 (see above)

    parser = library.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        return library.document_fromstring(_CONTROLS.sub(b" ", body), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def resolved(base: str, address: str, page: str = "") -> str:
    """Return an address as a whole one, or an empty string where it is none of the web."""
    address = address.strip()
    try:
        # An empty one is the page itself, whatever its base says.
        found = urljoin(base, address) if address else page or base
        parts = urlsplit(found)
        good = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return found if good and found.isprintable() else ""
