"""The addresses of other sites in a text's HTML: what its links lead to, and what it shows from there."""

import re
from collections.abc import Iterator, Mapping

from generator.base.model import Prose
from generator.base.patterns import lazily
from generator.base.text import unescaped
from generator.markup.srcset import candidates
from generator.markup.tags import ATTRIBUTE, LINKS

_WEB = re.compile(r"(?:https?:)?//[^/]", re.IGNORECASE)
_TAG = lazily(r"""<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>\s(?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
_COMMENT = lazily(r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
#: What is sent something, not asked for a page, and what is no link of its own.
_NOT_ASKED = frozenset({"ping", "formaction", "action", "content", "imagesrcset"})
#: What readers follow.
_FOLLOWED = {"a": ("href",), "area": ("href",)}


def is_web(address: str) -> bool:
    """Return whether an address is one of another site on the web."""
    return _WEB.match(address) is not None


def whole(address: str) -> str:
    """Return an address with its scheme."""
    return f"https:{address}" if address.startswith("//") else address


def outside(prose: Prose) -> Iterator[str]:
    """Return the addresses of other sites in a text, in order, as they are written."""
    return _addresses(prose, LINKS)


def linked(prose: Prose) -> Iterator[str]:
    """Return the addresses of other sites that a reader can follow from a text: no pictures, nothing embedded."""
    return _addresses(prose, _FOLLOWED)


def _addresses(prose: Prose, of: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Return the addresses of other sites in some attributes of some elements."""
    markup = "".join(prose.pieces)
    if "//" not in markup:
        return
    for tag in _TAG.finditer(_COMMENT.sub("", markup)):
        wanted = of.get(tag["name"].lower(), ())
        for attribute in ATTRIBUTE.finditer(tag["attributes"]) if wanted else ():
            key = attribute[1].lower()
            if key not in wanted or key in _NOT_ASKED:
                continue
            value = unescaped(attribute[2] or attribute[3] or attribute[4] or "").strip()
            for address in [url for url, _ in candidates(value)] if key == "srcset" else [value]:
                if is_web(address):
                    yield address
