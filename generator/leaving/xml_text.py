"""Texts as they stand in XML, whatever they hold."""

import re

#: Characters that no document of XML 1.0 can hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """Return a text escaped, for elements and attributes."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def cdata(text: str) -> str:
    """Return a text that is taken as it stands. Its own end of CDATA is divided between two."""
    return "<![CDATA[" + clean(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"
