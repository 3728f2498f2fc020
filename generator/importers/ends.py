"""The ends of what was opened in a text, found in a time that grows with the text and not with what is never closed."""


class Ends:
    """Finds the next occurrence of endings. One that is not there any more is not looked for again."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text
        self._gone: set[str] = set()

    def after(self, ending: str, start: int) -> int:
        """Return the position after the next ending, or the start if there is none."""
        if ending in self._gone:
            return start
        at = self._text.find(ending, start)
        if at < 0:
            self._gone.add(ending)
            return start
        return at + len(ending)
