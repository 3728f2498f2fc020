"""The output lines, and the empty ones between them."""

import re

#: What one container puts before its later lines.
_UNIT = re.compile(r"> |[ ]{4}")


class Rows:
    """Lines in their order; an empty one that is only wanted comes when a line follows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.gap = True  # whether an empty line, or nothing, stands before the next one
        self.level = 0  # how far in the first line since the last empty one stands, in quotes and items
        self.wanted: str | None = None
        self.gap_lead = ""  # the marks of quotes on the empty line

    def put(self, lead: str, text: str) -> None:
        """Adds a line behind the marks of its containers."""
        if self.wanted is not None:
            self.lines.append(self.wanted)
            self.wanted = None
        if self.gap:
            self.level = place = 0
            while unit := _UNIT.match(lead, place):
                self.level += 1
                place = unit.end()
        self.lines.append(lead + text)
        self.gap = False

    def want_gap(self, lead: str) -> None:
        """Sees to an empty line before the next one; in a quote, one with its marks."""
        lead = lead.rstrip()
        if not self.gap or len(self.gap_lead) > len(lead):
            if self.gap and self.wanted is None:
                self.lines.pop()
            self.wanted = self.gap_lead = lead
            self.gap = True

    def empty(self, lead: str) -> None:
        """Adds an empty line that was written."""
        self.wanted = None
        self.gap_lead = lead.rstrip()
        self.lines.append(self.gap_lead)
        self.gap = True
