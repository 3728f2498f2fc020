"""Text as HTML, in the way of the library: an entity that is already one stays."""

import re

from generator.base.patterns import lazily

AMPERSAND = lazily(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


def text_content(text: str) -> str:
    """Text as the content of an element."""
    if "&" in text:
        text = AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def attribute(value: str) -> str:
    """Text as the value of an attribute between double quotes."""
    value = text_content(value)
    return value.replace('"', "&quot;") if '"' in value else value
