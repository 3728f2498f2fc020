"""How much a text costs the library, counted in steps as it is converted, and where that ends.

Some of what the library does takes a time that grows with the square of a paragraph: it copies the
whole of it for each thing that it finds, and looks for an end that is not there from each beginning.
What people write is far from noticing it. Where it would be noticed, the count is at its end after
some seconds, whatever the machine, and the text is an error.
"""

from generator.markup.base import Unconvertible

#: A step is about ten nanoseconds; the most that real texts were seen to take is a thousandth of it.
BUDGET = 200_000_000


class TooCostly(Unconvertible):
    """A text that takes more steps than its budget."""

    def __init__(self, passage: str) -> None:
        super().__init__(
            "this passage would take too long to convert: it has thousands of signs of Markdown or HTML",
            "divide it by empty lines, close what it opens, or put it in fenced code if it is to be shown as it stands",
            passage,
        )


class Meter:
    """The steps that are left for one text."""

    def __init__(self) -> None:
        self.left = BUDGET

    def reset(self) -> None:
        """Begins to count for another text."""
        self.left = BUDGET

    def spend(self, steps: int, passage: str) -> None:
        """Takes steps off; raises TooCostly where none are left."""
        self.left -= steps
        if self.left < 0:
            raise TooCostly(passage)
