"""What was told to whom: a file below ``.goodword/``, one line for each page, the last of them counts."""

import os
from pathlib import Path
from typing import Literal

import msgspec

from generator.base.atomic import write_file

#: ``left`` (older than what is told), ``sent``, ``none`` (nobody listens there), ``refused``, ``later`` (could not be
#: told), ``private`` (in a private network), ``going`` (gone from the page, and could not be told).
State = Literal["left", "sent", "none", "refused", "later", "private", "going"]
_NAME = "sent.jsonl"
#: A file with more lines than this and twice its pages is written anew.
_LINES = 1000


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a link: to which endpoint it was told, about which page with which text, and when."""

    state: State
    way: Literal["webmention", "trackback", ""] = ""
    endpoint: str = ""
    #: Where its receiver says how it stands.
    location: str = ""
    detail: str = ""
    #: Whether it was taken, by then or before.
    heard: bool = False
    #: The page's address at the time, and the digest of its text.
    page: str = ""
    digest: str = ""
    #: Seconds since 1970: when it was told, and when to try again.
    at: int = 0
    after: int = 0
    tries: int = 0


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a page: its path from the site's root, its file, its text's digest, and its links."""

    path: str
    source: str
    digest: str = ""
    links: dict[str, Told] = {}


class Ledger:
    """What is known of all pages, by their paths. It may be deleted: then only the newest are told again."""

    def __init__(self, folder: Path) -> None:
        """Read the file. A line that is damaged, as by a loss of power, counts as missing."""
        self._file = folder / _NAME
        self.pages: dict[str, Known] = {}
        self.last = 0
        self.is_new = True
        self._lines = 0
        try:
            data = self._file.read_bytes()
        except OSError:
            return
        for line in data.splitlines():
            self._lines += 1
            try:
                one = msgspec.json.decode(line, type=Known)
            except (msgspec.DecodeError, UnicodeError):
                continue
            if one.path:
                self.pages[one.path] = one
                if not one.source:
                    del self.pages[one.path]
            elif one.digest.isdecimal() and len(one.digest) < 12:
                self.last, self.is_new = max(self.last, int(one.digest)), False

    def keep(self, known: Known) -> None:
        """Keep what is known of a page now. Raises OSError."""
        self.pages[known.path] = known
        self._add(known)

    def forget(self, path: str) -> None:
        """Forget a page that is gone, with nobody left to tell. Raises OSError."""
        if self.pages.pop(path, None) is not None:
            self._add(Known(path=path, source=""))

    def ran(self, at: int) -> None:
        """Keep when pages were told last. Raises OSError."""
        self.last, self.is_new = at, False
        self._add(Known(path="", source="", digest=str(at)))
        if self._lines > _LINES and self._lines > 2 * len(self.pages):
            self._write_anew()

    def _add(self, known: Known) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._lines += 1
        with self._file.open("ab") as file:
            # After a torn line, a new one begins.
            if file.tell() and not self._ends():
                file.write(b"\n")
            file.write(msgspec.json.encode(known) + b"\n")
            file.flush()

    def _ends(self) -> bool:
        with self._file.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _write_anew(self) -> None:
        every = (Known(path="", source="", digest=str(self.last)), *self.pages.values())
        write_file(self._file, b"".join(msgspec.json.encode(one) + b"\n" for one in every))
        self._lines = len(every)
