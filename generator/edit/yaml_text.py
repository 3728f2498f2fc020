"""The text of a YAML file for an edit: the bytes of the file, and the text that readers see of them.

Readers see no byte order mark, only line feeds, and spaces for the rare line ends that YAML 1.1 knows and no editor
does (:mod:`generator.schema.front_matter`). An edit names places in that text, and is carried out in the bytes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise

import msgspec

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BREAKS = re.compile("[\x85\u2028\u2029]")


class Edit(msgspec.Struct, frozen=True, order=True):
    """A part of a text, from ``start`` up to ``end``, and what takes its place, with line feeds as line ends."""

    start: int
    end: int
    text: str


class YamlText:
    """A file's text, as readers see it, which can be edited in the file's own bytes."""

    def __init__(self, data: bytes) -> None:
        """Take a file's bytes, which must be UTF-8."""
        raw = data.decode()
        self._bom = _BOM if raw.startswith(_BOM) else ""
        self._raw = raw.removeprefix(_BOM)
        self.text = _BREAKS.sub(" ", self._raw.replace("\r\n", "\n").replace("\r", "\n"))
        #: How many line ends of each form there are; the most frequent is that of new lines.
        counts = {"\r\n": self._raw.count("\r\n")}
        counts |= {"\r": self._raw.count("\r") - counts["\r\n"], "\n": self._raw.count("\n") - counts["\r\n"]}
        self._newline = max(("\n", "\r\n", "\r"), key=lambda one: counts[one])
        self.lines = self.text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)][:-1]
        self._raw_starts = [found.start() for found in _LINE.finditer(self._raw)][: len(self.lines)]

    def line_of(self, at: int) -> int:
        """Return the line of a place, from 0."""
        return bisect_right(self.starts, at) - 1

    def end_of(self, line: int) -> int:
        """Return where a line ends, before its line feed."""
        return self.starts[line] + len(self.lines[line])

    def cut(self, lines: Iterable[int]) -> list[bytes]:
        """Return the file's bytes, cut where these lines begin, which are in order."""
        places = [self._raw_starts[line] for line in lines]
        parts = [self._raw[start:end] for start, end in pairwise((0, *places, len(self._raw)))]
        return [part.encode() for part in (self._bom + parts[0], *parts[1:])]

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the file's bytes with the edits carried out; they must not overlap."""
        parts: list[str] = [self._bom]
        done = 0
        for edit in sorted(edits):
            parts += (self._raw[done : self._in_raw(edit.start)], edit.text.replace("\n", self._newline))
            done = self._in_raw(edit.end)
        parts.append(self._raw[done:])
        return "".join(parts).encode()

    def _in_raw(self, at: int) -> int:
        line = self.line_of(at)
        return self._raw_starts[line] + at - self.starts[line]
