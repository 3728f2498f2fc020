"""Pictures embedded in a text as ``data:`` URLs, which editors write when a picture is pasted.

Each is taken out of the text and gets a short name, so that it can be published like any other.
"""

import binascii
import hashlib
import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

import msgspec

from generator.base.patterns import lazily

_DATA = lazily(r"data:(?P<type>[^;,]*)(?P<more>(?:;[^;,]*)*),(?P<data>.*)", re.DOTALL | re.IGNORECASE)
_BLANK = lazily(r"\s+")
#: The prefix of a picture's name, which no address that people write has.
PREFIX = "data:"
#: How many characters of an address are shown in a message.
_SHOWN = 40


class Embedded(msgspec.Struct, frozen=True):
    """An embedded picture: its name, the beginning of its address, and its bytes or what is wrong with it."""

    name: str
    shown: str
    data: bytes
    wrong: str = ""


def is_embedded(address: str, begin: str = "data:image/") -> bool:
    """Return whether an address is an embedded picture; ``begin`` is shorter where only pictures are possible."""
    return address[: len(begin)].lower() == begin


def embedded(address: str) -> Embedded:
    """Return the picture of a ``data:`` URL."""
    shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
    found = _DATA.fullmatch(address)
    data, wrong = b"", ""
    if not found:
        wrong = "there is no comma before its data"
    elif ";base64" in found["more"].lower():
        # Some are broken into lines, and some use the URL-safe alphabet of base64.
        text = _BLANK.sub(
            "", unquote_to_bytes(found["data"]).decode("latin-1") if "%" in found["data"] else found["data"]
        )
        text = text.translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
        try:
            data = b64decode(text + "=" * (-len(text) % 4), validate=True)
        except (binascii.Error, ValueError):
            wrong = "its base64 cannot be read"
    else:
        data = unquote_to_bytes(found["data"])
    if not wrong and not data:
        wrong = "there is nothing in it"
    name = PREFIX + hashlib.blake2b(data or address.encode(), digest_size=16).hexdigest()
    return Embedded(name, shown, data, wrong)
