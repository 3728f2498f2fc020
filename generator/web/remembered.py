"""What other sites answered, kept for some days, so that they are not asked more often than needed."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.base.checksummed import read_checked, write_checked
from generator.web.ask import Answer

_DAY = 86_400
#: How long an answer counts, in seconds; what is not here is asked each time.
_COUNTS = {"good": 7 * _DAY, "unsure": _DAY}
#: How long an answer about a link that is gone from the site is kept.
_KEPT = 30 * _DAY

#: When each address was asked, in seconds since 1970, and what it answered.
_Answers = dict[str, tuple[int, Answer]]
_decoder = msgspec.msgpack.Decoder(_Answers)


class Remembered:
    """The answers of earlier runs, in a file below ``.goodword/``. It may be deleted at any time."""

    def __init__(self, work: Path, *, private: bool = False) -> None:
        """Read the file; one that is missing or damaged counts as empty.

        What was asked in private networks has a file of its own: without that, the answer is another.
        """
        self.file = work / ("links-private" if private else "links")
        data = read_checked(self.file)
        try:
            self._answers = _decoder.decode(data) if data is not None else {}
        except (msgspec.DecodeError, ValueError):
            self._answers = {}

    def known(self, addresses: Iterable[str]) -> dict[str, Answer]:
        """Return the answers that still count."""
        now, found = time.time(), {}
        for address in addresses:
            if (kept := self._answers.get(address)) and 0 <= now - kept[0] < _COUNTS.get(kept[1].kind, 0):
                found[address] = kept[1]
        return found

    def keep(self, answers: Mapping[str, Answer]) -> None:
        """Keep new answers. Where the file cannot be written, the next run asks again."""
        now = int(time.time())
        kept = {address: old for address, old in self._answers.items() if now - old[0] < _KEPT}
        kept |= {address: (now, answer) for address, answer in answers.items()}
        self._answers = kept
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_checked(self.file, msgspec.msgpack.encode(kept))
        except OSError:
            return
