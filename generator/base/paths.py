"""Names of files and addresses: one spelling inside, one encoding outside.

A letter with an accent can be stored as one character (NFC) or as two (NFD), and systems differ. In the
program every name is in NFC; a file that is stored in another way is found by :func:`on_disk`.
An address is kept as people read it, ``/episodes/one/Ep #1.mp3``, and encoded once, on output.
"""

import os
import re
import unicodedata
from urllib.parse import quote

from generator.base.patterns import lazily

#: What may stand in a path as it is: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
_PATH = "/!$&'()*+,;=:@~"
#: What an address that is encoded already may hold, so that only letters beyond ASCII and spaces are left to do.
_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
#: What is an address elsewhere for sure: ``a:b.mp3`` reads like one, and may be a file's name.
ELSEWHERE = re.compile(
    r"//|(?:https?|ftps?|mailto|tel|sms|data|javascript|blob|file|about|geo|urn|tag|magnet|xmpp|sips?|ircs?|feed|webcal):"
    r"|[a-z][a-z0-9+.-]*:(?!.*[^/?#:]\.[a-z0-9]{2,5}$)",
    re.IGNORECASE,
)
_WEB = lazily(r"(https?://[^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)


def nfc(name: str) -> str:
    """Return a name in the one spelling that names are compared in."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def is_outside(reference: str) -> bool:
    """Return whether a reference is an address elsewhere, by how it begins."""
    return _OUTSIDE.match(reference) is not None


def may_be_file(reference: str) -> bool:
    """Return whether what begins like an address elsewhere may be a file's name all the same: ``a:b.mp3``."""
    return is_outside(reference) and not ELSEWHERE.match(reference)


def in_path(path: str) -> str:
    """Return a path, as a file has it, as it stands in an address: ``Ep #1.mp3`` is ``Ep%20%231.mp3``."""
    return quote(path, safe=_PATH)


def in_address(url: str) -> str:
    """Return an address with spaces and what is not ASCII encoded, up to its fragment; what is encoded stays."""
    if url.isascii() and " " not in url:
        return url
    address, mark, fragment = url.partition("#")
    return quote(address, safe=_ADDRESS) + mark + fragment


def in_web_address(url: str) -> str:
    """Return an address elsewhere with its path encoded; the host stays as it is."""
    match = _WEB.fullmatch(url)
    return match[1] + in_address(match[2]) if match else url


def on_disk(root: str, path: str) -> str:
    """Return where a file of a project lies whose path is in NFC, whatever its name is stored as."""
    plain = f"{root}/{path}"
    if path.isascii() or os.path.lexists(plain):
        return plain
    here = root
    for part in path.split("/"):
        below = f"{here}/{part}"
        if not part.isascii() and not os.path.lexists(below):
            try:
                below = next((f"{here}/{name}" for name in os.listdir(here) if nfc(name) == part), below)
            except OSError:
                return plain
        here = below
    return here
