"""The lines that come out, and the empty ones between them."""


class Rows:
    """Lines in their order; an empty one that is only wanted comes when a line follows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.gap = True  # whether an empty line, or nothing, stands before the next one
        self.level = 0  # how far in the first line since the last empty one stands, in quotes and items
        self.wanted: str | None = None

    def put(self, lead: str, text: str) -> None:
        """Adds a line behind the marks of its containers."""
        if self.wanted is not None:
            self.lines.append(self.wanted)
            self.wanted = None
        if self.gap:
            quotes = lead.count(">")
            self.level = quotes + (len(lead) - 2 * quotes) // 4
        self.lines.append(lead + text)
        self.gap = False

    def want_gap(self, lead: str) -> None:
        """Sees to an empty line before the next one; in a quote, one with its marks."""
        if not self.gap:
            self.wanted = lead.rstrip()
            self.gap = True

    def empty(self, lead: str) -> None:
        """Adds an empty line that was written."""
        self.wanted = None
        self.lines.append(lead.rstrip())
        self.gap = True
