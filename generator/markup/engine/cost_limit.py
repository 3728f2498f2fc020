"""A budget for the conversion of a text: the library's work is counted in steps, and limited.

Some of the library's algorithms are quadratic in the length of a paragraph: it copies the whole
paragraph for each match, and searches for a missing end from each beginning. Normal texts are far too
short for that to matter. For hostile ones, the budget is used up after some seconds, after the same
number of steps on any computer, and the text is an error.
"""

from generator.markup.base import Unconvertible

#: In steps of about ten nanoseconds; the maximum measured on real texts is a thousandth of it.
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
