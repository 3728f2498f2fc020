"""XML elements as plain values, and their conversion to lxml's."""

from typing import Any, TypeAlias

import msgspec

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}


class Element(msgspec.Struct, frozen=True):
    """An element: ``prefix:name``, its text, its attributes and its children."""

    name: str
    text: str = ""
    attributes: dict[str, str] = {}
    children: tuple["Element", ...] = ()


# An lxml element; lxml is imported late, since that is slow.
Node: TypeAlias = Any


def namespaces_of(elements: tuple[Element, ...]) -> dict[str, str]:
    """The namespaces by prefix that these elements, their children and attributes need."""
    found: dict[str, str] = {}
    for element in elements:
        for name in (element.name, *element.attributes):
            prefix, colon, _ = name.partition(":")
            if colon:
                found[prefix] = NAMESPACES[prefix]
        found.update(namespaces_of(element.children))
    return dict(sorted(found.items()))


def append(parent: Node, element: Element) -> None:
    """Add the element to an lxml element, as its last child."""
    from lxml import etree

    attributes = {_qualified(name): value for name, value in element.attributes.items()}
    node = etree.SubElement(parent, _qualified(element.name), attributes)
    node.text = element.text or None
    for child in element.children:
        append(node, child)


def document(element: Element) -> bytes:
    """A whole XML document in UTF-8 with this element as its root."""
    from lxml import etree

    root = etree.Element(_qualified(element.name), dict(element.attributes))
    for child in element.children:
        append(root, child)
    return bytes(etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True))


def _qualified(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
