"""QR codes on pages, for those who hold them on paper."""

from functools import lru_cache

from generator import views
from generator.media import qr


@lru_cache(maxsize=1024)
def qr_code(address: str) -> views.QrCode | None:
    """Return the code that leads to an address with its host; none without an address, or for one that is too long."""
    width, path = qr.path(address) if address else (0, "")
    return views.QrCode(width=width, path=path) if width else None
