"""Locates in a file's text what was found in its converted form."""

import re

from generator.base.problems import Place

#: How many things are each searched for in the whole text.
_MANY = 20


class TextLocator:
    """A text in which things are searched for, one after the other.

    After the first few, each is searched for only behind the previous one, since they come in order, and
    the number of failing searches is limited, so that the time stays linear.
    """

    def __init__(self, text: str, place: Place) -> None:
        self.text = text
        self.place = place
        self._asked = self._missed = self._last = 0
        self._known: dict[str, Place] = {}

    def find(self, pattern: str) -> Place:
        """Return the place in the file of a pattern's first match, or that of the text if there is none."""
        if pattern not in self._known:
            self._known[pattern] = self._find(pattern)
        return self._known[pattern]

    def _find(self, pattern: str) -> Place:
        if self._missed > _MANY:
            return self.place
        self._asked += 1
        start = self._last if self._asked > _MANY else 0
        found = re.compile(pattern, re.IGNORECASE).search(self.text, start)
        if found is None:
            self._missed += 1
            return self.place
        self._last = found.start()
        at = found.start() + found[0][:1].isspace()
        line = self.place.line + self.text.count("\n", 0, at)
        return Place(self.place.path, line, at - self.text.rfind("\n", 0, at))
