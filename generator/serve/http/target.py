"""From the target of a request to a path that is safe, or to none."""

import re
from urllib.parse import unquote_to_bytes

import msgspec

from generator.base.paths import in_path, nfc

#: What a path in the output never has, whatever it is encoded as: no system takes any of it for a way out.
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")
#: What may stand in an address without being encoded.
_SENT = re.compile(r"[\x21-\x7e]*")


class Target(msgspec.Struct, frozen=True):
    """An address below this host: its path, decoded and in NFC, and its query as it was sent."""

    path: str
    query: str

    @property
    def encoded(self) -> str:
        """Return the path as it stands in an address."""
        return in_path(self.path)

    @property
    def asked(self) -> str:
        """Return the query with its question mark, or an empty string."""
        return f"?{self.query}" if self.query else ""


def read(target: str) -> Target | None:
    """Return what a request's target means; None if it is no path, or one that leads elsewhere."""
    address, _, query = target.partition("?")
    if not _SENT.fullmatch(target) or not address.startswith("/") or "#" in target:
        return None
    try:
        path = unquote_to_bytes(address).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # An encoded slash is no slash to a host, and an empty part would make "//elsewhere" of a redirect.
    wrong = _NEVER.search(path) or re.search("%(?:2f|5c)", address, re.IGNORECASE) or "//" in path
    if wrong or any(part in {".", ".."} for part in path.split("/")):
        return None
    return Target(nfc(path), query)
