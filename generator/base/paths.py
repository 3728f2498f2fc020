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

#: Characters that a path may have unencoded: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
_PATH = "/!$&'()*+,;=:@~"
#: The characters of an already encoded address, so that only spaces and what is not ASCII get encoded.
_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
#: Certainly an external address; ``a:b.mp3`` looks like one, but may be a file's name.
ELSEWHERE = re.compile(
    r"//|(?:https?|ftps?|mailto|tel|sms|data|javascript|blob|file|about|geo|urn|tag|magnet|xmpp|sips?|ircs?|feed|webcal):"
    r"|[a-z][a-z0-9+.-]*:(?!.*[^/?#:]\.[a-z0-9]{2,5}$)",
    re.IGNORECASE,
)
_WEB = lazily(r"(https?://[^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)


def nfc(name: str) -> str:
    """Return a name in Unicode normalization form C, in which names are compared."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def is_outside(reference: str) -> bool:
    """Return whether a reference is an external address, by its first characters."""
    return _OUTSIDE.match(reference) is not None


def may_be_file(reference: str) -> bool:
    """Return whether what begins like an external address may still be a file's name: ``a:b.mp3``."""
    return is_outside(reference) and not ELSEWHERE.match(reference)


def in_path(path: str) -> str:
    """Return a file's path percent-encoded for an address: ``Ep #1.mp3`` becomes ``Ep%20%231.mp3``."""
    return quote(path, safe=_PATH)


def in_address(url: str) -> str:
    """Return an address with spaces and non-ASCII characters percent-encoded, except in its fragment.

    What is encoded already stays as it is.
    """
    if url.isascii() and " " not in url:
        return url
    address, mark, fragment = url.partition("#")
    return quote(address, safe=_ADDRESS) + mark + fragment


def in_web_address(url: str) -> str:
    """Return an external address with its path percent-encoded; the host stays as it is."""
    match = _WEB.fullmatch(url)
    return match[1] + in_address(match[2]) if match else url


def on_disk(root: str, path: str) -> str:
    """Return the real path of a project file given in NFC, in whatever normalization the disk stores it."""
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
