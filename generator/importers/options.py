"""How to import."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to import: where copies of pictures are, and whether anything is written."""

    media: Path | None = None
    #: Gets the file of an address from the web, or says why it cannot.
    fetch: Callable[[str], Path | str] | None = None
    dry: bool = False
    #: Whether nothing of the site is known to readers yet, so that its addresses may take another form.
    fresh: bool = False
    now: dt.datetime
